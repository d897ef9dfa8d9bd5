"""Nobody approves alone: the same attacks by command line, by services and by raw SQL, each beside its legal twin."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

import pytest
from sqlalchemy import text

from editor_app.domain.approval import Decision
from editor_app.domain.audit import Subject
from editor_app.domain.document import Content
from editor_app.domain.edition import EditionState
from editor_app.domain.errors import Refused, SealBroken, SignInFailed
from editor_app.domain.identifiers import EditionId, new_id
from editor_app.domain.instants import microseconds
from editor_app.domain.member import Role
from editor_app.domain.secrets import Secret
from editor_app.services import accounts, approvals, documents, freezing, members, proof, publishing
from editor_app.services.approvals import Word
from editor_app.services.documents import Draft
from editor_app.services.freezing import Submission
from editor_app.storage import tables
from editor_app.storage.database import Work
from tests.end2end.shell import practice_office
from tests.services.office import PASSPHRASE, full_office
from tests.storage.attacks import accepted, refused, refused_by_constraint
from tests.storage.scene import ACTOR, SOMETHING, Scene, decision, scene_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from editor_app.domain.edition import Edition
    from editor_app.services.desk import Seat
    from tests.end2end.shell import Shell
    from tests.services.office import Office

APPROVAL = """INSERT INTO approval (id, edition, stage, decision, "by", "key", digest, audit_head, at, made_in, opened,
    overrides, reason, signature) VALUES (:id, :edition, :stage, :decision, :by, :key, :digest, :audit_head, :at,
    'window', '[]', '[]', '', :signature)"""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Editors, reviewers and a publisher; one who writes and reviews; an admin who does both too."""
    made = full_office(tmp_path / "office")
    made.hire("both", Role.EDITOR, Role.REVIEWER)
    made.hire("chief", Role.ADMIN, Role.EDITOR, Role.REVIEWER)
    made.connect("news")
    yield made
    made.desk.close()


def handed_in(office: Office, writers: list[str], submitter: str) -> Edition:
    """A document that those wrote in turn, submitted by one of the editors."""
    begun = documents.create(office.seats[writers[0]], "", draft=Draft(Content(title="供暖", body="第一稿。")))
    newest = begun.revision
    for number, name in enumerate(writers[1:], 2):
        draft = Draft(replace(newest.content, body=f"第 {number} 稿。"))
        newest = documents.save_revision(office.seats[name], begun.document.id, newest.id, draft)
    chosen = freezing.chosen_accounts(office.desk, ["news"])
    return approvals.submit(office.seats[submitter], begun.document.id, Submission(tuple(a.id for a in chosen)))


def approve(seat: Seat, edition: Edition) -> Edition:
    return approvals.decide(seat, edition.id, Word(Decision.APPROVE, edition.digest)).edition


@dataclass(frozen=True)
class Attack:
    """Who may not approve which edition, and what in the database says so."""

    writers: list[str]
    submitter: str
    attacker: str
    guard: str


