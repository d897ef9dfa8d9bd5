"""Every attack of `team_attacks` by a member's own connection, and what each right means for its holders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor_app.domain.delivery import TRANSITIONS
from editor_app.domain.document import Content
from editor_app.domain.member import Role
from editor_app.domain.secrets import Secret
from editor_app.services import documents, members, publishing, role_changes, teams
from editor_app.services.documents import Draft
from editor_app.storage.all_tables import metadata
from editor_app.storage.queries import people
from editor_app.storage.team_desk_rules import ALL_RIGHTS
from editor_app.storage.team_roles import TeamRoles
from editor_app.storage.team_rules import BOUND, MOVED_BY, UNGUARDED
from tests.services.office import PASSPHRASE
from tests.services.team import MEANS, Team, full_team
from tests.storage import team_attacks, team_attacks_desk
from tests.storage.team_attacks import require_refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.storage.team_attacks import Attack

Facts = dict[str, object]
ATTACKS = (*team_attacks.ATTACKS, *team_attacks_desk.ATTACKS)
_SCRAM = "SCRAM-SHA-256$4096:c2FsdHNhbHRzYWx0c2FsdA==$c3RvcmVkc3RvcmVk:c2VydmVyc2VydmVy"


@pytest.fixture(scope="module")
def team(postgresql: str) -> Iterator[Team]:
    made = full_team(postgresql)
    yield made
    made.close()


@pytest.fixture(scope="module")
def facts(team: Team) -> Facts:
    """An office in which every attack finds something to attack."""
    accounts = [team.connect("site"), team.connect("social")]
    found: Facts = {"account": accounts[0].id, "account2": accounts[1].id, "scram": _SCRAM}
    team.invite("newcomer", Role.EDITOR)
    members.add(team.admin, "invited", [Role.EDITOR])
    desk = teams.open_desk(team.address, "waiting", team.invite("waiting", Role.EDITOR), MEANS)
    members.activate(desk, "waiting", Secret(PASSPHRASE))
    desk.close()
    role_changes.propose(team.admin, "editor", [Role.EDITOR, Role.PUBLISHER])
    return found | _people(team) | _roles(team) | _editions(team) | _deliveries(team)


def _people(team: Team) -> Facts:
    with team.admin.desk.database.read() as snapshot:
        everybody = people.members(snapshot)
    return {member.name: member.id for member in everybody} | {f"key_{m.name}": m.key for m in everybody if m.key}


def _roles(team: Team) -> Facts:
    with team.raw("admin") as connection:
        (database,) = connection.execute("SELECT current_database()").fetchone() or ("",)
    roles = TeamRoles(database)
    logins = {f"login_{name}": seat.desk.store.url.split("//")[1].split("@")[0] for name, seat in team.seats.items()}
    return {"database": database, "owner": roles.owner, "clerk": roles.clerk, "admins": roles.group(Role.ADMIN),
            "reviewers": roles.group(Role.REVIEWER), **logins}  # fmt: skip


def _editions(team: Team) -> Facts:
    free = documents.create(team.editor, "", draft=Draft(Content(title="未送审", body="正文")))
    half = team.submitted("site", title="一审已过")
    team.sign(half, "reviewer1")
    void = team.submitted("site", title="改过的")
    documents.save_revision(team.editor, void.document, void.revision, Draft(Content(title="改过的", body="新的正文")))
    named = {
        "in_review": team.submitted("site", title="在审"),
        "single": team.submitted("site", title="一个环节", route="Two persons"),
        "own_edition": team.submitted("site", title="自己写的", by="both", route="Two persons"),
        "approved": team.approved("site", title="已签发"),
        "half_signed": half,
        "void": void,
    }
    digests = {f"digest_{name}": edition.digest for name, edition in named.items()}
    ids: Facts = {name: edition.id for name, edition in named.items()}
    return {"free": free.document.id, "free_revision": free.revision.id, "route": half.route, **ids, **digests}


def _deliveries(team: Team) -> Facts:
    queued = team.queued("site", title="排队的")
    held = team.queued("social", title="暂缓的")
    publishing.hold(team.publisher, held.id, "wait")
    publishing.hold(team.publisher2, queued.id, "a row by another")
    with team.admin.desk.database.read() as snapshot:
        others = snapshot.connection.exec_driver_sql("SELECT max(sequence) FROM audit").scalar_one()
    publishing.release(team.publisher, queued.id, "go on")
    with team.raw("publisher2") as connection:
        row = ("INSERT INTO audit SELECT 0, transaction_id, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint,"
               " actor, '', action, subject_kind, subject_id, '{}', '', '' FROM audit WHERE sequence = %s"
               " RETURNING sequence")  # fmt: skip
        (later,) = connection.execute(row, (others,)).fetchone() or (0,)
    return {"queued": queued.id, "held": held.id, "key": queued.key, "others_row": later}


@pytest.mark.parametrize("each", ATTACKS, ids=lambda each: each.name.replace(" ", "-"))
def test_an_attack_by_a_member_is_refused_and_its_legal_twin_is_not(team: Team, facts: Facts, each: Attack) -> None:
    require_refused(team, facts, each)


def test_there_are_enough_attacks_and_each_has_a_name_of_its_own() -> None:
    assert len({each.name for each in ATTACKS}) == len(ATTACKS) >= 60


def test_every_move_of_a_delivery_is_somebodys_deed() -> None:
    assert {event for _before, event in TRANSITIONS} == MOVED_BY.keys()


def test_every_right_and_bound_names_tables_and_columns_that_are_there() -> None:
    for right in ALL_RIGHTS:
        assert set(right.columns) <= set(metadata.tables[right.table].columns.keys())
        assert bool(right.columns) == (right.verb == "UPDATE")
    assert {table for _name, table, _verb, _refuses in BOUND} <= metadata.tables.keys() - UNGUARDED
