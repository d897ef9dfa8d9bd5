"""The open connection to one WordPress site: who we are there, looking for a lost post, reading back."""

from __future__ import annotations

import base64
import html
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from typing_extensions import override

from editor_app.domain.identifiers import sha256
from editor_app.domain.manifest_json import Fields
from editor_app.domain.recall import Measure, measure_of
from editor_app.domain.text import T
from editor_app.platforms import site_authors
from editor_app.platforms.articles import images_in
from editor_app.platforms.contract import Absent, Found, Identity, Observed, StepResult, Unclear
from editor_app.platforms.http_link import HttpLink, HttpPlatform
from editor_app.platforms.outcomes import refused
from editor_app.platforms.readback import compared
from editor_app.platforms.tracing import Tracing, judged
from editor_app.platforms.wordpress import calls
from editor_app.platforms.wordpress.showing import late_of_article

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from editor_app.domain.text import Text
    from editor_app.platforms.contract import Connection, Order, Outgoing, Sighting, Step

_VERSION = re.compile(rb"<generator>[^<]*\?v=([0-9][\w.-]{0,30})</generator>")
_GONE = frozenset({404, 410})
_MANY = 100
"""Pictures that the site tells of at once."""
_EVERY_STATUS = frozenset(range(300, 600))


class WordPressLink(HttpLink, Tracing):
    """A connection as one user with an application password."""

    def __init__(self, platform: HttpPlatform, connection: Connection) -> None:
        super().__init__(platform, connection)
        self._secret = connection.secret
        self._path = urlsplit(connection.url).path.rstrip("/")

    @override
    def authorization(self) -> Mapping[str, str]:
        token = base64.b64encode(self._secret.reveal().strip().encode()).decode()
        return {"Authorization": f"Basic {token}"}

    @override
    def who(self) -> Identity:
        told = self.ask("GET", "/wp-json/?_fields=name,url", also={404})
        if told.status == 404:
            raise refused(self._client.host, "/wp-json/ 404")
        site = Fields(told.json()).text("url")
        me = self.fields(f"{calls.API}/users/me?context=edit")
        rights = Fields(me.optional("capabilities"))
        may = {name: _is_granted(rights, name) for name in ("publish_posts", "upload_files", "manage_categories")}
        return Identity(
            remote_uid=f"{site}#{me.integer('id')}",
            name=me.text("name"),
            version=self._version(),
            may_publish=may["publish_posts"] and may["upload_files"],
            notes=_notes(may),
            server_time=told.server_time,
        )

    def _version(self) -> str:
        found = _VERSION.search(self.ask("GET", "/?feed=rss2", also=_EVERY_STATUS).body)
        return found[1].decode() if found else ""

    @override
    def done(self, step: Step, order: Order, outgoing: Outgoing) -> StepResult:
        if not step.name.startswith("term/"):
            return super().done(step, order, outgoing)
        name, _, number = step.name.partition("/")
        del name
        reply = self.ask(outgoing.method, outgoing.target, {400, 403}, outgoing.body)
        error = self._platform.refusal(step, reply, self._client.host)
        if error is None:
            return self._platform.received(step, order, reply)
        known = self._known_term(outgoing) if reply.status == 403 else ""
        if not known:
            raise error
        return StepResult({f"term_id/{number}": known})

    def _known_term(self, outgoing: Outgoing) -> str:
        """The id of the term for a user who may use categories and tags but not make them; empty = there is none."""
        wanted = Fields(json.loads(outgoing.body)).text("name")
        query = urlencode({"search": html.escape(wanted, quote=False), "per_page": "100"})
        for row in self.fields(f"{outgoing.target}?{query}").value or ():  # type: ignore[union-attr]
            if html.unescape(Fields(row).text("name")) == wanted:
                return str(Fields(row).integer("id"))
        return ""

    @override
    def sighting(self, step: Step, order: Order) -> Sighting:
        if step.name == "draft":
            return self._draft(order)
        if step.name != "publish":
            return Absent()
        reply = self.ask("GET", f"{calls.API}/posts/{calls.post_id(order)}?context=edit", also=_GONE)
        if reply.status in _GONE:
            return Unclear(T("The draft is no longer on the site: somebody deleted it there."))
        post = Fields(reply.json())
        match post.text("status"):
            case "publish":
                return self._public(post, order)
            case "draft" | "pending" | "auto-draft":
                return Absent()
            case other:
                return Unclear(T("The site keeps the article as “{status}”.", status=other))

    @override
    def trace(self, order: Order, since: datetime) -> Sighting:
        def looked() -> Sighting:
            found = self.fields(calls.trace_target(order)).items()
            title = html.escape(order.payload.title, quote=False)
            return judged(order, since, self._client.host, title, [calls.seen_article(Fields(one)) for one in found])

        return self.understood("trace", looked)

    @override
    def late_of(self, order: Order, remote_id: str) -> Mapping[str, str]:
        return self.understood("trace", lambda: late_of_article(order, remote_id, self.fields))

    def _public(self, post: Fields, order: Order) -> Sighting:
        """A public article is the lost one; where it was to be corrected, only with the corrected text."""
        if measure_of(order.payload) is not Measure.EDIT:
            return Found(calls.published(post, order))
        seen = self.seen(order, [calls.post_id(order)])
        differs = compared(self._platform.expected(order), seen, self._platform.normalisations).differences
        return Absent() if differs else Found(calls.published(post, order))

    def _draft(self, order: Order) -> Sighting:
        found = self.fields(calls.search_target(order)).value
        if isinstance(found, list) and found:
            return Found(StepResult({"draft_id": str(Fields(found[0]).integer("id"))}))
        return Absent()

    @override
    def seen(self, order: Order, remote_ids: Sequence[str]) -> Observed:
        reply = self.ask("GET", calls.post_target(order, remote_ids[0]), also=_GONE)
        if reply.status in _GONE:
            return Observed("", (), (), visible=False)
        post = Fields(reply.json())
        body = _raw(post, "content")
        fields = {
            "cover": str(post.integer("featured_media")),
            "excerpt": _raw(post, "excerpt"),
            "slug": post.text("slug"),
            "tags": calls.joined(_numbers(post, "tags")),
        }
        if order.payload.option("categories"):
            fields["categories"] = calls.joined(_numbers(post, "categories"))
        if order.payload.option(site_authors.AUTHORS):
            fields[site_authors.AUTHORS] = calls.author_shown(post)
        compared = order.payload.option("compare_pictures") != "no"
        pictures = self._pictures(order, compared=compared)
        fields |= {f"alt/{m.ordinal}": alt for m, (alt, _) in zip(order.payload.media, pictures, strict=True)}
        return Observed(
            title=_raw(post, "title"),
            parts=(body,),
            alts=tuple(image.alt for image in images_in(body)),
            media=tuple(digest for _, digest in pictures) if compared else (),
            link=calls.original_of(post, order),
            fields=tuple(sorted(fields.items())),
            visible=post.text("status") == "publish" and not post.text("password"),
        )

    def _pictures(self, order: Order, *, compared: bool) -> list[tuple[str, str]]:
        """The alternative text kept with each picture, and the digest of its bytes as readers get them."""
        numbers = [order.late[f"media_id/{medium.ordinal}"] for medium in order.payload.media]
        stored: dict[str, Fields] = {}
        for at in range(0, len(numbers), _MANY):
            found = self.fields(calls.media_target(numbers[at : at + _MANY])).items()
            stored |= {str(one.integer("id")): one for one in map(Fields, found)}
        return [self._picture(stored.get(number), compared=compared) for number in numbers]

    def _picture(self, stored: Fields | None, *, compared: bool) -> tuple[str, str]:
        if stored is None:
            return "", "gone"
        return stored.text("alt_text"), self._served(stored.text("source_url")) if compared else ""

    def _served(self, url: str) -> str:
        path = urlsplit(url).path.removeprefix(self._path)
        reply = self.ask("GET", path, also=_EVERY_STATUS)
        return sha256(reply.body) if reply.status == 200 else f"status {reply.status}"

    @override
    def rehearsal(self) -> str:
        body = json.dumps({"title": "Press Desk", "content": "<p>Press Desk</p>", "status": "draft"}).encode()
        made = Fields(self.ask("POST", f"{calls.API}/posts", body=body).json())
        number = made.integer("id")
        self.ask("DELETE", f"{calls.API}/posts/{number}?force=true", also=_GONE)
        return made.text("link")


def _notes(may: Mapping[str, bool]) -> tuple[Text, ...]:
    words = {
        "publish_posts": T("This user may not publish articles."),
        "upload_files": T("This user may not upload pictures."),
        "manage_categories": T("This user may not make new categories and tags; only existing ones can be used."),
    }
    return tuple(sentence for name, sentence in words.items() if not may[name])


def _is_granted(rights: Fields, name: str) -> bool:
    return isinstance(rights.value, dict) and rights.value.get(name) is True


def _raw(post: Fields, name: str) -> str:
    return Fields(post.optional(name)).text("raw")


def _numbers(post: Fields, name: str) -> list[int]:
    items = Fields(post.items(name))
    return [items.integer(at) for at in range(len(post.items(name)))]
