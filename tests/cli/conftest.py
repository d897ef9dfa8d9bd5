"""Commands run in this process as a script would run them, on a practice office made once."""

from __future__ import annotations

import json
import os
import shutil
import sys
from dataclasses import dataclass, field
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest

from editor_app import cli
from editor_app.services.clock import SystemClock
from editor_app.storage.workspaces import open_store
from tests import cheap_keys

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Answer:
    """What a command printed and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one object on standard output."""
        read: dict[str, Any] = json.loads(self.out)
        return read

    @property
    def error(self) -> dict[str, str]:
        error: dict[str, str] = self.json["error"]
        return error


@dataclass
class Kept:
    """The office with one approved edition, once a test has made it: signing it anew takes three seconds."""

    folder: Path
    edition: dict[str, Any] = field(default_factory=dict)


@dataclass
class Commands:
    """A practice office and its people's passphrases."""

    folder: Path
    capture: pytest.CaptureFixture[str]
    patch: pytest.MonkeyPatch
    kept: Kept
    passphrases: dict[str, str] = field(default_factory=dict)
    roles: dict[str, list[str]] = field(default_factory=dict)
    accounts: list[str] = field(default_factory=list)
    document: str = ""
    is_fresh: bool = True
    """Nothing was done here yet."""

    def run(self, *words: str, by: str = "", typed: str = "") -> Answer:
        """Run a command on the office; `by` signs a member in."""
        self.is_fresh = False
        line = ["-w", str(self.folder), *(["--as", by] if by else []), *words]
        return self.plain(*line, passphrase=self.passphrases.get(by, ""), typed=typed)

    def plain(self, *line: str, passphrase: str = "", typed: str = "") -> Answer:
        """Run a command line as it stands."""
        if passphrase:
            self.patch.setenv("EDITOR_APP_PASSPHRASE", passphrase)
        else:
            self.patch.delenv("EDITOR_APP_PASSPHRASE", raising=False)
        self.patch.setattr(sys, "stdin", StringIO(typed))
        self.capture.readouterr()
        code = cli.main(list(line))
        said = self.capture.readouterr()
        return Answer(code, said.out, said.err)

    def who(self, role: str, number: int = 0) -> str:
        """The name of the nth member with that role."""
        return [name for name, roles in self.roles.items() if role in roles][number]

    def submitted(self) -> dict[str, Any]:
        """The sample explainer, handed in for all practice accounts."""
        done = self.run("submit", self.document, "--account", *self.accounts, "--json", by=self.who("editor"))
        assert done.code == 0, done.out
        return done.json

    def approved(self) -> dict[str, Any]:
        """The same with three signatures."""
        was_fresh = self.is_fresh
        if was_fresh and self.kept.edition:
            shutil.rmtree(self.folder)
            copied(self.kept.folder, self.folder)
            self.is_fresh = False
            return dict(self.kept.edition)
        edition = self._approve()
        if was_fresh:
            shutil.copytree(self.folder, self.kept.folder)
            self.kept.edition = dict(edition)
        return edition

    def _approve(self) -> dict[str, Any]:
        edition = self.submitted()
        for number in range(3):
            done = self.run(
                "decide", edition["edition"], "approve", "--digest", edition["digest"], "--json",
                by=self.who("reviewer", number),
            )  # fmt: skip
            assert done.code == 0, done.out
        return edition


def copied(made: Path, folder: Path) -> None:
    """The office once more, and meant so: it is nobody's restored workspace."""
    shutil.copytree(made, folder)
    store = open_store(folder, SystemClock())
    store.begin_lineage()
    store.close()


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """Where the approved edition is kept for the tests that follow."""
    return Kept(tmp_path_factory.mktemp("kept") / "office")


@pytest.fixture(scope="session")
def made_office(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A practice office and what `init` printed; tests copy it."""
    import subprocess

    folder = tmp_path_factory.mktemp("made") / "office"
    done = subprocess.run(
        [sys.executable, cheap_keys.__file__, "init", str(folder), "--sample", "--lang", "en", "--json"],
        check=True, capture_output=True, text=True, env=os.environ,
    )  # fmt: skip
    return folder, done.stdout


@pytest.fixture
def commands(
    made_office: tuple[Path, str],
    kept: Kept,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Commands:
    """A fresh copy of the practice office."""
    folder = tmp_path / "office"
    copied(made_office[0], folder)
    said = json.loads(made_office[1])
    return Commands(
        folder,
        capsys,
        monkeypatch,
        kept,
        {member["name"]: member["passphrase"] for member in said["members"]},
        {member["name"]: member["roles"] for member in said["members"]},
        [account["name"] for account in said["accounts"]],
        said["documents"][0]["id"],
    )
