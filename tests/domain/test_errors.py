from __future__ import annotations

from datetime import timedelta

from editor_app.domain import errors
from editor_app.domain.errors import DeskError, PlatformError, RateLimited
from editor_app.domain.text import T


def every_class(base: type[DeskError]) -> list[type[DeskError]]:
    return [base, *(found for below in base.__subclasses__() for found in every_class(below))]


def test_every_error_has_a_code_of_its_own() -> None:
    codes = [error.code for error in every_class(DeskError) if error.__module__ == errors.__name__]
    assert len(codes) == len(set(codes))


def test_the_head_of_the_file_draws_the_whole_tree() -> None:
    assert errors.__doc__ is not None
    for error in every_class(DeskError):
        if error.__module__ == errors.__name__:
            assert error.__name__ in errors.__doc__


def test_an_error_carries_its_sentence_and_the_next_step() -> None:
    error = PlatformError(T("Refused by {name}.", name="微博"), T("Try later."))
    assert (str(error), str(error.next_step)) == ("Refused by 微博.", "Try later.")


def test_a_rate_limit_says_how_long() -> None:
    assert RateLimited(T("Slow down."), timedelta(seconds=7)).retry_after == timedelta(seconds=7)
