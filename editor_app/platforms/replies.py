"""A server's answer as a plain value: apart, so that adapters are tested on recorded ones without a server."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from editor_app.domain.canonical import Json

_SHORTEST_SECRET = 6
"""Shorter ones would blacken ordinary words."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered, whatever the status."""

    status: int
    headers: Mapping[str, str]
    """By lower-case name."""
    body: bytes

    def json(self) -> Json:
        """The body as JSON.

        Raises:
            ValueError: it is none, or nested beyond all reason.
        """
        try:
            return cast("Json", json.loads(self.body))
        except RecursionError as deep:
            raise ValueError("JSON nested too deep") from deep

    def without(self, secrets: Iterable[str]) -> Reply:
        """The same with `***` for every secret: some servers and proxies repeat what they refuse."""
        body = self.body
        for secret in secrets:
            if len(secret) >= _SHORTEST_SECRET:
                body = body.replace(secret.encode(), b"***")
        return replace(self, body=body)

    @property
    def server_time(self) -> datetime | None:
        """What the server's clock said; None when it doesn't say."""
        return http_date(self.headers.get("date", ""))


def http_date(text: str) -> datetime | None:
    """The instant of an HTTP date; None = it is none."""
    try:
        read = parsedate_to_datetime(text)
    except ValueError:
        return None
    return read if read.tzinfo is not None else read.replace(tzinfo=UTC)
