"""Nothing that carries a secrecy mark goes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.checks.example import Example
from editor_app.checks.pack import pack
from editor_app.checks.places import fields, place
from editor_app.domain.finding import Finding, Severity
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.document import Variant

GOOD = Example(body="保密法宣传月活动今天启动。")
BAD = Example(body="机密★一年\n\n关于调整补贴标准的请示")


def check(variant: Variant) -> Iterator[Finding]:
    """A level with its star blocks; words for internal papers need a reviewer's word."""
    for name, text in fields(variant):
        for mark in pack().secrecy_marks:
            start = text.find(mark)
            if start >= 0:
                yield Finding(
                    "secrecy_mark",
                    Severity.BLOCK if mark[-1] in "★☆" else Severity.OVERRIDE,
                    place(name, text, start, start + len(mark)),
                    T("“{mark}” marks a paper that is not for the public.", mark=mark),
                    T("Clear it with the office that wrote the paper."),
                )
