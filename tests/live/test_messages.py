"""On real servers: readers' comments are read, answered once under the office's name, and hidden."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from editor_app.domain.errors import OutcomeUnknown
from editor_app.domain.identifiers import DeliveryKey
from editor_app.domain.secrets import Secret
from editor_app.platforms import bluesky as on_bluesky
from editor_app.platforms import ghost as on_ghost
from editor_app.platforms import wordpress as on_wordpress
from editor_app.platforms.contract import Absent, Connection, Found, Link, Platform
from editor_app.platforms.ghost.messages import REPLY_AS
from editor_app.platforms.messages import Act, Message, Post, Reply, conversation_of
from tests.live.dropproxy import DropProxy
from tests.live.others import POST_COLLECTION, BlueskyOwner
from tests.live.servers.wire import call
from tests.live.targets import LiveBluesky, LiveGhost, LiveWordPress
from tests.platforms.workshop import Bench, order_of, sent, variant

WORDS = "您好：\n12 月 <1 日> 起 & 全年。"


def published(platform: Platform, link: Link, **options: str) -> Post:
    """A short article that is out."""
    key = uuid4().hex[:16]
    made = platform.compose(
        variant(body="正文。", cover=False, link="", slug=f"liu-yan-{key}"), link.identity().remote_uid, Bench()
    )
    done = sent(platform, link, order_of(made, DeliveryKey(key)), datetime.now(UTC))
    return Post(done.order, tuple(done.remote_ids), options)


def reply(to: str, mark: str = "") -> Reply:
    return Reply(to, mark, WORDS, uuid4().hex[:16], datetime.now(UTC))


def read(platform: Platform, link: Link, post: Post) -> list[Message]:
    talk = conversation_of(platform)
    assert talk is not None
    return list(talk.page(link, post, "").messages)


def member(ghost: LiveGhost, name: str) -> str:
    """Id of a new member of the site."""
    said = {"members": [{"name": name, "email": f"{name}-{uuid4().hex[:8]}@example.org"}]}
    return ghost.admin.call("POST", "members/", said).json().text("members", 0, "id")


def test_a_comment_on_wordpress_is_answered_once_and_hidden(
    wordpress: LiveWordPress, drop_proxies: list[DropProxy]
) -> None:
    platform, secret = on_wordpress.PLATFORM, Secret(f"{wordpress.user}:{wordpress.password}")
    talk = conversation_of(platform)
    assert talk is not None
    link = platform.link(Connection(wordpress.url, secret))
    post = published(platform, link)
    body = {"post": int(post.remote_ids[0]), "content": "几号 & 几点？"}
    question = wordpress.admin.call("POST", "comments", body).json().text("id")
    (seen,) = read(platform, link, post)
    assert (seen.id, seen.text, seen.is_own, seen.is_shown) == (question, "几号 & 几点？", False, True)
    ours = reply(question)
    assert talk.find(link, post, ours) == Absent()
    proxy = DropProxy(wordpress.url, r"^POST /wp-json/wp/v2/comments ")
    drop_proxies.append(proxy)
    lossy = platform.link(Connection(proxy.url, secret))
    with pytest.raises(OutcomeUnknown):
        talk.send(lossy, post, ours)
    assert len(proxy.dropped) == 1
    with pytest.raises(OutcomeUnknown, match="409"):
        talk.send(link, post, ours)
    found = talk.find(link, post, ours)
    assert isinstance(found, Found)
    own = [one for one in read(platform, link, post) if one.is_own]
    assert [(one.id, one.parent, one.text) for one in own] == [(found.result.remote_id, question, WORDS)]
    for act, shown in ((Act.HIDE, False), (Act.SHOW, True)):
        talk.act(link, post, question, act)
        assert next(one for one in read(platform, link, post) if one.id == question).is_shown is shown
    lossy.close()
    link.close()


def test_a_comment_on_ghost_is_answered_by_the_offices_member_and_hidden(ghost: LiveGhost) -> None:
    platform = on_ghost.PLATFORM
    talk = conversation_of(platform)
    assert talk is not None
    ghost.admin.call("PUT", "settings/", {"settings": [{"key": "comments_enabled", "value": "all"}]})
    office, reader = member(ghost, "office"), member(ghost, "reader")
    link = platform.link(Connection(ghost.url, Secret(ghost.key)))
    post = published(platform, link, **{REPLY_AS: office})
    body = {"comments": [{"post_id": post.remote_ids[0], "member_id": reader, "html": "<p>几号？</p>"}]}
    question = ghost.admin.call("POST", "comments/", body).json().at("comments", 0).text("id")
    (seen,) = read(platform, link, post)
    assert (seen.id, seen.text, seen.author, seen.is_own) == (question, "几号？", "reader", False)
    ours = reply(question, seen.mark)
    assert talk.find(link, post, ours) == Absent()
    done = talk.send(link, post, ours)
    assert talk.find(link, post, ours) == Found(done)
    (own,) = (one for one in read(platform, link, post) if one.is_own)
    assert (own.id, own.parent, own.text) == (done.remote_id, question, WORDS)
    second = reply(own.id, own.mark)
    talk.send(link, post, second)
    assert [one.parent for one in read(platform, link, post) if one.is_own] == [question, own.id]
    for act, shown, pinned in (
        (Act.HIDE, False, False), (Act.SHOW, True, False), (Act.FEATURE, True, True), (Act.UNFEATURE, True, False),
    ):  # fmt: skip
        talk.act(link, post, question, act)
        now = next(one for one in read(platform, link, post) if one.id == question)
        assert (now.is_shown, now.is_featured) == (shown, pinned)
    link.close()


def reader_on(bluesky: LiveBluesky) -> BlueskyOwner:
    """A second account on the same PDS."""
    handle, password = f"reader-{uuid4().hex[:8]}.test", uuid4().hex
    account = {"handle": handle, "email": f"{handle}@example.test", "password": password}
    call("POST", f"{bluesky.url}/xrpc/com.atproto.server.createAccount", body=account)
    return BlueskyOwner.signed_in(bluesky.url, handle, password)


def asks(reader: BlueskyOwner, root: dict[str, str], parent: dict[str, str], words: str) -> dict[str, str]:
    """The reader answers in the thread."""
    record = {"$type": POST_COLLECTION, "text": words, "createdAt": datetime.now(UTC).isoformat(),
              "reply": {"root": root, "parent": parent}}  # fmt: skip
    said = {"repo": reader.did, "collection": POST_COLLECTION, "record": record}
    made = reader.call("POST", "com.atproto.repo.createRecord", said).json()
    return {"uri": made.text("uri"), "cid": made.text("cid")}


def test_a_readers_answer_on_bluesky_is_read_through_the_app_view_answered_and_hidden(bluesky: LiveBluesky) -> None:
    platform, secret = on_bluesky.PLATFORM, Secret(f"{bluesky.handle}:{bluesky.password}")
    talk = conversation_of(platform)
    assert talk is not None
    link = platform.link(Connection(bluesky.url, secret))
    post = published(platform, link)
    assert read(platform, link, post) == [], "the thread's own posts are no answers"
    reader, root = reader_on(bluesky), {"uri": post.order.late["uri/1"], "cid": post.order.late["cid/1"]}
    question = asks(reader, root, root, "几号？")
    (seen,) = read(platform, link, post)
    assert (seen.id, seen.mark, seen.text) == (question["uri"], question["cid"], "几号？")
    assert (seen.author, seen.parent, seen.is_own, seen.is_shown) == (reader.handle, "", False, True)
    done = talk.send(link, post, replace(reply(seen.id, seen.mark), text="1 日。"))
    thanks = asks(reader, root, {"uri": done.remote_id, "cid": _cid(bluesky, done.remote_id)}, "谢谢")
    parents = {one.id: (one.parent, one.is_own) for one in read(platform, link, post)}
    assert parents == {
        question["uri"]: ("", False), done.remote_id: (question["uri"], True), thanks["uri"]: (done.remote_id, False),
    }  # fmt: skip
    for act, shown in ((Act.HIDE, False), (Act.HIDE, False), (Act.SHOW, True)):
        talk.act(link, post, question["uri"], act)
        told = {one.id: one.is_shown for one in read(platform, link, post)}
        assert told == {question["uri"]: shown, done.remote_id: True, thanks["uri"]: True}
    if bluesky.app_view is not None:
        assert {token["iss"] for token in bluesky.app_view.tokens} == {bluesky.did}, "signed for the account by its PDS"
    link.close()


def _cid(bluesky: LiveBluesky, uri: str) -> str:
    listed = bluesky.admin.call("GET", f"com.atproto.repo.listRecords?repo={bluesky.did}&collection={POST_COLLECTION}")
    return next(one.text("cid") for one in listed.json().items("records") if one.text("uri") == uri)


def test_an_answer_on_bluesky_is_put_once_under_our_key(bluesky: LiveBluesky, drop_proxies: list[DropProxy]) -> None:
    platform, secret = on_bluesky.PLATFORM, Secret(f"{bluesky.handle}:{bluesky.password}")
    talk = conversation_of(platform)
    assert talk is not None
    link = platform.link(Connection(bluesky.url, secret))
    post = published(platform, link)
    ours = reply(post.remote_ids[0], post.order.late["cid/1"])
    assert talk.find(link, post, ours) == Absent()
    proxy = DropProxy(bluesky.url, r"^POST /xrpc/com.atproto.repo.putRecord")
    drop_proxies.append(proxy)
    lossy = platform.link(Connection(proxy.url, secret))
    with pytest.raises(OutcomeUnknown):
        talk.send(lossy, post, ours)
    found = talk.find(link, post, ours)
    assert isinstance(found, Found)
    assert talk.send(link, post, ours) == found.result  # the same record under the same key stays one
    assert WORDS.splitlines()[0] in bluesky.admin.post(found.result.remote_id).body
    mine = [one for one in bluesky.admin.posts() if WORDS.splitlines()[0] in one.body]
    assert len(mine) == 1
    lossy.close()
    link.close()
