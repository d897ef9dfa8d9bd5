"""From the second admin on, nobody changes roles alone; what one proposes another puts into force, on record."""

import pytest

from editor_app.domain.audit import Subject
from editor_app.domain.errors import Invalid, NotFound, Refused
from editor_app.domain.member import Role
from editor_app.services import members, role_changes
from editor_app.storage import audit
from tests.services.office import Office

ENGINES = ("sqlite", "team")


def roles_of(office: Office, name: str) -> frozenset[Role]:
    return next(each.roles for each in members.all_members(office.desk) if each.name == name)


def actions(office: Office, name: str) -> list[tuple[str, str]]:
    member = next(each for each in members.all_members(office.desk) if each.name == name)
    with office.desk.database.read() as snapshot:
        return [(row.action, row.actor.name) for row in audit.of_subject(snapshot, Subject("member", member.id))]


def test_one_admin_alone_changes_roles_at_once(office: Office) -> None:
    done = role_changes.propose(office.admin, "editor", {Role.EDITOR, Role.PUBLISHER})
    assert (done.waits, done.member.roles) == (False, {Role.EDITOR, Role.PUBLISHER})
    assert role_changes.open_changes(office.desk) == ()


def test_from_the_second_admin_on_another_one_agrees(office: Office) -> None:
    office.hire("second", Role.ADMIN)
    assert role_changes.propose(office.admin, "editor", {Role.PUBLISHER}).waits
    assert roles_of(office, "editor") == {Role.EDITOR}
    with pytest.raises(Refused, match="their own proposal"):
        role_changes.agree(office.admin, "editor")
    assert role_changes.agree(office.second, "editor").roles == {Role.PUBLISHER}
    assert roles_of(office, "editor") == {Role.PUBLISHER}
    assert actions(office, "editor")[-2:] == [("member.propose_roles", "admin"), ("member.set_roles", "second")]


def test_the_same_change_is_not_put_into_force_twice(office: Office) -> None:
    office.hire("second", Role.ADMIN)
    role_changes.propose(office.admin, "editor", {Role.PUBLISHER})
    role_changes.agree(office.second, "editor")
    role_changes.propose(office.second, "editor", {Role.EDITOR})
    role_changes.agree(office.admin, "editor")
    with pytest.raises(NotFound, match="waits"):
        role_changes.agree(office.second, "editor")
    assert roles_of(office, "editor") == {Role.EDITOR}


def test_a_declined_change_leaves_the_roles_and_makes_room_for_another(office: Office) -> None:
    office.hire("second", Role.ADMIN)
    role_changes.propose(office.admin, "editor", {Role.ADMIN})
    with pytest.raises(Refused, match="Another change"):
        role_changes.propose(office.second, "editor", {Role.PUBLISHER})
    role_changes.decline(office.second, "editor")
    assert roles_of(office, "editor") == {Role.EDITOR}
    assert role_changes.propose(office.second, "editor", {Role.PUBLISHER}).waits


def test_who_is_no_admin_any_more_agrees_to_nothing(office: Office) -> None:
    office.hire("second", Role.ADMIN)
    office.hire("third", Role.ADMIN, confirmed_by=office.second)
    role_changes.propose(office.admin, "second", {Role.EDITOR})
    role_changes.agree(office.third, "second")
    role_changes.propose(office.admin, "editor", {Role.ADMIN})
    with pytest.raises(Refused, match="no right"):
        role_changes.agree(office.second, "editor")


@pytest.mark.parametrize("roles", [{Role.EXPERT, Role.EDITOR}, {Role.WORKER, Role.ADMIN}, set()])
def test_some_roles_stand_alone(roles: set[Role]) -> None:
    with pytest.raises(Invalid):
        role_changes.some(roles)
