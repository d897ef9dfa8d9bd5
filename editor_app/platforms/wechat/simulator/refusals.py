"""A refusal of the simulated WeChat: a number and words, always under HTTP 200."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json


class Fail(Exception):
    """An errcode other than 0."""

    def __init__(self, code: int, words: str, hint: str = "", more: dict[str, Json] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.more = more or {}
        self.words = f"{words} hint: [{hint}]" if hint else words
