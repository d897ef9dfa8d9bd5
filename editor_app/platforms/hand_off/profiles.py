"""What each platform without a programming interface takes, as data: a new one is one entry here, and no code.

Where no official page says it, the limit is not certain: beyond it the submitter is warned and nothing is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from editor_app.domain.text import T, Text
from editor_app.platforms.contract import Fit, Limit

if TYPE_CHECKING:
    from collections.abc import Mapping

TITLE, TEXT, IMAGES, TOPICS = "title_characters", "text_characters", "images_per_post", "topics"
_DAY = "2026-11-29"
_SEEN_BY_HAND = "as offices count it in the platform's own editor; no official page was found"
_NOTES = "public tools for Xiaohongshu notes, several alike (read 2026-11-29)"
_DOUYIN = "PLATFORMS-CN 3: image and text by the open platform, at most 30 pictures of 20 MB"
_ARTICLE = Fit(longest_side=1920, max_bytes=5_000_000)
_NOTE = Fit(longest_side=2160, max_bytes=5_000_000)


@dataclass(frozen=True, slots=True)
class Bound:
    """One limit of a platform."""

    value: int
    source: str
    checked_on: str = _DAY
    """ISO date."""
    certain: bool = False
    """Whether more is refused; else it is a warning."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One platform as the person who posts there meets it."""

    name: str
    """Stored with accounts and in signed payloads, so never changed."""
    title: Text
    editor: str
    """The page on which the person posts; empty = the account's own address."""
    hosts: tuple[str, ...]
    """Where a post may be read; empty = the host of the account's own page."""
    post: str
    """Regular expression over host and path of a post; the group `id` is what the platform calls it."""
    is_article: bool
    """Whether formatted text is taken; else plain text with its pictures beside it."""
    topic: str
    """How a topic stands in the text, such as `#{}#`; empty = topics are chosen in a field of their own."""
    fit: Fit
    bounds: Mapping[str, Bound] = field(default_factory=dict)
    needs_picture: bool = False
    cover: str = ""
    """To which shape the platform cuts a cover, such as 16:9; empty = not known."""

    def post_id(self, url: str, remote_uid: str) -> str | None:
        """What the platform calls the post at `url`; None = that is no post of the account's platform."""
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
        known = self.hosts or (host_in(remote_uid),)
        if host.removeprefix("www.") not in {each.removeprefix("www.") for each in known}:
            return None
        query = f"?{parts.query}" if parts.query else ""
        if not self.post:
            place = parts.path.rstrip("/") + query
            return f"{host}{place}" if place else None
        found = re.match(self.post, f"{host}{parts.path}{query}")
        return found["id"] if found else None


def _bounds(title: int, text: int, images: int, topics: int) -> dict[str, Bound]:
    values = {TITLE: title, TEXT: text, IMAGES: images, TOPICS: topics}
    return {name: Bound(value, _SEEN_BY_HAND) for name, value in values.items()}


