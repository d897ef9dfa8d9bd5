from pathlib import Path

from pytestqt.qtbot import QtBot

from editor_app.domain.member import Role
from editor_app.domain.secrets import Secret
from editor_app.services import members, sample
from editor_app.services.workspaces import Means
from editor_app.ui.sign_in_forms import PassphraseForm, PracticeForm, WordsForm
from tests.services.office import CHEAP, PASSPHRASE, FakeClock, Office


def test_one_press_checks_a_passphrase_once(office: Office, qtbot: QtBot) -> None:
    form = PassphraseForm(office.desk, office.editor.member)
    qtbot.addWidget(form)
    form.field.set_text(PASSPHRASE)
    seats: list[object] = []
    form.seated.connect(seats.append)
    form.enter()
    form.enter()
    qtbot.waitUntil(lambda: bool(seats), timeout=5000)
    qtbot.wait(100)
    assert len(seats) == 1


def test_the_six_words_shown_are_those_that_an_admin_compares(office: Office, qtbot: QtBot) -> None:
    member = members.add(office.admin, "陈默", [Role.EDITOR])
    words = members.activate(office.desk, member.name, Secret(PASSPHRASE)).words
    form = WordsForm(office.desk, members.all_members(office.desk)[-1])
    qtbot.addWidget(form)
    qtbot.waitUntil(lambda: form.words.count() == 6, timeout=5000)
    shown = [form.words.itemAt(place).widget().text().split()[1] for place in range(6)]
    assert tuple(shown) == words


def test_a_practice_passphrase_changed_since_is_said_in_words(tmp_path: Path, qtbot: QtBot) -> None:
    made = sample.create_sample(tmp_path / "practice", "zh_CN", Means(FakeClock(), CHEAP))
    members.change_passphrase(made.seat, Secret(made.people[0].passphrase), Secret("stones by the quiet river"))
    form = PracticeForm(made.seat.desk, made.seat.member)
    qtbot.addWidget(form)
    form.enter()
    qtbot.waitUntil(lambda: not form._error.isHidden(), timeout=5000)
    assert form.button.isEnabled()
    made.seat.desk.close()
