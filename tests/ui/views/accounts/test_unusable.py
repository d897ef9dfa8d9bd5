from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.text import T
from editor_app.ui.views.accounts.fact import Fact
from editor_app.ui.views.accounts.unusable import Unusable

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_each_package_is_named_with_its_reason_and_nothing_is_shown_when_all_are_well(qtbot: QtBot) -> None:
    shown = Unusable()
    qtbot.addWidget(shown)
    shown.show_all({"gazette": T("it has no class"), "paper (city-paper)": T("its name is taken")})
    told = [fact.accessibleName() for fact in shown.findChildren(Fact)]
    assert told == ["gazette: it has no class", "paper (city-paper): its name is taken"]
    assert not shown.isHidden()
    shown.show_all({})
    assert shown.isHidden()
