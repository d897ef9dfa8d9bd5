"""The locked wordings: five good ones come with the program, and an admin words them anew on record."""

import pytest

from editor_app.domain.emergency import filled
from editor_app.domain.errors import Invalid, NotFound, Refused
from editor_app.services import templates
from tests.services.office import Office

FIVE = {"public-health", "road-closure", "rumour-refutation", "severe-weather", "supply-interruption"}


def test_five_come_with_the_program_in_both_languages(office: Office) -> None:
    found = templates.templates(office.desk)
    assert {each.key for each in found} == FIVE
    for each in found:
        assert {wording.language for wording in each.wordings} == {"zh-CN", "en"}
        assert each.version == 0
        for wording in each.wordings:
            made = filled(wording, {slot.name: slot.example for slot in wording.slots})
            assert made.title
            assert "{" not in made.title + made.summary + made.body + made.source


def test_an_admin_words_one_anew_with_a_reason_and_every_version_stays(office: Office) -> None:
    text = templates.supplied_file("road-closure").read_text("utf-8").replace("敬请谅解", "请予谅解")
    assert templates.change(office.admin, "road-closure", text, "领导意见").version == 1
    assert templates.change(office.admin, "road-closure", text, "再改").version == 2
    assert [each.version for each in templates.versions(office.desk, "road-closure")] == [2, 1, 0]
    assert "请予谅解" in templates.template(office.desk, "road-closure").wording("zh-CN").body
    assert templates.change(office.admin, "own-notice", text, "新增").version == 1
    assert len(templates.templates(office.desk)) == 6


def test_nobody_else_words_them_and_nothing_half_is_kept(office: Office) -> None:
    text = templates.supplied_file("road-closure").read_text("utf-8")
    with pytest.raises(Refused):
        templates.change(office.editor, "road-closure", text, "why")
    for name, wrong in (
        ("road-closure", "not toml ="), ("road-closure", text.replace("{detour}", "{nowhere}")), ("Road", text),
        ("road-closure", "kind = 'notice'\nslots = []"), ("road-closure", "x" * 70_000), ("road-closure", "slots = 1"),
    ):  # fmt: skip
        with pytest.raises(Invalid):
            templates.change(office.admin, name, wrong, "why")
    with pytest.raises(Invalid):
        templates.change(office.admin, "road-closure", text, " ")
    assert templates.template(office.desk, "road-closure").version == 0
    with pytest.raises(NotFound, match="no emergency template"):
        templates.template(office.desk, "nothing")
