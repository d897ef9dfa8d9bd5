from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.errors import Refused
from editor_app.domain.member import Deed, Role
from editor_app.domain.text import T
from editor_app.ui import i18n, saying

if TYPE_CHECKING:
    from tests.services.office import Office


def test_an_error_is_said_with_its_next_step_in_the_windows_language() -> None:
    error = Refused(T("Nobody confirms their own key."), T("Ask another admin."))
    what, then = saying.explained(error)
    assert "Nobody" not in what
    assert then
    assert saying.sentence(error) == f"{what}{then}"
    i18n.use_language("en")
    assert saying.sentence(error) == "Nobody confirms their own key. Ask another admin."


def test_an_unforeseen_error_says_nothing_technical() -> None:
    what, then = saying.explained(ZeroDivisionError("division by zero"))
    assert "division" not in what + then
    assert "日志" in what


def test_roles_are_named_in_the_order_of_the_work() -> None:
    assert saying.roles_words({Role.ADMIN, Role.EDITOR}) == "编辑、管理"
    i18n.use_language("en")
    assert saying.roles_words({Role.ADMIN, Role.PUBLISHER}) == "Publisher, Admin"


def test_every_state_of_a_member_has_a_word() -> None:
    words = [saying.member_state_word(state) for state in ("invited", "activated", "confirmed", "departed")]
    assert len(set(words)) == 4


def test_who_may_not_is_told_why_and_whom_to_ask(office: Office) -> None:
    assert "登录" in saying.refusal(None, Deed.QUEUE)
    assert saying.refusal(office.publisher, Deed.QUEUE) == ""
    assert "发布" in saying.refusal(office.editor, Deed.QUEUE)
