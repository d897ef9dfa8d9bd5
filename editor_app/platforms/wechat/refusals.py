"""What each number that WeChat answers means for the public and for a person: always under HTTP 200.

Codes and words as PLATFORMS-CN 1.1 to 1.5 quotes the documents (read 2026-11-28), and as copies of the page of global
return codes have them (read 2026-11-29); a refusal in JSON had no effect, except -1, which leaves everything open.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from editor_app.domain.budget import LONGEST_PAUSE
from editor_app.domain.errors import AuthExpired, PlatformError, RateLimited, Rejected, Unreachable
from editor_app.domain.text import T, Text
from editor_app.platforms.outcomes import brief, failure, unknown

if TYPE_CHECKING:
    from editor_app.platforms.replies import Reply

BEIJING = timezone(timedelta(hours=8))
TOKEN_OVER = frozenset({40001, 40014, 42001})
"""The token is over or not the latest: another one is asked for, once."""
NO_SUCH_MEDIA, NO_SUCH_ARTICLE = 40007, 53600
ALREADY_ANSWERED = 88005
_BUSY = -1
_NOT_FROM_HERE = frozenset({40164, 45035, 61004})
"""The address is not on the account's allow-list, or not on that of the platform behind a relay."""
_ADDRESS = re.compile(r"invalid ip ([0-9a-fA-F.:]+)")
_CHECK_KEYS = T("Check AppID and AppSecret on mp.weixin.qq.com, then connect the account again.")
_AGAIN_SOON = T("Test the account in five minutes; if it stays, look whether another system renews the token by force.")
_REPORT = T("Report it with the number that WeChat gives (rid).")
_SIGN_IN: dict[int, tuple[Text, Text]] = {
    40001: (T("The AppSecret is wrong, or another system renewed the token by force."), _CHECK_KEYS),
    40002: (T("It does not know this way of signing in."), _REPORT),
    40013: (T("The AppID is wrong."), _CHECK_KEYS),
    40014: (T("The access token is not valid, and no other one was given."), _AGAIN_SOON),
    40125: (T("The AppSecret is wrong."), _CHECK_KEYS),
    40243: (
        T("The AppSecret is frozen."),
        T("An administrator of the account unfreezes it on mp.weixin.qq.com; then test the account here."),
    ),
    41001: (T("The access token did not arrive."), T("If a relay is used, let it pass on the query; then test here.")),
    41002: (T("The AppID is missing."), _CHECK_KEYS),
    41004: (T("The AppSecret is missing."), _CHECK_KEYS),
    42001: (T("The access token is over, and no other one was given."), _AGAIN_SOON),
    89503: (
        T("An administrator of the account must confirm this call on a telephone first."),
        T("Ask an administrator to confirm it, then test the account here."),
    ),
    89506: (
        T("An administrator refused this call; WeChat takes it again after 24 hours."),
        T("Agree with the administrator, and test the account tomorrow."),
    ),
    89507: (
        T("An administrator refused this call; WeChat takes it again after an hour."),
        T("Agree with the administrator, and test the account in an hour."),
    ),
}
_NOT_ALLOWED = (
    T("This account may not publish through the interface."),
    T("Since July 2025 only certified accounts may: have it certified, or publish by hand on mp.weixin.qq.com."),
)
_RELAY = T("If a relay is used, let it pass on address and body as they are; else report it with the rid.")
_MEANINGS: dict[int, tuple[Text, Text]] = {
    48001: _NOT_ALLOWED,
    48004: (
        T("WeChat has closed this interface to the account because of an irregularity."),
        T("Read the notice on mp.weixin.qq.com; until it is settled, publish by hand there."),
    ),
    50002: (
        T("WeChat has limited or frozen the account."),
        T("Read the notice on mp.weixin.qq.com; until it is settled, nothing goes out there."),
    ),
    40005: (T("It takes pictures as JPEG or PNG only."), T("Choose another picture.")),
    40009: (T("A picture is too large."), T("Choose a smaller picture.")),
    40227: (T("The title is empty."), T("Write a title.")),
    40152: (T("It does not know the group of followers."), _REPORT),
    40007: (
        T("It doesn't know a picture or the draft (any more)."),
        T("Look on mp.weixin.qq.com whether somebody deleted or published it, then submit the document anew."),
    ),
    40033: (T("The text holds characters that it doesn't take."), T("Delete unusual characters, then submit anew.")),
    41039: (T("The link of the original is not taken."), T("Give another address, or none.")),
    41040: (
        T("Its originality can't be told yet."),
        T("Look on mp.weixin.qq.com what it says about originality, then retry here."),
    ),
    43002: (T("A relay altered the call."), _RELAY),
    44002: (T("The call arrived empty."), _RELAY),
    44003: (T("The article is empty."), T("Write its text.")),
    44004: (T("The article is empty."), T("Write its text.")),
    45001: (T("A picture is too large."), T("Choose a smaller picture.")),
    45002: (T("The text is too long for one article."), T("Shorten it, or publish it in two parts.")),
    45003: (T("The title is too long."), T("Shorten it, or say it differently for this account.")),
    45004: (T("The summary is too long."), T("Shorten it, or say it differently for this account.")),
    45005: (T("The link of the original is too long."), T("Give a shorter address.")),
    45008: (T("It takes fewer articles at once."), _REPORT),
    45062: (
        T("The text holds an advertisement that is not signed for."),
        T("Take it out, or sign for it on mp.weixin.qq.com."),
    ),
    45110: (T("The author's name is too long."), T("Shorten it to 16 characters.")),
    45028: (T("No sending to followers is left for now."), T("Wait for the next day or month, or publish without it.")),
    47001: (T("A relay altered the call."), _RELAY),
    45067: (T("The number of the sending is too long."), T("Report it; nothing was sent.")),
    48021: (
        T("The draft was saved by itself last."),
        T("Open it on mp.weixin.qq.com, save it there, then retry here."),
    ),
    89504: (T("An administrator must confirm the sending on a telephone."), T("Confirm it, then retry here.")),
    89505: (T("An administrator must confirm the sending on a telephone."), T("Confirm it, then retry here.")),
    45166: (T("The text holds something that it doesn't take."), T("Take out unusual links or forms.")),
    53503: (T("The draft did not pass its check before publishing."), T("Open it on mp.weixin.qq.com, see why.")),
    53504: (T("This draft can only be published on its own site."), T("Publish it on mp.weixin.qq.com by hand.")),
    53505: (
        T("The draft must be saved on its own site first."),
        T("Open it on mp.weixin.qq.com, save it there, then retry here."),
    ),
    53600: (T("There is no such article (any more)."), T("Look on mp.weixin.qq.com.")),
    88000: (
        T("This account may not use comments."),
        T("Comments need a certified account; open them on its own site."),
    ),
    88001: (T("It knows no comments of this article."), T("Read them on mp.weixin.qq.com.")),
    88002: (T("Comments of this article are restricted."), T("Look on mp.weixin.qq.com why.")),
    88003: (T("No more comments can be featured."), T("Feature another one no more first.")),
    88004: (T("The reader deleted the comment."), T("There is nothing left to answer.")),
    88007: (T("The answer is empty or too long."), T("Shorten it.")),
    88008: (T("There is no such comment (any more)."), T("Read the comments again.")),
    88010: (T("So many comments at once are not given."), _REPORT),
}
AUDIT: dict[int, Text] = {
    2: T("WeChat refused it: the check of originality failed (status 2). Nothing is public."),
    3: T("WeChat did not publish it and gives no reason (status 3). Nothing is public."),
    4: T("WeChat's audit refused it (status 4). Nothing is public; change the text and submit it anew."),
    5: T("Somebody deleted the article on WeChat right after it was published (status 5)."),
    6: T("WeChat banned the article right after it was published (status 6)."),
}
"""What became of an accepted article that is not public."""


