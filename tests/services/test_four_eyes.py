"""C12: whatever somebody put into a document, in whatever role, they sign it nowhere: service or database."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.approval import Approval, Decision, Statement, Where
from editor_app.domain.audit import Subject
from editor_app.domain.chart import ChartKind
from editor_app.domain.document import Content, Target
from editor_app.domain.errors import Refused
from editor_app.domain.member import Deed, Role
from editor_app.rendering.tables import Table
from editor_app.services import (
    anchoring,
    approvals,
    charts,
    commenting,
    documents,
    freezing,
    histories,
    media,
    merging,
    signatures,
    suggesting,
)
from editor_app.services.approvals import Word
from editor_app.services.documents import Draft, draft_of
from editor_app.services.freezing import Submission
from editor_app.services.media import Words
from editor_app.storage import audit
from editor_app.storage.queries import editions
from tests.services.test_media import png

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor_app.domain.edition import Edition
    from editor_app.domain.identifiers import AccountId, DocumentId
    from editor_app.services.desk import Seat
    from tests.services.office import Office

ENGINES = ("sqlite", "postgresql")
ROLES = {
    "writes": (Role.EDITOR, Role.REVIEWER),
    "sends": (Role.EDITOR, Role.REVIEWER, Role.PUBLISHER),
    "manages": (Role.EDITOR, Role.REVIEWER, Role.ADMIN),
    "does-all": (Role.EDITOR, Role.REVIEWER, Role.PUBLISHER, Role.ADMIN),
}
BODY = "第一段，共 12 件事。\n\n第二段。"


def _body(seat: Seat, document: DocumentId, change: Callable[[str], str]) -> None:
    head = documents.opened(seat.desk, document).revision
    content = replace(head.content, body=change(head.content.body))
    documents.save_revision(seat, document, head.id, replace(draft_of(head), content=content))


def revision(seat: Seat, document: DocumentId) -> None:
    _body(seat, document, lambda body: f"{body}\n\n{seat.member.name} 加一段。")


def override(seat: Seat, document: DocumentId) -> None:
    account = freezing.chosen_accounts(seat.desk, ["site"])[0]
    documents.set_override(seat, document, Target(account.id), {"title": f"站上另题 {seat.member.name}"})


def chart(seat: Seat, document: DocumentId) -> None:
    table = Table(("年", "件"), (("2025", "12"), ("2026", str(len(seat.member.name)))))
    words = charts.Words(ChartKind.COLUMN, f"{seat.member.name} 的图", "件", "区政务公开办", "2026-11-01", "件数上升")
    charts.add(seat, document, table, words)


def picture(seat: Seat, document: DocumentId) -> None:
    media.place(seat, document, media.add(seat, png(20 + len(seat.member.name), 20), Words("一块颜色", name="图.png")))


def alt(seat: Seat, document: DocumentId) -> None:
    picture(seat, document)
    _body(seat, document, lambda body: body.replace("一块颜色", f"一块绿色 {seat.member.name}"))


def suggestion(seat: Seat, document: DocumentId) -> None:
    head = documents.opened(seat.desk, document).revision
    new = commenting.New(head.id, anchoring.anchor_on(head, "第二段"), "更准", replacement=f"第二段 {seat.member.name}")
    suggesting.apply(seat, suggesting.suggest(seat, document, new).id)


def merge(seat: Seat, document: DocumentId) -> None:
    base = documents.opened(seat.desk, document).revision
    _body(seat, document, lambda body: f"{body}\n\n先存的 {seat.member.name}。")
    merging.save(seat, document, base.id, Draft(replace(base.content, title=f"并入 {seat.member.name}")))


def restoring(seat: Seat, document: DocumentId) -> None:
    first = documents.opened(seat.desk, document).revision
    revision(seat, document)
    histories.restore(seat, first.id)


KINDS = (revision, override, chart, picture, alt, suggestion, merge, restoring)


@pytest.fixture
def mixed(office: Office) -> Office:
    office.connect("site")
    for name, roles in ROLES.items():
        office.hire(name, *roles, confirmed_by=office.seats.get("manages") if Role.ADMIN in roles else None)
    return office


def handed_in(seat: Seat, document: DocumentId, accounts: tuple[AccountId, ...]) -> Edition:
    """Every warning accepted."""
    submission = Submission(accounts, "Two persons")
    try:
        return approvals.submit(seat, document, submission)
    except freezing.NotReady as warned:
        reasons = {finding.digest: "照此发布" for finding in warned.findings}
        return approvals.submit(seat, document, replace(submission, accepted=reasons))


def raw(seat: Seat, edition: Edition) -> None:
    """The signature put into the table past every service, with its line of the log and the true key."""
    with seat.desk.database.read() as snapshot:
        head = audit.head(snapshot)[1]
    said = Statement(
        seat.desk.workspace.id, edition.document, edition.revision, edition.id, 1, edition.digest, Decision.APPROVE,
        seat.member.id, seat.keys.id, head, seat.desk.clock.now(), Where.WINDOW, (), (), "",
    )  # fmt: skip
    signed = Approval(said, seat.keys.sign(said.bytes_to_sign()))
    detail = signatures.decision_detail(signed)
    with seat.write(Deed.DECIDE, "edition.approve", Subject("edition", edition.id), detail) as work:
        editions.insert_approval(work, signed)


def test_every_kind_of_authorship_in_every_role_signs_nothing(mixed: Office) -> None:
    for kind in KINDS:
        draft = Draft(Content(title=f"四眼 {kind.__name__}", body=BODY, source="区政务公开办"))
        made = documents.create(mixed.editor, "", draft=draft)
        for name in ROLES:
            kind(mixed.seats[name], made.document.id)
        accounts = tuple(each.id for each in freezing.chosen_accounts(mixed.desk, ["site"]))
        edition = handed_in(mixed.editor, made.document.id, accounts)
        for name in (*ROLES, "editor"):
            seat = mixed.seats[name]
            with pytest.raises(Refused):
                approvals.decide(seat, edition.id, Word(Decision.APPROVE, edition.digest))
            with pytest.raises(Refused):
                raw(seat, edition)
        assert not approvals.record(mixed.desk, edition.id).stages[0].signed, kind
        raw(mixed.reviewer1, edition)  # the legal twin: the same bytes by who wrote nothing of it
        (signed,) = approvals.record(mixed.desk, edition.id).stages[0].signed
        assert (signed.name, signed.valid) == ("reviewer1", True)
