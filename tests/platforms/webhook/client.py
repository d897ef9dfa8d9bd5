"""The reference receiver behind a faulty server, as an own client of an office."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from time import time
from typing import TYPE_CHECKING

from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection
from editor_app.platforms.webhook import receiver
from tests.platforms.faulty import Answer, Asked, Faulty, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

SECRET = "a secret of more than thirty-two letters"


@dataclass(frozen=True, slots=True)
class Client:
    """A running receiver."""

    server: Faulty
    receiver: receiver.Receiver

    @property
    def connection(self) -> Connection:
        """How an account reaches it."""
        return Connection(self.server.url, Secret(SECRET))

    def shown(self) -> list[str]:
        """Titles of what readers see."""
        return [str(one["title"]) for one in self.receiver.shelf.documents.values() if one["visible"]]


@contextlib.contextmanager
def running(*, mute: bool = False) -> Iterator[Client]:
    """A receiver for the length of a block."""
    made = receiver.Receiver(SECRET, mute=mute)

    def effect(asked: Asked) -> Answer:
        given = made.answer(receiver.Asked(*asked), time())
        return Answer(given.status, given.body, {"Content-Type": given.kind})

    with serving(effect) as server:
        made.url = server.url
        yield Client(server, made)
