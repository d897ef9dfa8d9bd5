import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor_app.ui import type as fonts
from editor_app.ui.dialogs import Dialog, Option, Question, Quote, confirm
from editor_app.ui.main_window import MainWindow
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import Field, LineInput
from editor_app.ui.widgets.labels import Label


def test_three_answers_weigh_the_same_and_none_is_the_default(window: MainWindow, qtbot: QtBot) -> None:
    question = Question(window, "这条微博发出去了吗？", "回读三次也没有结果。")
    question.add_option(Option("there", "看到了", "贴上链接。", "已经发出", "https://"))
    question.add_option(Option("again", "没看到", "再发一次。", "再发一次"))
    question.add_option(Option("later", "看不清", "保持待判断。", "先放着"))
    question.ask()
    buttons = [button for button in question.findChildren(Button) if button.text()]
    assert {button.kind for button in buttons} == {Kind.SECONDARY}
    assert len({button.width() for button in buttons}) == 1
    assert not any(button.isDefault() or button.autoDefault() for button in buttons)
    with qtbot.waitSignal(question.answered) as answer:
        qtbot.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert answer.args == ["again"]


def test_the_text_of_an_answer_is_read_from_its_card(window: MainWindow) -> None:
    question = Question(window, "发出去了吗？", "请看一眼。")
    question.add_option(Option("there", "看到了", "贴上链接。", "已经发出", "https://"))
    question.fields["there"].setText("https://example.gov.cn/1")
    assert question.field_text("there") == "https://example.gov.cn/1"


def test_a_dialog_is_as_high_as_its_content(window: MainWindow) -> None:
    low, high = Dialog(window, "图表"), Dialog(window, "图表")
    low.add(Label("一行"))
    high.add(*(Field("来源", LineInput()) for _ in range(4)))
    low.ask()
    high.ask()
    assert low.panel.height() < high.panel.height() <= window.height()


def test_a_long_explanation_wraps_and_is_not_cut(window: MainWindow) -> None:
    question = Question(window, "标题", "说明文字要能读完。" * 30)
    question.ask()
    label = next(label for label in question.findChildren(Label) if label.text().startswith("说明"))
    assert label.height() >= label.heightForWidth(label.width())


def test_a_dialog_says_what_will_be_recorded(window: MainWindow) -> None:
    dialog = Dialog(window, "撤回")
    dialog.set_note("会写入审计链。", "user")
    assert dialog.foot.note.text() == "会写入审计链。"
    assert not dialog.foot.isHidden()


def test_a_button_may_answer_without_closing(window: MainWindow, qtbot: QtBot) -> None:
    dialog = Dialog(window, "图表")
    button = dialog.add_button("check", Button("核对"), closes=False)
    dialog.ask()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()


@pytest.mark.parametrize(("danger", "kind"), [(False, Kind.PRIMARY), (True, Kind.DANGER)])
def test_a_deed_is_confirmed_by_its_own_verb(window: MainWindow, *, danger: bool, kind: Kind) -> None:
    question = confirm(window, "撤回？", "公众将看不到它。", "撤回", danger=danger)
    deed = next(button for button in question.findChildren(Button) if button.text() == "撤回")
    assert deed.kind is kind


def test_a_quote_shows_the_documents_words_and_where_they_should_be(qtbot: QtBot) -> None:
    quote = Quote("“指尖上的网上政府”怎么建？", "博", "@滨江发布", "15:32 前后", Button("打开", Kind.LINK))
    qtbot.addWidget(quote)
    assert [label.text() for label in quote.findChildren(Label)] == [
        "“指尖上的网上政府”怎么建？",
        "@滨江发布",
        "15:32 前后",
    ]


def test_with_large_text_a_tall_dialog_still_shows_its_buttons(window: MainWindow) -> None:
    window.resize(1440, 900)
    fonts.set_scale(2.0)
    try:
        dialog = Dialog(window, "稿件信息")
        assert dialog.roomy(100) == 200
        area = Label("很长")
        area.setMinimumHeight(dialog.roomy(420))
        dialog.add(area)
        button = dialog.add_button("done", Button("应用", Kind.PRIMARY))
        dialog.ask()
        assert dialog.foot.geometry().top() >= dialog.body.geometry().bottom()
        assert dialog.panel.rect().contains(button.mapTo(dialog.panel, button.rect().bottomRight()))
    finally:
        fonts.set_scale(1.0)
