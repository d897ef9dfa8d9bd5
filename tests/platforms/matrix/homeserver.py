"""A homeserver on a loopback port with one room: transactions, replacements, redactions, pictures, as on Synapse."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection, Link, Order
from editor_app.platforms.matrix import PLATFORM
from tests.platforms.faulty import Answer, Asked, Faulty, serving
from tests.platforms.workshop import Bench, before_public, order_of, variant

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOM, ALIAS, USER, TOKEN = "!room:press.test", "#news:press.test", "@press:press.test", "syt_press_token"
CLIENT = "/_matrix/client/v3"
_PAGE = 3
"""So few messages are a page here, that looking further is tried."""


def told(value: object, status: int = 200) -> Answer:
    return Answer(status, json.dumps(value).encode(), {"Content-Type": "application/json"})


def refused(status: int, code: str, **more: object) -> Answer:
    return told({"errcode": code, "error": f"refused: {code}", **more}, status)


@dataclass
class Homeserver:
    """What lies in the room."""

    events: list[dict[str, Any]] = field(default_factory=list)
    transactions: dict[str, str] = field(default_factory=dict)
    media: dict[str, bytes] = field(default_factory=dict)
    state: dict[str, Any] = field(default_factory=lambda: {"m.room.name": {"name": "便民之声"}})
    joined: bool = True
    token: str = TOKEN
    before_media: bool = False
    """Whether it is older than v1.11: pictures are open to everybody."""

    def __call__(self, asked: Asked) -> Answer:
        if asked.headers.get("authorization") != f"Bearer {self.token}":
            return refused(401, "M_UNKNOWN_TOKEN")
        parts = urlsplit(asked.path)
        path, query = parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()}
        if asked.method == "PUT":
            return self._put(path, asked)
        if asked.method == "POST":
            uri = f"mxc://press.test/m{len(self.media)}"
            self.media[uri] = asked.body
            return told({"content_uri": uri})
        return self._get(path, query)

    def _put(self, path: str, asked: Asked) -> Answer:
        if asked.path in self.transactions:
            return told({"event_id": self.transactions[asked.path]})
        content = json.loads(asked.body)
        if "/redact/" in path:
            target = unquote(path.split("/")[-2])
            for event in self.events:
                if event["event_id"] == target:
                    event["content"], event["unsigned"]["redacted_because"] = {}, {"type": "m.room.redaction"}
            made = self.add({}, "m.room.redaction")
        else:
            made = self.add(content, txn=path.rpartition("/")[2])
        self.transactions[asked.path] = made
        return told({"event_id": made})

    def add(self, content: dict[str, Any], kind: str = "m.room.message", txn: str = "", sender: str = USER) -> str:
        number = f"$event{len(self.events)}"
        unsigned = {"transaction_id": txn} if txn else {}
        self.events.append(
            {"event_id": number, "type": kind, "sender": sender, "content": content, "unsigned": unsigned}
        )
        return number

    def _get(self, path: str, query: dict[str, str]) -> Answer:
        simple = {
            f"{CLIENT}/account/whoami": {"user_id": USER},
            f"{CLIENT}/joined_rooms": {"joined_rooms": [ROOM] if self.joined else []},
            "/_matrix/client/versions": {"versions": ["v1.1", "v1.11"]},
        }
        if path in simple:
            return told(simple[path])
        if "/directory/room/" in path:
            return told({"room_id": ROOM}) if unquote(path).endswith(ALIAS) else refused(404, "M_NOT_FOUND")
        if "/media/" in path:
            return self._picture(path)
        if "/messages" in path:
            return self._messages(query)
        return self._event_or_state(path)

    def _picture(self, path: str) -> Answer:
        if self.before_media and "/v1/media/" in path:
            return refused(404, "M_UNRECOGNIZED")
        found = self.media.get("mxc://" + "/".join(path.split("/")[-2:]))
        return Answer(200, found) if found is not None else refused(404, "M_NOT_FOUND")

    def _messages(self, query: dict[str, str]) -> Answer:
        kinds = json.loads(query.get("filter", "{}")).get("types")
        listed = [event for event in reversed(self.events) if kinds is None or event["type"] in kinds]
        at = int(query.get("from", "0"))
        more = {"end": str(at + _PAGE)} if at + _PAGE < len(listed) else {}
        return told({"chunk": listed[at : at + _PAGE], **more})

    def _event_or_state(self, path: str) -> Answer:
        found = re.search(r"/(event|relations|state)/(.+)$", path)
        assert found, path
        name = unquote(found[2]).removesuffix("/m.replace")
        if found[1] == "state":
            return told(self.state[name]) if name in self.state else refused(404, "M_NOT_FOUND")
        edits = [e for e in self.events if e["content"].get("m.relates_to", {}).get("event_id") == name]
        if found[1] == "relations":
            return told({"chunk": edits})
        event = next((event for event in self.events if event["event_id"] == name), None)
        if event is None:
            return refused(404, "M_NOT_FOUND")
        newest = {"m.relations": {"m.replace": edits[-1]}} if edits else {}
        return told({**event, "unsigned": {**event["unsigned"], **newest}})

    def shown(self) -> list[dict[str, Any]]:
        """Messages that readers see, without replacements."""
        return [
            event
            for event in self.events
            if event["type"] == "m.room.message" and event["content"] and "m.relates_to" not in event["content"]
        ]


@dataclass
class Site:
    """The homeserver on a port, and our connection to it."""

    server: Faulty
    home: Homeserver
    link: Link

    def ready(self, **said: Any) -> Order:
        """An order before its first public step."""
        uid = self.link.identity().remote_uid
        return before_public(PLATFORM, self.link, order_of(PLATFORM.compose(variant(**said), uid, Bench())))


@contextmanager
def site(room: str = ALIAS, **home: Any) -> Iterator[Site]:
    """A homeserver for the length of a block."""
    made = Homeserver(**home)
    with serving(made) as server:
        link = PLATFORM.link(Connection(server.url, Secret(TOKEN), {"room": room}))
        try:
            yield Site(server, made, link)
        finally:
            link.close()
