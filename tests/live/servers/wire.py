"""One HTTP call with the standard library, so that the tests' own view of a server never leans on the program's."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

TIMEOUT_SECONDS = 60.0
Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None


class RefusedError(AssertionError):
    """The server answered with an error status."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answered."""

    status: int
    headers: tuple[tuple[str, str], ...]
    text: str

    def json(self) -> "Tree":
        """The body read as JSON."""
        return Tree(json.loads(self.text))

    def header(self, name: str) -> str:
        """The first header of that name; empty when there is none."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


@dataclass(frozen=True, slots=True)
class Tree:
    """A place in a JSON answer; a wrong turn is a failed test, not a TypeError somewhere else."""

    value: Json

    def at(self, *steps: str | int) -> "Tree":
        """The place further down those keys and indexes."""
        here = self.value
        for step in steps:
            try:
                here = here[step]  # type: ignore[index]
            except (KeyError, IndexError, TypeError):
                raise AssertionError(f"the answer has no {steps}: {json.dumps(self.value)[:600]}") from None
        return Tree(here)

    def text(self, *steps: str | int) -> str:
        """The value at those steps as text; numbers are written out, null is empty."""
        value = self.at(*steps).value
        return "" if value is None else str(value)

    def items(self, *steps: str | int) -> list["Tree"]:
        """The list at those steps."""
        value = self.at(*steps).value
        assert isinstance(value, list), f"not a list at {steps}"
        return [Tree(item) for item in value]


def ask(method: str, url: str, *, body: object = None, headers: Mapping[str, str] | None = None) -> Reply:
    """The answer of any status to one call; `body` is sent as JSON, bytes as they are.

    Raises:
        OSError: nobody answered.
    """
    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT_SECONDS)
    sent = dict(headers or {})
    content = None
    if isinstance(body, bytes):
        content = body
    elif body is not None:
        content = json.dumps(body).encode()
        sent.setdefault("Content-Type", "application/json")
    try:
        connection.request(method, parts.path + (f"?{parts.query}" if parts.query else ""), content, sent)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        return Reply(answer.status, tuple(answer.getheaders()), text)
    except HTTPException as error:
        raise OSError(f"no proper answer from {url}: {error!r}") from error
    finally:
        connection.close()


def call(method: str, url: str, *, body: object = None, headers: Mapping[str, str] | None = None) -> Reply:
    """Like `ask`, for calls that must succeed.

    Raises:
        RefusedError: the status is 400 or above.
    """
    reply = ask(method, url, body=body, headers=headers)
    if reply.status >= 400:
        raise RefusedError(f"{method} {url} -> {reply.status}: {reply.text[:600]}")
    return reply


def answers(url: str) -> bool:
    """Is there a server that answers this address with success?"""
    try:
        return ask("GET", url).status < 400
    except OSError:
        return False
