"""C12: every role times every deed, through the services, on both engines; what the table doesn't allow is refused.

A new deed needs a line in DEEDS, or the first test fails: what nobody tried is no right.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.approval import Decision
from editor_app.domain.audit import Subject
from editor_app.domain.document import Content
from editor_app.domain.errors import DeskError, Refused
from editor_app.domain.member import Deed, Role
from editor_app.services import (
    approvals,
    documents,
    duties,
    freezing,
    members,
    publishing,
    role_changes,
    route_templates,
    routes,
    silence,
)
from editor_app.services.approvals import Word
from editor_app.services.documents import Draft
from editor_app.services.freezing import Submission
from editor_app.storage import audit

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor_app.domain.delivery import Delivery
    from editor_app.domain.edition import Edition
    from editor_app.services.desk import Seat
    from tests.services.office import Office

ENGINES = ("sqlite", "team")
DRAFT = Draft(Content(title="Winter heating", summary="When it begins.", body="Heating begins on 15 November.\n"))


@dataclass
class Matter:
    """What deeds are tried on: a document, an edition in review, an approved one, a queued delivery."""

    office: Office
    review: Edition
    approved: Edition
    queued: Delivery
    tried: list[str] = field(default_factory=list)


@pytest.fixture
def matter(office: Office) -> Matter:
    """Everything once; a deed that succeeds may use it up."""
    office.connect("news")
    office.hire("expert", Role.EXPERT)
    office.hire("worker", Role.WORKER)
    review = office.submitted(DRAFT, "news", route="Two persons")
    approved = office.approve(office.submitted(DRAFT, "news", route="Two persons"), "reviewer1")
    sent = office.approve(office.submitted(DRAFT, "news", route="Two persons"), "reviewer1")
    return Matter(office, review, approved, publishing.queue(office.publisher, sent.id)[0])


def write(seat: Seat, _matter: Matter) -> None:
    documents.create(seat, "", draft=DRAFT)


def submit(seat: Seat, matter: Matter) -> None:
    made = documents.create(matter.office.editor2, "", draft=DRAFT).document
    approvals.submit(seat, made.id, Submission((matter.review.sealed().payloads[0].account,)))


def decide(seat: Seat, matter: Matter) -> None:
    approvals.decide(seat, matter.review.id, Word(Decision.RETURN, matter.review.digest, "The date is wrong."))


def name_deputy(seat: Seat, matter: Matter) -> None:
    now = matter.office.clock.now()
    duties.name_deputy(seat, seat.member.name, "reviewer2", now, now + timedelta(days=1))


def queue(seat: Seat, matter: Matter) -> None:
    publishing.queue(seat, matter.approved.id, again="Once more.")


def control(seat: Seat, matter: Matter) -> None:
    publishing.hold(seat, matter.queued.id, "A look first.")


def freeze(seat: Seat, _matter: Matter) -> None:
    silence.freeze(seat, "Stop.")


def lift(seat: Seat, matter: Matter) -> None:
    silence.freeze(matter.office.admin, "Stop.")
    silence.lift(seat, "Go on.")


def accounts(seat: Seat, _matter: Matter) -> None:
    with seat.write(Deed.MANAGE_ACCOUNTS, "test.try", Subject("test", "1")):
        pass


def people(seat: Seat, _matter: Matter) -> None:
    members.add(seat, "newcomer", {Role.EDITOR})


def add_route(seat: Seat, _matter: Matter) -> None:
    routes.add(seat, route_templates.template("legal").route("en"))


def comment(seat: Seat, _matter: Matter) -> None:
    with seat.write(Deed.COMMENT, "test.try", Subject("test", "1")):
        pass


def send(seat: Seat, _matter: Matter) -> None:
    with seat.write(Deed.SEND, "test.try", Subject("test", "1")):
        pass


def read(seat: Seat, _matter: Matter) -> None:
    with seat.write(Deed.READ, "test.try", Subject("test", "1")):
        pass


DEEDS: dict[Deed, Callable[[Seat, Matter], None]] = {
    Deed.WRITE: write, Deed.SUBMIT: submit, Deed.DECIDE: decide, Deed.NAME_DEPUTY: name_deputy, Deed.QUEUE: queue,
    Deed.CONTROL_DELIVERY: control, Deed.FREEZE: freeze, Deed.LIFT_FREEZE: lift, Deed.MANAGE_ACCOUNTS: accounts,
    Deed.MANAGE_MEMBERS: people, Deed.MANAGE_ROUTES: add_route, Deed.COMMENT: comment, Deed.SEND: send, Deed.READ: read,
}  # fmt: skip
WHO = {
    Role.EDITOR: "editor2", Role.REVIEWER: "reviewer2", Role.PUBLISHER: "publisher", Role.ADMIN: "admin",
    Role.EXPERT: "expert", Role.WORKER: "worker",
}  # fmt: skip
ALLOWED = {
    Deed.WRITE: {Role.EDITOR}, Deed.SUBMIT: {Role.EDITOR}, Deed.DECIDE: {Role.REVIEWER, Role.EXPERT},
    Deed.NAME_DEPUTY: {Role.REVIEWER, Role.EXPERT, Role.ADMIN}, Deed.QUEUE: {Role.PUBLISHER},
    Deed.CONTROL_DELIVERY: {Role.PUBLISHER}, Deed.FREEZE: {Role.REVIEWER, Role.PUBLISHER, Role.ADMIN},
    Deed.LIFT_FREEZE: {Role.PUBLISHER, Role.ADMIN}, Deed.MANAGE_ACCOUNTS: {Role.ADMIN},
    Deed.MANAGE_MEMBERS: {Role.ADMIN}, Deed.MANAGE_ROUTES: {Role.ADMIN},
    Deed.COMMENT: {Role.EDITOR, Role.REVIEWER, Role.PUBLISHER, Role.ADMIN, Role.EXPERT},
    Deed.SEND: {Role.PUBLISHER, Role.ADMIN, Role.WORKER}, Deed.READ: set(Role),
}  # fmt: skip
"""Written by hand, apart from the program's own table, so that a right given by mistake is seen."""


