"""A homeserver over its client-server API: who we are in the room, looking for a lost message, reading back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from typing_extensions import override

from editor_app.domain.canonical import canonical
from editor_app.domain.identifiers import sha256
from editor_app.domain.manifest_json import Fields
from editor_app.domain.recall import targets_of
from editor_app.domain.text import T
from editor_app.platforms.contract import Absent, Found, Identity, Observed, Unclear
from editor_app.platforms.http_link import HttpLink, HttpPlatform
from editor_app.platforms.matrix import events
from editor_app.platforms.matrix.events import API, members, said
from editor_app.platforms.matrix.settings import checked_settings
from editor_app.platforms.tracing import Tracing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from editor_app.domain.canonical import Json
    from editor_app.domain.text import Text
    from editor_app.platforms.contract import Connection, Order, Sighting, Step

_PAGES = 20
"""Of a hundred messages each: so far back a message of ours is looked for."""
_ANYONE, _ORDINARY = 0, 50
"""Levels by default (v1.11, m.room.power_levels): to send, and to send state."""
_ABSENT = frozenset({403, 404})


class MatrixLink(HttpLink, Tracing):
    """A connection as one user with an access token."""

    def __init__(self, platform: HttpPlatform, connection: Connection) -> None:
        """Open no socket yet.

        Raises:
            Rejected: the address, the proxy or the certificates can't be used.
            Invalid: a setting that can't be used.
        """
        self._settings = checked_settings(connection.options)
        super().__init__(platform, connection)
        self._token = connection.secret

    @override
    def authorization(self) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {self._token.reveal()}"}

    @override
    def who(self) -> Identity:
        reply = self.ask("GET", f"{API}/account/whoami")
        user, room = Fields(reply.json()).text("user_id"), self._room()
        path = f"{API}/rooms/{quote(room, safe='')}/state"
        notes = self._obstacles(user, room, path)
        name = said(self._state(path, "m.room.name"), "name") or self._settings["room"] or room
        spoken = Fields(self.fields("/_matrix/client/versions").items("versions"))
        versions = [spoken.text(at) for at in range(len(spoken.items()))]
        version = f"Matrix {versions[-1]}" if versions else ""
        return Identity(f"{room}|{user}", f"{name} ({user})", version, not notes, notes, reply.server_time)

    def _room(self) -> str:
        named = self._settings["room"]
        if not named.startswith("#"):
            return named
        return self.fields(f"{API}/directory/room/{quote(named, safe='')}").text("room_id")

    def _obstacles(self, user: str, room: str, path: str) -> tuple[Text, ...]:
        """Why the user can't publish in the room; empty = nothing stands in the way."""
        if room not in self.fields(f"{API}/joined_rooms").items("joined_rooms"):
            return (T("The user is not in the room: invite it there, and let it join."),)
        notes = []
        if self._state(path, "m.room.encryption"):
            notes.append(T("The room is encrypted: what Press Desk wrote could not be read. Use an open room."))
        if self._state(path, "m.room.tombstone"):
            notes.append(T("The room was replaced by another one; connect that."))
        if not self._may_send(user, path):
            notes.append(T("The user may not write in the room; give it the right there."))
        return tuple(notes)

    def _may_send(self, user: str, path: str) -> bool:
        levels = members(self._state(path, "m.room.power_levels"))
        needed = members(levels.get("events")).get("m.room.message", levels.get("events_default", _ANYONE))
        own = members(levels.get("users")).get(user, levels.get("users_default", _ANYONE))
        if _number(own) >= _number(needed):
            return True
        created = self.ask("GET", f"{path}/m.room.create?format=event", also=_ABSENT)
        event = created.json() if created.status == 200 else {}
        others = members(members(event).get("content")).get("additional_creators")
        founders = [said(event, "sender"), *(others if isinstance(others, list) else [])]
        return str(members(members(event).get("content")).get("room_version")) == "12" and user in founders

    def _state(self, path: str, kind: str) -> Json:
        """A state event's content; empty when there is none."""
        reply = self.ask("GET", f"{path}/{kind}", also=_ABSENT)
        return reply.json() if reply.status == 200 else {}

    @override
    def sighting(self, step: Step, order: Order) -> Sighting:
        if step.name == events.UPLOAD:
            return Absent()
        if step.name.startswith(events.REDACT):
            target = targets_of(order.payload)[int(step.name.partition("/")[2]) - 1]
            gone = events.is_redacted(self._event(order, target))
            return Found(events.result(step, order, target)) if gone else Absent()
        return self._looked(order, step)

    def _looked(self, order: Order, step: Step) -> Sighting:
        """Whether a message of ours is in the room, from the newest back."""
        wanted = events.mark_of(order.key, step.part)
        txn = events.transaction(order.key, step.ordinal)
        user = events.room_and_user(order.payload.remote_uid)[1]
        query = {"dir": "b", "limit": "100", "filter": canonical({"types": ["m.room.message"]}).decode()}
        for _ in range(_PAGES):
            page = self.fields(f"{events.room_path(order)}/messages?{urlencode(query)}")
            for event in page.items("chunk"):
                if said(event, "sender") != user:
                    continue
                if said(members(event).get("content"), events.MARK) == wanted:
                    return Found(events.result(step, order, said(event, "event_id")))
                if said(members(event).get("unsigned"), "transaction_id") == txn:
                    return Unclear(T("It was in the room, and somebody took it away there."))
            query["from"] = said(page.value, "end")
            if not query["from"]:
                return Absent()
        return Unclear(T("The room has more messages since then than are looked at."))

    @override
    def trace(self, order: Order, since: datetime) -> Sighting:
        first = next(step for step in self._platform.steps(order.payload) if step.part == 1)
        return self.understood("trace", lambda: self._looked(order, first))

    @override
    def seen(self, order: Order, remote_ids: Sequence[str]) -> Observed:
        found = [self._event(order, one) for one in remote_ids[: len(order.payload.parts)]]
        if any(events.is_redacted(event) for event in found):
            return Observed("", (), (), visible=False)
        contents = [dict(members(events.shown_content(event))) for event in found]
        served = [self._served(said(content, "url")) for content in contents if content.get("msgtype") == "m.image"]
        return events.observed(contents, tuple(served))

    def _event(self, order: Order, event: str) -> Json:
        """An event of the room; empty when it is gone."""
        reply = self.ask("GET", f"{events.room_path(order)}/event/{quote(event, safe='')}", also={404})
        return reply.json() if reply.status == 200 else {}

    def _served(self, uri: str) -> str:
        """The digest of a picture as readers get it; `gone` when they don't."""
        place = "/".join(quote(piece, safe="") for piece in uri.removeprefix("mxc://").split("/"))
        reply = self.ask("GET", f"/_matrix/client/v1/media/download/{place}", also={404})
        if reply.status == 404 and b"M_UNRECOGNIZED" in reply.body:  # before v1.11 pictures were open to everybody
            reply = self.ask("GET", f"/_matrix/media/v3/download/{place}", also={404})
        return sha256(reply.body) if reply.status == 200 else "gone"

    def replacements(self, order: Order, target: str) -> tuple[str, ...]:
        """The events by which a message was replaced. READ."""
        path = f"{events.room_path(order)}/relations/{quote(target, safe='')}/m.replace?limit=100"
        path = path.replace(API, "/_matrix/client/v1", 1)  # the only version in which it exists

        def read() -> tuple[str, ...]:
            reply = self.ask("GET", path, also={404})
            found = Fields(reply.json()).items("chunk") if reply.status == 200 else []
            return tuple(said(event, "event_id") for event in found)

        return self.understood("replacements", read)

    @override
    def rehearsal(self) -> str:
        self.who()
        return ""  # a room has no private place


def _number(level: Json) -> int:
    """A level; servers of old rooms give it as text."""
    if isinstance(level, str) and level.strip().lstrip("-").isdigit():
        return int(level)
    return level if isinstance(level, int) else _ORDINARY
