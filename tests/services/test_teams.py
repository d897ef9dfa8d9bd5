from __future__ import annotations

import queue
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import psycopg
import pytest

from editor_app.domain.approval import Route
from editor_app.domain.audit import Actor, Subject
from editor_app.domain.errors import Invalid, Refused, SignInFailed
from editor_app.domain.identifiers import RouteId, new_id
from editor_app.domain.member import Role
from editor_app.domain.secrets import Secret
from editor_app.platforms.sandbox.server import SandboxServer
from editor_app.services import (
    documents,
    members,
    publishing,
    silence,
    teams,
    vaults,
    workspaces,
)
from editor_app.services.workspaces import Founder
from editor_app.storage import audit, soundness
from editor_app.storage.queries import routes
from editor_app.storage.workspaces import NewWorkspace
from editor_app.worker import Worker
from tests.services.office import PASSPHRASE
from tests.services.team import MEANS, Team, full_team, new_team
from tests.storage.servers import new_database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editor_app.worker import Outcome

FOUNDER = Founder("admin", Secret(PASSPHRASE))


@pytest.fixture(scope="module")
def team(postgresql: str) -> Iterator[Team]:
    made = full_team(postgresql)
    made.connect("site")
    yield made
    made.close()


@pytest.fixture
def small(postgresql: str) -> Iterator[Team]:
    made = new_team(new_database(postgresql))
    yield made
    made.close()


def test_every_deed_of_the_straight_way_is_done_by_its_member_and_recorded_under_their_name(team: Team) -> None:
    delivery = team.queued("site", title="全程都由本人办理")
    publishing.hold(team.publisher, delivery.id, "wait for the mayor")
    publishing.release(team.publisher, delivery.id, "he has read it")
    silence.freeze(team.reviewer1, "something is wrong")
    silence.lift(team.publisher, "nothing was wrong")
    with team.admin.desk.database.read() as snapshot:
        rows = audit.rows(snapshot)
        assert audit.first_altered(snapshot) is None
        assert soundness.altered_guards(snapshot) == []
    names = {(row.action, row.actor.name) for row in rows}
    assert {
        ("document.create", "editor"),
        ("edition.submit", "editor"),
        ("edition.queue", "publisher"),
        ("freeze.begin", "reviewer1"),
        ("freeze.lift", "publisher"),
        ("delivery.hold", "publisher"),
    } <= names


def test_the_worker_sends_and_reads_back_over_a_connection_that_may_do_nothing_else(team: Team, tmp_path: Path) -> None:
    server = SandboxServer(0, tmp_path / "practice.jsonl")
    threading.Thread(target=server.serve, daemon=True).start()
    team.connect("live", server.url, server.token)
    assert team.send(team.queued("live", title="由发送器发出")).state.value == "verified"
    server.close()
    assert [post.entry.title for post in server.ledger.posts.values() if post.public] == ["由发送器发出"]


def test_a_service_meets_the_databases_own_refusal_as_a_refusal_in_words(team: Team) -> None:
    forged = Actor(f"member:{team.reviewer1.member.id}", "reviewer1")
    with pytest.raises(Refused), team.editor.desk.database.write(forged, "document.save", Subject("document", "x")):
        pass
    with (
        pytest.raises(Refused, match="no right"),
        team.editor.desk.database.write(team.editor.actor, "route.add", Subject("route", "x")) as work,
    ):
        routes.insert_route(work, Route(RouteId(new_id()), "mine", (), frozenset()))


def test_an_admin_gives_logins_to_the_invited_only_and_can_take_over_nobody(small: Team) -> None:
    first = small.invite("editor", Role.EDITOR)
    assert teams.admit(small.admin, "editor").password != first
    small.hire("writer", Role.EDITOR)
    with pytest.raises(Refused, match="login already"):
        teams.admit(small.admin, "writer")


