"""The key of a reviewer outside is kept from the members of the settings, as `packet register` keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.member import MemberState, Role
from editor_app.services import members, outsiders
from editor_app.services.sealing import fingerprint
from editor_app.ui.views.settings.members import ConfirmDialog
from editor_app.ui.views.settings.outside import OutsideKeyDialog, may_stay_outside
from tests.services.test_packets import Outsider
from tests.ui.views.settings.test_members import shown, state

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from editor_app.services.desk import Seat
    from editor_app.ui.main_window import MainWindow
    from tests.services.office import Office

    Sit = Callable[[Seat], MainWindow]


def test_a_key_that_was_sent_is_kept_confirmed_by_six_words_and_opens_no_seat(
    office: Office, seat_window: Sit, qtbot: QtBot, tmp_path: Path
) -> None:
    member = members.add(office.admin, "李教授", [Role.EXPERT])
    assert may_stay_outside(member)
    outsider, file = Outsider(office), tmp_path / "key.json"
    section = shown(seat_window(office.admin), qtbot)
    section.take_key("李教授")
    dialog = section.dialog
    assert isinstance(dialog, OutsideKeyDialog)
    assert not dialog.keep.isEnabled()
    file.write_bytes(b"{}")
    dialog.file.take(file)
    dialog.answer("keep", closes=False)
    qtbot.waitUntil(lambda: bool(dialog.error_text()), timeout=10_000)
    assert state(office, "李教授") is MemberState.INVITED
    file.write_bytes(outsider.public)
    with qtbot.waitSignal(dialog.done, timeout=10_000):
        dialog.answer("keep", closes=False)
    qtbot.waitUntil(lambda: state(office, "李教授") is MemberState.ACTIVATED, timeout=10_000)
    section.confirm("李教授")
    words = section.dialog
    assert isinstance(words, ConfirmDialog)
    words.words.set_text(" ".join(fingerprint(outsider.keys.public, outsider.keys.box_public)))
    with qtbot.waitSignal(words.done, timeout=10_000):
        words.answer("keep", closes=False)
    assert [one.name for one in outsiders.reviewers(office.editor) if one.is_outside] == ["李教授"]


def test_it_is_offered_for_invited_reviewers_and_experts_only(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    for name, roles in (("李教授", [Role.REVIEWER]), ("陈默", [Role.REVIEWER, Role.EDITOR])):
        members.add(office.admin, name, roles)
    section = shown(seat_window(office.admin), qtbot)
    people = {member.name: member for member in section.people}
    offered = {
        name: any("外" in button.accessibleName() for button in section._deeds(people[name]))
        for name in ("李教授", "陈默", "reviewer1")
    }
    assert offered == {"李教授": True, "陈默": False, "reviewer1": False}
    other = shown(seat_window(office.editor), qtbot)
    other.take_key("李教授")
    assert not isinstance(other.dialog, OutsideKeyDialog)
