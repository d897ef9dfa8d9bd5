"""Save, approve and queue at once: whoever comes first, nothing unapproved waits to go out, and no order is wrong."""

from __future__ import annotations

import random
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from editor_app.domain.approval import Decision
from editor_app.domain.audit import Subject
from editor_app.domain.delivery import DeliveryState
from editor_app.domain.document import Content
from editor_app.domain.edition import EditionState
from editor_app.domain.errors import DeskError
from editor_app.services import approvals, documents, publishing
from editor_app.services.approvals import Word
from editor_app.services.documents import Draft
from editor_app.storage import audit
from editor_app.storage.queries.queue_rows import QueueFilter

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor_app.domain.edition import Edition
    from tests.services.office import Office

ENGINES = ("sqlite", "postgresql")
RACES = 120
DRAFT = Draft(Content(title="Winter heating", summary="When it begins.", body="Heating begins on 15 November.\n"))
_OUT = {DeliveryState.QUEUED, DeliveryState.HELD}


def test_120_races_of_save_approve_and_queue_break_no_rule(office: Office) -> None:
    office.connect("news")
    ends: dict[str, int] = {}
    for number in range(RACES):
        edition = office.submitted(DRAFT, "news", route="Two persons")
        _race(_deeds(office, edition, number), random.Random(number))
        end = _end(office, edition)
        ends[end] = ends.get(end, 0) + 1
    assert sum(ends.values()) == RACES
    assert len(ends) > 1, f"every race ended alike, so none was one: {ends}"


def _deeds(office: Office, edition: Edition, number: int) -> list[Callable[[], object]]:
    """The three deeds; each race lets another one start first."""
    head = documents.opened(office.desk, edition.document).revision
    changed = Draft(replace(DRAFT.content, body=f"Heating begins on {number % 28 + 1} November.\n"))
    deeds: list[Callable[[], object]] = [
        lambda: documents.save_revision(office.editor, edition.document, head.id, changed),
        lambda: approvals.decide(office.reviewer1, edition.id, Word(Decision.APPROVE, edition.digest)),
        lambda: publishing.queue(office.publisher, edition.id, again="A race."),
    ]
    return deeds[number % 3 :] + deeds[: number % 3]


def _race(deeds: list[Callable[[], object]], dice: random.Random) -> None:
    """Each starts up to 60 ms late, so that another one wins each time."""
    start, wrong = threading.Barrier(len(deeds)), list[BaseException]()

    def run(deed: Callable[[], object], late: float) -> None:
        start.wait()
        threading.Event().wait(late)
        try:
            deed()
        except DeskError:
            pass
        except BaseException as error:  # noqa: BLE001 - shown by the test
            wrong.append(error)

    threads = [threading.Thread(target=run, args=(deed, dice.choice((0.0, 0.0, 0.03, 0.06)))) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def _end(office: Office, edition: Edition) -> str:
    """How a race ended, when no rule was broken."""
    found = approvals.edition(office.desk, edition.id)
    record = approvals.record(office.desk, edition.id)
    head = documents.opened(office.desk, edition.document).revision
    queued = publishing.status(office.desk, QueueFilter(edition=edition.id))
    with office.desk.database.read() as snapshot:
        deeds = [row.action for row in audit.of_subject(snapshot, Subject("edition", edition.id))]
    assert all(one.valid and one.name == "reviewer1" for stage in record.stages for one in stage.signed)
    if found.state is EditionState.APPROVED:
        assert head.id == edition.revision
    assert not queued or "edition.approve" in deeds
    assert not any(row.state in _OUT for row in queued) or found.state is EditionState.APPROVED
    if "edition.approve" in deeds and "edition.void" in deeds:
        assert deeds.index("edition.approve") < deeds.index("edition.void")
    return f"{found.state.value} {len(queued)}"
