"""What each number that Weibo answers means for the public and for a person.

Codes and words as copies of open.weibo.com/wiki/Error_code have them, of its table for OAuth 2.0, and of Toutiao/api
(2022-11-29); read 2026-11-29.
A number says that nothing happened, but for those of an overloaded platform and 20032, which leave everything open.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from editor_app.domain.errors import AuthExpired, OutcomeUnknown, PlatformError, RateLimited, Rejected
from editor_app.domain.text import T, Text
from editor_app.platforms.outcomes import brief, failure, unknown

if TYPE_CHECKING:
    from editor_app.platforms.replies import Reply

NO_SUCH_POST = 20101
ARTICLE_DONE = 100000
_SIGN_IN = range(21300, 21400)
_BUSY = frozenset({10001, 10002, 10003, 10009, 10010, 10011, 20032, 21331})
_SAID_ALREADY = frozenset({20017, 20019, 20111})
_HOURLY = frozenset({10022, 10023, 10024})
_REST = timedelta(minutes=10)
_NOT_GRANTED = (
    T("Weibo has not granted this interface to your application."),
    T("Apply for it on open.weibo.com, or choose another form of posts for this account."),
)
_NO_DOMAIN = (
    T("The address in the post is not on a safe domain of the application."),
    T("Bind the domain on open.weibo.com (application, security settings), or give another address."),
)
_TOO_LONG = (T("The text is too long."), T("Shorten it, or say it differently for this account."))
_ANEW = T("Sign in again and connect the account with the new access token.")
_APPLICATION = T("Compare App Key, App Secret and callback address with open.weibo.com, then sign in again.")
_OVER = (T("The access token is over."), _ANEW)
_INVALID = (T("The access token is not valid."), _ANEW)
_SIGN_IN_MEANINGS: dict[int, tuple[Text, Text]] = {
    10006: (T("The application's App Key is missing."), _APPLICATION),
    10013: (T("There is no such user of Weibo."), _ANEW),
    21301: (T("The account can't be told from the token."), _ANEW),
    21314: (T("The access token was used up."), _ANEW),
    21315: _OVER,
    21316: _INVALID,
    21317: _INVALID,
    21319: (T("Somebody took the permission back from the application."), _ANEW),
    21322: (T("The callback address is another than the application's."), _APPLICATION),
    21324: (T("App Key or App Secret are wrong."), _APPLICATION),
    21325: (T("The permission is over or was taken back."), _ANEW),
    21326: (T("The application may not do that."), _APPLICATION),
    21327: _OVER,
    21330: (T("Whoever signed in did not permit it."), T("Sign in again and permit it there.")),
    21332: _INVALID,
}
_MEANINGS: dict[int, tuple[Text, Text]] = {
    10005: _NOT_GRANTED,
    10014: _NOT_GRANTED,
    10012: (T("Weibo calls the call illegal."), T("Look on open.weibo.com whether the application was closed.")),
    10016: (
        T("A field is missing that Weibo asks for."),
        T("If it is “rip”, enter the office's public IP address in the settings of this account."),
    ),
    10018: _TOO_LONG,
    20005: (T("It takes pictures as JPEG, GIF or PNG only."), T("Choose another picture.")),
    20006: (T("A picture is too large."), T("Choose a smaller picture.")),
    20007: (T("The picture did not arrive."), T("Try it once more.")),
    20008: (T("The text is empty."), T("Write its text.")),
    20012: _TOO_LONG,
    20013: _TOO_LONG,
    20015: (
        T("Weibo blocks this account, its address or the application."),
        T("Sign in on weibo.com and read what it says."),
    ),
    20018: (T("It names an address that Weibo forbids."), T("Take the address out, or give another one.")),
    20020: (T("Weibo takes it for an advertisement."), T("Say it differently for this account.")),
    20021: (T("Weibo refuses the words."), T("Say it differently for this account.")),
    20031: (
        T("Weibo wants to see that a person is there."),
        T("Sign in on weibo.com and solve the puzzle, then retry here."),
    ),
    20101: (T("There is no such post (any more)."), T("Look on weibo.com.")),
    20102: (T("It is the post of another account."), T("Look on weibo.com.")),
    20112: (T("The post is not for everybody to see."), T("Look on weibo.com.")),
    20201: (T("There is no such comment (any more)."), T("Look on weibo.com.")),
    20206: (T("Only those whom the author follows may comment."), T("Change it on weibo.com.")),
    20207: (T("Only trusted users may comment."), T("Change it on weibo.com.")),
    21321: (
        T("The application is not audited yet, and has more users than it may."),
        T("Have it audited on open.weibo.com."),
    ),
}


class SaidAlready(OutcomeUnknown):
    """Weibo takes the post for one that it has: perhaps an earlier try of ours did arrive."""


def code_of(reply: Reply) -> int:
    """The number of a refusal, which comes as a number or as text; 0 = none, also when the answer is no JSON."""
    return _number(reply, "error_code")


def words_of(reply: Reply) -> str:
    """What the platform says itself."""
    try:
        told = reply.json()
    except ValueError:
        return ""
    return str(told.get("error") or told.get("msg") or "") if isinstance(told, dict) else ""


def refusal_of(reply: Reply, host: str, *, is_article: bool = False) -> PlatformError | None:
    """The error that an answer means; None = done.

    Args:
        reply: the answer.
        host: for the sentence.
        is_article: it answers a headline article, whose refusals have a form of their own.
    """
    code, words = code_of(reply), words_of(reply)
    if not code and is_article and reply.status == 200:
        return _of_article(_number(reply, "code"), words, host)
    if not code:
        return failure(reply, host, words)
    return _open(code, host) or _limited(code, reply, host) or _sign_in(code, words, host) or _rejected(
        code, words, host
    )  # fmt: skip


def until_next_hour(now: datetime) -> timedelta:
    """How long until the counts of an hour begin anew; a minute more, because clocks differ."""
    following = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1, minutes=1)
    return following - now


def _open(code: int, host: str) -> OutcomeUnknown | None:
    if code == 20032:
        return unknown(host, T("it says that the post will be seen in a minute or two (20032)"))
    if code in _BUSY:
        return unknown(host, T("it is busy ({code})", code=code))
    if code in _SAID_ALREADY:
        return SaidAlready(
            T("{host} says that it has such a post already ({code}).", host=host, code=code),
            T("Press Desk looks whether it arrived before anything is sent again."),
        )
    return None


def _limited(code: int, reply: Reply, host: str) -> RateLimited | None:
    if code in _HOURLY:
        wait = until_next_hour(reply.server_time or datetime.now(UTC))
        return RateLimited(
            T("{host}: the calls of this hour are used up ({code}); they begin anew with the next.",
              host=host, code=code), wait,
        )  # fmt: skip
    if code == 20016:
        return RateLimited(T("{host} asks for a rest: too many posts (20016).", host=host), _REST)
    return None


def _sign_in(code: int, words: str, host: str) -> AuthExpired | None:
    if code == 10004:
        return AuthExpired(
            T("{host} refuses calls from the address of this office (10004).", host=host),
            T("Put the office's public IP address on the application's safe list on open.weibo.com."),
        )
    if code in {10006, 10013} or (code in _SIGN_IN and code != 21321):
        meaning, next_step = _SIGN_IN_MEANINGS.get(code, (brief(words), _ANEW))
        return AuthExpired(
            T("{host} refuses the sign-in ({code}): {why}", host=host, code=code, why=meaning), next_step
        )
    return None


def _rejected(code: int, words: str, host: str) -> Rejected:
    if code == 10017 and "domain" in words.lower():
        meaning, next_step = _NO_DOMAIN
    elif code in _MEANINGS:
        meaning, next_step = _MEANINGS[code]
    else:
        meaning, next_step = None, T("Correct what it names, or check what the account may do there.")
    return Rejected(
        T("{host} refused it ({code}): {why}", host=host, code=code, why=meaning or brief(words)), next_step
    )


def _of_article(code: int, words: str, host: str) -> PlatformError | None:
    """The error of a headline article's answer; 11002 and 11003 come after a part of it is there."""
    if code == ARTICLE_DONE:
        return None
    if code == 11001:
        return RateLimited(T("{host} asks for a rest: too many articles (11001).", host=host), _REST)
    if code == 10008:
        return Rejected(
            T("{host} refused it ({code}): {why}", host=host, code=code, why=brief(words)),
            T("Correct what it names, or check what the account may do there."),
        )
    return unknown(host, T("it is busy ({code})", code=code))


def _number(reply: Reply, name: str) -> int:
    try:
        told = reply.json()
    except ValueError:
        return 0
    said = told.get(name, 0) if isinstance(told, dict) else 0
    return int(said) if isinstance(said, int | str) and str(said).isdigit() else 0
