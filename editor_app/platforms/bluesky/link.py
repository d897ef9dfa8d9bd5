"""A PDS over XRPC: the session's headers, and everything that is read."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from typing_extensions import override

from editor_app.domain.identifiers import sha256
from editor_app.domain.manifest_json import Fields
from editor_app.domain.text import T
from editor_app.platforms.bluesky.addresses import COLLECTION, digest_of, rkey_of
from editor_app.platforms.bluesky.answers import (
    SIGN_IN_ERRORS,
    error_of,
    flat,
    images_of,
    members,
    put_result,
    record_field,
    text_of,
)
from editor_app.platforms.bluesky.session import Session, is_app_password
from editor_app.platforms.bluesky.settings import checked_settings
from editor_app.platforms.bluesky.tracing import is_older, judged, late_of_thread
from editor_app.platforms.contract import Absent, Found, Identity, Observed, Unclear
from editor_app.platforms.http_link import HttpLink, HttpPlatform
from editor_app.platforms.outcomes import unknown
from editor_app.platforms.tracing import Tracing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from editor_app.domain.canonical import Json
    from editor_app.platforms.contract import Connection, Order, Sighting, Step
    from editor_app.platforms.replies import Reply

_PAGES = 20
"""Of a hundred posts each: so far back a post is looked for that another copy of the workspace may have sent."""
_NO_REDIRECT = (301, 302, 303, 307, 308)


class BlueskyLink(HttpLink, Tracing):
    """A connection to one account."""

    def __init__(self, platform: HttpPlatform, connection: Connection) -> None:
        """Open no socket yet.

        Raises:
            Rejected: the address, the proxy or the certificates can't be used.
            Invalid: a setting that can't be used.
        """
        checked_settings(connection.options)
        super().__init__(platform, connection)
        self._session = Session(self._client, connection.secret)

    @override
    def authorization(self) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {self._session.tokens().access.reveal()}"}

    @override
    def renewed(self, reply: Reply) -> bool:
        if error_of(reply)[0] not in SIGN_IN_ERRORS:
            return False
        self._session.renew()
        return True

    @override
    def refresh(self, until: datetime) -> None:
        self.understood("refresh", lambda: self._session.refresh(until))

    @override
    def who(self) -> Identity:
        tokens = self._session.tokens()
        health = self.ask("GET", "/xrpc/_health", also=(401, 403, 404, 501))
        version = Fields(health.json()).text("version") if health.status == 200 else ""
        notes = [T("Bluesky has no private place for a test post.")]
        if not is_app_password(tokens.access):
            notes.append(T("This is the main password of the account. Make an app password for Press Desk instead."))
        return Identity(tokens.did, tokens.handle, version, tokens.active, tuple(notes), health.server_time)

    @override
    def sighting(self, step: Step, order: Order) -> Sighting:
        if step.name != "put":
            return Absent()
        record = self._record(order.payload.remote_uid, order.late[f"rkey/{step.part}"])
        return Found(put_result(step, order, record)) if record is not None else Absent()

    @override
    def trace(self, order: Order, since: datetime) -> Sighting:
        return self.understood("trace", lambda: self._traced(order, since))

    @override
    def late_of(self, order: Order, remote_id: str) -> Mapping[str, str]:
        did = order.payload.remote_uid
        return self.understood("trace", lambda: late_of_thread(order, remote_id, lambda rkey: self._record(did, rkey)))

    def _traced(self, order: Order, since: datetime) -> Sighting:
        query = {"repo": order.payload.remote_uid, "collection": COLLECTION, "limit": "100"}
        records: list[Fields] = []
        for _ in range(_PAGES):
            page = self.fields(f"/xrpc/com.atproto.repo.listRecords?{urlencode(query)}")
            listed = [Fields(one) for one in page.items("records")]
            records += [one for one in listed if not is_older(one, since)]
            query["cursor"] = text_of(page.value, "cursor")
            if not query["cursor"] or not listed or is_older(listed[-1], since):
                return judged(order, self._client.host, records)
        sighting = judged(order, self._client.host, records)
        return (
            sighting
            if sighting != Absent()
            else Unclear(T("The account has more posts since then than are looked at."))
        )

    @override
    def seen(self, order: Order, remote_ids: Sequence[str]) -> Observed:
        did = order.payload.remote_uid
        records = [self._record(did, rkey_of(uri)) for uri in remote_ids]
        values = [record.optional("value") for record in records if record is not None]
        if not values or len(values) < len(remote_ids):
            return Observed(title="", parts=(), alts=(), visible=False)
        images = [image for value in values for image in images_of(value)]
        return Observed(
            title="",
            parts=tuple(text_of(value, "text") for value in values),
            alts=tuple(text_of(image, "alt") for image in images if "alt" in members(image)),
            media=tuple(self._served(did, _cid(image)) for image in images if _cid(image)),
            fields=tuple((record_field(n), flat(value)) for n, value in enumerate(values, 1)),
        )

    @override
    def rehearsal(self) -> str:
        self._session.tokens()
        return ""

    def _record(self, did: str, rkey: str) -> Fields | None:
        query = urlencode({"repo": did, "collection": COLLECTION, "rkey": rkey})
        reply = self.ask("GET", f"/xrpc/com.atproto.repo.getRecord?{query}", also=(400,))
        if reply.status == 400:
            if error_of(reply)[0] == "RecordNotFound":
                return None
            host = self._client.host
            raise self._platform.refusal(None, reply, host) or unknown(host, T("its answer was not understood"))
        return Fields(reply.json())

    def _served(self, did: str, cid: str) -> str:
        """The digest of a picture as the server gives it; empty when it is gone."""
        query = urlencode({"did": did, "cid": cid})
        reply = self.ask("GET", f"/xrpc/com.atproto.sync.getBlob?{query}", also=(400, 404, *_NO_REDIRECT))
        if reply.status in _NO_REDIRECT:  # large networks serve blobs elsewhere; the id is the digest
            return digest_of(cid)
        return sha256(reply.body) if reply.status == 200 else ""


def _cid(image: Json) -> str:
    return text_of(members(members(image).get("image")).get("ref"), "$link")
