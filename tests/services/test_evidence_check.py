"""A package holds as it was made; whatever is changed in it, by whomever, is found and named. Two verifiers agree."""

from __future__ import annotations

import importlib.util
import json
import random
from typing import TYPE_CHECKING, Any

import pytest

from editor_app.domain import evidence as package
from editor_app.domain.evidence import Check
from editor_app.resources import resource
from editor_app.services import evidence_check
from editor_app.services.sealing import new_keys
from editor_app.storage import evidence_file
from tests.services.packages import Forger, sent_outbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

SCRIPT = resource("evidence/verify_evidence.py")
RECORD, SEALED = "editions/1/record.json", "editions/1/manifest.json"


def loaded_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verify_evidence_alone", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ALONE = loaded_script()


@pytest.fixture(scope="module")
def forger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forger]:
    with sent_outbox(tmp_path_factory.mktemp("sent")) as (_outbox, made):
        yield made


def found(content: bytes) -> list[tuple[str, str]]:
    """What both verifiers find; they agree to the letter."""
    here, alone = evidence_check.verified(content), ALONE.verify(content)
    faults = [(fault.check.value, fault.place) for fault in here.faults]
    assert faults == [tuple(fault) for fault in alone["faults"]]
    assert (here.holds, here.digest) == (alone["holds"], alone["digest"])
    assert {(one.name, " ".join(one.words), one.decision) for one in here.signers} == {
        tuple(one) for one in alone["signers"]
    }
    return faults


def test_the_package_as_it_was_made_holds_and_names_its_signers(forger: Forger) -> None:
    assert found(forger.content) == []
    verified = evidence_check.verified(forger.content)
    assert [one.name for one in verified.signers] == ["reviewer1", "reviewer2", "reviewer3", "publisher"]
    assert {len(one.words) for one in verified.signers} == {6}
    assert (verified.about, verified.looked_at) == ("2026-0001", tuple(Check))


def test_made_again_by_its_maker_it_holds_as_well(forger: Forger) -> None:
    """The legal twin of every forgery below: it is the change that is found, not the making anew."""
    assert forger.made({}) == forger.content


def flips(content: bytes) -> Iterator[tuple[str, int]]:
    """(whose, bit): bits of every file's header and of its bytes, and every bit behind the last file's."""
    seeded, at = random.Random(4), 0
    for name, body in evidence_file.read(content).files.items():
        header = 30 + len(name)
        yield from ((name, bit) for bit in seeded.sample(range(at * 8, (at + header) * 8), 12))
        begin = (at + header) * 8
        yield from ((name, begin + seeded.randrange(len(body) * 8)) for _ in range(24))
        at += header + len(body)
    yield from (("directory", bit) for bit in seeded.sample(range(at * 8, len(content) * 8), 60))


