"""No private e-mail address becomes public."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor_app.checks.example import Example
from editor_app.checks.places import matches
from editor_app.domain.finding import Finding, Severity
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.document import Variant

GOOD = Example(body="意见请发至 yijian@example.gov.cn。")
BAD = Example(body="意见请发至 zhangsan1980@qq.com。")

_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?P<host>[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+)")
_OFFICIAL = re.compile(r"(?:^|\.)(?:gov|edu|org|mil)(?:\.[a-z]{2})?$", re.IGNORECASE)


def check(variant: Variant) -> Iterator[Finding]:
    """An address outside of official domains needs a reviewer's word."""
    for where, found in matches(variant, _ADDRESS):
        if not _OFFICIAL.search(found["host"]):
            yield Finding(
                "email_address",
                Severity.OVERRIDE,
                where,
                T("This e-mail address does not belong to an office."),
                T("Give an official mailbox."),
            )
