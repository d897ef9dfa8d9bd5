from PySide6.QtCore import QCoreApplication

from editor_app.ui import i18n, startup, theme
from editor_app.ui import type as fonts
from editor_app.ui.preferences import Preferences


def test_qts_own_dialogs_speak_the_windows_language() -> None:
    startup.speak("zh_CN")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    startup.speak("en")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
    assert i18n.language() == "en"
    startup.speak("zh_CN")


def test_a_changed_preference_is_in_force_at_once(chosen: Preferences) -> None:
    chosen.set_theme("dark")
    assert not startup.apply("theme")
    assert theme.active().choice == "dark"
    chosen.set_still(still=True)
    assert not startup.apply("still")
    assert theme.active().is_still


def test_text_size_and_language_ask_for_windows_made_anew(chosen: Preferences) -> None:
    chosen.set_scale(1.5)
    assert startup.apply("scale")
    assert fonts.scale() == 1.5
    chosen.set_language("en")
    assert startup.apply("language")
    assert i18n.language() == "en"
    startup.speak("zh_CN")


def test_the_programs_mark_is_drawn_in_three_sizes() -> None:
    assert [size.width() for size in startup._icon().availableSizes()] == [32, 64, 128]
