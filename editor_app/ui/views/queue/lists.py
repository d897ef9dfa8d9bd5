"""Filters, the editions that wait to be queued, and the empty queue; apart because the view only places them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from editor_app.ui import unserved_tasks
from editor_app.ui.i18n import N_, joined, said, tr
from editor_app.ui.views.queue.loading import Share
from editor_app.ui.views.queue.notice import Notice
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.empty import EmptyState, StateLegend
from editor_app.ui.widgets.labels import boxed, down
from editor_app.ui.widgets.rows import ListCard, ListRow, RowLook, SectionHead
from editor_app.ui.widgets.strips import Item

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from editor_app.domain.identifiers import EditionId
    from editor_app.services.unserved import Unserved
    from editor_app.storage.queries.lists import DocumentRow
    from editor_app.ui.views.queue.words import OfficeTime

FILTERS: Final = (
    (Share.ALL, N_("All")),
    (Share.NEEDS, N_("For a person")),
    (Share.RUNNING, N_("Under way")),
    (Share.WAITING, N_("Waiting")),
    (Share.OUT, N_("Out")),
)
_READY_SHOWN: Final = 2


def filter_items(counts: Mapping[Share, int]) -> list[Item]:
    """The filters with their counts."""
    return [Item(share.value, tr(word), counts.get(share, 0)) for share, word in FILTERS]


def ready_card(ready: Sequence[DocumentRow], queue: Callable[[EditionId], None], refusal: str) -> QWidget:
    """The editions whose seals are complete, each with its button; those that waited longest stand first."""
    rows: list[ListRow] = []
    for document in list(reversed(ready))[:_READY_SHOWN]:
        if document.edition is None:
            continue
        facts = joined(document.number, tr("every seal is set"))
        row = ListRow(RowLook("icon:send", document.title, facts, verb=tr("Queue…"), primary=not rows and not refusal))
        row.button.block(refusal)
        edition = document.edition
        row.activated.connect(lambda edition=edition: None if refusal else queue(edition))
        rows.append(row)
    head = SectionHead(tr("Ready to be queued"), str(len(ready)))
    return boxed(down(head, ListCard(rows), gap=6, margins=(0, 4, 0, 4)))


def unserved_card(found: Unserved, office: OfficeTime) -> QWidget:
    """That deliveries are due and nothing sends them, and what to do about it."""
    first = unserved_tasks.first_due(office.when(found.since))
    notice = Notice("carmine", said(found.words), tr("{what} {then}", what=first, then=unserved_tasks.remedy()))
    return boxed(down(notice, margins=(0, 0, 0, 8)))


def empty_queue(go: Callable[[str], None], waiting_for_me: int) -> QWidget:
    """Nothing was ever queued: what will appear here, and how it begins."""
    write = Button(tr("Write a document"), Kind.PRIMARY)
    write.clicked.connect(lambda: go("write"))
    buttons = [write]
    if waiting_for_me:
        review = Button(tr("See {count} waiting for review", count=waiting_for_me))
        review.clicked.connect(lambda: go("review"))
        buttons.append(review)
    return EmptyState(
        tr("No edition to send yet"),
        tr(
            "An edition appears here once all its seals are set.\n"
            "Each account is a delivery of its own, read back after it went out."
        ),
        *buttons,
        legend=tr("A delivery has these states"),
        legend_widget=StateLegend(),
    )
