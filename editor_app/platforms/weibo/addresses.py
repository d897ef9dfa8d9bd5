"""Addresses of posts on Weibo, and the mark of a delivery in the address that each post carries.

The last part of a post's address is its number in base 62, seven digits at a time (as public clients do it; the
interface has statuses/querymid for the same; read 2026-11-29).
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote, urlsplit, urlunsplit

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_GROUP, _LETTERS = 7, 4
_LONGEST = 18
"""Digits of a number; today's have sixteen."""
MARK = "pd"
"""Name of the parameter with the delivery's key; `p` would be a page's number on many sites."""
_WITHOUT_ACCOUNT = frozenset({"status", "detail"})
"""Before the number in addresses for telephones."""
READERS = "https://weibo.com"
_SAFE = "!$&'()*+,;=:@/?-._~%[]"


def short_name(number: str) -> str:
    """The last part of a post's address, of its number (`mid`)."""
    groups = [number[max(0, end - _GROUP) : end] for end in range(len(number), 0, -_GROUP)][::-1]
    words = [_in_base_62(int(group)) for group in groups]
    return words[0] + "".join(word.rjust(_LETTERS, "0") for word in words[1:])


def number_of(name: str) -> str:
    """The number of a post, of the last part of its address or of the number itself; empty = it is neither."""
    if name.isascii() and name.isdigit() and len(name) > 2 * _GROUP:
        return name
    if not 2 * _LETTERS < len(name) <= 3 * _LETTERS or not set(name) <= set(_DIGITS):
        return ""
    groups = [name[max(0, end - _LETTERS) : end] for end in range(len(name), 0, -_LETTERS)][::-1]
    numbers = [_from_base_62(group) for group in groups]
    if any(number >= 10**_GROUP for number in numbers):
        return ""
    number = str(numbers[0]) + "".join(str(number).rjust(_GROUP, "0") for number in numbers[1:])
    return number if len(number) <= _LONGEST else ""


def post_address(web: str, uid: str, number: str) -> str:
    """Where readers find a post."""
    return f"{web.rstrip('/')}/{uid}/{short_name(number)}"


def named_in(url: str) -> tuple[str, str]:
    """Account (empty when the link doesn't say it) and number of the post that a link leads to; empty = no post's."""
    pieces = ["", "", *(piece for piece in urlsplit(url).path.split("/") if piece)]
    before, number = pieces[-2], number_of(pieces[-1])
    if before.isascii() and before.isdigit():
        return before, number
    return "", number if before in _WITHOUT_ACCOUNT else ""


def marked(url: str, mark: str) -> str:
    """`url` in ASCII with the mark among its parameters.

    Args:
        url: of a page; its fragment stays at the end.
        mark: the delivery's key, or what stands for it until it is known.
    """
    parts = urlsplit(url)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    query = f"{quote(parts.query, safe=_SAFE)}&" if parts.query else ""
    place = (parts.scheme, host, quote(parts.path, safe=_SAFE), f"{query}{MARK}={mark}", quote(parts.fragment, _SAFE))
    return urlunsplit(place)


def mark_in(url: str) -> str:
    """The mark that an address carries; empty = none."""
    try:
        return parse_qs(urlsplit(url).query).get(MARK, [""])[0]
    except ValueError:
        return ""


def is_on(url: str, domain: str) -> bool:
    """Whether an address lies on a domain or below it."""
    host = (urlsplit(url).hostname or "").lower()
    wanted = re.sub(r"^https?://", "", domain.strip().lower()).partition("/")[0]
    return host == wanted or host.endswith(f".{wanted}")


def _in_base_62(value: int) -> str:
    word = ""
    while True:
        value, digit = divmod(value, len(_DIGITS))
        word = _DIGITS[digit] + word
        if not value:
            return word


def _from_base_62(word: str) -> int:
    value = 0
    for letter in word:
        value = value * len(_DIGITS) + _DIGITS.index(letter)
    return value
