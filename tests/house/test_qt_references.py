"""PySide6 6.12.0 drops a reference to None or True at each call and then aborts while somebody types."""

import sys

from PySide6.QtCore import QObject, Signal

YES = True


class _Bell(QObject):
    rung = Signal(bool)

    def heard(self, loud: bool) -> None:  # noqa: FBT001 (a slot)
        """Receives the signal."""


def _references() -> tuple[int, int]:
    return sys.getrefcount(None), sys.getrefcount(YES)


def test_two_thousand_calls_emits_and_connects_keep_the_references_of_none_and_true() -> None:
    bell = _Bell()
    before = _references()
    for _ in range(2_000):
        bell.setObjectName("bell")
        bell.rung.connect(bell.heard)
        bell.rung.emit(YES)
        bell.rung.disconnect(bell.heard)
    assert [abs(now - then) < 500 for now, then in zip(_references(), before, strict=True)] == [True, True]
