import json
from datetime import UTC, datetime

import pytest

from editor_app.platforms.weibo.simulator.refusals import Fail, refused, too_many


@pytest.mark.parametrize(("code", "status"), [(21327, 401), (10014, 403), (10023, 403), (20012, 400), (10017, 400)])
def test_a_refusal_has_its_number_words_and_the_status_that_goes_with_it(code: int, status: int) -> None:
    answer = refused("/2/x.json", Fail(code, "no"))
    assert (answer.status, json.loads(answer.body)) == (
        status,
        {"request": "/2/x.json", "error_code": code, "error": "no"},
    )


def test_some_documents_give_numbers_as_text() -> None:
    assert json.loads(refused("/2/x.json", Fail(10001, "no"), as_text=True).body)["error_code"] == "10001"


def test_a_wait_is_told_in_seconds_or_as_a_date() -> None:
    assert too_many(None).headers == (("Retry-After", "2"),)
    dated = too_many(datetime(2026, 11, 29, 4, 0, 0, 500, tzinfo=UTC))
    assert dated.headers == (("Retry-After", "Sun, 29 Nov 2026 04:00:02 GMT"),)
