"""The deeds around documents and approval, each by its member in a team: the database lets through what services do."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from editor_app.domain.approval import Decision
from editor_app.domain.delivery import DeliveryState
from editor_app.domain.document import Content
from editor_app.domain.edition import EditionKind, EditionState
from editor_app.domain.errors import Refused
from editor_app.domain.identifiers import new_id
from editor_app.domain.member import Role
from editor_app.domain.presence import Doing, SeatId
from editor_app.platforms.sandbox.server import SandboxServer
from editor_app.services import (
    anchoring,
    commenting,
    documents,
    duties,
    embargoes,
    histories,
    packets,
    presence,
    publishing,
    recalling,
    role_changes,
    routes,
    suggesting,
    templates,
    vaults,
)
from editor_app.services.commenting import New
from editor_app.services.documents import Draft
from editor_app.services.embargoes import Terms
from editor_app.services.packets import Paper
from editor_app.storage.queries import deliveries
from editor_app.worker import Worker
from tests.services.team import MEANS, Team, full_team
from tests.services.test_packets import OUTSIDE, Outsider

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editor_app.domain.document import Revision

DRAFT = Draft(Content(title="供暖费不变", body="今冬不变。标准执行至明年。", source="区政务公开办"))


@pytest.fixture(scope="module")
def team(postgresql: str) -> Iterator[Team]:
    made = full_team(postgresql)
    made.connect("site")
    yield made
    made.close()


@pytest.fixture
def written(team: Team) -> Revision:
    return documents.create(team.editor, "", draft=DRAFT).revision


def test_a_comment_is_begun_answered_and_settled_and_a_suggestion_applied(team: Team, written: Revision) -> None:
    about = anchoring.anchor_on(written, "今冬不变")
    thread = commenting.begin(team.reviewer1, written.document, New(written.id, about, "哪一天起？"))
    commenting.reply(team.editor, thread.id, "十一月十五日起。")
    commenting.resolve(team.editor, thread.id, "已答复")
    commenting.reopen(team.reviewer1, thread.id, "还不清楚")
    better = New(written.id, about, "写明", replacement="十一月十五日起不变")
    found = suggesting.suggest(team.publisher, written.document, better)
    assert "十一月十五日起不变" in suggesting.apply(team.editor, found.id).content.body


def test_a_revision_is_named_and_brought_back(team: Team, written: Revision) -> None:
    changed = replace(DRAFT, content=replace(DRAFT.content, body="改过的。"))
    documents.save_revision(team.both, written.document, written.id, changed)
    histories.name(team.both, written.id, "初稿")
    assert histories.restore(team.editor, written.id).content.body == DRAFT.content.body


def test_a_window_says_that_it_is_here_and_leaves(team: Team, written: Revision) -> None:
    window = SeatId(new_id())
    presence.sign(team.editor, window, written.document, Doing.OPEN)
    presence.sign(team.editor, window, written.document, Doing.WRITING)
    assert [one.name for one in presence.others(team.both.desk, written.document)] == ["editor"]
    presence.leave(team.editor.desk, window)
    assert presence.others(team.both.desk, written.document) == ()


def test_a_deputy_is_named_by_themselves_or_an_admin_and_ended(team: Team) -> None:
    now = MEANS.clock.now()
    span = (now, now + timedelta(days=2))
    own = duties.name_deputy(team.reviewer1, "reviewer1", "reviewer2", *span)
    duties.end_deputy(team.reviewer1, own.id)
    given = duties.name_deputy(team.admin, "reviewer2", "reviewer1", *span)
    duties.end_deputy(team.admin2, given.id)
    assert duties.all_deputies(team.admin.desk) == ()


def test_a_route_is_changed_retired_and_brought_back_and_a_template_changed(team: Team) -> None:
    found = routes.route(team.admin.desk, "Two persons")
    routes.change(team.admin, replace(found, name="Two people"))
    routes.retire(team.admin, "Two people")
    routes.reinstate(team.admin2, "Two people")
    routes.change(team.admin, replace(routes.route(team.admin.desk, "Two people"), name="Two persons"))
    text = templates.supplied_file("road-closure").read_text("utf-8").replace("敬请谅解", "请予谅解")
    assert templates.change(team.admin, "road-closure", text, "领导意见").version == 1


def test_roles_change_when_a_second_admin_agrees_and_hold_in_the_database_at_once(team: Team) -> None:
    assert role_changes.propose(team.admin, "publisher2", [Role.EDITOR]).waits
    role_changes.agree(team.admin2, "publisher2")
    documents.create(team.publisher2, "", draft=DRAFT)
    with team.raw("publisher2") as own, pytest.raises(psycopg.errors.InsufficientPrivilege):
        own.execute("INSERT INTO passing VALUES ('a', 'b', team.me(), 1, 'why', 1)")


def test_an_embargo_is_set_and_loosened_by_two(team: Team, written: Revision) -> None:
    listed = embargoes.listed(team.editor.desk, ["reviewer1", "editor"])
    until = MEANS.clock.now() + timedelta(hours=2)
    embargoes.tighten(team.editor, written.document, Terms(until, listed), "未公布")
    embargoes.loosen(team.editor, written.document, Terms(None, None), "已公布")
    embargoes.allow(team.reviewer1, written.document)
    assert embargoes.standing(team.publisher.desk, written.document).step is not None


def test_a_reviewer_without_an_account_signs_and_a_member_carries_it_in(team: Team) -> None:
    office: Any = team
    outsider = Outsider(office).confirmed(OUTSIDE)
    edition = team.submitted("site", title="外部审核", route="Two persons")
    assert packets.take_in(team.editor, outsider.decision(edition)).edition.state is EditionState.APPROVED


def test_an_admin_who_reviews_answers_for_paper_with_their_own_signature_and_nobody_else_can(team: Team) -> None:
    chief = team.hire("chief", Role.ADMIN, Role.REVIEWER, confirmed_by=team.admin2)
    edition = team.submitted("site", title="纸面审核", route="Two persons")
    paper = Paper("王教授", Decision.APPROVE, edition.digest, b"a scan")
    for seat in (team.admin, team.reviewer1):
        with pytest.raises(Refused):
            packets.countersign(seat, edition.id, paper)
    assert packets.countersign(chief, edition.id, paper).edition.state is EditionState.APPROVED


def test_a_worker_of_somebody_outside_the_list_leaves_it_to_the_workers_own_member(
    team: Team, written: Revision
) -> None:
    listed = embargoes.listed(team.editor.desk, ["editor", "reviewer1", "publisher"])
    embargoes.tighten(team.editor, written.document, Terms(None, listed), "名单内可见")
    edition = team.sign(team.handed_in(written.document, "site"), "reviewer1")
    delivery = publishing.queue(team.publisher, edition.id)[0]
    for seat, tried in ((team.publisher2, False), (team.sender, True)):
        worker = Worker(seat.desk, vaults.opened(team.admin), lambda _outcome: None, seat.member.name)
        worker.run_once()
        worker.close()
        with team.sender.desk.database.read() as snapshot:
            assert (deliveries.delivery_by_id(snapshot, delivery.id).fence > 0) is tried


def test_a_case_is_opened_by_a_publisher_who_holds_what_waits_and_an_editor_adds_a_copy(
    team: Team, tmp_path: Path
) -> None:
    server = SandboxServer(0, tmp_path / "practice.jsonl")
    threading.Thread(target=server.serve, daemon=True).start()
    live = team.connect("live", server.url, server.token)
    edition = team.approved("live", "site", title="有误的")
    by_account = {each.account == live.id: each for each in publishing.queue(team.publisher, edition.id)}
    assert team.send(by_account[True]).state.value == "verified"
    server.close()
    row = recalling.open_case(team.publisher, edition.document, EditionKind.WITHDRAWAL, "数字错误")
    held = publishing.line(team.publisher.desk, by_account[False].id)
    assert held.state is DeliveryState.HELD
    seen = recalling.Seen("kept", "存档页面，无法删除", "https://example.org/p")
    link = recalling.add_link(team.editor, row.id, "https://example.org/p")
    recalling.prove(team.publisher, row.id, link, seen)
