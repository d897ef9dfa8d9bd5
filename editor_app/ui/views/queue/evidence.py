"""What proves a delivery, in digits: digests, key, marks; apart because it is copied as it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

from editor_app.domain.identifiers import grouped
from editor_app.ui import type as fonts
from editor_app.ui.i18n import N_, tr
from editor_app.ui.outside import tip
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.labels import Label, across, boxed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from editor_app.ui.views.queue.loading import Chosen
    from editor_app.ui.views.queue.words import OfficeTime

_NAMES: Final = {
    "edition": N_("Edition"),
    "request": N_("Request"),
    "observed": N_("Read back"),
    "key": N_("Delivery key"),
    "remote": N_("Number there"),
    "mark": N_("Read-back from"),
    "received": N_("Receipt at"),
    "requests": N_("Requests so far"),
    "operations": N_("Operations so far"),
}


def evidence(chosen: Chosen, office: OfficeTime) -> list[QWidget]:
    """Rows of name and digits."""
    rows = [_row(tr(_NAMES[name]), value) for name, value in _facts(chosen, shortened=True)]
    received = chosen.timeline.row.received_at
    if received is not None:
        rows.append(_row(tr(_NAMES["received"]), office.exact(received)))
    return rows


def evidence_text(chosen: Chosen) -> str:
    """The same in full, to be pasted into a report."""
    row = chosen.timeline.row
    lines = [f"{row.account_name}: {row.title}"]
    lines += [f"{tr(_NAMES[name])}: {value}" for name, value in _facts(chosen, shortened=False)]
    if row.received_at is not None:
        lines.append(f"{tr(_NAMES['received'])}: {row.received_at.isoformat(timespec='seconds')}")
    if row.url:
        lines.append(row.url)
    return "\n".join(lines)


def _facts(chosen: Chosen, *, shortened: bool) -> Iterator[tuple[str, str]]:
    row, attempt, reads = chosen.timeline.row, chosen.last_attempt, chosen.timeline.read_backs
    yield "edition", grouped(row.digest, 4) if shortened else row.digest
    if attempt is not None:
        yield "request", grouped(attempt.request_digest, 4) if shortened else attempt.request_digest
        yield "key", grouped(attempt.key, 4) if shortened else attempt.key
        if attempt.watermark:
            yield "mark", attempt.watermark
    if row.remote_id:
        yield "remote", row.remote_id
    if chosen.timeline.spent:
        yield chosen.timeline.unit.value, str(chosen.timeline.spent)
    if reads:
        yield "observed", grouped(reads[-1].observed_digest, 4) if shortened else reads[-1].observed_digest


def _row(name: str, value: str) -> QWidget:
    title = Label(name, Role.NOTE, "ink3")
    title.setFixedWidth(fonts.scaled(100))
    digits = Label(value, Role.DIGEST)
    digits.setToolTip(tip(value))
    digits.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    line = across(title, digits, None, gap=0)
    line.setContentsMargins(0, 2, 0, 2)
    return boxed(line)
