import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor_app.ui.view import Action, Place, View, find_places


def test_places_are_found_by_place_in_their_order() -> None:
    places = find_places()
    assert places == sorted(places, key=lambda place: place.order)
    assert all(isinstance(place, Place) for place in places)
    assert len({place.key for place in places}) == len(places)


def test_a_new_view_is_one_new_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from editor_app.ui import views

    folder = tmp_path / "practice"
    folder.mkdir()
    (folder / "__init__.py").write_text(
        '"""A view of a test."""\n'
        "from editor_app.ui.view import Place, View\n"
        'PLACE = Place("practice", "Practice", "inbox", 5, View)\n'
    )
    monkeypatch.setattr(views, "__path__", [*views.__path__, str(tmp_path)])
    try:
        assert "practice" in [place.key for place in find_places()]
    finally:
        sys.modules.pop("editor_app.ui.views.practice", None)


def test_finding_places_loads_nothing_heavy() -> None:
    heavy = "sqlalchemy sqlite3 httpx keyring markdown PIL cryptography altair typst"
    probe = (
        "import sys; from editor_app.ui.view import find_places; find_places(); "
        f"print(sorted(set({heavy.split()!r}) & sys.modules.keys()))"
    )
    loaded = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "[]"


def test_an_action_is_free_unless_it_says_why_not() -> None:
    assert Action("盖章", lambda: None).blocked() == ""


def test_a_view_has_quiet_answers_for_what_it_need_not_say(qtbot: QtBot) -> None:
    class Quiet(View):
        def title(self) -> str:
            return "安静"

        def build(self) -> None:
            pass

    view = Quiet(None)  # type: ignore[arg-type]
    qtbot.addWidget(view)
    assert (view.facts(), view.chip(), view.has_document_title(), view.top_action()) == ("", "", False, None)
    assert view.may_leave()
    assert list(view.actions_offered()) == []
