from __future__ import annotations

import pytest

from editor_app.domain.member import Deed, Role
from editor_app.storage.team_roles import TeamRoles, holders, login_of, rights


def test_two_databases_of_a_server_share_no_role() -> None:
    assert not set(TeamRoles("press").everyone()) & set(TeamRoles("press2").everyone())


@pytest.mark.parametrize("name", ["editor", "编辑甲", "O'Brien", 'a"b', "x" * 60])
def test_a_login_is_a_plain_name_whatever_the_member_is_called(name: str) -> None:
    login = login_of("press", name)
    assert login.replace("_", "").isalnum()
    assert login.isascii()
    assert len(login) <= 63


def test_members_and_databases_have_logins_of_their_own() -> None:
    assert len({login_of(database, name) for database in ("a", "b") for name in ("x", "y")}) == 4


def test_a_deed_is_held_by_the_roles_that_the_domain_names_and_no_other() -> None:
    assert holders((Deed.WRITE,)) == (Role.EDITOR,)
    assert holders((Deed.QUEUE, Deed.WRITE)) == (Role.EDITOR, Role.PUBLISHER)
    assert holders(()) == ()


def test_the_database_is_told_every_right_of_the_domain() -> None:
    assert ("reviewer", "decide") in rights()
    assert ("editor", "decide") not in rights()
    assert {role for role, _ in rights()} == {role.value for role in Role}
