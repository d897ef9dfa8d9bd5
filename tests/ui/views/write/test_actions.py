"""The deeds by name."""

from editor_app.ui import i18n, icons
from editor_app.ui.views.write import actions
from editor_app.ui.views.write.view import WriteView


def test_every_deed_has_words_in_both_languages_and_an_icon_that_exists(view: WriteView) -> None:
    for language in ("zh_CN", "en"):
        i18n.use_language(language)
        deeds = actions.deeds_of(view)
        assert all(deed.text for deed in deeds.values())
        assert all(icons.exists(deed.icon) for deed in deeds.values())


def test_the_menu_names_deeds_that_exist(view: WriteView) -> None:
    assert {name for name in actions.MENU if name} <= set(view.deeds)


def test_formats_act_on_the_caret_and_give_the_focus_back(view: WriteView) -> None:
    view.editor.go_to(view.editor.text().index("导语"), 2)
    view.deeds["bold"].run()
    assert "**导语**第一段" in view.editor.text()
    assert view.editor.hasFocus()


def test_going_back_to_the_main_text_is_blocked_while_it_is_on_the_sheet(view: WriteView) -> None:
    assert view.deeds["main"].blocked()
