"""The command line as scripts of others use it: processes of their own, JSON on standard output, an exit code."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import httpx

from tests import cheap_keys

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROGRAM = (sys.executable, "-m", "editor_app")


@dataclass(frozen=True)
class Answer:
    """What a process printed and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one object on standard output."""
        lines = self.out.splitlines()
        assert len(lines) == 1, f"exactly one JSON object on standard output, not:\n{self.out}{self.err}"
        read: dict[str, Any] = json.loads(lines[0])
        return read

    @property
    def error(self) -> dict[str, str]:
        """The error, which says everything in exactly three fields."""
        error: dict[str, str] = self.json["error"]
        assert set(error) == {"code", "message", "next"}
        assert error["code"]
        assert error["message"]
        return error


@dataclass
class Shell:
    """A workspace and what its people type."""

    workspace: Path
    passphrases: dict[str, str] = field(default_factory=dict)
    roles: dict[str, list[str]] = field(default_factory=dict)
    accounts: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    """Everything that was ever printed."""
    inside: tuple[str, ...] = ()
    """What starts the program, when not this process itself: `nsenter …` for a disk of its own."""
    program: tuple[str, ...] = PROGRAM

    def raw(self, *line: str | bytes, typed: bytes = b"", env: dict[str, str] | None = None) -> Answer:
        """A whole command line as it stands."""
        done = subprocess.run(
            [*self.inside, *self.program, *line], env={**os.environ, **self.environment, **(env or {})}, input=typed,
            capture_output=True, check=False,
        )  # fmt: skip
        answer = Answer(done.returncode, done.stdout.decode(), done.stderr.decode())
        self.said.append(answer.out + answer.err)
        assert "Traceback" not in answer.out + answer.err, answer.out + answer.err
        return answer

    def run(self, *words: str, by: str = "", typed: str = "", env: dict[str, str] | None = None) -> Answer:
        """A command on the workspace with --json, by a member when one is named; whatever comes of it."""
        member = ["--as", by] if by else []
        secret = {"EDITOR_APP_PASSPHRASE": self.passphrases[by]} if by in self.passphrases else {}
        return self.raw(
            "-w", str(self.workspace), *member, *words, "--json", typed=typed.encode(), env={**secret, **(env or {})}
        )

    def __call__(self, *words: str, by: str = "", typed: str = "") -> dict[str, Any]:
        """The same where it must succeed: its one object."""
        answer = self.run(*words, by=by, typed=typed)
        assert answer.code == 0, answer.out + answer.err
        return answer.json

    def refused(self, *words: str, by: str = "", typed: str = "", code: int = 1) -> dict[str, str]:
        """The same where it must be refused: its one error, which names the next step."""
        answer = self.run(*words, by=by, typed=typed)
        assert answer.code == code, answer.out + answer.err
        assert answer.error["next"], "an error says what to do now"
        return answer.error

    def who(self, role: str, number: int = 0) -> str:
        """The nth member with that role."""
        return [name for name, roles in self.roles.items() if role in roles][number]

    def approved(self, document: str, *accounts: str) -> dict[str, Any]:
        """The document's edition with every signature of its route."""
        edition = self("submit", document, "--account", *(accounts or self.accounts), by=self.who("editor"))
        for number in range(len(edition["stages"])):
            self.sign(edition, number)
        return edition

    def sign(self, edition: dict[str, Any], number: int, decision: str = "approve") -> dict[str, Any]:
        """The nth reviewer's word."""
        reviewer = self.who("reviewer", number)
        return self("decide", edition["edition"], decision, "--digest", edition["digest"], by=reviewer)


def practice_office(folder: Path, language: str = "en") -> Shell:
    """What `init --sample` makes, with keys that are cheap to open: dozens of processes sign in here."""
    shell = Shell(folder / "office", environment={"XDG_DATA_HOME": str(folder / "home")})
    starting = replace(shell, program=(sys.executable, cheap_keys.__file__))
    made = starting.raw("init", str(shell.workspace), "--sample", "--lang", language, "--json")
    assert made.code == 0, made.out + made.err
    shell.passphrases = {member["name"]: member["passphrase"] for member in made.json["members"]}
    shell.roles = {member["name"]: member["roles"] for member in made.json["members"]}
    shell.accounts = [account["name"] for account in made.json["accounts"]]
    shell.documents = [document["id"] for document in made.json["documents"]]
    return shell


@dataclass(frozen=True)
class Practice:
    """A running `editor-app sandbox`."""

    url: str
    token: str
    process: subprocess.Popen[str]

    def posts(self) -> list[dict[str, Any]]:
        """What readers would see."""
        posts: list[dict[str, Any]] = httpx.get(f"{self.url}/_sandbox/posts", trust_env=False).json()["posts"]
        return posts

    def faults(self, **counts: object) -> int:
        """Let requests go wrong; the status of the answer."""
        return httpx.post(f"{self.url}/_sandbox/faults", json=counts, trust_env=False).status_code


@contextlib.contextmanager
def practice_platform(state: Path | None = None, port: str = "0") -> Iterator[Practice]:
    """`editor-app sandbox`, on a free port unless one is named."""
    keeping = ["--state", str(state)] if state else []
    with subprocess.Popen(
        [*PROGRAM, "sandbox", "--port", port, *keeping], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            said = json.loads(process.stdout.readline())
            yield Practice(said["url"], said["token"], process)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)
