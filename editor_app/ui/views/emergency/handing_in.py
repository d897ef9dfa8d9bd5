"""Handing an emergency in, on a thread: its document is made once, and what the checks say comes back as a value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.finding import Finding
    from editor_app.domain.identifiers import DocumentId
    from editor_app.services.desk import Seat


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form says."""

    template: str
    language: str
    values: Mapping[str, str]
    accounts: tuple[str, ...]
    """By name."""
    reason: str
    accepted: Mapping[str, str] = field(default_factory=dict)
    """Reasons of accepting warnings, by digest."""


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of it."""

    document: DocumentId
    title: str
    findings: tuple[Finding, ...] = ()
    """What stands in the way; empty = it waits for its reviewer."""


def hand_in(seat: Seat, asked: Asked, begun: DocumentId | None) -> Handed:
    """Make the document, or fill the one that was begun, and hand it in.

    Raises:
        DeskError: as `lane.begin` and `lane.submit` say, but for findings, which are returned.
    """
    from editor_app.services import freezing, lane
    from editor_app.services.freezing import NotReady
    from editor_app.services.lane import Alarm

    accounts = tuple(each.id for each in freezing.chosen_accounts(seat.desk, asked.accounts))
    document = _filled(seat, asked, begun)
    title = _title(seat, document)
    accepted: dict[str, str] = {}
    try:
        lane.submit(seat, document, Alarm(accounts, asked.reason, accepted))
    except NotReady as warned:
        stands = {each.digest for each in warned.findings}  # a reason whose warning is gone is left behind
        accepted = {digest: why for digest, why in asked.accepted.items() if digest in stands}
        if stands != set(accepted):
            return Handed(document, title, warned.findings)
        lane.submit(seat, document, Alarm(accounts, asked.reason, accepted))
    return Handed(document, title)


def _filled(seat: Seat, asked: Asked, begun: DocumentId | None) -> DocumentId:
    from editor_app.services import lane

    if begun is None:
        return lane.begin(seat, asked.template, asked.language, asked.values).document.id
    before = lane.filling_of(seat.desk, begun)
    stripped = {name: value.strip() for name, value in asked.values.items()}
    if before is None or before.values != stripped:
        lane.fill(seat, begun, asked.values)
    return begun


def _title(seat: Seat, document: DocumentId) -> str:
    from editor_app.services import documents

    return documents.opened(seat.desk, document).revision.content.title
