from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.canonical import canonical
from editor_app.services.sealing import fingerprint, new_keys
from editor_app.storage import evidence_file

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Commands


def test_a_key_is_kept_and_a_packet_goes_out(commands: Commands, tmp_path: Path) -> None:
    keys, admin = new_keys(), commands.who("admin")
    public = {"format": "press-desk-key", "version": 1, "public": keys.public.hex(), "box": keys.box_public.hex()}
    (tmp_path / "li.json").write_bytes(canonical(public))
    commands.run("member", "add", "Li", "--role", "reviewer", by=admin)
    kept = commands.run("packet", "register", "Li", str(tmp_path / "li.json"), "--json", by=admin)
    assert kept.code == 0, kept.out
    words = fingerprint(keys.public, keys.box_public)
    assert commands.run("member", "confirm", "Li", *words, "--json", by=admin).code == 0
    edition = commands.submitted()
    file = tmp_path / "packet.zip"
    line = ("packet", "out", edition["edition"], "--for", "Li", "--to", str(file), "--json")
    out = commands.run(*line, by=commands.who("editor"))
    assert out.code == 0, out.out
    assert out.json["digest"] == edition["digest"]
    assert "decide.py" in evidence_file.read(file.read_bytes()).files
    (tmp_path / "decision.json").write_bytes(b"{}")
    wrong = commands.run("packet", "in", str(tmp_path / "decision.json"), "--json", by=commands.who("editor"))
    assert (wrong.code, wrong.error["code"]) == (1, "invalid")


def test_paper_needs_all_three(commands: Commands, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"a scan")
    line = ("packet", "in", str(tmp_path / "scan.pdf"), "--paper", "Wang", "--json")
    assert commands.run(*line, by=commands.who("admin")).code == 2


def test_paper_is_not_countersigned_by_who_reviews_nothing(commands: Commands, tmp_path: Path) -> None:
    edition = commands.submitted()
    (tmp_path / "scan.pdf").write_bytes(b"a scan")
    line = ("packet", "in", str(tmp_path / "scan.pdf"), "--paper", "Wang", "--edition", edition["edition"])
    editor = commands.who("editor")
    said = commands.run(*line, "--digest", edition["digest"], "--json", by=editor)
    assert (said.code, said.error["code"]) == (1, "refused")
