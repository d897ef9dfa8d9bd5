"""The rows of platforms on which people post: one for each, because an office looks for Toutiao and not for a kit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from editor_app.domain.text import T
from editor_app.platforms.hand_off.profiles import OTHER, PROFILES
from editor_app.platforms.offering import Entry, Family, Offer

if TYPE_CHECKING:
    from editor_app.platforms.hand_off.profiles import Profile

_TILES: Final = {
    "toutiao": "头",
    "zhihu": "知",
    "thepaper": "澎",
    "xiaohongshu": "红",
    "channels": "视",
    "baijiahao": "百",
    "douyin": "抖",
    "kuaishou": "快",
    "bilibili": "哔",
}
_TILE: Final = "交"
"""Of a platform that has none of its own."""


def _entry(profile: Profile) -> Entry:
    articles, pictures = T("Articles; a person posts them from a kit"), T("Pictures with words; a person posts them")
    about = articles if profile.is_article else pictures
    return Entry(profile.title, _TILES.get(profile.name, _TILE), about, {"service": profile.name})


_ORDERED: Final = (*(one for one in PROFILES.values() if one is not OTHER), OTHER)
OFFER: Final = Offer(
    Family.BY_HAND, 0, T("A person posts it from a kit"), tuple(_entry(profile) for profile in _ORDERED)
)
