"""An office in which something was done of every kind that stands on record: what `audit --verify` is tried on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.anchor import Anchor, Region
from editor_app.domain.approval import Decision, Route, Stage, StageKind
from editor_app.domain.document import Content
from editor_app.domain.duty import Terms
from editor_app.domain.edition import EditionKind
from editor_app.domain.identifiers import RouteId
from editor_app.domain.member import Named, Role
from editor_app.domain.register import Particulars
from editor_app.services import (
    accounts,
    adopting,
    alarms,
    anchoring,
    approvals,
    commenting,
    deadlines,
    debts,
    documents,
    duties,
    embargoes,
    emergencies,
    freezing,
    histories,
    lane,
    media,
    messages,
    packets,
    proof_reading,
    publishing,
    recalling,
    registered,
    registering,
    renewing,
    role_changes,
    routes,
    silence,
    templates,
)
from editor_app.services.approvals import Word
from editor_app.services.commenting import New
from editor_app.services.documents import Draft
from editor_app.services.embargoes import Terms as EmbargoTerms
from editor_app.services.lane import Alarm
from editor_app.services.media import Words
from editor_app.services.registering import Filing
from tests.services.emergency_values import values
from tests.services.test_adopting import copied, sent_elsewhere
from tests.services.test_media import png
from tests.services.test_packets import Outsider

if TYPE_CHECKING:
    from editor_app.domain.edition import Edition
    from tests.services.office import Office
    from tests.services.outbox import Outbox

HOUR = timedelta(hours=1)
DRAFT = Draft(Content(title="便民事项一次办好", body="第一段，共 12 件事。\n\n第二段。", source="区政务公开办"))


def fill(outbox: Outbox) -> None:
    """Do all of it."""
    office = outbox.office
    _people(office)
    _in_the_register(outbox)
    _written(office)
    _embargoed(office)
    _signed_twice(office)
    _read_outside(office)
    _recalled(outbox)
    _urgent(outbox)
    silence.freeze(office.publisher, "演练")
    silence.lift(office.publisher, "演练结束")
    _sent_elsewhere(outbox)


def _people(office: Office) -> None:
    office.hire("admin2", Role.ADMIN)
    role_changes.propose(office.admin, "editor2", {Role.EDITOR, Role.PUBLISHER})
    role_changes.agree(office.admin2, "editor2")
    now = office.clock.now()
    duties.name_deputy(office.reviewer1, "reviewer1", "reviewer3", now, now + 48 * HOUR)


def _in_the_register(outbox: Outbox) -> None:
    office = outbox.office
    registering.enter(office.admin, "site", Particulars("区政务公开办", "", "李明"))
    registering.file(office.admin, "site", Filing("京-2026-11", office.clock.now().date()))
    outbox.connect("from before")
    registered.call_for(outbox.sender.desk, outbox.sender.actor, accounts.by_name(office.desk, "from before"))


def _written(office: Office) -> None:
    media.add(office.editor, png(40, 30), Words("A teal field", name="田野.png"))
    made = documents.create(office.editor, "", draft=DRAFT)
    first = made.revision
    histories.name(office.editor, first.id, "初稿")
    thread = commenting.begin(office.reviewer1, first.document, New(first.id, anchoring.anchor_on(first, "12"), "核对"))
    commenting.reply(office.editor, thread.id, "已核对")
    part = Anchor("picture", None, "a" * 64, region=Region(100, 100, 300, 300))
    commenting.begin(office.reviewer1, first.document, New(first.id, part, "请换图"))
    commenting.resolve(office.reviewer1, thread.id)
    documents.save_revision(office.editor2, first.document, first.id, Draft(Content(title="另题", body="正文。")))
    histories.restore(office.editor, first.id)


def _embargoed(office: Office) -> None:
    made = documents.create(office.editor, "", draft=DRAFT)
    until = office.clock.now() + HOUR
    embargoes.tighten(office.editor, made.document.id, EmbargoTerms(until, None), "未公布")
    embargoes.loosen(office.editor, made.document.id, EmbargoTerms(None, None), "已公布")
    embargoes.allow(office.reviewer2, made.document.id)


def route_with_everything(office: Office, last: Terms | None = None) -> Route:
    """A proof pass by a named reviewer with a deadline, then two signatures; to be used within two hours."""
    signer = Named(office.reviewer1.member.id, "reviewer1")
    told = Named(office.publisher.member.id, "publisher")
    stages = (
        Stage(1, StageKind.PROOF, "校", "Reads it.", 1, Terms(signers=(signer,), hours=1, escalate=told)),
        Stage(2, StageKind.REVIEW, "审", "Answers for it.", 2, last or Terms()),
    )
    return routes.add(office.admin, Route(RouteId(""), "Whole", stages, frozenset({EditionKind.PUBLICATION}), 2))


def read_to_the_end(office: Office, name: str, edition: Edition) -> None:
    """By that member, every variant."""
    for payload in edition.sealed().payloads:
        proof_reading.note(office.seats[name], edition.id, payload.account, 3, 3)


def _read_outside(office: Office) -> None:
    """A proof pass by somebody without a seat."""
    stages = (Stage(1, StageKind.PROOF, "校", "Reads it."),)
    routes.add(office.admin, Route(RouteId(""), "By packet", stages, frozenset({EditionKind.PUBLICATION})))
    outsider = Outsider(office).confirmed()
    packets.take_in(office.editor, outsider.decision(office.submitted(DRAFT, "site", route="By packet")))


def _signed_twice(office: Office) -> None:
    """By a deputy, too late, sealed by all, and looked at again."""
    office.hire("reviewer4", Role.REVIEWER)
    signers = (Named(office.reviewer2.member.id, "reviewer2"), Named(office.reviewer4.member.id, "reviewer4"))
    route_with_everything(office, Terms(signers=signers))
    edition = office.submitted(DRAFT, "site", route="Whole")
    office.clock.turn(2 * HOUR)
    deadlines.escalate(office.desk, office.admin.actor)
    read_to_the_end(office, "reviewer3", edition)
    office.approve(edition, "reviewer3", "reviewer2", "reviewer4")
    renewing.renew(office.reviewer2, edition.id, edition.digest)
    office.hire("reviewer5", Role.REVIEWER)
    now = office.clock.now()
    duties.name_deputy(office.seats["reviewer4"], "reviewer4", "reviewer5", now, now + 48 * HOUR)
    renewing.renew(office.seats["reviewer5"], edition.id, edition.digest)
    returned = office.submitted(DRAFT, "site", route="Two persons")
    approvals.decide(office.reviewer2, returned.id, Word(Decision.RETURN, returned.digest, "再查"))


def _recalled(outbox: Outbox) -> None:
    """Out, altered by a stranger, seen, and under recall."""
    delivery = outbox.queued("site")
    outbox.server.faults.put({"rewrite": 1})
    outbox.serve(delivery.id)
    outbox.serve(delivery.id)
    alarms.acknowledge(outbox.office.publisher, delivery.id, "平台改了")
    question = outbox.written(delivery.id, "几号开始？")
    messages.answer(outbox.office.publisher, delivery.id, question, "12 月 1 日。")
    document = approvals.edition(outbox.office.desk, delivery.edition).document
    case = recalling.open_case(outbox.office.publisher, document, EditionKind.WITHDRAWAL, "数字有误")
    recalling.add_link(outbox.office.publisher, case.id, "https://example.org/copy")
    seen = recalling.Seen("kept", "转载方不撤", "https://example.org/copy")
    recalling.prove(outbox.office.publisher, case.id, 2, seen)


def _urgent(outbox: Outbox) -> None:
    """An emergency past something of unknown outcome, looked at again, in a wording of the office's own."""
    office = outbox.office
    told = templates.supplied_file("severe-weather").read_text("utf-8")
    templates.change(office.admin, "own-words", told, "本地用语")
    first = outbox.queued("site", "结果未知的")
    outbox.server.faults.put({"drop_after": 1})
    outbox.serve(first.id)
    made = lane.begin(office.editor, "own-words", "zh-CN", values())
    accounts = tuple(each.id for each in freezing.chosen_accounts(office.desk, ["site"]))
    edition = lane.submit(office.editor, made.document.id, Alarm(accounts, "洪水", {}))
    approvals.decide(office.reviewer1, edition.id, Word(Decision.APPROVE, edition.digest))
    (now,) = publishing.queue(office.publisher, edition.id)
    emergencies.release_past(office.publisher, now.id, "洪水预警")
    office.clock.turn(25 * HOUR)
    debts.open_lane(office.admin, "又来一次")
    debts.settle(office.reviewer2, edition.id, debts.Look(edition.digest))


def _sent_elsewhere(outbox: Outbox) -> None:
    """Sent by another copy of the office, and kept here as sent."""
    outbox.connect("elsewhere")
    delivery = outbox.queued("elsewhere", "别处已发的")
    sent_elsewhere(outbox, delivery)
    adopting.adopt(outbox.office.publisher, copied(outbox, delivery))
