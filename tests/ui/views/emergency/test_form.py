from pytestqt.qtbot import QtBot

from editor_app.services import templates
from editor_app.ui.views.emergency.form import TemplateForm, languages, wording_of
from tests.services.emergency_values import values


def test_the_form_shows_what_readers_will_see_while_it_is_filled(qtbot: QtBot) -> None:
    form = TemplateForm(templates.supplied()["road-closure"], "en", (), "")
    qtbot.addWidget(form)
    assert "【Road】" in form._title.text()
    form.slots["road"].set_text("Binhe Road")
    assert form._title.text() == "Binhe Road closed"


def test_it_is_complete_with_every_slot_a_reason_and_an_account(qtbot: QtBot) -> None:
    form = TemplateForm(templates.supplied()["severe-weather"], "zh-CN", (), "")
    qtbot.addWidget(form)
    assert not form.is_complete()
    for name, value in values().items():
        form.slots[name].set_text(value)
    form.reason.set_text("洪水")
    assert not form.is_complete()
    assert form.error.text()
    assert form.values()["level"] == "橙色"


def test_chinese_comes_first_and_a_missing_language_falls_back() -> None:
    template = templates.supplied()["severe-weather"]
    assert languages(template) == ["zh-CN", "en"]
    assert wording_of(template, "fr").language == "zh-CN"
