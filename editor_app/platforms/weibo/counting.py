"""How long Weibo says a text is: Han characters count one, ASCII a half, by the bytes that GBK needs.

Source: open.weibo.com, statuses/share: 140 Chinese characters; the halves as public clients count them
(PLATFORMS-CN 2, read 2026-11-28). Whether an address counts as it is written or as the short one that Weibo makes of it
is not said.
"""

from __future__ import annotations

import re

ADDRESS = re.compile(r"https?://[!-~]+")
"""An address in a text: ASCII up to the next blank or Han character."""
SHORT_HALVES = 20
"""`http://t.cn/` and seven characters, rounded up."""


def halves(text: str) -> int:
    """The length in halves: bytes of GBK; a character that GBK lacks counts by its UTF-16 units, two halves each."""
    return sum(_halves_of(character) for character in text)


def characters(text: str, *, short_addresses: bool = False) -> int:
    """The length as Weibo shows it, a half rounded up.

    Args:
        text: as it is sent.
        short_addresses: count every address as the short one that Weibo makes of it.
    """
    if short_addresses:
        text = ADDRESS.sub("x" * SHORT_HALVES, text)
    return -(-halves(text) // 2)


def _halves_of(character: str) -> int:
    if character.isascii():
        return 1
    try:
        return len(character.encode("gbk"))
    except UnicodeEncodeError:
        return 4 if ord(character) > 0xFFFF else 2
