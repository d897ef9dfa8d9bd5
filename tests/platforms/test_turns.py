from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from editor_app.platforms.gateway import called
from editor_app.platforms.turns import Turns, aside

LONG, SHORT = 30.0, 0.2


def test_the_second_thread_begins_when_the_first_has_ended() -> None:
    turns, order, at_the_door, inside = Turns(LONG), list[str](), threading.Event(), threading.Event()

    def second() -> None:
        at_the_door.set()
        with turns.taken():
            order.append("second begins")
            inside.set()

    with ThreadPoolExecutor(1) as pool:
        with turns.taken():
            task = pool.submit(second)
            assert at_the_door.wait(LONG)
            assert not inside.wait(SHORT)
            order.append("first ends")
        task.result(LONG)
    assert order == ["first ends", "second begins"]


def test_who_waits_for_something_outside_leaves_the_turn_to_another() -> None:
    turns = Turns(LONG)

    def second() -> str:
        with turns.taken():
            return "done meanwhile"

    with ThreadPoolExecutor(1) as pool, turns.taken():
        with aside():
            assert pool.submit(second).result(LONG / 2) == "done meanwhile"
        late, inside = pool.submit(second), threading.Event()
        late.add_done_callback(lambda _task: inside.set())
        assert not inside.wait(SHORT), "the turn was taken back"


def test_a_call_to_a_platform_leaves_the_turn_to_another() -> None:
    turns = Turns(LONG)

    def second() -> str:
        with turns.taken():
            return "done meanwhile"

    with ThreadPoolExecutor(1) as pool, turns.taken():
        assert called("find", lambda: pool.submit(second).result(LONG / 2)) == "done meanwhile"


def test_an_error_gives_the_turn_back() -> None:
    turns = Turns(LONG)
    with pytest.raises(ValueError, match="broken"), turns.taken():
        raise ValueError("broken")
    with pytest.raises(ValueError, match="broken"), turns.taken(), aside():
        raise ValueError("broken")
    assert not turns._lock.locked()


def test_whoever_has_no_turn_passes_aside_unheeded() -> None:
    with aside():
        assert called("find", lambda: 7) == 7


def test_whoever_has_waited_long_enough_goes_on_without_and_takes_nothing_from_the_first() -> None:
    turns = Turns(0.01)

    def impatient() -> str:
        with turns.taken(), aside():
            return "went on"

    with ThreadPoolExecutor(2) as pool:
        with turns.taken():
            assert pool.submit(impatient).result(LONG) == "went on"
            assert turns._lock.locked(), "it is still the first one's"
        assert not turns._lock.locked()