PROFILES: dict[str, Profile] = {
    one.name: one
    for one in (
        Profile(
            "other", T("Another platform"), "", (), "", is_article=True, topic="", fit=_ARTICLE,
            bounds={
                TITLE: Bound(100, "Press Desk's own: no platform of that kind is known to take more"),
                TEXT: Bound(50_000, "Press Desk's own: no platform of that kind is known to take more"),
            },
        ),
        Profile(
            "toutiao", T("Toutiao"), "https://mp.toutiao.com/profile_v4/graphic/publish",
            ("www.toutiao.com", "m.toutiao.com"),
            r"(?:www\.|m\.)?toutiao\.com/(?:article/|w/|i|a)(?P<id>\d{6,})(?:[/?]|$)",
            cover="16:9", is_article=True, topic="#{}#", fit=_ARTICLE, bounds=_bounds(30, 20_000, 50, 5),
        ),
        Profile(
            "zhihu", T("Zhihu"), "https://zhuanlan.zhihu.com/write",
            ("zhuanlan.zhihu.com", "www.zhihu.com"),
            r"(?:zhuanlan\.|www\.)?zhihu\.com/(?:p/|pin/|question/\d+/answer/)(?P<id>\d{6,})(?:[/?]|$)",
            is_article=True, topic="", fit=_ARTICLE, bounds=_bounds(100, 50_000, 50, 5),
        ),
        Profile(
            "thepaper", T("The Paper"), "https://renzheng.thepaper.cn",
            ("www.thepaper.cn", "m.thepaper.cn"),
            r"(?:www\.|m\.)?thepaper\.cn/(?:newsDetail_forward_|detail/)(?P<id>\d{5,})(?:[/?]|$)",
            is_article=True, topic="", fit=_ARTICLE, bounds=_bounds(36, 50_000, 50, 5),
        ),
        Profile(
            "xiaohongshu", T("Xiaohongshu"), "https://creator.xiaohongshu.com/publish/publish?target=image",
            ("www.xiaohongshu.com",),
            r"(?:www\.)?xiaohongshu\.com/(?:explore|discovery/item)/(?P<id>[0-9a-f]{24})(?:[/?]|$)",
            is_article=False, topic="#{}", fit=_NOTE, needs_picture=True,
            bounds={
                TITLE: Bound(20, _NOTES, certain=True),
                TEXT: Bound(1_000, _NOTES, certain=True),
                IMAGES: Bound(18, _NOTES, certain=True),
                TOPICS: Bound(10, _SEEN_BY_HAND),
            },
        ),
        Profile(
            "channels", T("WeChat Channels"), "https://channels.weixin.qq.com/platform/post/create",
            ("weixin.qq.com", "channels.weixin.qq.com"),
            r"(?:channels\.)?weixin\.qq\.com/(?:sph/(?P<id>[A-Za-z0-9]{5,}))(?:[/?]|$)",
            is_article=False, topic="#{}", fit=_NOTE, needs_picture=True, bounds=_bounds(22, 1_000, 18, 10),
        ),
        Profile(
            "baijiahao", T("Baijiahao"), "https://baijiahao.baidu.com/builder/rc/edit?type=news",
            ("baijiahao.baidu.com",),
            r"baijiahao\.baidu\.com/s\?(?:[^#]*&)?id=(?P<id>\d{6,})(?:[&/?]|$)",
            is_article=True, topic="", fit=_ARTICLE, bounds=_bounds(64, 20_000, 50, 5),
        ),
        Profile(
            "douyin", T("Douyin"), "https://creator.douyin.com/creator-micro/content/upload?default-tab=3",
            ("www.douyin.com", "www.iesdouyin.com"),
            r"(?:www\.)?(?:ies)?douyin\.com/(?:share/)?(?:note|video)/(?P<id>\d{6,})(?:[/?]|$)",
            is_article=False, topic="#{}", needs_picture=True, fit=Fit(longest_side=2160, max_bytes=10_000_000),
            bounds={
                **_bounds(20, 1_000, 30, 5),
                IMAGES: Bound(30, _DOUYIN, certain=True),
            },
        ),
        Profile(
            "kuaishou", T("Kuaishou"), "https://cp.kuaishou.com/article/publish/video?tabType=2",
            ("www.kuaishou.com",),
            r"(?:www\.)?kuaishou\.com/(?:short-video|f|photo)/(?P<id>[A-Za-z0-9_-]{6,})(?:[/?]|$)",
            is_article=False, topic="#{}", fit=_NOTE, needs_picture=True, bounds=_bounds(30, 500, 31, 4),
        ),
        Profile(
            "bilibili", T("Bilibili"), "https://member.bilibili.com/platform/upload/text/edit",
            ("www.bilibili.com", "t.bilibili.com"),
            r"(?:(?:www\.)?bilibili\.com/(?:read/|opus/|video/)|t\.bilibili\.com/)(?P<id>(?:cv|BV)?[A-Za-z0-9]{6,})(?:[/?]|$)",
            is_article=True, topic="", fit=Fit(longest_side=1920, max_bytes=5_000_000),
            bounds={**_bounds(40, 20_000, 100, 10)},
        ),
    )
}  # fmt: skip
"""Every platform by its name."""

OTHER = PROFILES["other"]


def uid_of(profile: Profile, home: str) -> str:
    """Who an account is: its platform, and where its own page lies."""
    parts = urlsplit(home)
    return f"{profile.name}:{parts.netloc.lower()}{parts.path.rstrip('/')}"


def host_in(remote_uid: str) -> str:
    """The host of an account's own page; empty when there is none."""
    return urlsplit(f"//{remote_uid.partition(':')[2]}").hostname or ""


def limits() -> tuple[Limit, ...]:
    """What every platform takes, each limit named after its platform."""
    return tuple(
        replace(limit, name=f"{profile.name}_{limit.name}")
        for profile in PROFILES.values()
        for limit in limits_of(profile)
    )


def limits_of(profile: Profile) -> tuple[Limit, ...]:
    """What one platform takes."""
    bounds = (Limit(name, one.value, one.source, one.checked_on) for name, one in profile.bounds.items())
    return (*bounds, Limit("image_bytes", profile.fit.max_bytes, _sizes(profile), _DAY))


def _sizes(profile: Profile) -> str:
    if profile.name == "bilibili":
        return "copy of the open platform's page on pictures of articles: JPG or PNG, at most 5 MB"
    return "Press Desk's own, below what the platform's editor is known to take"
