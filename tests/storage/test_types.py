from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from editor_app.storage.types import CanonicalJson, Instant

DIALECT = sqlite.dialect()
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(max_codepoint=127)), inner),
    max_leaves=20,
)


@given(st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30), timezones=st.just(UTC)))  # noqa: DTZ001
def test_an_instant_comes_back_to_the_microsecond(moment: datetime) -> None:
    stored = Instant().process_bind_param(moment, DIALECT)
    assert isinstance(stored, int)
    assert Instant().process_result_value(stored, DIALECT) == moment


def test_an_instant_is_the_same_from_every_zone() -> None:
    beijing = datetime(2026, 11, 28, 9, tzinfo=timezone(timedelta(hours=8)))
    assert Instant().process_bind_param(beijing, DIALECT) == Instant().process_bind_param(
        datetime(2026, 11, 28, 1, tzinfo=UTC), DIALECT
    )


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        Instant().process_bind_param(datetime(2026, 1, 1), DIALECT)  # noqa: DTZ001


@given(JSON.filter(lambda value: value is not None))
def test_json_comes_back_as_it_was_and_is_stored_one_way(value: object) -> None:
    stored = CanonicalJson().process_bind_param(value, DIALECT)  # type: ignore[arg-type]
    assert stored is not None
    read = CanonicalJson().process_result_value(stored, DIALECT)
    assert read == value
    assert CanonicalJson().process_bind_param(read, DIALECT) == stored


def test_nothing_stays_nothing() -> None:
    for kind in (Instant(), CanonicalJson()):
        assert kind.process_bind_param(None, DIALECT) is None
        assert kind.process_result_value(None, DIALECT) is None
