"""Every supplied template gives its fields in both languages, and only what it says itself."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from editor_app.domain.emergency import Filling, Wording
from editor_app.domain.filled_notice import notice_of
from editor_app.domain.identifiers import DocumentId, MemberId
from editor_app.services import templates

ZONE = ZoneInfo("Asia/Shanghai")
SUPPLIED = templates.supplied()


def filling(key: str, language: str, **values: str) -> Filling:
    """The template with its own examples, but for what is said otherwise."""
    wording = SUPPLIED[key].wording(language)
    said = {slot.name: slot.example for slot in wording.slots} | values
    return Filling(DocumentId("d"), 1, key, 0, wording, said, MemberId("m"), datetime.now(UTC))


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("key", sorted(SUPPLIED))
def test_every_supplied_template_is_known(key: str, language: str) -> None:
    notice = notice_of(filling(key, language), ZONE, is_exercise=False)
    assert notice.event == SUPPLIED[key].wording(language).name
    assert (notice.category, notice.certainty) != ("Other", "Unknown")
    assert (notice.issuer, notice.hotline) != ("", "")


@pytest.mark.parametrize(
    ("level", "severity"), [("蓝色", "Minor"), ("黄色", "Moderate"), ("橙色", "Severe"), ("红色", "Extreme")]
)
def test_the_level_of_a_weather_warning_is_its_severity(level: str, severity: str) -> None:
    assert notice_of(filling("severe-weather", "zh-CN", level=level), ZONE, is_exercise=False).severity == severity


def test_times_are_those_of_the_offices_zone_and_places_those_of_the_template() -> None:
    notice = notice_of(filling("severe-weather", "en"), ZONE, is_exercise=True)
    assert notice.onset == datetime(2026, 11, 28, 14, 30, tzinfo=ZONE)
    assert notice.expires == datetime(2026, 11, 28, 20, 0, tzinfo=ZONE)
    assert (notice.area, notice.is_exercise) == ("Binhe and Chengnan subdistricts", True)


def test_a_template_that_is_not_known_guesses_nothing() -> None:
    own = Wording("zh-CN", "通知", "通知", "", "通知", "", ())
    made = Filling(DocumentId("d"), 1, "own", 1, own, {}, MemberId("m"), datetime.now(UTC))
    notice = notice_of(made, ZONE, is_exercise=False)
    assert (notice.category, notice.urgency, notice.severity, notice.certainty) == ("Other", *["Unknown"] * 3)
    assert (notice.area, notice.onset, notice.expires) == ("", None, None)
