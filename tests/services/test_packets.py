"""A reviewer without an account signs by everybody's rules: confirmed key, digest, four eyes, no stage skipped."""

from __future__ import annotations

import importlib.util
import json
import sys
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from editor_app.domain.approval import Decision
from editor_app.domain.canonical import canonical
from editor_app.domain.document import Content
from editor_app.domain.edition import EditionState
from editor_app.domain.errors import DeskError, Invalid, Refused, SignInFailed
from editor_app.domain.identifiers import grouped, sha256
from editor_app.domain.instants import microseconds
from editor_app.domain.member import Role
from editor_app.domain.secrets import Secret
from editor_app.resources import resource
from editor_app.services import approvals, auditing, documents, embargoes, members, packets, proof_reading
from editor_app.services.documents import Draft
from editor_app.services.embargoes import Terms
from editor_app.services.evidence_signed import four_eyes_faults, signature_faults, stage_faults
from editor_app.services.packets import Paper
from editor_app.services.sealing import Keys, fingerprint, new_keys
from editor_app.storage import evidence_file
from editor_app.storage.snapshot import Snapshot
from tests.services.office import PASSPHRASE, Office
from tests.services.packages import parts_of
from tests.services.test_proof_reading import with_a_proof
from tests.services.unguarded import unguarded

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from editor_app.domain.edition import Edition

CONTENT = Content(title="供暖费不变", summary="今冬不变。", body="标准执行至明年。\n", source="区政务公开办")
OUTSIDE = "Professor Li"


@dataclass
class Outsider:
    """Somebody with a key of their own and no seat."""

    office: Office
    keys: Keys = field(default_factory=new_keys)
    listed: dict[str, Any] = field(default_factory=dict)
    """What the packets say that came, by edition."""

    @property
    def public(self) -> bytes:
        key = {"format": "press-desk-key", "version": 1, "public": self.keys.public.hex()}
        return canonical({**key, "box": self.keys.box_public.hex()})

    def confirmed(self, name: str = OUTSIDE) -> Outsider:
        members.add(self.office.admin, name, (Role.REVIEWER,))
        packets.register(self.office.admin, name, self.public)
        members.confirm(self.office.admin, name, fingerprint(self.keys.public, self.keys.box_public))
        return self

    def decision(self, edition: Edition, change: Callable[[Any], None] = lambda _said: None) -> bytes:
        """What `decide.py` writes, with a change that is signed too."""
        if edition.id not in self.listed:
            packet = evidence_file.read(packets.pack(self.office.editor, edition.id, OUTSIDE))
            self.listed[edition.id] = json.loads(packet.files["packet.json"])
        listed = self.listed[edition.id]
        said = {
            "workspace": listed["workspace"]["id"], "document": listed["document"]["id"],
            "revision": listed["revision"], "edition": edition.id, "stage": listed["stage"]["ordinal"],
            "digest": edition.digest, "decision": "approve", "by": listed["for"]["member"],
            "key": listed["for"]["key"], "audit_head": listed["audit_head"],
            "at": microseconds(self.office.clock.now()), "where": "command_line", "opened": [], "overrides": [],
            "reason": "",
        }  # fmt: skip
        if listed["stage"]["kind"] == "proof":
            said["read"] = [one.as_json() for one in proof_reading.to_read(edition.sealed())]
        change(said)
        signature = self.keys.sign(b"press-desk-approval-v1\0" + canonical(said))
        whole = {"format": "press-desk-decision", "version": 1, "domain": "press-desk-approval-v1"}
        return canonical({**whole, "statement": said, "signature": signature.hex()})


@pytest.fixture
def submitted(office: Office) -> Edition:
    office.connect("news")
    return office.submitted(Draft(CONTENT), "news")


@pytest.fixture
def outsider(office: Office) -> Outsider:
    return Outsider(office).confirmed()