def code_of(reply: Reply) -> int:
    """The number of a refusal; 0 = none, also when the answer is no JSON."""
    try:
        told = reply.json()
    except ValueError:
        return 0
    code = told.get("errcode", 0) if isinstance(told, dict) else 0
    return code if isinstance(code, int) else 0


def words_of(reply: Reply) -> str:
    """What the platform says itself, its `rid` included: support asks for it."""
    try:
        told = reply.json()
    except ValueError:
        return ""
    return str(told.get("errmsg", "")) if isinstance(told, dict) else ""


def refusal_of(reply: Reply, host: str, *, of_draft: bool = False) -> PlatformError | None:
    """The error that an answer means; None = done.

    Args:
        reply: the answer.
        host: for the sentence.
        of_draft: it answers a draft, whose pictures may be so new that not every server knows them.
    """
    code, words = code_of(reply), words_of(reply)
    if reply.status != 200 or code == 0:
        return failure(reply, host, words)
    if code == _BUSY:
        return unknown(host, T("it is busy (-1)"))
    if code == ALREADY_ANSWERED:
        return unknown(host, T("there is an answer already (88005)"))
    if of_draft and code == NO_SUCH_MEDIA:
        return Unreachable(
            T("{host} does not know the new pictures yet (40007).", host=host), T("The draft is tried again by itself.")
        )
    return _limited(code, reply, host) or _sign_in(code, words, host) or _rejected(code, words, host)


def _limited(code: int, reply: Reply, host: str) -> RateLimited | None:
    if code == 45009:
        wait = until_midnight(reply.server_time or datetime.now(UTC))
        return RateLimited(
            T("{host}: the quota of this call is used up for today (45009); it is filled at midnight.", host=host),
            min(wait, LONGEST_PAUSE),
        )
    if code == 45011:
        return RateLimited(T("{host} asks to go slower (45011).", host=host), timedelta(minutes=1))
    return None


def _sign_in(code: int, words: str, host: str) -> AuthExpired | None:
    if code in _NOT_FROM_HERE:
        return _not_from_here(code, words, host)
    if code in _SIGN_IN:
        why, next_step = _SIGN_IN[code]
        return AuthExpired(T("{host} refuses the sign-in ({code}): {why}", host=host, code=code, why=why), next_step)
    return None


def _not_from_here(code: int, words: str, host: str) -> AuthExpired:
    """The address is named where WeChat names it; a relay's is another than that of this computer."""
    found = _ADDRESS.search(words)
    if found is None:
        return AuthExpired(
            T("{host} refuses calls from the address of this office ({code}).", host=host, code=code),
            T("Put the office's public address, or the relay's, on the allow-list: mp.weixin.qq.com, IP white list."),
        )
    return AuthExpired(
        T("{host} refuses calls from the address {ip} ({code}).", host=host, ip=found[1], code=code),
        T("Put {ip} on the allow-list: mp.weixin.qq.com, Settings, IP white list.", ip=found[1]),
    )


def _rejected(code: int, words: str, host: str) -> Rejected:
    if code in _MEANINGS:
        meaning, next_step = _MEANINGS[code]
        return Rejected(T("{host} refused it ({code}): {why}", host=host, code=code, why=meaning), next_step)
    return Rejected(
        T("{host} refused it ({code}): {why}", host=host, code=code, why=brief(words)),
        T("Correct what it names, or check what the account may do there."),
    )


def until_midnight(now: datetime) -> timedelta:
    """How long until the quotas are filled again: midnight in Beijing."""
    local = now.astimezone(BEIJING)
    following = (local + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return following - local
