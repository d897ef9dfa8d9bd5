"""The real servers say who they are, and another client can change a post on each."""

import base64
import hashlib
import hmac
import json
from time import time

from tests.live.servers.s3 import S3Owner
from tests.live.servers.wire import ask, call
from tests.live.targets import LiveBluesky, LiveGhost, LiveS3, LiveWordPress


def _base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _ghost_token(key: str) -> str:
    key_id, secret = key.split(":")
    now = int(time())
    head = _base64url(json.dumps({"alg": "HS256", "typ": "JWT", "kid": key_id}).encode())
    claims = _base64url(json.dumps({"iat": now, "exp": now + 300, "aud": "/admin/"}).encode())
    digest = hmac.new(bytes.fromhex(secret), f"{head}.{claims}".encode(), hashlib.sha256).digest()
    return f"{head}.{claims}.{_base64url(digest)}"


def test_wordpress_takes_an_editors_post_and_another_client_changes_it(wordpress: LiveWordPress) -> None:
    assert wordpress.version[0].isdigit()
    token = base64.b64encode(f"{wordpress.user}:{wordpress.password}".encode()).decode()
    headers = {"Authorization": f"Basic {token}"}
    me = call("GET", f"{wordpress.url}/wp-json/wp/v2/users/me?context=edit", headers=headers).json()
    assert me.items("roles")[0].value == "editor"
    body = {"title": "办事指南", "content": "<p>One day.</p>", "status": "publish"}
    made = call("POST", f"{wordpress.url}/wp-json/wp/v2/posts", body=body, headers=headers).json()
    post = made.text("id")
    wordpress.admin.alter(post, "One day", "Two days")
    assert "<p>Two days.</p>" in wordpress.admin.post(post).body
    assert post in [seen.remote_id for seen in wordpress.admin.posts()]
    wordpress.admin.delete(post)
    assert post not in [seen.remote_id for seen in wordpress.admin.posts()]


def test_ghost_takes_an_integrations_post_and_the_owner_changes_it(ghost: LiveGhost) -> None:
    assert ghost.version[0].isdigit()
    headers = {"Authorization": f"Ghost {_ghost_token(ghost.key)}"}
    body = {"posts": [{"title": "办事指南", "html": "<p>One day.</p>", "status": "published"}]}
    address = f"{ghost.url}/ghost/api/admin/posts/?source=html"
    post = call("POST", address, body=body, headers=headers).json().text("posts", 0, "id")
    ghost.admin.alter(post, "One day", "Two days")
    assert "<p>Two days.</p>" in ghost.admin.post(post).body
    assert post in [seen.remote_id for seen in ghost.admin.posts()]
    ghost.admin.delete(post)
    assert post not in [seen.remote_id for seen in ghost.admin.posts()]


def test_bluesky_takes_an_app_passwords_post_and_the_owner_changes_it(bluesky: LiveBluesky) -> None:
    assert bluesky.version[0].isdigit()
    login = {"identifier": bluesky.handle, "password": bluesky.password}
    session = call("POST", f"{bluesky.url}/xrpc/com.atproto.server.createSession", body=login).json()
    headers = {"Authorization": f"Bearer {session.text('accessJwt')}"}
    record = {"$type": "app.bsky.feed.post", "text": "One day.", "createdAt": "2026-11-28T08:00:00Z"}
    body = {"repo": bluesky.did, "collection": "app.bsky.feed.post", "record": record}
    others = bluesky.admin.posts()
    made = call("POST", f"{bluesky.url}/xrpc/com.atproto.repo.createRecord", body=body, headers=headers)
    post = made.json().text("uri")
    bluesky.admin.alter(post, "One day", "Two days")
    assert bluesky.admin.post(post).title == "Two days."
    assert len(bluesky.admin.posts()) == len(others) + 1
    bluesky.admin.delete(post)
    assert bluesky.admin.posts() == others


def test_wrong_passwords_are_refused_so_the_right_ones_count(
    wordpress: LiveWordPress, ghost: LiveGhost, bluesky: LiveBluesky
) -> None:
    wrong = base64.b64encode(f"{wordpress.user}:wrong".encode()).decode()
    me = f"{wordpress.url}/wp-json/wp/v2/users/me"
    assert ask("GET", me, headers={"Authorization": f"Basic {wrong}"}).status == 401
    token = _ghost_token(f"{ghost.key.split(':')[0]}:{'00' * 32}")
    posts = f"{ghost.url}/ghost/api/admin/posts/"
    assert ask("GET", posts, headers={"Authorization": f"Ghost {token}"}).status == 401
    login = {"identifier": bluesky.handle, "password": "wrong"}
    session = f"{bluesky.url}/xrpc/com.atproto.server.createSession"
    assert ask("POST", session, body=login).status == 401


def test_an_s3_server_keeps_what_a_right_signature_brings_and_refuses_a_wrong_one(s3: LiveS3) -> None:
    assert s3.version.split()[-1][0].isdigit()
    s3.admin.put("twin/办事指南.txt", b"One day.")
    assert s3.admin.get("twin/办事指南.txt") == b"One day."
    assert s3.admin.keys(prefix="twin/") == ["twin/办事指南.txt"]
    s3.admin.delete("twin/办事指南.txt")
    assert s3.admin.keys(prefix="twin/") == []
    wrong = S3Owner(s3.url, s3.access_key, "0" * 40)
    assert wrong.ask("PUT", f"{s3.bucket}/twin/other", b"Two days.")[0] == 403
    assert s3.admin.keys(prefix="twin/") == []