def test_the_decision_counts_as_any_other_and_proves_itself_later(
    office: Office, submitted: Edition, outsider: Outsider
) -> None:
    outcome = packets.take_in(office.editor, outsider.decision(submitted))
    assert outcome.next is not None
    assert outcome.next.ordinal == 2
    edition = office.approve(submitted, "reviewer2", "reviewer3")
    assert edition.state is EditionState.APPROVED
    record = approvals.record(office.desk, edition.id)
    assert [(one.name, one.valid) for stage in record.stages for one in stage.signed] == [
        (OUTSIDE, True), ("reviewer2", True), ("reviewer3", True),
    ]  # fmt: skip
    parts = parts_of(office.publisher, edition.id)
    assert [*signature_faults(parts), *four_eyes_faults(parts)] == []


def test_a_return_comes_in_with_its_reason(office: Office, submitted: Edition, outsider: Outsider) -> None:
    decision = outsider.decision(submitted, lambda said: said.update(decision="return", reason="Wrong year."))
    assert packets.take_in(office.editor, decision).edition.state is EditionState.RETURNED


def edited(said: Any) -> None:
    said.update(digest="0" * 64)


WRONG: dict[str, Callable[[Any], None]] = {
    "another digest": edited,
    "another stage": lambda said: said.update(stage=2),
    "another document": lambda said: said.update(document="x"),
    "another workspace": lambda said: said.update(workspace="x"),
    "a finding that is none": lambda said: said.update(overrides=["a" * 64]),
    "a return without a reason": lambda said: said.update(decision="return"),
    "a time to come": lambda said: said.update(at=said["at"] + 3_600_000_000),
    "a time before submission": lambda said: said.update(at=said["at"] - 3_600_000_000),
    "another audit log": lambda said: said.update(audit_head="0" * 64),
    "a field too many": lambda said: said.update(more="x"),
    "a decision that is none": lambda said: said.update(decision="perhaps"),
}


def test_a_signed_decision_that_says_anything_else_is_refused(
    office: Office, submitted: Edition, outsider: Outsider
) -> None:
    refused = []
    for kind, change in WRONG.items():
        with pytest.raises((Refused, Invalid)):
            packets.take_in(office.editor, outsider.decision(submitted, change))
        refused.append(kind)
    assert refused == list(WRONG)
    assert approvals.record(office.desk, submitted.id).stages[0].signed == ()


def test_a_signature_by_another_key_is_refused(office: Office, submitted: Edition, outsider: Outsider) -> None:
    forged = Outsider(office).decision(submitted)
    with pytest.raises(Refused, match="signature"):
        packets.take_in(office.editor, forged)
    packets.take_in(office.editor, outsider.decision(submitted))


def test_the_same_decision_counts_once(office: Office, submitted: Edition, outsider: Outsider) -> None:
    decision = outsider.decision(submitted)
    packets.take_in(office.editor, decision)
    with pytest.raises(DeskError):
        packets.take_in(office.editor, decision)


def test_a_key_that_was_revoked_meanwhile_signs_nothing(office: Office, submitted: Edition, outsider: Outsider) -> None:
    decision = outsider.decision(submitted)
    members.depart(office.admin, OUTSIDE)
    with pytest.raises(Refused):
        packets.take_in(office.editor, decision)


def test_a_save_meanwhile_voids_what_was_signed_outside(office: Office, submitted: Edition, outsider: Outsider) -> None:
    decision = outsider.decision(submitted)
    changed = Draft(replace(CONTENT, summary="明年再定。"))
    documents.save_revision(office.editor, submitted.document, submitted.revision, changed)
    with pytest.raises(Refused, match="not in review"):
        packets.take_in(office.editor, decision)


@pytest.fixture
def proof(office: Office) -> Edition:
    """In review for two accounts; its first stage is a proof pass."""
    office.connect("site")
    office.connect("social")
    return with_a_proof(office)


