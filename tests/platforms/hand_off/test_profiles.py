"""Addresses of posts and limits, platform by platform."""

from __future__ import annotations

from datetime import date

import pytest

from editor_app.domain.account_care import NEVER_CHECKED
from editor_app.platforms.hand_off.profiles import OTHER, PROFILES, host_in, limits, uid_of

POSTS = {
    "toutiao": {
        "https://www.toutiao.com/article/7301234567890123456/?log_from=x": "7301234567890123456",
        "https://m.toutiao.com/w/1791234567890123/": "1791234567890123",
    },
    "zhihu": {
        "https://zhuanlan.zhihu.com/p/671234567": "671234567",
        "https://www.zhihu.com/question/123456789/answer/987654321": "987654321",
    },
    "thepaper": {"https://www.thepaper.cn/newsDetail_forward_25612345": "25612345"},
    "xiaohongshu": {
        "https://www.xiaohongshu.com/explore/65a1b2c3d4e5f60718293a4b?xsec_token=1": "65a1b2c3d4e5f60718293a4b"
    },
    "channels": {"https://weixin.qq.com/sph/AbC12xYz9": "AbC12xYz9"},
    "baijiahao": {"https://baijiahao.baidu.com/s?id=1780001112223334445&wfr=spider": "1780001112223334445"},
    "douyin": {
        "https://www.douyin.com/note/7301234567890123456": "7301234567890123456",
        "https://www.iesdouyin.com/share/note/7301234567890123456/": "7301234567890123456",
    },
    "kuaishou": {"https://www.kuaishou.com/short-video/3xabcd1234": "3xabcd1234"},
    "bilibili": {
        "https://www.bilibili.com/read/cv31234567": "cv31234567",
        "https://www.bilibili.com/opus/901234567890123456": "901234567890123456",
        "https://t.bilibili.com/901234567890123456": "901234567890123456",
    },
}  # fmt: skip


@pytest.mark.parametrize(("name", "url"), [(name, url) for name, urls in POSTS.items() for url in urls])
def test_the_address_of_a_post_gives_what_the_platform_calls_it(name: str, url: str) -> None:
    assert PROFILES[name].post_id(url, "") == POSTS[name][url]


@pytest.mark.parametrize("name", POSTS)
@pytest.mark.parametrize(
    "url",
    [
        "https://www.toutiao.com.evil.example/article/7301234567890123456/",
        "https://evil.example/?https://www.zhihu.com/p/671234567",
        "https://www.zhihu.com/people/office",
        "https://xhslink.com/a/AbCdEf",
        "https://www.bilibili.com/",
        "javascript:alert(1)",
        "",
    ],
)
def test_homes_short_links_and_look_alikes_are_no_posts(name: str, url: str) -> None:
    assert PROFILES[name].post_id(url, "") is None


def test_on_any_other_platform_a_post_is_a_page_on_the_accounts_own_host() -> None:
    uid = uid_of(OTHER, "https://news.example.gov/@office/")
    assert uid == "other:news.example.gov/@office"
    assert host_in(uid) == "news.example.gov"
    assert OTHER.post_id("https://www.news.example.gov/2026/1.html", uid) == "www.news.example.gov/2026/1.html"
    assert OTHER.post_id("https://news.example.gov/", uid) is None
    assert OTHER.post_id("https://elsewhere.example/1.html", uid) is None
    assert OTHER.post_id("https://elsewhere.example/1.html", "did:plc:x") is None


def test_every_platform_that_the_office_needs_is_there_and_every_limit_has_source_and_day() -> None:
    assert set(POSTS) | {"other"} == set(PROFILES)
    for limit in limits():
        assert len(limit.source) > 8
        assert date.fromisoformat(limit.checked_on)


@pytest.mark.parametrize("name", POSTS)
def test_what_is_only_remembered_says_so_and_refuses_nothing(name: str) -> None:
    for bound in PROFILES[name].bounds.values():
        assert (bound.checked_on == NEVER_CHECKED) is ("no page was found" in bound.source)
        assert not (bound.certain and bound.checked_on == NEVER_CHECKED)
