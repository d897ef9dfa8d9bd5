"""A refusal of the simulated WeChat: a number and words, always under HTTP 200."""

from __future__ import annotations


class Fail(Exception):
    """An errcode other than 0."""

    def __init__(self, code: int, words: str, hint: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.words = f"{words} hint: [{hint}]" if hint else words