def test_every_deed_and_every_role_has_a_line() -> None:
    assert set(DEEDS) == set(Deed) == set(ALLOWED)
    assert set(WHO) == set(Role)


def test_what_the_table_does_not_allow_is_refused_and_leaves_no_trace(matter: Matter) -> None:
    wrong = []
    for deed, role in ((deed, role) for deed in Deed for role in Role if role not in ALLOWED[deed]):
        before = _head(matter.office)
        said = _said(_seat(matter, role), DEEDS[deed], matter)
        if said is None or "no right" not in said:
            wrong.append(f"{role.value} {deed.value}: {said}")
        if deed not in {Deed.LIFT_FREEZE, Deed.SUBMIT} and _head(matter.office) != before:
            wrong.append(f"{role.value} {deed.value}: left a trace")
        _thaw(matter.office)
    assert wrong == []


def test_what_the_table_allows_no_right_is_missing_for(matter: Matter) -> None:
    """A deed may be refused for another reason: a second reviewer finds that the first one sent it back."""
    wrong = []
    for deed, role in ((deed, role) for deed in Deed for role in Role if role in ALLOWED[deed]):
        said = _said(_seat(matter, role), DEEDS[deed], matter)
        if said is not None and "no right" in said:
            wrong.append(f"{role.value} may {deed.value}, but: {said}")
        _thaw(matter.office)
    assert wrong == []


def test_one_person_with_all_roles_still_needs_others(office: Office) -> None:
    """C11: author, co-author, submitter; an admin who edited."""
    office.connect("news")
    every = office.hire("every", Role.EDITOR, Role.REVIEWER, Role.PUBLISHER, Role.ADMIN)
    made = documents.create(every, "", draft=DRAFT)
    account = freezing.chosen_accounts(office.desk, ["news"])[0]
    edition = approvals.submit(every, made.document.id, Submission((account.id,)))
    with pytest.raises(Refused, match="wrote this document"):
        approvals.decide(every, edition.id, Word(Decision.APPROVE, edition.digest))
    with pytest.raises(Refused, match="not approved"):
        publishing.queue(every, edition.id)
    assert role_changes.propose(every, "editor", {Role.ADMIN}).waits


def _seat(matter: Matter, role: Role) -> Seat:
    return matter.office.admin if role is Role.ADMIN else matter.office.seats[WHO[role]]


def _said(seat: Seat, attempt: Callable[[Seat, Matter], None], matter: Matter) -> str | None:
    try:
        attempt(seat, matter)
    except DeskError as refused:
        return str(refused)
    return None


def _head(office: Office) -> int:
    with office.desk.database.read() as snapshot:
        return audit.head(snapshot)[0]


def _thaw(office: Office) -> None:
    if silence.standing(office.desk) is not None:
        silence.lift(office.admin, "Go on.")
