"""What readers of the simulated server see, and what is behind its counter."""

from collections.abc import Iterator

import pytest

from editor_app.platforms.mastodon.simulator.server import MastodonServer
from tests.platforms.mastodon.desk import Site, asked, site


@pytest.fixture
def at() -> Iterator[Site]:
    with site(polls="yes", warning="雨情提示") as made:
        yield made


def page(server: MastodonServer, target: str = "/") -> str:
    return asked(server, "GET", target).body.decode()


def test_readers_see_a_thread_with_its_pictures_warning_and_poll(at: Site) -> None:
    assert "还没有嘟文" in page(at.server)
    done = at.delivered(body="请您选择。\n\n- [ ] 上午办理\n- [ ] 下午办理\n")
    seen = page(at.server, f"/@office/{done.remote_ids[0]}")
    for words in ("雨情提示", "上午办理", 'alt="市民中心外景"', 'class="more"'):
        assert words in seen
    assert done.url.endswith(f"/@office/{done.remote_ids[0]}")
    picture = at.public()[0].media[0]
    assert asked(at.server, "GET", f"/media/{picture}").headers["content-type"] == "image/png"
    assert "default-src 'none'" in asked(at.server, "GET", "/").headers["content-security-policy"]


def test_a_rehearsal_is_not_on_the_page(at: Site) -> None:
    at.link.rehearse()
    assert "还没有嘟文" in page(at.server)
    assert "还没有嘟文" in page(at.server, "/@office/1")


def test_another_client_may_edit_and_tokens_may_be_revoked(at: Site) -> None:
    at.delivered(body="共 12 件事。", cover=False)
    told = asked(at.server, "POST", "/_mastodon/alter", {"old": "12 件", "new": "21 件"})
    assert told.json == {"altered": 1}
    assert "已编辑" in page(at.server)
    asked(at.server, "POST", "/_mastodon/revoke")
    assert asked(at.server, "GET", "/api/v1/accounts/verify_credentials", token=at.server.token).status == 401


def test_faults_conduct_and_calls_are_behind_the_counter(at: Site) -> None:
    assert asked(at.server, "POST", "/_mastodon/faults", {"late": 1}).json == {"faults": {"late@publish": 1}}
    asked(at.server, "POST", "/_mastodon/conduct", {"characters": 600})
    assert at.server.conduct.characters == 600
    assert asked(at.server, "GET", "/_mastodon/calls").json == {"calls": []}
    assert asked(at.server, "GET", "/_mastodon/statuses").json == {"statuses": []}
    assert asked(at.server, "POST", "/_mastodon/faults", {"mood": 1}).status == 400
    assert asked(at.server, "GET", "/_mastodon/none").status == 404
    assert asked(at.server, "GET", "/elsewhere").status == 404
