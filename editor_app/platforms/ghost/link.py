"""The open connection to one Ghost site: signed tokens by the server's clock, looking for a lost post, reading back."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from typing_extensions import override

from editor_app.domain.edition import MediaRole
from editor_app.domain.identifiers import sha256
from editor_app.domain.manifest_json import Fields
from editor_app.domain.recall import Measure, measure_of
from editor_app.domain.text import T
from editor_app.platforms import site_authors
from editor_app.platforms.article_fields import media_by_role
from editor_app.platforms.articles import images_in
from editor_app.platforms.contract import Absent, Found, Identity, Observed, Unclear
from editor_app.platforms.ghost import calls
from editor_app.platforms.ghost.normalisations import ORIGINAL
from editor_app.platforms.http_link import HttpLink, HttpPlatform
from editor_app.platforms.outcomes import sign_in_refused
from editor_app.platforms.readback import compared
from editor_app.platforms.tracing import Tracing, judged, late_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor_app.domain.edition import SealedMedia
    from editor_app.platforms.contract import Connection, Order, Sighting, Step
    from editor_app.platforms.replies import Reply

_HEX = re.compile(r"(?:[0-9a-fA-F]{2})+")
_ANY_REFUSAL = frozenset(range(300, 600))
_LIFETIME = timedelta(minutes=4)
"""Ghost takes tokens of at most five minutes."""
_TOLERABLE = timedelta(seconds=60)


class GhostLink(HttpLink, Tracing):
    """A connection as one integration."""

    def __init__(self, platform: HttpPlatform, connection: Connection) -> None:
        super().__init__(platform, connection)
        self._secret = connection.secret
        self._path = urlsplit(connection.url).path.rstrip("/")
        self._ahead = timedelta(0)
        """How far the server's clock is before ours."""

    @override
    def authorization(self) -> Mapping[str, str]:
        number, _, secret = self._secret.reveal().strip().partition(":")
        if not number.isalnum() or not _HEX.fullmatch(secret):
            raise sign_in_refused(self._client.host)
        token = _token(number, bytes.fromhex(secret), datetime.now(UTC) + self._ahead)
        return {"Authorization": f"Ghost {token}"}

    @override
    def renewed(self, reply: Reply) -> bool:
        """Whether the token was refused because our clock is off; then the next one goes by the server's."""
        told = reply.server_time
        if reply.status != 401 or told is None or calls.code(reply) != "INVALID_JWT":
            return False
        ahead = told - datetime.now(UTC)
        is_off = abs(ahead - self._ahead) > _TOLERABLE
        self._ahead = ahead if is_off else self._ahead
        return is_off

    @override
    def who(self) -> Identity:
        told = self.ask("GET", f"{calls.API}/site/")
        site = Fields(Fields(told.json()).optional("site"))
        self.ask("GET", f"{calls.API}/posts/?limit=1&fields=id")  # the site answers anybody; this needs the key
        number = self._secret.reveal().strip().partition(":")[0]
        return Identity(
            remote_uid=f"{site.text('url')}#{number}",
            name=site.text("title"),
            version=site.text("version"),
            may_publish=True,
            server_time=told.server_time,
        )

    @override
    def sighting(self, step: Step, order: Order) -> Sighting:
        if step.name not in {"draft", "publish"}:
            return Absent()
        is_draft = step.name == "draft"
        target = calls.search_target(order) if is_draft else calls.post_target(calls.post_id(order))
        reply = self.ask("GET", target, also={404})
        if reply.status == 404:
            gone = T("The draft is no longer on the site: somebody deleted it there.")
            return Absent() if is_draft else Unclear(gone)
        post = calls.first(Fields(reply.json()), "posts")
        if is_draft:
            return Found(calls.drafted(post))
        match post.text("status"):
            case "published":
                return self._public(post, order)
            case "draft":
                return Absent({"updated_at": post.text("updated_at")})
            case other:
                return Unclear(T("The site keeps the article as “{status}”.", status=other))

    @override
    def trace(self, order: Order, since: datetime) -> Sighting:
        def looked() -> Sighting:
            found = self.fields(calls.trace_target(order)).items("posts")
            articles = [calls.seen_article(Fields(one)) for one in found]
            return judged(order, since, self._client.host, order.payload.title, articles)

        return self.understood("trace", looked)

    @override
    def late_of(self, order: Order, remote_id: str) -> Mapping[str, str]:
        def looked() -> Mapping[str, str]:
            post = calls.first(Fields(self.ask("GET", calls.post_target(remote_id)).json()), "posts")
            cover = media_by_role(order.payload, MediaRole.COVER)
            image = calls.text_or_empty(post, "feature_image")
            beside = {f"media_url/{cover[0].ordinal}": image} if cover and image else {}
            beside |= _author_ids(order, post)
            return {**beside, **late_in(order.payload.parts[0].body, calls.text_or_empty(post, "html"))}

        return self.understood("trace", looked)

    def _public(self, post: Fields, order: Order) -> Sighting:
        """A public article is the lost one; where it was to be corrected, only with the corrected text."""
        if measure_of(order.payload) is not Measure.EDIT:
            return Found(calls.published(post, order))
        seen = self.seen(order, [calls.post_id(order)])
        if compared(self._platform.expected(order), seen, self._platform.normalisations).differences:
            return Absent({"updated_at": post.text("updated_at")})
        return Found(calls.published(post, order))

    @override
    def seen(self, order: Order, remote_ids: Sequence[str]) -> Observed:
        reply = self.ask("GET", calls.post_target(remote_ids[0]), also={404})
        if reply.status == 404:
            return Observed("", (), (), visible=False)
        post = calls.first(Fields(reply.json()), "posts")
        body = calls.text_or_empty(post, "html")
        fields = {
            "cover": calls.text_or_empty(post, "feature_image"),
            "cover_alt": calls.text_or_empty(post, "feature_image_alt"),
            "excerpt": calls.text_or_empty(post, "custom_excerpt"),
            "slug": post.text("slug"),
            "tags": "\n".join(Fields(tag).text("name") for tag in post.items("tags")),
        }
        if order.payload.option(site_authors.AUTHORS):
            fields[site_authors.AUTHORS] = "\n".join(name for _, name in calls.authors_in(post.items("authors")))
        return Observed(
            title=post.text("title"),
            parts=(body,),
            alts=tuple(image.alt for image in images_in(body)),
            media=tuple(self._picture(order, medium) for medium in order.payload.media),
            link=calls.text_or_empty(post, "canonical_url"),
            fields=tuple(sorted(fields.items())),
            visible=post.text("status") == "published" and post.text("visibility") == "public",
        )

    def _picture(self, order: Order, medium: SealedMedia) -> str:
        """The digest of what readers get; where that was compressed once more, of the original beside it."""
        path = urlsplit(order.late[f"media_url/{medium.ordinal}"]).path.removeprefix(self._path)
        served = self._served(path)
        if served == medium.digest:
            return served
        stem, dot, ending = path.rpartition(".")
        kept = self._served(f"{stem}_o{dot}{ending}")
        return ORIGINAL + kept if kept == medium.digest else served

    def _served(self, path: str) -> str:
        reply = self.ask("GET", path, also=_ANY_REFUSAL)
        return sha256(reply.body) if reply.status == 200 else f"status {reply.status}"

    @override
    def rehearsal(self) -> str:
        body = json.dumps({"posts": [{"title": "Press Desk", "status": "draft"}]}).encode()
        made = calls.first(Fields(self.ask("POST", f"{calls.API}/posts/", body=body).json()), "posts")
        self.ask("DELETE", f"{calls.API}/posts/{made.text('id')}/", also={404})
        return made.text("url")


def _author_ids(order: Order, post: Fields) -> dict[str, str]:
    """The late fields of the authors that an edition named, as the article has them."""
    if not order.payload.option(site_authors.AUTHORS):
        return {}
    return {f"author_id/{at}": number for at, (number, _) in enumerate(calls.authors_in(post.items("authors")), 1)}


def _token(number: str, secret: bytes, issued: datetime) -> str:
    """A JWT, HS256, as the Admin API wants it: `kid` in the head, audience `/admin/`."""
    at = int(issued.timestamp())
    claims: dict[str, str | int] = {"iat": at, "exp": at + int(_LIFETIME.total_seconds()), "aud": "/admin/"}
    signed = f"{_part({'alg': 'HS256', 'typ': 'JWT', 'kid': number})}.{_part(claims)}"
    return f"{signed}.{_base64url(hmac.new(secret, signed.encode(), hashlib.sha256).digest())}"


def _part(value: Mapping[str, str | int]) -> str:
    return _base64url(json.dumps(value, separators=(",", ":")).encode())


def _base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