ATTACKS = {
    "the author": Attack(["both"], "editor", "both", "approval_is_not_an_authors"),
    "a co-author": Attack(["editor", "both", "editor2"], "editor2", "both", "approval_is_not_an_authors"),
    "the submitter": Attack(["editor"], "both", "both", "approval_is_not_the_submitters"),
    "an admin who edited": Attack(["editor", "chief"], "editor", "chief", "approval_is_not_an_authors"),
    "an editor": Attack(["editor"], "editor", "editor2", "approval_is_a_reviewers"),
    "the publisher": Attack(["editor"], "editor", "publisher", "approval_is_a_reviewers"),
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_who_took_part_does_not_approve(office: Office, attack: Attack) -> None:
    edition = handed_in(office, attack.writers, attack.submitter)
    with pytest.raises(Refused):
        approve(office.seats[attack.attacker], edition)
    in_sql(office, lambda scene: refused(scene, attack.guard, statement(scene, edition, 1, attack.attacker)))
    in_sql(office, lambda scene: accepted(scene, statement(scene, edition, 1, "reviewer1")))
    assert approve(office.reviewer1, edition).state is EditionState.IN_REVIEW, "the twin: somebody else signs"


def test_one_person_signs_one_stage_only(office: Office) -> None:
    edition = handed_in(office, ["editor"], "editor")
    approve(office.reviewer1, edition)
    with pytest.raises(Refused):
        approve(office.reviewer1, edition)
    in_sql(
        office,
        lambda scene: refused_by_constraint(
            scene, "uq_approval_one_person_one_stage", statement(scene, edition, 2, "reviewer1")
        ),
    )
    approve(office.reviewer2, edition)


def test_stages_sign_in_their_order(office: Office) -> None:
    edition = handed_in(office, ["editor"], "editor")
    guard = "approval_is_of_the_next_stage"
    in_sql(office, lambda scene: refused(scene, guard, statement(scene, edition, 2, "reviewer1")))
    in_sql(office, lambda scene: accepted(scene, statement(scene, edition, 1, "reviewer1")))
    assert next_stage(office, approve(office.reviewer1, edition)) == 2, "a service always signs the stage that waits"


def test_who_is_not_confirmed_signs_nothing(office: Office) -> None:
    edition = handed_in(office, ["editor"], "editor")
    members.add(office.admin, "newcomer", [Role.REVIEWER])
    words = members.activate(office.desk, "newcomer", Secret(PASSPHRASE)).words
    with pytest.raises(SignInFailed):
        members.sign_in(office.desk, "newcomer", Secret(PASSPHRASE))
    guards = "approval_is_a_reviewers|approval_is_under_the_signers_key"
    in_sql(office, lambda scene: refused(scene, guards, statement(scene, edition, 1, "newcomer")))
    members.confirm(office.admin, "newcomer", words)
    in_sql(office, lambda scene: accepted(scene, statement(scene, edition, 1, "newcomer")))
    approve(members.sign_in(office.desk, "newcomer", Secret(PASSPHRASE)), edition)


def test_a_revoked_key_signs_nothing(office: Office) -> None:
    edition = handed_in(office, ["editor"], "editor")
    seat = office.reviewer1
    in_sql(office, lambda scene: accepted(scene, statement(scene, edition, 1, "reviewer1")))
    members.invite_again(office.admin, "reviewer1")
    with pytest.raises((Refused, SignInFailed)):
        approve(seat, edition)
    guards = "approval_is_a_reviewers|approval_is_under_the_signers_key"
    in_sql(office, lambda scene: refused(scene, guards, statement(scene, edition, 1, "reviewer1")))
    words = members.activate(office.desk, "reviewer1", Secret(PASSPHRASE)).words
    members.confirm(office.admin, "reviewer1", words)
    with pytest.raises(SignInFailed):
        approve(seat, edition)
    in_sql(
        office,
        lambda scene: refused(
            scene, "approval_is_under_the_signers_key", statement(scene, edition, 1, "reviewer1", key=seat.keys.id)
        ),
    )
    approve(members.sign_in(office.desk, "reviewer1", Secret(PASSPHRASE)), edition)


def test_a_stale_digest_signs_nothing(office: Office) -> None:
    edition = handed_in(office, ["editor"], "editor")
    other = handed_in(office, ["editor2"], "editor2")
    with pytest.raises(Refused):
        approvals.decide(office.reviewer1, edition.id, Word(Decision.APPROVE, other.digest))
    stale = replace(edition, digest=other.digest)
    in_sql(office, lambda scene: refused(scene, "approval_is_of_these_bytes", statement(scene, stale, 1, "reviewer1")))
    approve(office.reviewer1, edition)


def test_an_edition_of_an_older_revision_is_not_approved(office: Office) -> None:
    old = handed_in(office, ["editor"], "editor")
    begun = documents.opened(office.desk, old.document)
    draft = Draft(replace(begun.revision.content, body="后来改过。"))
    documents.save_revision(office.editor2, old.document, begun.revision.id, draft)
    with pytest.raises(Refused):
        approve(office.reviewer1, old)
    waits = "approval_needs_an_edition_in_review"
    in_sql(office, lambda scene: refused(scene, waits, statement(scene, old, 1, "reviewer1")))
    again = copied("edition", id=":new", number=9, state="'in_review'", digest=":digest")
    values = {"new": new_id(), "old": old.id, "digest": "d" * 64}
    in_sql(office, lambda scene: refused(scene, "edition_is_of_the_newest_revision", again, **values))
    chosen = freezing.chosen_accounts(office.desk, ["news"])
    new = approvals.submit(office.editor, old.document, Submission(tuple(a.id for a in chosen)))
    approve(office.reviewer1, new)


def test_a_decision_replayed_on_another_edition_approves_nothing(office: Office) -> None:
    signed, other = (handed_in(office, [name], name) for name in ("editor", "editor2"))
    approve(office.reviewer1, signed)
    replay = copied("approval", old="edition", id=":new", edition=":edition")
    values = {"new": new_id(), "old": signed.id, "edition": other.id}
    in_sql(office, lambda scene: refused(scene, "approval_is_of_these_bytes", replay, **values))
    forged = copied("approval", old="edition", id=":new", edition=":edition", digest=":digest")
    with office.desk.database.write(ACTOR, "test.forge", SOMETHING) as work:
        work.connection.execute(text(forged), {**values, "digest": other.digest})
    stages = approvals.record(office.desk, other.id).stages
    assert [each.valid for each in stages[0].signed] == [False], "the database can't verify, the desk does"
    for name in ("reviewer2", "reviewer3"):
        approve(office.seats[name], other)
    account = accounts.by_name(office.desk, "news").id
    with office.desk.database.read() as snapshot, pytest.raises(SealBroken):
        proof.require_sendable(snapshot, office.desk.store, other.id, account)
    office.approve(signed, "reviewer2", "reviewer3")
    with office.desk.database.read() as snapshot:
        assert proof.require_sendable(snapshot, office.desk.store, signed.id, account)


def test_nothing_is_queued_that_is_not_approved(office: Office) -> None:
    ready, spare, waits = (handed_in(office, [name], name) for name in ("editor", "editor", "editor2"))
    office.approve(ready)
    office.approve(spare)
    with pytest.raises(Refused):
        publishing.queue(office.publisher, waits.id)
    with pytest.raises(Refused):
        publishing.queue(office.editor, ready.id)
    queued = publishing.queue(office.publisher, ready.id)[0]
    fresh = {"id": ":new", "edition": ":edition", "digest": ":digest", "key": ":key", "position": "position + 1000"}
    attack = copied("delivery", **fresh, audit_sequence=":row", account="account")

    def queued_as(scene: Scene, edition: Edition) -> dict[str, object]:
        new = new_id()
        row = scene.work.record("delivery.queue", Subject("delivery", new))
        values = {"new": new, "key": new.replace("-", "")[:16], "old": queued.id, "row": row}
        return {**values, "edition": edition.id, "digest": edition.digest}

    guard = "delivery_is_of_an_approved_edition"
    for edition in (waits, replace(spare, digest=waits.digest)):
        in_sql(office, lambda scene, of=edition: refused(scene, guard, attack, **queued_as(scene, of)))
    in_sql(office, lambda scene: accepted(scene, attack, **queued_as(scene, spare)))


def statement(scene: Scene, edition: Edition, stage: int, by: str, key: str = "") -> Callable[[], object]:
    """Raw SQL that records a yes, as somebody with a tool of their own would."""
    what = decision(scene, edition, stage, by).statement
    values = {
        "id": new_id(), "edition": what.edition, "stage": what.stage, "decision": what.decision.value, "by": what.by,
        "key": key or what.key, "digest": what.digest, "audit_head": scene.work.head, "at": microseconds(scene.work.at),
        "signature": b"x" * 64,
    }  # fmt: skip
    return lambda: scene.connection.execute(text(APPROVAL), values)


def copied(table: str, old: str = "id", **changed: object) -> str:
    """SQL that copies the row `:old` of a table, some of its columns said anew."""
    names = tables.metadata.tables[table].columns.keys()
    values = ", ".join(str(changed.get(name, f'"{name}"')) for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    return f'INSERT INTO "{table}" ({columns}) SELECT {values} FROM "{table}" WHERE "{old}" = :old'


def in_sql(office: Office, attack: Callable[[Scene], None]) -> None:
    """The attack in a transaction of its own, undone."""
    with office.desk.database.engine.connect() as fresh:
        connection = fresh.execution_options(writing=True)
        with connection.begin() as transaction:
            work = Work(connection, office.clock, ACTOR)
            work.record("test.attack", SOMETHING)
            attack(scene_of(work))
            transaction.rollback()


def next_stage(office: Office, edition: Edition) -> int:
    stage = approvals.record(office.desk, EditionId(edition.id)).next
    assert stage is not None
    return stage.ordinal


@pytest.mark.timeout(240)
def test_no_script_gets_round_the_four_eyes(tmp_path: Path) -> None:
    shell = practice_office(tmp_path)
    both = hired(shell, "Both")
    reviewers = [shell.who("reviewer", n) for n in range(3)]
    document = shell("new", "--title", "供暖通知", by=shell.who("editor"))["id"]
    (tmp_path / "text.md").write_text("# 供暖通知\n\n11月15日起供暖，以各单位公告为准。来源见文末。\n", "utf-8")
    shell("edit", document, "--file", str(tmp_path / "text.md"), by=both)
    first = submitted(shell, document)
    assert refused_by(shell, first, both) == "refused", "who wrote doesn't approve"
    assert refused_by(shell, first, shell.who("editor")) == "refused", "who submitted doesn't either"
    assert refused_by(shell, first, reviewers[0], "0" * 64) == "refused", "another digest"
    shell.sign(first, 0)
    assert refused_by(shell, first, reviewers[0]) == "refused", "one person, one stage"
    assert shell.refused("queue", first["edition"], by=shell.who("publisher"))["code"] == "refused"
    (tmp_path / "text.md").write_text("# 供暖通知\n\n改为11月10日起供暖，以各单位公告为准。\n", "utf-8")
    shell("edit", document, "--file", str(tmp_path / "text.md"), by=shell.who("editor"))
    assert refused_by(shell, first, reviewers[1]) == "refused", "a save voids what was in review"
    second = submitted(shell, document)
    for number in range(3):
        shell.sign(second, number)
    assert shell.refused("queue", second["edition"], by=shell.who("editor"))["code"] == "refused"
    assert len(shell("queue", second["edition"], by=shell.who("publisher"))["deliveries"]) == 1


def hired(shell: Shell, name: str) -> str:
    """Somebody who may write and review."""
    admin = shell.who("admin")
    shell.passphrases[name] = "four plain words here"
    shell("member", "add", name, "--role", "editor", "reviewer", by=admin)
    activated = shell.run("member", "activate", by=name, env={"EDITOR_APP_NEW_PASSPHRASE": shell.passphrases[name]})
    shell("member", "confirm", name, *activated.json["words"], by=admin)
    return name


def submitted(shell: Shell, document: str) -> dict[str, str]:
    """The document for one account, warnings accepted."""
    found = shell.run("check", document).json["findings"]
    accepted_ones = [f"{one['digest']}=已核对" for one in found if one["severity"] == "warn"]
    reasons = ["--accept", *accepted_ones] if accepted_ones else []
    line = ("submit", document, "--account", shell.accounts[0], *reasons)
    return cast("dict[str, str]", shell(*line, by=shell.who("editor")))


def refused_by(shell: Shell, edition: dict[str, str], member: str, digest: str = "") -> str:
    line = ("decide", edition["edition"], "approve", "--digest", digest or edition["digest"])
    return shell.refused(*line, by=member)["code"]