def test_one_flipped_bit_anywhere_is_found_and_named(forger: Forger) -> None:
    tried: dict[str, int] = {}
    for whose, bit in flips(forger.content):
        changed = bytearray(forger.content)
        changed[bit // 8] ^= 1 << bit % 8
        faults = found(bytes(changed))
        assert faults, f"bit {bit} of {whose}"
        assert faults[0][0] == "container"
        names = [*evidence_file.read(forger.content).files, "directory"]
        number = f"#{names.index(whose) + 1}"
        assert faults[0][1] in {whose, number, "directory"} or faults[0][1] not in names, f"bit {bit} of {whose}"
        tried[whose] = tried.get(whose, 0) + 1
    assert sum(tried.values()) >= 500
    assert set(tried) == {*evidence_file.read(forger.content).files, "directory"}


def another_word(value: Any) -> None:
    value["deliveries"][0]["title"] += "!"


def another_verdict(value: Any) -> None:
    value[0]["read_backs"][0]["verdict"] = "different"


def another_request(value: Any) -> None:
    value[0]["attempts"][0]["request"] = "0" * 64


def another_name(value: Any) -> None:
    value["members"][0]["name"] = "somebody"


def another_key(value: Any) -> None:
    value["keys"][-1]["public"] = new_keys().public.hex()


def first(record: Any) -> Any:
    return record["decisions"][0]


FORGERIES: dict[str, tuple[str, Callable[[Any], None], str]] = {
    "the sealed text": (SEALED, another_word, "seal"),
    "the stages": (SEALED, lambda v: v["stages"].pop(), "seal"),
    "the digest": (RECORD, lambda v: v["edition"].update(digest="0" * 64), "seal"),
    "the kind": (RECORD, lambda v: v["edition"].update(kind="correction"), "seal"),
    "the submitter": (RECORD, lambda v: v["edition"].update(submitted_by="x"), "record"),
    "a signature": (RECORD, lambda v: first(v).update(signature="00" * 64), "signatures"),
    "a reason": (RECORD, lambda v: first(v)["statement"].update(reason="fine"), "signatures"),
    "a stage of a decision": (RECORD, lambda v: first(v)["statement"].update(stage=2), "signatures"),
    "a signature left out": (RECORD, lambda v: v["decisions"].pop(), "stages"),
    "a signature twice": (RECORD, lambda v: v["decisions"].append(first(v)), "four_eyes"),
    "the domain": (RECORD, lambda v: first(v).update(domain="press-desk-packet-v1"), "signatures"),
    "a verdict": (package.DELIVERIES, another_verdict, "record"),
    "a request": (package.DELIVERIES, another_request, "record"),
    "an answer": (package.DELIVERIES, lambda v: v[0]["attempts"][0].update(answer="0" * 64), "record"),
    "an attempt left out": (package.DELIVERIES, lambda v: v[0]["attempts"].clear(), "record"),
    "a read-back left out": (package.DELIVERIES, lambda v: v[0]["read_backs"].pop(), "record"),
    "a delivery left out": (package.DELIVERIES, lambda v: v.pop(), "record"),
    "a state": (package.DELIVERIES, lambda v: v[0].update(state="failed"), "record"),
    "the maker's name": (package.PEOPLE, another_name, "maker"),
    "a key": (package.PEOPLE, another_key, "signatures"),
}


@pytest.mark.parametrize("kind", FORGERIES)
def test_what_its_own_maker_changes_is_found(forger: Forger, kind: str) -> None:
    name, change, check = FORGERIES[kind]
    assert check in dict(found(forger.json(name, change))), "the list and its signature fit; the proof does not"


ROWS: dict[str, tuple[Callable[[Any], None], str]] = {
    "a line left out": (lambda rows: rows.remove(next(r for r in rows if r["action"] == "delivery.intend")), "record"),
    "a line's words": (lambda rows: rows[3].update(actor_name="somebody"), "chain"),
    "a line's hash": (lambda rows: rows[3].update(hash="0" * 64), "chain"),
    "lines in another order": (lambda rows: rows.reverse(), "chain"),
    "a confirmation left out": (
        lambda rows: [rows.remove(r) for r in list(rows) if r["action"] == "key.confirm"],
        "signatures",
    ),
    "an author": (lambda rows: [r.update(actor="member:x") for r in rows if r["action"] == "edition.submit"], "record"),
}


@pytest.mark.parametrize("kind", ROWS)
def test_what_its_own_maker_changes_in_the_audit_log_is_found(forger: Forger, kind: str) -> None:
    change, check = ROWS[kind]
    assert check in dict(found(forger.rows(change)))


def test_an_author_who_signed_is_found(forger: Forger) -> None:
    signer = json.loads(forger.files[RECORD])["decisions"][0]["statement"]["by"]

    def write(rows: Any) -> None:
        row = next(row for row in rows if row["action"] == "document.create")
        row.update(actor=f"member:{signer}")

    faults = found(forger.rows(write))
    assert ("four_eyes", "editions/1: reviewer1") in faults
    assert "chain" in dict(faults), "and the line that says so was changed"


def test_a_picture_left_out_or_put_in_is_found(forger: Forger) -> None:
    picture = next(name for name in forger.files if name.startswith("media/"))
    assert ("media", picture) in found(forger.made({picture: None}))
    assert ("media", picture) in found(forger.made({picture: b"another"}))
    assert ("media", "media/" + "0" * 64) in found(forger.made({"media/" + "0" * 64: b"strange"}))


def test_a_head_of_another_audit_log_is_found(forger: Forger) -> None:
    assert ("chain", "head") in found(forger.made({}, lambda v: v["head"].update(sequence=3)))
    shorter = forger.files[package.HASHES].splitlines(keepends=True)[:-1]
    assert "chain" in dict(found(forger.made({package.HASHES: b"".join(shorter)})))


def test_a_sheet_of_another_edition_is_found(forger: Forger) -> None:
    assert ("sheet", "editions/1/sheet.zh.pdf") in found(forger.made({"editions/1/sheet.zh.pdf": b"%PDF-1.7 other"}))


def test_a_list_that_somebody_else_signed_is_found(forger: Forger) -> None:
    assert ("maker", package.SIGNATURE) in found(Forger(forger.content, new_keys()).made({}))


SHAPES: dict[str, bytes] = {
    "nothing": b"",
    "a number": b"7",
    "a list": b"[]",
    "an object": b"{}",
    "not canonical": b'{"b":1, "a":2}',
    "a decimal": b"1.5",
    "deep": b"[" * 60_000 + b"]" * 60_000,
    "no text": b"\xff\xfe",
    "a huge number": b"9" * 5_000,
    "a lone half": b'"\\ud800"',
}


@pytest.mark.parametrize("shape", SHAPES)
def test_files_of_another_shape_end_in_an_answer(forger: Forger, shape: str) -> None:
    for name in (package.MANIFEST, RECORD, SEALED, package.PEOPLE, package.DELIVERIES, package.ROWS, package.HASHES):
        content = evidence_file.packed({**forger.files, name: SHAPES[shape]})
        assert found(content)


def test_hostile_containers_end_in_an_answer(forger: Forger) -> None:
    whole = forger.content
    twice = whole[: 30 + len(package.MANIFEST) + len(forger.files[package.MANIFEST])]
    hostile = {
        "nothing": b"",
        "bytes behind it": whole + b"\0",
        "bytes before it": b"\0" + whole,
        "half of it": whole[: len(whole) // 2],
        "a file twice": twice + whole,
        "a name that leads out": whole.replace(b"manifest.json", b"../ifest.json"),
        "an absolute name": whole.replace(b"manifest.json", b"/anifest.json"),
        "packed": whole.replace(b"PK\x03\x04\x14\x00\x00\x00\x00\x00", b"PK\x03\x04\x14\x00\x00\x00\x08\x00", 1),
        "encrypted": whole.replace(b"PK\x03\x04\x14\x00\x00\x00", b"PK\x03\x04\x14\x00\x01\x00", 1),
        "text": b"not a zip at all",
    }
    for kind, content in hostile.items():
        assert found(content), kind


def test_more_files_than_a_package_holds_are_refused(forger: Forger) -> None:
    many = {**forger.files, **{f"x/{n}": b"" for n in range(package.MOST_FILES)}}
    with pytest.raises(ValueError, match="too much"):
        evidence_file.packed(many)


def test_the_script_knows_the_same_words_and_sentences() -> None:
    assert resource("words/fingerprint.txt").read_text("ascii").split() == ALONE.WORDS
    assert [check.value for check in Check] == list(ALONE.SENTENCES)


def test_the_script_imports_nothing_of_the_program() -> None:
    lines = SCRIPT.read_text("utf-8").splitlines()
    imported = {line.split()[1].split(".")[0] for line in lines if line.startswith(("import ", "from "))}
    assert "editor_app" not in imported
    assert "cryptography" in imported