def test_a_proof_stage_is_sealed_by_packet_once_every_variant_was_read(
    office: Office, proof: Edition, outsider: Outsider
) -> None:
    """And what was read can't be taken out again, even past the guards."""
    packets.take_in(office.editor, outsider.decision(proof))
    assert office.approve(proof, "reviewer3").state is EditionState.APPROVED
    said = approvals.record(office.desk, proof.id).stages[0].signed
    assert [(one.name, one.valid) for one in said] == [(OUTSIDE, True)]
    assert auditing.verify(office.desk).is_valid
    parts = parts_of(office.publisher, proof.id)
    assert [*signature_faults(parts), *stage_faults(parts)] == []
    with unguarded(office.desk) as connection:
        connection.execute(text("DELETE FROM packet_reading"))
        found = auditing.verification(Snapshot(connection))
    assert {each.table for each in found.unproven} == {"approval"}


def cut(said: Any) -> None:
    said["read"] = said["read"][:1]


def changed_reading(place: int, value: Any) -> Callable[[Any], None]:
    def change(said: Any) -> None:
        said["read"][0][place] = value

    return change


UNREAD: dict[str, Callable[[Any], None]] = {
    "nothing read": lambda said: said.pop("read"),
    "an empty reading": lambda said: said.update(read=[]),
    "one variant left out": cut,
    "another order": lambda said: said["read"].reverse(),
    "one variant twice": lambda said: said["read"].append(said["read"][0]),
    "another account": changed_reading(0, "x"),
    "other bytes": changed_reading(1, "0" * 64),
    "other sentences": changed_reading(2, "0" * 64),
    "one sentence less": changed_reading(3, 1),
    "no sentence": changed_reading(3, 0),
    "a reading that is none": lambda said: said.update(read="all of it"),
}


def test_no_forged_or_partial_reading_seals_a_proof_stage_or_another(
    office: Office, proof: Edition, submitted: Edition, outsider: Outsider
) -> None:
    refused = []
    for kind, change in UNREAD.items():
        with pytest.raises((Refused, Invalid)):
            packets.take_in(office.editor, outsider.decision(proof, change))
        refused.append(kind)
    assert refused == list(UNREAD)
    assert approvals.record(office.desk, proof.id).stages[0].signed == ()
    read = [one.as_json() for one in proof_reading.to_read(submitted.sealed())]
    with pytest.raises(Refused, match="not a decision on the stage"):
        packets.take_in(office.editor, outsider.decision(submitted, lambda said: said.update(read=read)))
    wrong = {"decision": "return", "reason": "Wrong year."}
    with pytest.raises(Refused, match="not a decision on the stage"):
        packets.take_in(office.editor, outsider.decision(proof, lambda said: said.update(wrong)))

    def sent_back(said: Any) -> None:
        said.update(wrong)
        said.pop("read")

    assert packets.take_in(office.editor, outsider.decision(proof, sent_back)).edition.state is EditionState.RETURNED


def test_the_key_has_no_way_in(office: Office, outsider: Outsider) -> None:
    assert outsider.keys
    with pytest.raises(SignInFailed):
        members.sign_in(office.desk, OUTSIDE, Secret(PASSPHRASE))


def test_no_packet_goes_to_an_author_or_to_somebody_without_a_key(office: Office, submitted: Edition) -> None:
    with pytest.raises(Refused):
        packets.pack(office.editor, submitted.id, "editor")
    members.add(office.admin, OUTSIDE, (Role.REVIEWER,))
    with pytest.raises(Refused, match="no confirmed key"):
        packets.pack(office.editor, submitted.id, OUTSIDE)


def test_under_embargo_a_packet_goes_to_nobody_who_is_not_on_its_list(
    office: Office, submitted: Edition, outsider: Outsider
) -> None:
    assert outsider.keys
    members_of = [office.editor.member.id, office.reviewer1.member.id, office.reviewer2.member.id]
    embargoes.tighten(office.editor, submitted.document, Terms(None, frozenset(members_of)), "Not before the session.")
    with pytest.raises(Refused, match="embargo"):
        packets.pack(office.editor, submitted.id, OUTSIDE)
    packets.pack(office.editor, submitted.id, "reviewer1")


