from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.media_place import media_place
from editor_app.services import media_places
from editor_app.ui.dialogs import Question
from editor_app.ui.views.settings.place_dialogs import PlaceDialog
from editor_app.ui.views.settings.team_pictures import TeamPictures
from editor_app.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from editor_app.services.desk import Seat
    from editor_app.ui.main_window import MainWindow
    from tests.services.office import Office
    from tests.services.team import Team
    from tests.ui.views.settings.conftest import Section

_LONG = 15_000


def words_of(section: TeamPictures) -> list[str]:
    return [button.text() for row in section.section.rows for button in row.findChildren(Button)]


def test_one_admin_proposes_a_place_and_another_declines_or_agrees_in_the_window(
    team: Team, pictures_of: Section, qtbot: QtBot, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    first = pictures_of(team.admin)
    first.propose()
    dialog = first.dialog
    assert isinstance(dialog, PlaceDialog)
    dialog.folder.set_text(str(share))
    with qtbot.waitSignal(dialog.done, timeout=_LONG):
        dialog.answer("keep", closes=False)
    qtbot.waitUntil(lambda: words_of(first) == ["收回"], timeout=_LONG)
    assert media_places.where(team.admin.desk) is None
    assert first.why_no_proposal()
    assert words_of(pictures_of(team.seats["沈知言"])) == [], "an editor sees what waits and decides nothing"
    second = pictures_of(team.seats["陈默"])
    assert words_of(second) == ["同意…", "不同意"]
    second.decline()
    qtbot.waitUntil(lambda: words_of(second) == ["换个位置…"], timeout=_LONG)
    assert media_places.waiting(team.admin.desk) is None
    second.decline()
    qtbot.waitUntil(lambda: isinstance(second.dialog, Question), timeout=_LONG)
    assert media_places.choose(team.admin, media_place(str(share))) is None
    second.look()
    qtbot.waitUntil(lambda: words_of(second) == ["同意…", "不同意"], timeout=_LONG)
    second.agree()
    question = second.dialog
    assert isinstance(question, Question)
    question.answer("yes")
    qtbot.waitUntil(lambda: media_places.where(team.admin.desk) == media_place(str(share)), timeout=_LONG)
    qtbot.waitUntil(lambda: words_of(second) == ["换个位置…", "更改…"], timeout=_LONG)


def test_the_only_admin_carries_the_pictures_at_once(
    alone: Team, pictures_of: Section, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "share").mkdir()
    section = pictures_of(alone.admin)
    section.propose()
    dialog = section.dialog
    assert isinstance(dialog, PlaceDialog)
    dialog.folder.set_text(str(tmp_path / "share"))
    dialog.answer("keep", closes=False)
    qtbot.waitUntil(lambda: media_places.where(alone.admin.desk) is not None, timeout=_LONG)
    qtbot.waitUntil(lambda: section.places is not None and section.places.at is not None, timeout=_LONG)
    assert not section.why_no_proposal()
    assert "编辑" in section.why_nothing_to(), "an admin who is no editor adds no pictures"


def test_a_folder_workspace_has_no_such_section(
    office: Office, seat_window: Callable[[Seat], MainWindow], qtbot: QtBot
) -> None:
    assert qtbot is not None
    window = seat_window(office.admin)
    made = TeamPictures(window, window)
    assert not made.is_team
    assert made.actions_offered() == ()
