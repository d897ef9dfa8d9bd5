"""An answer is JSON or an error, and says the server's time when it can."""

from datetime import UTC, datetime

import pytest

from editor_app.platforms.replies import Reply, http_date


def test_a_body_is_read_as_json_or_not_at_all() -> None:
    assert Reply(200, {}, b'{"id": 1}').json() == {"id": 1}
    with pytest.raises(ValueError, match="Expecting"):
        Reply(200, {}, b"<html>").json()


def test_the_servers_clock_is_read_from_its_date() -> None:
    told = Reply(200, {"date": "Sat, 28 Nov 2026 12:00:00 GMT"}, b"")
    assert told.server_time == datetime(2026, 11, 28, 12, tzinfo=UTC)
    assert Reply(200, {}, b"").server_time is None
    assert http_date("yesterday") is None
    assert http_date("Sat, 28 Nov 2026 12:00:00 -0000") == datetime(2026, 11, 28, 12, tzinfo=UTC)


def test_a_server_that_repeats_our_secret_is_not_quoted_with_it() -> None:
    told = Reply(403, {}, b'{"message": "no entry for chief:Zq4T m8Lk P2wX"}')
    assert told.without(["chief:Zq4T m8Lk P2wX", "Zq4T m8Lk P2wX", "no"]).body == b'{"message": "no entry for ***"}'
    assert told.without(["another secret", ""]) == told


@pytest.mark.parametrize("body", [b"[" * 200_000, b'{"a":' * 200_000, b"1" * 5_000, b"\xff", b""])
def test_a_body_made_to_break_its_reader_is_none(body: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever the reader says
        Reply(200, {}, body).json()
