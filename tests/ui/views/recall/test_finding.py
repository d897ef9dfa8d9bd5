from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.document import Content
from editor_app.services import documents
from editor_app.services.documents import Draft
from editor_app.ui import background
from editor_app.ui.views.recall.finding import Finding
from editor_app.ui.widgets.fields import Field, LineInput
from editor_app.ui.widgets.labels import boxed, down

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.services.office import Office


def test_a_document_is_found_by_words_of_its_title_and_named_before_a_case_is_opened(
    qtbot: QtBot, office: Office
) -> None:
    made = [documents.create(office.editor, "", draft=Draft(Content(title=title, body="正文。"))).document
            for title in ("元旦假期政务服务安排", "元旦公交安排", "今冬供暖费不变")]  # fmt: skip
    field = Field("稿件", LineInput())
    finding = Finding(field, office.editor)
    place = boxed(down(field, finding))
    qtbot.addWidget(place)
    place.show()

    def offered(text: str) -> set[str]:
        field.set_text(text)
        with qtbot.waitSignal(finding.told, timeout=10_000):
            pass
        return {button.text().split("·")[0].strip() for button in finding.buttons}

    assert offered("元旦") == {made[0].number, made[1].number}
    assert finding.named() is None
    assert offered("供暖") == set(), "there is one"
    assert finding.reference() == made[2].number
    assert offered(" 元旦 ")
    finding.buttons[0].click()
    qtbot.waitUntil(lambda: finding.named() is not None, timeout=10_000)
    assert finding.reference() == field.text()
    assert offered("没有这一篇") == set()
    assert finding.isHidden()
    assert finding.reference() == "没有这一篇"
    background.shut_down()
