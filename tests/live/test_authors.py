"""On real servers: authors of the site are named and read back, the address of the original is shown as canonical."""

import json
from uuid import uuid4

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import Rejected
from editor_app.domain.identifiers import DeliveryKey
from editor_app.domain.secrets import Secret
from editor_app.platforms import ghost as on_ghost
from editor_app.platforms import wordpress as on_wordpress
from editor_app.platforms.contract import Connection, Link, Platform
from editor_app.platforms.readback import compared
from tests.live.servers.wire import call
from tests.live.targets import LiveGhost, LiveWordPress
from tests.platforms.workshop import Bench, Sent, order_of, sent, variant

ORIGINAL = "https://example.gov.cn/zn/2026.html"


def published(platform: Platform, link: Link, author: str, **options: str) -> Sent:
    key = uuid4().hex[:16]
    said = variant(body="正文。", options=options, cover=False, slug=f"shu-ming-{key}", author=author, tags=())
    made = platform.compose(said, link.identity().remote_uid, Bench())
    return sent(platform, link, order_of(made, DeliveryKey(key)))


def verdict(platform: Platform, link: Link, done: Sent) -> Verdict:
    seen = link.observe(done.order, done.remote_ids)
    return compared(platform.expected(done.order), seen, platform.normalisations).verdict


def new_author(wordpress: LiveWordPress) -> tuple[str, str]:
    """Name and id of somebody who has published nothing yet."""
    word = uuid4().hex[:8]
    body = {"username": word, "name": f"财政局 & {word}", "email": f"{word}@example.test", "password": uuid4().hex,
            "roles": ["author"]}  # fmt: skip
    return f"财政局 & {word}", wordpress.admin.call("POST", "users", body).json().text("id")


def test_the_author_of_a_wordpress_site_is_named_and_a_change_is_seen(wordpress: LiveWordPress) -> None:
    platform = on_wordpress.PLATFORM
    link = platform.link(Connection(wordpress.url, Secret(f"{wordpress.user}:{wordpress.password}")))
    name, number = new_author(wordpress)
    done = published(platform, link, name, author_as="staff")
    kept = wordpress.admin.call("GET", f"posts/{done.remote_ids[0]}").json()
    assert kept.text("author") == number
    assert "财政局" not in wordpress.admin.post(done.remote_ids[0]).body, "it isn't said twice"
    assert verdict(platform, link, done) is Verdict.IDENTICAL
    wordpress.admin.call("POST", f"posts/{done.remote_ids[0]}", {"author": new_author(wordpress)[1]})
    assert verdict(platform, link, done) is Verdict.DIFFERENT
    before = len(wordpress.admin.posts())
    with pytest.raises(Rejected, match="no author called"):
        published(platform, link, name.partition(" ")[0], author_as="staff")
    assert len(wordpress.admin.posts()) == before
    link.close()


def test_the_original_is_canonical_on_a_wordpress_site_whose_plugin_keeps_it(wordpress: LiveWordPress) -> None:
    platform = on_wordpress.PLATFORM
    link = platform.link(Connection(wordpress.url, Secret(f"{wordpress.user}:{wordpress.password}")))
    done = published(platform, link, "", canonical_field="original_url")
    assert f'<link rel="canonical" href="{ORIGINAL}"' in call("GET", done.url).text
    assert verdict(platform, link, done) is Verdict.IDENTICAL
    wordpress.admin.call("POST", f"posts/{done.remote_ids[0]}", {"meta": {"original_url": "https://example.org/"}})
    assert verdict(platform, link, done) is Verdict.DIFFERENT
    before = len(wordpress.admin.posts())
    with pytest.raises(Rejected, match="keeps no field “canonical”"):
        published(platform, link, "", canonical_field="canonical")
    assert len(wordpress.admin.posts()) == before
    plain = published(platform, link, "")
    page = call("GET", plain.url).text
    assert f'<link rel="canonical" href="{plain.url}"' in page, "what WordPress says of its own accord"
    assert f'原文：<a href="{ORIGINAL}">' in page
    link.close()


def bring_staff(ghost: LiveGhost, name: str) -> str:
    """The id of somebody new on the staff, as the site's own import makes them."""
    word = uuid4().hex[:8]
    user = {"id": uuid4().hex[:24], "name": name, "slug": word, "email": f"{word}@example.test", "status": "active"}
    content = json.dumps({"db": [{"meta": {"version": ghost.version}, "data": {"users": [user]}}]}).encode()
    head = b'--x\r\nContent-Disposition: form-data; name="importfile"; filename="staff.json"\r\n'
    body = head + b"Content-Type: application/json\r\n\r\n" + content + b"\r\n--x--\r\n"
    ghost.admin.call("POST", "db/", body, "multipart/form-data; boundary=x")
    users = ghost.admin.call("GET", "users/?limit=100").json().items("users")
    return next(one.text("id") for one in users if one.text("name") == name)


def test_authors_of_a_ghost_site_are_named_in_order_and_a_change_is_seen(ghost: LiveGhost) -> None:
    platform = on_ghost.PLATFORM
    link = platform.link(Connection(ghost.url, Secret(ghost.key)))
    name = f"财政局's {uuid4().hex[:6]}"
    number = bring_staff(ghost, name)
    done = published(platform, link, f"{name}、Chief", author_as="staff")
    kept = ghost.admin.call("GET", f"posts/{done.remote_ids[0]}/").json().at("posts", 0)
    assert [one.text("name") for one in kept.items("authors")] == [name, "Chief"]
    assert kept.text("canonical_url") == ORIGINAL
    page = call("GET", done.url).text
    assert f'<link rel="canonical" href="{ORIGINAL}"' in page
    assert "财政局" in page
    assert verdict(platform, link, done) in {Verdict.IDENTICAL, Verdict.NORMALISED}
    body = {"posts": [{"authors": [{"id": number}], "updated_at": kept.text("updated_at")}]}
    ghost.admin.call("PUT", f"posts/{done.remote_ids[0]}/", body)
    assert verdict(platform, link, done) is Verdict.DIFFERENT
    before = len(ghost.admin.posts())
    with pytest.raises(Rejected, match="no author called"):
        published(platform, link, "财政局", author_as="staff")
    assert len(ghost.admin.posts()) == before
    link.close()
