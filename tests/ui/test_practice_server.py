import pytest

from editor_app.services import practice
from editor_app.ui.practice_server import PracticeServer
from tests.services.office import Office


@pytest.fixture
def practising(office: Office) -> Office:
    practice.new_endpoint(office.desk.store)
    return office


def test_an_own_workspace_has_no_practice_server(office: Office) -> None:
    server = PracticeServer(office.desk.store)
    assert not server.start()
    server.end()


def test_the_server_runs_until_its_window_ends(practising: Office) -> None:
    server = PracticeServer(practising.desk.store)
    where = practice.endpoint(practising.desk.store)
    assert where is not None
    assert server.start()
    assert where.is_up()
    server.end()
    assert not where.is_up()


def test_a_server_that_comes_up_late_is_ended_at_once(practising: Office) -> None:
    server = PracticeServer(practising.desk.store)
    where = practice.endpoint(practising.desk.store)
    assert where is not None
    server.end()
    server.start()
    assert not where.is_up()


def test_a_server_of_somebody_else_is_used_and_left_running(practising: Office) -> None:
    first, second = PracticeServer(practising.desk.store), PracticeServer(practising.desk.store)
    where = practice.endpoint(practising.desk.store)
    assert where is not None
    assert first.start()
    assert second.start()
    second.end()
    assert where.is_up()
    first.end()
