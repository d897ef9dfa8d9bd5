"""Planted secrets are sought after the whole job, in every form, in everything that was written or said: nowhere."""

from __future__ import annotations

import base64
import io
import json
import os
import urllib.parse
import zipfile
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image, UnidentifiedImageError

from editor_app.resources import resource
from editor_app.services import approvals, sheets, workspaces
from tests.end2end.shell import Shell, practice_office, practice_platform
from tests.platforms.loopback import serving

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator, Mapping

    from tests.end2end.shell import Practice
    from tests.platforms.loopback import Received

PEOPLE = {
    "Admin": ("admin", "orchid-lantern-91 by the river"),
    "Editor": ("editor", "水边石头静静地等着 granite-77"),
    "Reviewer": ("reviewer", "velvet%20comet & copper-plate 5"),
    "Publisher": ("publisher", 'quote"d-harbour\\slash-8 winds'),
}
WRONG = "a-mistyped-passphrase-4417"
SECRETS = {
    "wordpress": "press-officer:Zq4T m8Lk P2wX 9sVb Rt6Y hJ3N",
    "ghost": f"6b0b3c05112577017cbe9726:{'5f2e9ac41b'[:10] * 6}abcd",
    "bluesky": "press.example.org:k7mq-w2xz-p9vt-h4rb",
}
DATABASE = "tulip-engine-3306"
EVERYTHING_LOUD = """
from editor_app.platforms import http
from editor_app.services import accounts

def loud(seat, platform, name, connection, filing_number=""):
    said = connection.secret.reveal()
    raise RuntimeError(f"{connection!r} Authorization: Bearer {said} password={said}")

accounts.add = loud
"""


@dataclass(frozen=True)
class Planted:
    """A secret and what it may look like."""

    name: str
    value: str

    def forms(self) -> Iterator[bytes]:
        """Plain, in other encodings, escaped, base64 at every offset, hex, UTF-16."""
        plain = self.value.encode()
        yield from (plain, self.value.encode("gb18030"), self.value.encode("utf-16-le"), self.value.encode("utf-16-be"))
        yield json.dumps(self.value)[1:-1].encode()
        for quoted in (urllib.parse.quote(self.value), urllib.parse.quote_plus(self.value)):
            yield quoted.encode()
        yield plain.hex().encode()
        yield plain.hex().upper().encode()
        for offset in range(3):
            for coded in (base64.b64encode, base64.urlsafe_b64encode):
                yield coded(bytes(offset) + plain + bytes(3))[4:-8]  # what doesn't depend on its neighbours


