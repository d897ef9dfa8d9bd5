"""A setting that a server shows of itself and a person compares before it is used; windows offer to take it over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.errors import Rejected

if TYPE_CHECKING:
    from editor_app.domain.text import Text


class ToConfirm(Rejected):
    """Nothing secret was said yet: the setting must be compared and entered first.

    Args:
        message: what the server shows.
        next_step: with what a person compares it.
        setting: name of the account's setting.
        value: what would be entered.
    """

    def __init__(self, message: Text, next_step: Text, setting: str, value: str) -> None:
        super().__init__(message, next_step)
        self.setting = setting
        self.value = value
