from __future__ import annotations

import pytest

from editor_app.domain.errors import Invalid, NotFound, SignInFailed, Unavailable
from editor_app.domain.secrets import Secret
from editor_app.services.clock import SystemClock
from editor_app.storage import team_access
from editor_app.storage.team_roles import login_of
from editor_app.storage.workspaces import open_store
from tests.services.team import new_team
from tests.storage.servers import new_database


@pytest.mark.parametrize(
    ("address", "shared"),
    [
        ("postgresql://boss:secret@db.example.org:5433/press", "postgresql://db.example.org:5433/press"),
        ("postgresql+psycopg://boss@127.0.0.1/press?sslmode=disable", "postgresql://127.0.0.1/press?sslmode=disable"),
        ("postgresql:///press?host=/run/postgresql", "postgresql:///press?host=%2Frun%2Fpostgresql"),
    ],
)
def test_the_address_for_everybody_names_nobody_and_holds_no_password(address: str, shared: str) -> None:
    assert team_access.shared_address(address) == shared
    assert team_access.is_shared(shared)
    own = team_access.own_address(shared, " 编辑甲 ")
    assert login_of("press", "编辑甲") in own
    assert not team_access.is_shared(own)


def test_an_address_without_a_database_is_refused() -> None:
    with pytest.raises(Invalid):
        team_access.own_address("postgresql://db.example.org", "a")


def test_a_wrong_name_or_password_is_a_failed_sign_in_and_not_a_damaged_workspace(postgresql: str) -> None:
    team = new_team(new_database(postgresql))
    for name in ("admin", "nobody"):
        with pytest.raises(SignInFailed):
            open_store(team_access.own_address(team.address, name), SystemClock(), Secret("wrong"))
    team.close()


def test_no_login_is_made_for_somebody_who_is_no_member(postgresql: str) -> None:
    team = new_team(new_database(postgresql))
    with pytest.raises(NotFound):
        team_access.give_login_by_hand(team.administrator, SystemClock(), "nobody", Secret("x" * 12))
    team.close()


def test_an_empty_database_is_no_team(postgresql: str) -> None:
    with pytest.raises(Unavailable):
        team_access.install(new_database(postgresql), SystemClock())
