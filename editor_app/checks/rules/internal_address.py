"""No address of the inner network becomes public."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING

from editor_app.checks.example import Example
from editor_app.checks.places import fields, place
from editor_app.domain.finding import Finding, Severity
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.document import Variant

GOOD = Example(body="[办事指南](https://www.example.gov.cn/guide)")
BAD = Example(body="[办事指南](http://192.168.3.15:8080/guide)")

_HOST = re.compile(
    r"(?P<host>(?<![0-9.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9.]*[0-9])"
    r"|(?<![0-9.])localhost(?=[:/])|(?<![a-z0-9-])[a-z0-9-]+\.(?:local|lan|intranet)\b)",
    re.IGNORECASE,
)


def check(variant: Variant) -> Iterator[Finding]:
    """Private addresses and names of the inner network need a reviewer's word."""
    for name, text in fields(variant):
        for found in _HOST.finditer(text):
            if _is_internal(found["host"]):
                yield Finding(
                    "internal_address",
                    Severity.OVERRIDE,
                    place(name, text, found.start(), found.end()),
                    T("“{host}” is an address of an inner network.", host=found["host"]),
                    T("Put the public address in its place."),
                )


def _is_internal(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return not host[0].isdigit()