def echo(request: Received, connection: socket.socket) -> None:
    """A server that refuses, and repeats everything that it was told."""
    head = request.headers.get("authorization", "").rpartition(" ")[2]
    told = f"{head} {_decoded(head)} {request.body.decode(errors='replace')}"
    said = {"code": "x", "message": told, "error": told, "errors": [{"message": told, "code": "X", "context": told}]}
    body = json.dumps(said).encode()
    connection.sendall(b"HTTP/1.1 403 X\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body)


def _decoded(head: str) -> str:
    try:
        return base64.b64decode(head, validate=True).decode()
    except ValueError:
        return ""


@pytest.mark.timeout(300)
def test_no_secret_is_left_anywhere(tmp_path: Path) -> None:
    shell = founded(tmp_path)
    with practice_platform(tmp_path / "others" / "state.jsonl") as practice:
        planted = [Planted("practice token", practice.token), Planted("database", DATABASE), Planted("wrong", WRONG)]
        planted += [Planted(name, value) for name, (_role, value) in PEOPLE.items()]
        planted += [
            Planted(name, part) for name, whole in SECRETS.items() for part in (whole, whole.rpartition(":")[2])
        ]
        edition = whole_job(shell, practice, tmp_path)
        failing_calls(shell, tmp_path)
    shell("backup", "--to", str(tmp_path / "backup"))
    with closing(workspaces.open_desk(shell.workspace)) as desk:
        (tmp_path / "sheet.pdf").write_bytes(sheets.sheet_pdf(desk, approvals.edition(desk, edition), "en"))
    (tmp_path / "said.txt").write_text("\n".join(shell.said), "utf-8")
    read = dict(everything(tmp_path))
    assert {"said.txt", "workspace.db", "press-desk.log", "sheet.pdf"} <= {Path(name).name for name in read}
    assert found(planted, read) == []
    assert "made a mistake" in read["said.txt"].decode(), "the traceback that was sought was written"
    assert b"Traceback" in b"".join(content for name, content in read.items() if name.endswith(".log"))


def test_the_search_itself_finds_every_form() -> None:
    planted = Planted("a", 'velvet%20comet & "copper" 铜')
    for number, form in enumerate(planted.forms()):
        assert found([planted], {f"file {number}": b"before " + form + b" after"}) == [("a", f"file {number}")]
    hidden = base64.b64encode(b"user:" + planted.value.encode() + b"\n")
    assert found([planted], {"header": b"Basic " + hidden}) == [("a", "header")]


def test_a_practice_office_writes_its_secrets_for_its_owner_alone(tmp_path: Path) -> None:
    shell = practice_office(tmp_path)
    token = json.loads((shell.workspace / "practice.jsonl").read_text("utf-8").splitlines()[0])["token"]
    planted = [Planted("token", token), *(Planted(name, word) for name, word in shell.passphrases.items())]
    shell("doctor")
    shell("audit", "--limit", "1000")
    shell.said[0] = ""  # `init --sample` prints the passphrases, once, for practice
    (tmp_path / "said.txt").write_text("\n".join(shell.said), "utf-8")
    where = {Path(name).name for _secret, name in found(planted, dict(everything(tmp_path)))}
    assert where == {"practice.jsonl", "practice-people.json"}, "see docs/adr/0005: they lie open, and only here"
    if os.name == "posix":
        for name in ("practice.json", *where):
            assert (shell.workspace / name).stat().st_mode & 0o777 == 0o600, name


def founded(folder: Path) -> Shell:
    """A workspace of real people, each with a planted passphrase."""
    (folder / "others").mkdir()
    home = {"XDG_DATA_HOME": str(folder / "home"), "XDG_CONFIG_HOME": str(folder / "home")}
    passphrases = {name: value for name, (_role, value) in PEOPLE.items()}
    shell = Shell(
        folder / "office", passphrases, {name: [role] for name, (role, _) in PEOPLE.items()}, environment=home
    )
    line = ("init", str(shell.workspace), "--admin", "Admin", "--lang", "en", "--json")
    assert shell.raw(*line, env={"EDITOR_APP_NEW_PASSPHRASE": passphrases["Admin"]}).code == 0
    for name, (role, value) in PEOPLE.items():
        if name != "Admin":
            shell("member", "add", name, "--role", role, by="Admin")
            made = shell.run("member", "activate", by=name, env={"EDITOR_APP_NEW_PASSPHRASE": value}).json
            shell("member", "confirm", name, *made["words"], by="Admin")
    return shell


def whole_job(shell: Shell, practice: Practice, folder: Path) -> str:
    """From a file to a post that was read back, over a lost reply; the edition's id."""
    for profile in ("keyed", "draft-flip"):
        options = ("--option", f"profile={profile}", "--option", f"channel={profile}", "--url", practice.url)
        added = shell.run("account", "add", "sandbox", profile, *options, by="Admin", typed=practice.token + "\n")
        assert added.code == 0, added.out
    shell("account", "test", "keyed", by="Admin")
    explainer = str(resource("sample/online-government-explainer.zh.md"))
    document = shell("import", explainer, by="Editor")["documents"][0]["id"]
    photo = str(resource("sample/summer-palace.jpg"))
    shell("media", "add", photo, "--alt", "颐和园佛香阁", "--to", document, by="Editor")
    accounts = ("--account", "keyed", "draft-flip")
    edition = shell("submit", document, *accounts, "--route", "Two persons", by="Editor")
    shell("decide", edition["edition"], "approve", "--digest", edition["digest"], by="Reviewer")
    shell("render", document, "--account", "keyed", "--out", str(folder / "out"))
    shell("queue", edition["edition"], by="Publisher")
    assert practice.faults(drop_after=1, malformed=1, **{"5xx": 1}) == 200
    assert shell.run("worker", "--until-idle", by="Publisher").code == 0
    for words in (["status"], ["audit", "--limit", "1000"], ["list"], ["doctor"]):
        shell.run(*words)
    identity: str = edition["edition"]
    return identity


def failing_calls(shell: Shell, folder: Path) -> None:
    """Everything that goes wrong with a secret in its hands."""
    mistyped = replace(shell, passphrases={"Editor": WRONG})
    assert mistyped.run("new", "--title", "T", by="Editor").code == 1
    with serving(echo) as server:
        for platform, secret in SECRETS.items():
            line = ("account", "add", platform, platform, "--url", server.url)
            refused = shell.run(*line, by="Admin", typed=f"{secret}\n")
            assert refused.code == 1, refused.out
            assert refused.error["next"], refused.out
    (folder / "loud").mkdir()
    (folder / "loud" / "sitecustomize.py").write_text(EVERYTHING_LOUD, "utf-8")
    path = os.pathsep.join(filter(None, (str(folder / "loud"), os.environ.get("PYTHONPATH"))))
    line = ("account", "add", "wordpress", "loud", "--url", "http://127.0.0.1:9")
    bug = shell.run(*line, by="Admin", typed=SECRETS["bluesky"] + "\n", env={"PYTHONPATH": path})
    assert bug.error["code"] == "bug"
    away = shell.raw("-w", f"postgresql://desk:{DATABASE}@127.0.0.1:9/desk", "list", "--json")
    assert away.code == 1


def everything(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder, what archives hold and what pictures say beside their pixels."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.relative_to(folder).parts[0] != "others":
            content = path.read_bytes()
            yield str(path.relative_to(folder)), content
            yield from _inside(str(path.relative_to(folder)), content)


def _inside(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield f"{name}!{member}", archive.read(member)
    elif content[:4] in {b"\x89PNG", b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1"}:
        try:
            with Image.open(io.BytesIO(content)) as picture:
                yield f"{name}!metadata", repr(picture.info).encode()
        except UnidentifiedImageError:
            return


def found(planted: list[Planted], read: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """(secret, file) for every secret that stands somewhere, in whatever form."""
    return sorted(
        {
            (one.name, name)
            for one in planted
            for form in one.forms()
            for name, content in read.items()
            if form in content
        }
    )
