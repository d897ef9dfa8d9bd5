"""An embargo is tightened at once, loosened by two, kept by the worker, and hides a document from everybody else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from editor_app.domain.approval import Decision
from editor_app.domain.canonical import canonical
from editor_app.domain.delivery import DeliveryState
from editor_app.domain.document import Content
from editor_app.domain.embargo import KEPT_BACK, Veiled
from editor_app.domain.errors import DeskError, Invalid, NotFound, Refused
from editor_app.services import approvals, bulk, documents, embargoes, exporting, freezing, planning, publishing
from editor_app.services.approvals import Word
from editor_app.services.documents import Draft
from editor_app.services.embargoes import Terms
from editor_app.services.freezing import Submission

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.services.documents import Opened
    from tests.services.office import Office
    from tests.services.outbox import Outbox

SECRET = "第四季度未公布数字"
HOURS = timedelta(hours=2)


def written(office: Office) -> Opened:
    return documents.create(office.editor, "", draft=Draft(Content(title=SECRET, body="正文。", source="统计局")))


def test_nobody_locks_a_document_up_for_good(office: Office) -> None:
    """Neither alone nor with people who could never consent to its end."""
    made = written(office)
    for names in ((), ("publisher",)):
        alone = Terms(None, frozenset(embargoes.listed(office.desk, names)) if names else frozenset())
        with pytest.raises(Refused, match="could ever allow it to end"):
            embargoes.tighten(office.editor, made.document.id, alone, "未公布")
    assert embargoes.tighten(
        office.editor, made.document.id, Terms(None, embargoes.listed(office.desk, ["reviewer1"])), "未公布"
    ).members


def under(office: Office, *names: str, hours: int = 2) -> Opened:
    """A document under embargo for those members and the editor."""
    made = written(office)
    members = embargoes.listed(office.desk, names) if names else None
    until = office.clock.now() + timedelta(hours=hours)
    embargoes.tighten(office.editor, made.document.id, Terms(until, members), "未公布")
    return made


def test_it_is_tightened_at_once_and_loosened_by_a_second_person_on_the_list(office: Office) -> None:
    made = under(office, "reviewer1", "reviewer2")
    document = made.document.id
    found = embargoes.standing(office.editor.desk, document)
    assert found.step is not None
    assert found.names == ("editor", "reviewer1", "reviewer2")
    fewer = Terms(found.step.until, embargoes.listed(office.desk, ["reviewer1"]))
    embargoes.tighten(office.editor, document, fewer, "再收紧")
    with pytest.raises(Refused, match="takes a second person"):
        embargoes.tighten(office.editor, document, Terms(None, None), "算了")
    with pytest.raises(Refused, match="loosens nothing"):
        embargoes.loosen(office.editor, document, fewer, "算了")
    embargoes.loosen(office.editor, document, Terms(None, None), "已公布")
    assert embargoes.standing(office.editor.desk, document).names == ("editor", "reviewer1")
    for seat in (office.editor, office.reviewer2, office.publisher):
        with pytest.raises(Refused):
            embargoes.allow(seat, document)
    embargoes.allow(office.reviewer1, document)
    after = embargoes.standing(office.publisher.desk, document)
    assert (after.names, after.step and after.step.until, after.wish) == ((), None, None)
    assert embargoes.holds(office.desk, document)
    with pytest.raises(NotFound):
        embargoes.allow(office.reviewer1, document)


def test_a_time_that_has_passed_and_no_reason_are_refused(office: Office) -> None:
    made = written(office)
    with pytest.raises(Invalid):
        embargoes.tighten(office.editor, made.document.id, Terms(office.clock.now() - HOURS, None), "x")
    with pytest.raises(Invalid):
        embargoes.tighten(office.editor, made.document.id, Terms(office.clock.now() + HOURS, None), " ")
    with pytest.raises(Refused):
        embargoes.tighten(office.publisher, made.document.id, Terms(office.clock.now() + HOURS, None), "x")


def test_an_edition_begins_when_the_embargo_ends_and_never_sooner(outbox: Outbox) -> None:
    office = outbox.office
    made = under(office)
    accounts = tuple(each.id for each in freezing.chosen_accounts(office.desk, []))
    sooner = office.clock.now() + timedelta(minutes=5)
    with pytest.raises(Invalid, match="embargo ends"):
        approvals.submit(office.editor, made.document.id, Submission(accounts, not_before=sooner))
    edition = approvals.submit(office.editor, made.document.id, Submission(accounts))
    step = embargoes.standing(office.desk, made.document.id).step
    assert step is not None
    assert edition.sealed().not_before == step.until


def test_the_worker_waits_for_an_embargo_that_came_after_queueing(outbox: Outbox) -> None:
    office = outbox.office
    delivery = outbox.queued("site")
    document = outbox.row(delivery.id).document
    embargoes.tighten(office.editor, document, Terms(office.clock.now() + timedelta(minutes=10), None), "等发布会")
    assert outbox.serve(delivery.id).state is DeliveryState.QUEUED
    assert outbox.publishing_requests() == 0
    office.clock.turn(timedelta(minutes=11))
    assert outbox.serve(delivery.id).state in {DeliveryState.SENT, DeliveryState.VERIFIED}
    assert outbox.publishing_requests() == 1


def test_a_correction_is_possible_during_and_after_the_embargo(outbox: Outbox) -> None:
    """C30: what is under embargo can be put right at any time, and the time stays."""
    office = outbox.office
    made = under(office, "reviewer1", "reviewer2", "reviewer3", "publisher")
    accounts = tuple(each.id for each in freezing.chosen_accounts(office.desk, []))
    edition = approvals.submit(office.editor, made.document.id, Submission(accounts))
    for name in ("reviewer1", "reviewer2", "reviewer3"):
        approvals.decide(office.seats[name], edition.id, Word(Decision.APPROVE, edition.digest))
    publishing.queue(office.publisher, edition.id)
    better = Draft(Content(title=SECRET, body="更正后的正文。", source="统计局"))
    documents.save_revision(office.editor, made.document.id, made.revision.id, better, revise=True)
    again = approvals.submit(office.editor, made.document.id, Submission(accounts))
    assert again.sealed().not_before == edition.sealed().not_before
    for name in ("reviewer1", "reviewer2", "reviewer3"):
        approvals.decide(office.seats[name], again.id, Word(Decision.APPROVE, again.digest))
    (delivery,) = publishing.queue(office.publisher, again.id)
    office.clock.turn(HOURS + timedelta(minutes=1))
    assert outbox.serve(delivery.id).state in {DeliveryState.SENT, DeliveryState.VERIFIED}
    last = documents.opened(office.editor2.desk, made.document.id).revision
    fixed = Draft(Content(title=SECRET, body="再次更正。", source="统计局"))
    documents.save_revision(office.editor2, made.document.id, last.id, fixed)
    assert approvals.submit(office.editor2, made.document.id, Submission(accounts)).sealed().not_before is None


def test_nothing_of_it_reaches_whoever_is_not_on_the_list(outbox: Outbox, tmp_path: Path) -> None:
    """Every reading deed of the services, as a member outside, as nobody known, and as one on the list."""
    office = outbox.office
    made = under(office, "reviewer1", "reviewer2", "reviewer3", "publisher")
    accounts = tuple(each.id for each in freezing.chosen_accounts(office.desk, []))
    edition = approvals.submit(office.editor, made.document.id, Submission(accounts))
    assert SECRET in told(office, office.reviewer1.desk, made, edition.id)
    for name in ("reviewer1", "reviewer2", "reviewer3"):
        approvals.decide(office.seats[name], edition.id, Word(Decision.APPROVE, edition.digest))
    (waits,) = publishing.queue(office.publisher, edition.id)
    publishing.hold(office.publisher, waits.id, f"等“{SECRET}”定时间")
    inside = told(office, office.publisher.desk, made, edition.id)
    assert f"等“{SECRET}”" in inside, "why it waits stands in the log"
    assert SECRET in inside
    assert "正文" in inside
    for desk in (office.editor2.desk, office.admin.desk.for_reader(office.admin.member.id), office.desk.for_reader("")):
        outside = told(office, desk, made, edition.id)
        assert SECRET not in outside
        assert "正文" not in outside
        assert "Veiled" in outside
    assert approvals.waiting(office.reviewer1) == ()
    with pytest.raises(Veiled):
        exporting.export(office.editor2.desk, office.editor2.actor, tmp_path / "all.zip")
    assert SECRET in [row.title for row in documents.rows(office.reviewer1.desk, SECRET[:4])]
    assert documents.rows(office.editor2.desk, SECRET[:4]) == ()
    assert len(documents.rows(office.editor2.desk)) == 1
    outsiders = documents.opened(office.editor.desk, made.document.id).revision
    with pytest.raises(DeskError):
        documents.save_revision(office.editor2, made.document.id, outsiders.id, Draft(Content(title="x")))


def test_why_it_waits_stands_nowhere_but_in_the_log(outbox: Outbox) -> None:
    """The queue's own rows are read by everybody: of what is hidden from anybody they don't repeat a reason."""
    office = outbox.office
    made = under(office, "reviewer1", "reviewer2", "reviewer3", "publisher")
    accounts = tuple(each.id for each in freezing.chosen_accounts(office.desk, []))
    edition = approvals.submit(office.editor, made.document.id, Submission(accounts))
    for name in ("reviewer1", "reviewer2", "reviewer3"):
        approvals.decide(office.seats[name], edition.id, Word(Decision.APPROVE, edition.digest))
    (delivery,) = publishing.queue(office.publisher, edition.id)
    held = publishing.hold(office.publisher, delivery.id, SECRET)
    assert held.reason == outbox.row(delivery.id).reason == KEPT_BACK
    bulk.release_many(office.publisher, [delivery.id], SECRET)
    bulk.hold_many(office.publisher, [delivery.id], SECRET)
    assert outbox.row(delivery.id).reason == KEPT_BACK
    publishing.release(office.publisher, delivery.id, SECRET)
    office.clock.turn(HOURS + timedelta(minutes=1))
    outbox.server.faults.put({"drop_after": 1})
    assert outbox.serve(delivery.id).state is DeliveryState.UNKNOWN
    with office.desk.database.read() as snapshot:
        kept = [tuple(row) for row in snapshot.connection.execute(text("SELECT reason FROM attempt"))]
    assert kept == [(canonical(KEPT_BACK.as_json()).decode(),)]  # type: ignore[arg-type]
    office.clock.turn(timedelta(minutes=5))
    assert outbox.serve(delivery.id).state is DeliveryState.SENT
    plain = outbox.queued("site", "另一件")
    publishing.hold(office.publisher, plain.id, "等名单")
    assert str(outbox.row(plain.id).reason) == "等名单", "of everything else the reason is said"


def told(office: Office, desk: object, made: Opened, edition: str) -> str:
    """Everything that reading deeds say to whoever looks through that desk; a refusal is told by its kind."""
    from editor_app.services import commenting, comparing, debts, histories
    from editor_app.services.desk import Desk

    assert isinstance(desk, Desk)
    document, revision = made.document.id, made.revision.id
    deeds = (
        lambda: documents.rows(desk),
        lambda: documents.rows(desk, SECRET[:3]),
        lambda: documents.opened(desk, document),
        lambda: documents.opened(desk, made.document.number),
        lambda: documents.history(desk, document),
        lambda: documents.revision(desk, revision),
        lambda: approvals.record(desk, edition),
        lambda: approvals.edition(desk, edition),
        lambda: approvals.editions_of(desk, document),
        lambda: publishing.status(desk),
        lambda: [publishing.timeline(desk, row.id) for row in publishing.status(desk)],
        lambda: planning.span(desk, office.clock.now(), office.clock.now() + timedelta(days=2)),
        lambda: comparing.revisions(desk, revision, revision),
        lambda: histories.moments(desk, document),
        lambda: debts.lately(desk),
        lambda: commenting.threads(desk, document),
        lambda: commenting.counts(desk),
        lambda: embargoes.standing(desk, document),
    )
    said = []
    for deed in deeds:
        try:
            said.append(repr(deed()))
        except DeskError as refused:
            said.append(f"{type(refused).__name__} {refused.message} {refused.next_step}")
    return "\n".join(said)
