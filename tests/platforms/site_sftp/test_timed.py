"""A deed ends at its deadline, its connection is closed, and nothing visible begins after it."""

import threading

import pytest

from editor_app.platforms.site_sftp.timed import Timed


class Waiting:
    """A connection whose read ends when it is closed."""

    def __init__(self) -> None:
        self.closed = threading.Event()

    def close(self) -> None:
        self.closed.set()

    def read(self) -> None:
        assert self.closed.wait(20)
        raise EOFError


def test_what_a_deed_gives_or_raises_comes_back() -> None:
    assert Timed().within(20, lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        Timed().within(20, lambda: 1 // 0)


def test_at_the_deadline_the_connection_is_closed_and_the_deed_notices() -> None:
    timed, connection = Timed(), Waiting()

    def deed() -> None:
        timed.holds(connection)
        connection.read()

    with pytest.raises(TimeoutError) as told:
        timed.within(0.05, deed)
    assert isinstance(told.value.__cause__, EOFError)
    assert connection.closed.is_set()
    assert not timed.may_show


def test_after_the_deadline_nothing_visible_begins_and_nothing_is_opened() -> None:
    timed, go, connection = Timed(), threading.Event(), Waiting()
    told: list[type] = []

    def deed() -> None:
        assert go.wait(20)
        for late in (timed.shows, lambda: timed.holds(connection)):
            try:
                late()
            except TimeoutError:
                told.append(TimeoutError)

    with pytest.raises(TimeoutError):
        timed.within(0.05, deed)
    go.set()
    assert connection.closed.wait(20)
    assert not timed.may_show


def test_what_may_show_is_said_before_it_does() -> None:
    timed = Timed()
    timed.within(20, timed.shows)
    assert timed.may_show