def test_only_an_admin_keeps_a_key_and_only_for_an_invited_reviewer(office: Office) -> None:
    members.add(office.admin, OUTSIDE, (Role.REVIEWER,))
    members.add(office.admin, "Wang", (Role.PUBLISHER,))
    key = Outsider(office).public
    with pytest.raises(Refused):
        packets.register(office.editor, OUTSIDE, key)
    with pytest.raises(Refused, match="seat"):
        packets.register(office.admin, "Wang", key)
    packets.register(office.admin, OUTSIDE, key)
    with pytest.raises(Refused, match="activated already"):
        packets.register(office.admin, OUTSIDE, key)
    for wrong in (b"", b"{}", b"[1]", b"[" * 99_999, key.replace(b'"box":"', b'"box":"00')):
        with pytest.raises(Invalid):
            packets.register(office.admin, OUTSIDE, wrong)


@pytest.mark.one_engine
def test_the_packet_is_the_same_twice_signed_and_loads_nothing(
    office: Office, submitted: Edition, outsider: Outsider
) -> None:
    assert outsider.keys
    content = packets.pack(office.editor, submitted.id, OUTSIDE)
    assert content == packets.pack(office.editor, submitted.id, OUTSIDE)
    files = evidence_file.read(content).files
    page = files["pages/1.html"].decode()
    assert "供暖费不变" in page
    assert "<script" not in page
    assert "default-src 'none'; img-src data:" in page
    assert submitted.digest.encode() in files["form.pdf"]
    assert sha256(files["manifest.json"]) == submitted.digest


def test_an_admin_who_reviews_countersigns_paper_with_its_scan(office: Office, submitted: Edition) -> None:
    chief = office.hire("chief", Role.ADMIN, Role.REVIEWER)
    paper = Paper("Professor Wang", Decision.APPROVE, grouped(submitted.digest), b"a scan")
    with pytest.raises(Refused):
        packets.countersign(office.reviewer1, submitted.id, paper)
    with pytest.raises(Refused):
        packets.countersign(office.admin, submitted.id, paper)
    packets.countersign(chief, submitted.id, paper)
    signed = approvals.record(office.desk, submitted.id).stages[0].signed[0]
    assert (signed.name, signed.valid) == ("chief", True)
    assert sha256(b"a scan") in signed.reason
    assert "Professor Wang" in signed.reason


@pytest.mark.one_engine
@pytest.mark.parametrize("name", ["editor", "EDITOR", " "])
def test_paper_is_no_way_around_four_eyes(office: Office, submitted: Edition, name: str) -> None:
    chief = office.hire("chief", Role.ADMIN, Role.REVIEWER)
    with pytest.raises((Refused, Invalid)):
        packets.countersign(chief, submitted.id, Paper(name, Decision.APPROVE, submitted.digest, b"a scan"))


@pytest.mark.one_engine
@pytest.mark.parametrize(("digest", "scan"), [("0" * 64, b"s"), ("", b"s"), ("abc", b"s"), (None, b"")])
def test_paper_quotes_the_digest_and_has_a_scan(
    office: Office, submitted: Edition, digest: str | None, scan: bytes
) -> None:
    chief = office.hire("chief", Role.ADMIN, Role.REVIEWER)
    quoted = submitted.digest if digest is None else digest
    with pytest.raises((Refused, Invalid)):
        packets.countersign(chief, submitted.id, Paper("Wang", Decision.APPROVE, quoted, scan))


