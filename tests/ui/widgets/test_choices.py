from pytestqt.qtbot import QtBot

from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.choices import RoleToggles, Toggle, beside_field
from editor_app.ui.widgets.fields import Field, LineInput


def test_a_toggle_that_is_on_carries_a_check(qtbot: QtBot) -> None:
    toggle = Toggle("编辑")
    qtbot.addWidget(toggle)
    narrow = toggle.sizeHint().width()
    toggle.click()
    assert toggle.isChecked()
    assert toggle.sizeHint().width() > narrow


def test_roles_are_chosen_in_any_number_and_named_by_their_label(qtbot: QtBot) -> None:
    roles = RoleToggles("角色", ("editor", "reviewer", "publisher"), ("reviewer",))
    qtbot.addWidget(roles)
    with qtbot.waitSignal(roles.changed):
        roles.toggles["editor"].click()
    assert roles.chosen() == ("editor", "reviewer")
    assert roles.toggles["editor"].accessibleDescription() == "角色"


def test_a_button_beside_a_field_stands_at_its_box(qtbot: QtBot) -> None:
    field, button = Field("文件夹", LineInput()), Button("选择…")
    row = beside_field(field, button)
    qtbot.addWidget(row)
    row.resize(400, row.sizeHint().height())
    row.show()
    assert button.geometry().bottom() >= field.control.mapTo(row, field.control.rect().center()).y()
