"""Whatever a platform does, only the five platform errors come out of the gate."""

import logging

import pytest

from editor_app.domain.errors import (
    AuthExpired,
    Invalid,
    OutcomeUnknown,
    PlatformError,
    Rejected,
    Unreachable,
)
from editor_app.domain.text import T
from editor_app.platforms.gateway import called


def raising(error: BaseException) -> object:
    def call() -> None:
        raise error

    return call


def test_what_a_call_gives_comes_through() -> None:
    assert called("find", lambda: 7) == 7


@pytest.mark.parametrize("kind", [Rejected, AuthExpired, Unreachable, OutcomeUnknown])
def test_the_platform_errors_come_through_as_they_are(kind: type[PlatformError]) -> None:
    error = kind(T("no"))
    with pytest.raises(kind) as caught:
        called("publish", raising(error))  # type: ignore[arg-type]
    assert caught.value is error


@pytest.mark.parametrize("error", [ValueError("x"), KeyError("x"), OSError(5), RuntimeError(), Invalid(T("x"))])
def test_anything_unforeseen_may_have_had_its_effect(error: Exception, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(OutcomeUnknown) as caught:
        called("publish", raising(error))  # type: ignore[arg-type]
    assert caught.value.__cause__ is error
    assert "unforeseen in publish" in caplog.text
    assert type(error).__name__ in str(caught.value)


@pytest.mark.parametrize("end", [KeyboardInterrupt, SystemExit])
def test_the_end_of_the_program_is_not_held_up(end: type[BaseException]) -> None:
    with pytest.raises(end):
        called("publish", raising(end()))  # type: ignore[arg-type]