def test_a_member_changes_the_database_password_and_the_old_one_ends(small: Team) -> None:
    old = small.invite("editor", Role.EDITOR)
    desk = teams.open_desk(small.address, "editor", old, MEANS)
    with pytest.raises(Invalid):
        teams.change_password(desk, Secret("short"))
    teams.change_password(desk, Secret("a longer password"))
    desk.close()
    with pytest.raises(SignInFailed):
        teams.open_desk(small.address, "editor", old, MEANS)
    teams.open_desk(small.address, "editor", Secret("a longer password"), MEANS).close()


def test_whoever_lost_the_password_is_invited_again_and_makes_a_new_key(small: Team) -> None:
    seat = small.hire("editor", Role.EDITOR)
    seat.desk.close()
    members.invite_again(small.admin, "editor")
    desk = teams.open_desk(small.address, "editor", teams.admit(small.admin, "editor").password, MEANS)
    words = members.activate(desk, "editor", Secret(PASSPHRASE)).words
    members.confirm(small.admin, "editor", words)
    documents.create(members.sign_in(desk, "editor", Secret(PASSPHRASE)), "")
    desk.close()


def test_a_workspace_of_one_user_becomes_a_team_and_its_people_keep_their_keys(postgresql: str) -> None:
    url = new_database(postgresql)
    seat = workspaces.create(url, NewWorkspace("Office", "en", "Asia/Shanghai"), FOUNDER, MEANS)
    with pytest.raises(Refused, match="not a team"):
        teams.admit(seat, "admin")
    seat.desk.close()
    teams.renew(url, MEANS)
    admitted = teams.admit_by_hand(url, "admin", MEANS)
    desk = teams.open_desk(admitted.address, "admin", admitted.password, MEANS)
    assert members.sign_in(desk, "admin", Secret(PASSPHRASE)).keys.id == seat.keys.id
    desk.close()


def test_whoever_has_left_is_told_so_over_a_connection_that_is_still_open(small: Team) -> None:
    seat = small.hire("editor", Role.EDITOR)
    members.depart(small.admin, "editor")
    with pytest.raises(Refused, match="has left"), seat.desk.database.read() as snapshot:
        seat.now(snapshot)
    with pytest.raises(Refused, match="Nobody who works here"):
        documents.create(seat, "")


def test_no_keyring_means_that_the_password_is_asked_for_each_time(small: Team) -> None:
    assert not teams.remember(small.address, "admin", Secret("x" * 12))
    assert teams.remembered(small.address, "admin") is None


def test_the_worker_of_a_team_outlives_the_end_of_all_its_connections(team: Team, tmp_path: Path) -> None:
    """As when the server restarts."""
    server = SandboxServer(0, tmp_path / "practice.jsonl")
    threading.Thread(target=server.serve, daemon=True).start()
    team.connect("restarted", server.url, server.token)
    outcomes: queue.Queue[Outcome] = queue.Queue()
    worker = Worker(team.sender.desk, vaults.opened(team.admin), outcomes.put, "sender")
    loop = threading.Thread(target=worker.run, args=(timedelta(seconds=0.2),))
    loop.start()
    while not worker.passes:
        assert loop.is_alive()
    for _ in range(20):
        with psycopg.connect(team.administrator, autocommit=True) as owner:
            owner.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        threading.Event().wait(0.03)
    assert loop.is_alive()
    delivery = team.queued("restarted", title="断线之后照常发出")
    found = outcomes.get(timeout=20)
    worker.stop()
    loop.join()
    server.close()
    assert found.row.id == delivery.id


def test_the_worker_of_a_team_begins_at_once_when_somebody_else_queues(team: Team, tmp_path: Path) -> None:
    server = SandboxServer(0, tmp_path / "practice.jsonl")
    threading.Thread(target=server.serve, daemon=True).start()
    team.connect("hinted", server.url, server.token)
    outcomes: queue.Queue[Outcome] = queue.Queue()
    worker = Worker(team.sender.desk, vaults.opened(team.admin), outcomes.put, "sender")
    loop = threading.Thread(target=worker.run, args=(timedelta(hours=1),))
    loop.start()
    delivery = team.queued("hinted", title="一排队就发出")
    found = outcomes.get(timeout=20)
    worker.stop()
    loop.join()
    server.close()
    assert found.row.id == delivery.id
