from datetime import UTC, datetime

import pytest

from editor_app.domain.secrets import Secret
from editor_app.platforms.registry import Registry
from editor_app.platforms.signing_in import Application, Tokens, sign_in_of, tokens_in, tokens_of

NOW = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)
APP = Application("id-1", Secret("app-secret"))
GOOD = Tokens(Secret("access-1"), Secret("refresh-1"), NOW, APP)


def test_tokens_travel_as_one_secret_and_come_back_whole() -> None:
    assert tokens_of(GOOD.sealed()) == GOOD
    bare = Tokens(Secret("a"))
    assert tokens_of(bare.sealed()) == bare


@pytest.mark.parametrize("typed", ["plain-token", '{"not": closed', "[]", "\ufeff"])
def test_a_token_that_a_person_pasted_is_the_access_token_alone(typed: str) -> None:
    assert tokens_of(Secret(typed)) == Tokens(Secret(typed))


def test_the_sealed_form_is_never_printed() -> None:
    assert "access-1" not in f"{GOOD!r} {GOOD.sealed()}"
    assert GOOD.words() == ("access-1", "refresh-1", "app-secret")


def test_an_answer_gives_its_tokens_and_when_they_end() -> None:
    told = tokens_in({"access_token": "b", "refresh_token": "c", "expires_in": 60}, NOW, APP)
    assert (told.access.reveal(), told.refresh.reveal()) == ("b", "c")
    assert told.ends_at is not None
    assert (told.ends_at - NOW).total_seconds() == 60


@pytest.mark.parametrize("life", [None, 0, -1, True, "60", 10**12])
def test_a_life_that_nobody_can_mean_is_none(life: object) -> None:
    assert tokens_in({"access_token": "b", "expires_in": life}, NOW, APP).ends_at is None  # type: ignore[dict-item]


@pytest.mark.parametrize("told", [{}, {"access_token": ""}, {"access_token": 1}, [], "x", None])
def test_an_answer_without_a_token_is_none(told: object) -> None:
    with pytest.raises(ValueError, match="token"):
        tokens_in(told, NOW, APP)  # type: ignore[arg-type]


def test_a_good_refresh_token_is_never_replaced_by_an_empty_one() -> None:
    new = tokens_in({"access_token": "access-2"}, NOW, Application(""))
    kept = new.after(GOOD)
    assert (kept.access.reveal(), kept.refresh.reveal(), kept.application) == ("access-2", "refresh-1", APP)
    other = tokens_in({"access_token": "access-2", "refresh_token": "refresh-2"}, NOW, APP)
    assert other.after(GOOD).refresh.reveal() == "refresh-2"


def test_an_application_is_typed_as_its_key_and_its_secret() -> None:
    assert Application.given(Secret(" key:a:b ")) == Application("key", Secret("a:b"))
    assert Application.given(Secret("key")).secret == Secret("")


def test_a_platform_with_a_secret_of_its_own_is_not_signed_in() -> None:
    assert sign_in_of(Registry().platform("wordpress")) is None
