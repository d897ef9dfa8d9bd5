"""The pictures and charts of a revision, with their bytes and what was said of them, ready to be commented on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.anchor import Anchor
from editor_app.domain.errors import DeskError
from editor_app.domain.identifiers import Digest
from editor_app.domain.media import placements
from editor_app.ui.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor_app.domain.account import Account
    from editor_app.domain.anchor import Region
    from editor_app.domain.chart import Chart
    from editor_app.domain.document import Revision
    from editor_app.domain.identifiers import AccountId
    from editor_app.services.anchoring import Placed
    from editor_app.services.desk import Desk

_LONGEST = 28
Numbered = tuple[int, "Placed"]


@dataclass(frozen=True, slots=True)
class Subject:
    """One picture or chart as it stands in the text of an account."""

    key: str
    """Digest of the picture, or id of the chart."""
    title: str
    picture: bytes
    """Empty = it is a chart, or the picture can't be read."""
    chart: Chart | None
    account: AccountId | None
    """Whose own text it stands in; None = the main text."""
    threads: tuple[Numbered, ...] = ()
    """What was said of it, numbered as beside the page."""

    def anchor(self, region: Region | None, cell: tuple[int, int] | None) -> Anchor:
        """What a comment on it is about."""
        from editor_app.services import anchoring, pointing

        if self.chart is None:
            return Anchor(anchoring.PICTURE, self.account, self.key, region=region)
        if cell is None:
            return Anchor(anchoring.CHART, self.account, self.key)
        return pointing.cell_anchor(self.chart, *cell, self.account)

    def commented(self) -> dict[tuple[int, int], str]:
        """Numbers of the comments on cells, by row and column."""
        from editor_app.services import pointing

        found: dict[tuple[int, int], str] = {}
        for number, placed in self.threads:
            if self.chart is None or placed.found is None:
                continue
            words = placed.text[placed.found.start : placed.found.end]
            cell = pointing.pointed_at(self.chart, placed.found.start, words)
            if cell is not None:
                at = cell.row, cell.column
                found[at] = f"{found[at]}, {number}" if at in found else str(number)
        return found


def subjects(
    desk: Desk, revision: Revision, account: Account | None, threads: Sequence[Numbered]
) -> tuple[Subject, ...]:
    """Everything in the text of an account (None: the main text) that can be pointed at; runs on threads."""
    from editor_app.services import anchoring

    owner = account.id if account is not None and anchoring.is_own(revision, "body", account) else None
    found: dict[str, Subject] = {}
    for key, title, chart in _named(revision, account):
        if key not in found:
            said = tuple(one for one in threads if one[1].thread.anchor.subject == key)
            picture = _bytes(desk, Digest(key)) if chart is None else b""
            found[key] = Subject(key, title, picture, chart, owner, said)
    return tuple(found.values())


def _named(revision: Revision, account: Account | None) -> Iterator[tuple[str, str, Chart | None]]:
    from editor_app.services import anchoring

    charts = {chart.id: chart for chart in revision.charts}
    if cover := anchoring.field_text(revision, "cover", account):
        yield cover, tr("Cover"), None
    number = 0
    for placed in placements(anchoring.field_text(revision, "body", account)):
        if placed.media is not None:
            number += 1
            words = placed.alt if len(placed.alt) <= _LONGEST else placed.alt[: _LONGEST - 1] + "…"
            named = tr("Picture {number}: {alt}", number=number, alt=words)
            yield placed.media, named if words else tr("Picture {number}", number=number), None
        elif placed.chart in charts:
            yield placed.chart, tr("Chart: {title}", title=charts[placed.chart].title), charts[placed.chart]


def _bytes(desk: Desk, digest: Digest) -> bytes:
    try:
        return desk.store.media.read(digest)
    except DeskError:
        return b""
