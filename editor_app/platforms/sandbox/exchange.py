"""One request and one answer of the practice server as values: apart, so that its rules are tested without a socket."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from editor_app.domain.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.canonical import Json


class Fate(StrEnum):
    """What becomes of an answer on its way to the client."""

    SEND = "send"
    DROP = "drop"
    """The connection is reset without a byte."""
    DIE = "die"
    """The whole server ends without a byte."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that was received in full."""

    method: str
    path: tuple[str, ...]
    """Segments, percent-decoded."""
    query: Mapping[str, str]
    headers: Mapping[str, str]
    """By lower-case name."""
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply; `fate` says whether the client ever sees it."""

    status: int = 200
    body: bytes = b""
    content_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    fate: Fate = Fate.SEND

    def lost(self, fate: Fate = Fate.DROP) -> Answer:
        """The same answer, never seen by the client."""
        return replace(self, fate=fate)


def json_answer(value: Json, status: int = 200) -> Answer:
    """`value` as JSON."""
    return Answer(status, canonical(value))


def refusal(status: int, code: str, message: str) -> Answer:
    """An error as the practice platform words it: `{"error": {"code", "message"}}`."""
    return json_answer({"error": {"code": code, "message": message}}, status)
