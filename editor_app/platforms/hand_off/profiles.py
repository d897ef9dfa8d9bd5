"""What each platform without a programming interface takes, as data: a new one is one entry here, and no code.

Hardly any of these platforms says it on a page that can be read without signing in. What public tools enforce is named
with its date; where they differ, the smaller figure is warned at. What stands on no page is marked as never verified.
Only a certain limit refuses; beyond the others the submitter is warned.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from editor_app.domain.account_care import NEVER_CHECKED
from editor_app.domain.text import T, Text
from editor_app.platforms.contract import Fit, Limit

if TYPE_CHECKING:
    from collections.abc import Mapping

TITLE, TEXT, IMAGES, TOPICS = "title_characters_by_hand", "text_characters", "images_per_post", "topics"
"""The title's name differs from that of other platforms, because a rule refuses by that one and counts otherwise."""
_DAY = "2026-11-29"
_NOTES = "public tools for Xiaohongshu notes, several alike (read 2026-11-29)"
_DOUYIN = "PLATFORMS-CN 3: image and text by the open platform, at most 30 pictures of 20 MB"
_RULES = "rules of a public publishing tool (yixiaoer-skill, 2026-06-16)"
_NOBODY = "as editors remember it; no page was found that says it"
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
    halves: bool = False
    """Two characters of ASCII are one to the platform; some tools count each, so that is warned of."""


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


def _by_rules(value: int, more: str = "") -> Bound:
    return Bound(value, f"{_RULES}{more and '; '}{more}")


def _remembered(value: int, more: str = "") -> Bound:
    return Bound(value, f"{_NOBODY}{more and '; '}{more}", NEVER_CHECKED)


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
            cover="16:9", is_article=True, topic="#{}#", fit=_ARTICLE, bounds={
                TITLE: _remembered(30, "50 in the rules of a public tool (yixiaoer-skill, 2026-06-16)"),
                TEXT: _by_rules(50_000), IMAGES: _remembered(50), TOPICS: _remembered(5),
            },
        ),
        Profile(
            "zhihu", T("Zhihu"), "https://zhuanlan.zhihu.com/write",
            ("zhuanlan.zhihu.com", "www.zhihu.com"),
            r"(?:zhuanlan\.|www\.)?zhihu\.com/(?:p/|pin/|question/\d+/answer/)(?P<id>\d{6,})(?:[/?]|$)",
            is_article=True, topic="", fit=_ARTICLE, bounds={
                TITLE: _by_rules(100), TEXT: _by_rules(10_000, "50,000 in another one"), IMAGES: _remembered(50),
                TOPICS: _by_rules(3),
            },
        ),
        Profile(
            "thepaper", T("The Paper"), "https://renzheng.thepaper.cn",
            ("www.thepaper.cn", "m.thepaper.cn"),
            r"(?:www\.|m\.)?thepaper\.cn/(?:newsDetail_forward_|detail/)(?P<id>\d{5,})(?:[/?]|$)",
            is_article=True, topic="", fit=_ARTICLE, bounds={
                TITLE: _remembered(36), TEXT: _remembered(50_000), IMAGES: _remembered(50), TOPICS: _remembered(5),
            },
        ),
        Profile(
            "xiaohongshu", T("Xiaohongshu"), "https://creator.xiaohongshu.com/publish/publish?target=image",
            ("www.xiaohongshu.com",),
            r"(?:www\.)?xiaohongshu\.com/(?:explore|discovery/item)/(?P<id>[0-9a-f]{24})(?:[/?]|$)",
            is_article=False, topic="#{}", fit=_NOTE, needs_picture=True,
            bounds={
                TITLE: Bound(20, _NOTES, certain=True, halves=True),
                TEXT: Bound(1_000, _NOTES, certain=True),
                IMAGES: Bound(18, _NOTES, certain=True),
                TOPICS: Bound(5, "rules of a public publishing tool (AiToEarn, read 2026-11-29); 10 in another one"),
            },
        ),
        Profile(
            "channels", T("WeChat Channels"), "https://channels.weixin.qq.com/platform/post/create",
            ("weixin.qq.com", "channels.weixin.qq.com"),
            r"(?:channels\.)?weixin\.qq\.com/(?:sph/(?P<id>[A-Za-z0-9]{5,}))(?:[/?]|$)",
            is_article=False, topic="#{}", fit=_NOTE, needs_picture=True, bounds={
                TITLE: _remembered(22, "50 in the rules of a public tool (yixiaoer-skill, 2026-06-16)"),
                TEXT: _by_rules(1_000), IMAGES: _by_rules(9), TOPICS: _remembered(10),
            },
        ),
        Profile(
            "baijiahao", T("Baijiahao"), "https://baijiahao.baidu.com/builder/rc/edit?type=news",
            ("baijiahao.baidu.com",),
            r"baijiahao\.baidu\.com/s\?(?:[^#]*&)?id=(?P<id>\d{6,})(?:[&/?]|$)",
            is_article=True, topic="", fit=_ARTICLE, bounds={
                TITLE: _by_rules(30, "64 in another place of it"), TEXT: _by_rules(10_000, "50,000 in another place"),
                IMAGES: _remembered(50), TOPICS: _remembered(5),
            },
        ),
        Profile(
            "douyin", T("Douyin"), "https://creator.douyin.com/creator-micro/content/upload?default-tab=3",
            ("www.douyin.com", "www.iesdouyin.com"),
            r"(?:www\.)?(?:ies)?douyin\.com/(?:share/)?(?:note|video)/(?P<id>\d{6,})(?:[/?]|$)",
            is_article=False, topic="#{}", needs_picture=True, fit=Fit(longest_side=2160, max_bytes=10_000_000),
            bounds={
                TITLE: _by_rules(20), TEXT: _remembered(1_000, "5,000 in the rules of a public tool, 2026-06-16"),
                IMAGES: Bound(30, _DOUYIN, certain=True), TOPICS: _by_rules(5, "10 in another place of it"),
            },
        ),
        Profile(
            "kuaishou", T("Kuaishou"), "https://cp.kuaishou.com/article/publish/video?tabType=2",
            ("www.kuaishou.com",),
            r"(?:www\.)?kuaishou\.com/(?:short-video|f|photo)/(?P<id>[A-Za-z0-9_-]{6,})(?:[/?]|$)",
            is_article=False, topic="#{}", fit=_NOTE, needs_picture=True, bounds={
                TITLE: _by_rules(50), TEXT: Bound(500, "rules of a public publishing tool (AiToEarn, read 2026-11-29)"),
                IMAGES: _by_rules(20), TOPICS: _by_rules(4),
            },
        ),
        Profile(
            "bilibili", T("Bilibili"), "https://member.bilibili.com/platform/upload/text/edit",
            ("www.bilibili.com", "t.bilibili.com"),
            r"(?:(?:www\.)?bilibili\.com/(?:read/|opus/|video/)|t\.bilibili\.com/)(?P<id>(?:cv|BV)?[A-Za-z0-9]{6,})(?:[/?]|$)",
            is_article=True, topic="", fit=Fit(longest_side=1920, max_bytes=5_000_000),
            bounds={
                TITLE: _remembered(40, "80 in the rules of a public tool (yixiaoer-skill, 2026-06-16)"),
                TEXT: _by_rules(100_000), IMAGES: _remembered(100), TOPICS: _by_rules(12),
            },
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
        return "a copy of the open platform's page on pictures of articles (apifox.com): JPG or PNG, at most 5 MB"
    return "Press Desk's own size; what the platform's editor takes is more, as editors remember it"
