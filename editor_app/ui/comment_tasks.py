"""Comments that wait for the member at this desk, one line for each document; apart from what the queue needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from editor_app.domain.member import Deed
from editor_app.ui.i18n import joined, tr, tr_n
from editor_app.ui.moments import when
from editor_app.ui.tasks import COMMENTS, Task

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from editor_app.domain.comment import Thread
    from editor_app.domain.identifiers import DocumentId
    from editor_app.services.desk import Seat

_SAID: Final = 60


def tasks(seat: Seat, now: datetime, zone: ZoneInfo) -> Iterator[Task]:
    """Every document with open comments on the member's text, to the member, or answered since."""
    from editor_app.services import commenting

    by_document: dict[DocumentId, list[Thread]] = {}
    for thread in commenting.waiting(seat):
        by_document.setdefault(thread.document, []).append(thread)
    for document, threads in by_document.items():
        if (task := _task(seat, document, threads, (now, zone))) is not None:
            yield task


def _task(seat: Seat, document: DocumentId, threads: list[Thread], at: tuple[datetime, ZoneInfo]) -> Task | None:
    from editor_app.services import documents

    opened = documents.opened(seat.desk, document)
    last = max((thread.remarks[-1] for thread in threads), key=lambda remark: remark.at)
    said = " ".join(last.words.split())
    musts = sum(thread.is_must for thread in threads)
    writes = seat.member.may(Deed.WRITE)
    if not writes and opened.edition is None:
        return None
    where = ("document", str(document)) if writes or opened.edition is None else ("edition", str(opened.edition.id))
    return Task(
        f"comments:{document}:{len(threads)}:{last.at.isoformat()}",
        COMMENTS,
        "icon:message-square-text",
        opened.revision.content.title,
        joined(
            tr_n("{count} comment", "{count} comments", count=len(threads)),
            tr("{count} before signing", count=musts) if musts else "",
            tr("{name}: {reason}", name=last.name, reason=said if len(said) <= _SAID else said[: _SAID - 1] + "…"),
        ),
        when(last.at, *at),
        tr("Answer"),
        "write" if writes else "review",
        (where,),
    )