@pytest.fixture
def script(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """`decide.py` as it lies in a packet, in a folder of its own; its clock goes with the office's."""
    (tmp_path / "decide.py").write_bytes(resource("packets/decide.py").read_bytes())
    (tmp_path / "words.txt").write_bytes(resource("words/fingerprint.txt").read_bytes())
    spec = importlib.util.spec_from_file_location("decide_alone", tmp_path / "decide.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.time = SimpleNamespace(time_ns=lambda: microseconds(office.clock.now()) * 1000)  # type: ignore[attr-defined]
    monkeypatch.setenv("DECIDE_PASSPHRASE", PASSPHRASE)
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["decide.py", *words])
        capsys.readouterr()
        code: int = module.main()
        return code, "".join(capsys.readouterr())

    return run


@pytest.mark.one_engine
def test_the_script_makes_a_key_checks_the_packet_and_signs(
    office: Office, submitted: Edition, tmp_path: Path, script: Callable[..., tuple[int, str]]
) -> None:
    code, said = script("key", "me.key")
    assert code == 0, said
    members.add(office.admin, OUTSIDE, (Role.REVIEWER,))
    packets.register(office.admin, OUTSIDE, (tmp_path / "me.public.json").read_bytes())
    members.confirm(office.admin, OUTSIDE, said.splitlines()[-1].split())
    packets.send_out(office.editor, submitted.id, OUTSIDE, tmp_path / "p.zip")
    said = script("check", "p.zip")[1]
    assert grouped(submitted.digest, 16) in said
    assert " ".join(members.words_of(office.desk, "editor")) in said
    assert script("sign", "p.zip", "me.key", "approve", "--digest", "0000 0000 0000")[0] == 1
    assert script("sign", "p.zip", "me.key", "return", "--digest", grouped(submitted.digest))[0] == 1
    code, said = script("sign", "p.zip", "me.key", "approve", "--digest", grouped(submitted.digest))
    assert code == 0, said
    assert packets.take_in(office.editor, (tmp_path / "p.decision.json").read_bytes()).next is not None


@pytest.mark.one_engine
def test_the_script_reads_a_proof_sentence_by_sentence_before_it_signs(
    office: Office, proof: Edition, tmp_path: Path, script: Callable[..., tuple[int, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    code, said = script("key", "me.key")
    assert code == 0, said
    members.add(office.admin, OUTSIDE, (Role.REVIEWER,))
    packets.register(office.admin, OUTSIDE, (tmp_path / "me.public.json").read_bytes())
    members.confirm(office.admin, OUTSIDE, said.splitlines()[-1].split())
    packets.send_out(office.editor, proof.id, OUTSIDE, tmp_path / "p.zip")
    assert "read" in script("check", "p.zip")[1]
    approve = ("sign", "p.zip", "me.key", "approve", "--digest", grouped(proof.digest))
    assert "site" in script(*approve)[1]
    pages = proof_reading.texts(office.desk, proof)
    sentences = sum(len(each.sentences) for each in pages)
    for words in (["", "b", "", "", "q"], [""] * (sentences - 3), []):
        assert script(*approve)[0] == 1
        answers = iter(words)
        monkeypatch.setattr("builtins.input", lambda _prompt, answers=answers: next(answers, "q"))
        code, said = script("read", "p.zip")
        assert code == 0
    assert code == 0
    assert "q: leave off" in said
    monkeypatch.setattr("builtins.input", lambda _prompt: "")
    assert "Everything was read" in script("read", "p.zip")[1]
    code, said = script(*approve)
    assert code == 0, said
    assert packets.take_in(office.editor, (tmp_path / "p.decision.json").read_bytes()).next is not None
    assert pages[0].sentences[0] == "题"


@pytest.mark.one_engine
def test_the_script_refuses_a_packet_that_was_changed(
    office: Office, submitted: Edition, outsider: Outsider, tmp_path: Path, script: Callable[..., tuple[int, str]]
) -> None:
    assert outsider.keys
    files = evidence_file.read(packets.pack(office.editor, submitted.id, OUTSIDE)).files
    for name in ("pages/1.html", "manifest.json", "packet.json", "packet.sig"):
        changed = files[name][:-1] + bytes([files[name][-1] ^ 1])
        (tmp_path / "q.zip").write_bytes(evidence_file.packed({**files, name: changed}))
        assert script("check", "q.zip")[0] == 1, name
    (tmp_path / "p.zip").write_bytes(evidence_file.packed(files))
    assert script("check", "p.zip")[0] == 0
