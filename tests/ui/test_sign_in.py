from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor_app.domain.member import Role
from editor_app.services import members, sample, workspaces
from editor_app.services.desk import Desk
from editor_app.services.workspaces import Means
from editor_app.ui.sign_in import SignIn
from editor_app.ui.sign_in_forms import PassphraseForm, PracticeForm, SealForm, WordsForm
from tests.services.office import CHEAP, PASSPHRASE, FakeClock, Office


@pytest.fixture
def asking(qtbot: QtBot) -> Callable[..., SignIn]:
    def ask(desk: Desk, last: str = "") -> SignIn:
        window = QWidget()
        qtbot.addWidget(window)
        window.resize(1440, 900)
        window.show()
        cover = SignIn(window, desk, last=last)
        cover.open_over()
        qtbot.waitUntil(lambda: cover.form is not None, timeout=5000)
        cover.kept = window  # type: ignore[attr-defined]
        return cover

    return ask


def test_everybody_who_may_come_in_is_listed_and_the_last_one_is_chosen(
    office: Office, asking: Callable[..., SignIn]
) -> None:
    members.depart(office.admin, "editor2")
    cover = asking(office.desk, "reviewer2")
    names = [row.member.name for row in cover._rows]
    assert "editor2" not in names
    assert "reviewer2" in names
    assert isinstance(cover.form, PassphraseForm)
    assert cover.form.member.name == "reviewer2"


def test_the_right_passphrase_gives_a_seat_and_is_forgotten_by_the_field(
    office: Office, asking: Callable[..., SignIn], qtbot: QtBot
) -> None:
    cover = asking(office.desk, "editor")
    form = cover.form
    assert isinstance(form, PassphraseForm)
    form.field.set_text(PASSPHRASE)
    with qtbot.waitSignal(cover.seated, timeout=5000) as told:
        form.enter()
    assert told.args is not None
    assert told.args[0].member.name == "editor"
    assert form.field.text() == ""


def test_a_wrong_passphrase_is_said_at_the_field_and_can_be_tried_again(
    office: Office, asking: Callable[..., SignIn], qtbot: QtBot
) -> None:
    cover = asking(office.desk, "editor")
    form = cover.form
    assert isinstance(form, PassphraseForm)
    form.field.set_text("not this one at all")
    with qtbot.assertNotEmitted(cover.seated, wait=50):
        form.enter()
        qtbot.waitUntil(lambda: form.field.control.has_error, timeout=5000)
    assert form.button.isEnabled()


def test_an_invited_member_makes_a_seal_and_reads_six_words(
    office: Office, asking: Callable[..., SignIn], qtbot: QtBot
) -> None:
    members.add(office.admin, "陈默", [Role.REVIEWER])
    cover = asking(office.desk, "陈默")
    form = cover.form
    assert isinstance(form, SealForm)
    form.first.set_text(PASSPHRASE)
    form.second.set_text("something else altogether")
    form.make()
    assert form.second.control.has_error
    form.second.set_text(PASSPHRASE)
    form.make()
    qtbot.waitUntil(lambda: isinstance(cover.form, WordsForm), timeout=5000)
    words = cover.form
    assert isinstance(words, WordsForm)
    qtbot.waitUntil(lambda: words.words.count() == 6, timeout=5000)


def test_a_passphrase_too_plain_is_refused_in_words(
    office: Office, asking: Callable[..., SignIn], qtbot: QtBot
) -> None:
    members.add(office.admin, "陈默", [Role.REVIEWER])
    cover = asking(office.desk, "陈默")
    form = cover.form
    assert isinstance(form, SealForm)
    form.first.set_text("aaaa")
    form.second.set_text("aaaa")
    form.make()
    qtbot.waitUntil(lambda: form.first.control.has_error, timeout=5000)
    assert form.button.isEnabled()


def test_in_a_practice_workspace_one_press_sits_down_as_anybody(
    tmp_path: Path, asking: Callable[..., SignIn], qtbot: QtBot
) -> None:
    made = sample.create_sample(tmp_path / "practice", "zh_CN", Means(FakeClock(), CHEAP))
    made.seat.desk.close()
    desk = workspaces.open_desk(tmp_path / "practice")
    cover = asking(desk)
    cover.choose("陈静")
    form = cover.form
    assert isinstance(form, PracticeForm)
    with qtbot.waitSignal(cover.seated, timeout=5000) as told:
        form.enter()
    assert told.args is not None
    assert told.args[0].member.name == "陈静"
    desk.close()
