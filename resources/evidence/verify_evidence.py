# ruff: noqa: INP001, T201 - it is run by somebody who has nothing else of ours
"""Check an evidence package of Press Desk offline: Python 3.11 or newer with the library `cryptography`, nothing else.

python verify_evidence.py FILE.zip [--json]    exit code: 0 it holds, 1 it doesn't, 2 there is no such file
"""  # it shares no line with the program, so that the two can be held against each other

import contextlib
import functools
import hashlib
import json
import re
import struct
import sys
import zlib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LARGEST, MOST_FILES, MOST_PARTS = 1 << 30, 10_000, 1_000
WRONG = (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OverflowError)
FILE_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}(/[a-z0-9][a-z0-9._-]{0,79}){0,3}")
ROW_FIELDS = ("previous", "sequence", "transaction", "at", "actor", "actor_name", "action", "subject_kind",
              "subject_id", "detail")  # fmt: skip
GIVES_ROLES = {"member.add", "member.found", "member.set_roles"}
WENT_OUT = {"delivery.done", "delivery.find", "delivery.sighting", "delivery.answer_there", "delivery.answer_gone"}
REACHED = {"sent": WENT_OUT, "verified": {"delivery.verify"}, "withdrawn": {"delivery.withdraw"}}
SECONDS = {"press-desk-settlement-v1": "emergency.settle", "press-desk-renewal-v1": "edition.renew"}
REMARKED = ["comment.begin", "comment.reopened", "comment.resolved", "comment.rejected", "comment.applied"]
SENTENCES = {
    "container": ("The file is whole, to the last byte.", "文件完整，一个字节也没有变。"),
    "listing": ("Every file is the one that the package lists.", "每个文件都与清单一致。"),
    "maker": ("The list was signed by whoever made the package.", "清单上有制作人的签名。"),
    "seal": ("What was sealed is what its digest says.", "封存的内容与其摘要一致。"),
    "signatures": ("Every signature is over these bytes, by a confirmed key.", "签名对应这些字节，密钥已确认。"),
    "four_eyes": ("Nobody signed who wrote or submitted it, nobody twice.", "作者和送审人没有签发，也没有人签两次。"),
    "stages": ("The stages were signed in their order, as many as there had to be.", "各环节按顺序签满。"),
    "media": ("Every picture is the one that was signed.", "每张图片都是签发时的那一张。"),
    "chain": ("The audit log's lines follow from one another up to its head.", "审计记录环环相接，直到链头。"),
    "record": ("Every deed told of is in the audit log, none is left out.", "每件事都有审计记录，一件不少。"),
    "beside": ("Second signatures, readings, comments, overrides, route are those of the log.",
               "补审、校读、批注、改判和流程与审计记录一致。"),
    "sheet": ("The approval sheets name the digest of their edition.", "签发单上写着本定稿的摘要。"),
}  # fmt: skip
WORDS = """
able acid actor agent album amber angel ankle apple apron arch arrow atlas attic autumn axis bacon badge baker bamboo
banjo barn basin beach bell bench berry bike birch blade blanket boat bonus book boot bottle bowl brick bridge broom
brush bucket bulb butter button cabin cable cactus cake camel camera canal candle canyon carpet castle cedar cello
chair chalk cherry chess circle city clay cliff clock cloud coast coffee comet copper coral cotton crane crown cubic
curtain daisy dance dawn deer delta desert diamond dinner doctor dolphin donkey door dragon drum eagle earth echo
elbow elephant engine evening fabric falcon farm feather fence ferry field finger flag flute forest fossil fountain
fox frame frost fruit galaxy garden garlic gate giant ginger giraffe glass globe goat gold grape guitar hammer harbor
hat hazel helmet hero hill honey horse hotel house ice igloo ink iron island ivory jacket jar jazz jewel juice jungle
kettle key king kite kitten ladder lake lamp laptop lemon letter library lily lion lizard lotus lunch magnet mango
maple marble market meadow melon metal mirror monkey moon morning motor mountain museum music needle nest night north
notebook oak ocean olive onion orange orchard otter owl oyster paint palace panda paper parrot pearl pencil pepper
piano pillow pine planet plum pocket poem pond potato prince pumpkin purple puzzle quartz queen quilt rabbit radio
rain raven ribbon rice river robin rocket roof rose ruby saddle sailor salmon sand school shadow silver snow spider
spoon stone storm sugar summer table tiger tower train tulip violin window
""".split()  # noqa: SIM905 - 256 words, eight bits each


def read_container(content: bytes) -> tuple[dict[str, bytes], str, bool]:
    """Files in their order, the first place that was changed ("" = none), and whether all of it could be read."""
    files: dict[str, bytes] = {}
    expected, changed, at = b"", "", 0
    while content[at : at + 4] == b"PK\x03\x04" and len(content) >= at + 30:
        crc, size, again, length, extra = struct.unpack_from("<IIIHH", content, at + 14)
        start = at + 30 + length
        name = content[at + 30 : start].decode("latin-1")
        fits = extra == 0 and start + size <= len(content) and len(files) < MOST_FILES
        if not fits or name in files or FILE_NAME.fullmatch(name) is None:
            break
        files[name] = content[start : start + size]
        true = zlib.crc32(files[name])
        plain = content[at + 4 : at + 14] == struct.pack("<HHHHH", 20, 0, 0, 0, 33)  # unpacked, without a time
        if not (plain and again == size and crc == true):
            changed = changed or name
        facts = struct.pack("<IIIHHHHHII", true, size, size, length, 0, 0, 0, 0, 0o600 << 16, at)
        expected += b"PK\x01\x02" + struct.pack("<HHHHHH", 3 << 8 | 20, 20, 0, 0, 0, 33) + facts + name.encode()
        at = start + size
    if content[at : at + 4] not in (b"PK\x01\x02", b""):
        return files, changed or f"#{len(files) + 1}", False
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, len(files), len(files), len(expected), at, 0)
    return files, changed or ("" if content[at:] == expected + end else "directory"), True


def _canonical(value: Any) -> bytes:
    """The one form of a JSON value (RFC 8785; `_parsed` lets only ASCII keys and whole numbers below 2^53 through)."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@functools.lru_cache(maxsize=64)
def _parsed(content: bytes) -> Any:
    value = json.loads(content)
    waiting = [value]
    while waiting:
        one = waiting.pop()
        waiting += one.values() if isinstance(one, dict) else one if isinstance(one, list) else []
        if isinstance(one, float) or (isinstance(one, int) and abs(one) >= 2**53):
            raise ValueError("a number with several forms")
        if isinstance(one, dict) and not all(map(str.isascii, one)):
            raise ValueError("a key with several forms")
    if _canonical(value) != content:
        raise ValueError("not in its one form")
    return value


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _signed_by(key: Any, signature: bytes, message: bytes) -> bool:
    public = bytes.fromhex(key["public"])
    with contextlib.suppress(InvalidSignature, ValueError):
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
        return True
    return False


def _both(key: Any) -> bytes:
    return bytes.fromhex(key["public"]) + bytes.fromhex(key["box"])


class Package:
    """The files of a package, parsed when a check asks; each check yields the places where it does not hold."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files

    @property
    def listed(self) -> Any:
        """What manifest.json says."""
        return _parsed(self.files["manifest.json"])

    @functools.cached_property
    def _editions(self) -> list[tuple[int, Any, Any]]:
        two = [[self.files[f"editions/{n}/{name}.json"] for name in ("manifest", "record")]
               for n in range(1, len(self.listed["editions"]) + 1)]  # fmt: skip
        found = [(n, _parsed(sealed), _parsed(entry)) for n, (sealed, entry) in enumerate(two, 1)]
        if not found or max([len(found), *(len(entry["decisions"]) for _, _, entry in found)]) > MOST_PARTS:
            raise ValueError("nothing, or too much")
        return found

    @functools.cached_property
    def _hashes(self) -> list[str]:
        return ["0" * 64, *self.files["audit/hashes.txt"].decode("ascii").split("\n")[:-1]]

    @functools.cached_property
    def _rows(self) -> list[tuple[Any, Any]]:
        found = [_parsed(line) for line in self.files["audit/rows.jsonl"].split(b"\n")[:-1]]
        if any(set(row) != {*ROW_FIELDS, "hash"} for row in found):
            raise ValueError("no line of an audit log")
        return [(row, json.loads(row["detail"])) for row in found]

    @functools.cached_property
    def _sorted(self) -> dict[tuple[str, str], list[tuple[int, str, Any, Any]]]:
        found: dict[tuple[str, str], list[tuple[int, str, Any, Any]]] = {}
        for row, said in self._rows:
            line = (row["sequence"], row["action"], said, row)
            found.setdefault((row["subject_kind"], row["subject_id"]), []).append(line)
        return found

    def _about(self, kind: str, subject: str) -> list[tuple[int, str, Any, Any]]:
        return self._sorted.get((kind, subject), [])

    def _is_signed(self, decision: Any, wanted: str = "press-desk-approval-v") -> bool:
        key, domain = self._key(decision["statement"]["key"]), decision["domain"]
        message = domain.encode() + b"\0" + _canonical(decision["statement"])
        ours = key is not None and domain.startswith(wanted)
        return ours and _signed_by(key, bytes.fromhex(decision["signature"]), message)

    def _key(self, wanted: str) -> Any:
        return {key["id"]: key for key in _parsed(self.files["people.json"])["keys"]}.get(wanted)

    def _place(self, n: int, member: str) -> str:
        named = {person["id"]: person["name"] for person in _parsed(self.files["people.json"])["members"]}
        return f"editions/{n}: {named.get(member, member)}"

    def _line_of(self, edition: str, decision: Any) -> int:
        said = decision["statement"]
        action = {"approve": "edition.approve", "return": "edition.return"}[said["decision"]]
        wanted = {field: said[field] for field in ("by", "key", "stage", "digest")}
        wanted["signature"] = _sha(bytes.fromhex(decision["signature"]))
        found = [at for at, did, told, _ in self._about("edition", edition)
                 if did == action and {field: told.get(field) for field in wanted} == wanted]  # fmt: skip
        return found[0] if found else 0

    def _was_confirmed(self, key: Any, line: int) -> bool:
        rows = [(did, told) for at, did, told, _ in self._about("member_key", key["id"]) if at <= line]
        last = [(told["member"], told["public"]) for did, told in rows if did == "key.confirm"][-1:]
        return last == [(key["member"], _sha(_both(key)))] and all(did != "key.revoke" for did, _ in rows)

    def _might_sign(self, sealed: Any, said: Any, line: int) -> bool:
        stage = [one for one in sealed["stages"] if one[0] == said["stage"]][0]  # noqa: RUF015 - raises IndexError
        role, named = (stage[5], dict(stage[6])) if len(stage) > 4 else ("reviewer", {})
        return role in self._roles(said["by"], line) and (
            not named or (said.get("standing_in") or said["by"]) in named)  # fmt: skip

    def _roles(self, member: str, line: int) -> set[str]:
        rows = [row for row in self._about("member", member) if row[0] <= line and row[1] in GIVES_ROLES]
        return set(rows[-1][2]["roles"] if rows else [])

    def _authors(self, entry: Any) -> set[str]:
        found: set[str] = set()
        for _at, action, told, row in self._about("document", entry["edition"]["document"]):
            if action in ("document.create", "document.save"):
                found.add(row["actor"].removeprefix("member:"))
                if told["revision"] == entry["edition"]["revision"]:
                    break
                if told["revision"] in entry["published_before"] and self._went_out(told["revision"]):
                    found = set()
        return found

    def _went_out(self, revision: str) -> bool:
        queued = self._subjects("delivery.queue", "edition", self._subjects("edition.submit", "revision", [revision]))
        return any(row["subject_id"] in queued for row, _ in self._rows if row["action"] in WENT_OUT)

    def _subjects(self, action: str, field: str, values: Collection[str]) -> set[str]:
        return {row["subject_id"] for row, said in self._rows if row["action"] == action and said.get(field) in values}

    def _is_made_well(self) -> bool:
        made = self.listed["made_by"]
        key = self._key(made["key"])
        same = key["member"] == made["member"] and self._place(0, made["member"]) == f"editions/0: {made['name']}"
        message = b"press-desk-evidence-v1\0" + self.files["manifest.json"]
        same = same and _signed_by(key, self.files["manifest.sig"], message)
        return same and self._was_confirmed(key, len(self._hashes) - 1)

    def _listing(self) -> Iterator[str]:
        if (self.listed["format"], self.listed["version"]) != ("press-desk-evidence", 1):
            yield "manifest.json"
        wanted = ["manifest.json", "manifest.sig"] + [name for name, _, _ in self.listed["files"]]
        strange = set(wanted) ^ set(self.files)
        yield from strange or (["manifest.json"] if wanted != list(self.files) else [])
        for name, size, digest in self.listed["files"]:
            if name in self.files and (len(self.files[name]) != size or _sha(self.files[name]) != digest):
                yield name

    def _maker(self) -> Iterator[str]:
        yield from [] if self._is_made_well() else ["manifest.sig"]

    def _seal(self) -> Iterator[str]:
        about = (self.listed["workspace"]["id"], self.listed["document"]["id"])
        for n, sealed, entry in self._editions:
            edition, name = entry["edition"], f"editions/{n}/manifest.json"
            same = all(sealed[field] == edition[field] for field in ("document", "revision", "kind"))
            same = same and sealed["edition"] == self.listed["editions"][n - 1] == edition["id"]
            same = same and (sealed["workspace"], sealed["document"]) == about
            if not same or _sha(self.files[name]) != edition["digest"]:
                yield name

    def _signatures(self) -> Iterator[str]:
        for n, sealed, entry in self._editions:
            of = {field: entry["edition"][field] for field in ("document", "revision", "digest")}
            of |= {"workspace": self.listed["workspace"]["id"], "edition": entry["edition"]["id"]}
            for decision in entry["decisions"]:
                said, line = decision["statement"], self._line_of(of["edition"], decision)
                key = self._key(said["key"])
                good = all(said[field] == value for field, value in of.items())
                good = good and self._is_signed(decision) and key["member"] == said["by"]
                if not (good and line and self._was_confirmed(key, line) and self._might_sign(sealed, said, line)):
                    yield self._place(n, said["by"])

    def _four_eyes(self) -> Iterator[str]:
        for n, _sealed, entry in self._editions:
            barred, before = self._authors(entry) | {entry["edition"]["submitted_by"]}, set()
            for said in (decision["statement"] for decision in entry["decisions"]):
                persons = {said["by"], said.get("standing_in") or said["by"]}
                if said["by"] in barred or before & persons:
                    yield self._place(n, said["by"])
                before |= persons

    def _stages(self) -> Iterator[str]:
        for n, sealed, entry in self._editions:
            edition, decisions = entry["edition"], entry["decisions"]
            lines = sorted((self._line_of(edition["id"], one), one["statement"]["stage"]) for one in decisions)
            if [stage for _, stage in lines] != sorted(stage for _, stage in lines):
                yield f"editions/{n}"
            if edition["state"] != "approved":
                continue
            said = [one["statement"] for one in decisions]
            for ordinal, name, _duty, needs, *_ in sealed["stages"]:
                if len([one for one in said if (one["stage"], one["decision"]) == (ordinal, "approve")]) < needs:
                    yield f"editions/{n}: {name}"
            yield from (self._place(n, by) for by in self._unread(sealed, said))
            left = set(sealed["to_override"]).difference(*(one["overrides"] for one in said))
            if left or {one["decision"] for one in said} - {"approve"}:
                yield f"editions/{n}"

    def _unread(self, sealed: Any, said: list[Any]) -> Iterator[str]:
        proofs = [stage[0] for stage in sealed["stages"] if stage[4:5] == ["proof"]]
        wanted = [[each["account"], _sha(_canonical(each))] for each in sealed["deliveries"]]
        done = {(row["actor"], of["account"]) for _, did, of, row in self._about("edition", sealed["edition"])
                if did == "edition.read" and of["reached"] == of["total"]}  # fmt: skip
        for one in said:
            outside = [read[:2] for read in one.get("read", [])] == wanted
            here = {(f"member:{one['by']}", account) for account, _ in wanted} <= done
            if one["stage"] in proofs and one["decision"] == "approve" and not (outside or here):
                yield one["by"]

    def _media(self) -> Iterator[str]:
        known = set()
        payloads = [payload for _, sealed, _ in self._editions for payload in sealed["deliveries"]]
        for medium in (medium for payload in payloads for medium in payload["media"]):
            name, content = f"media/{medium[2]}", self.files.get(f"media/{medium[2]}")
            known.add(name)
            if content is None or (_sha(content), len(content)) != (medium[2], medium[6]):
                yield name
        yield from (name for name in self.files if name.startswith("media/") and name not in known)

    def _chain(self) -> Iterator[str]:
        hashes, last = self._hashes, 0
        if (self.listed["head"]["sequence"], self.listed["head"]["hash"]) != (len(hashes) - 1, hashes[-1]):
            yield "head"
        for row, _ in self._rows:
            at, fields = row["sequence"], [str(row[name]).encode() for name in ROW_FIELDS]
            told = (row["previous"], row["hash"], _sha(b"".join(len(one).to_bytes(4, "big") + one for one in fields)))
            if not last < at < len(hashes) or told != (hashes[at - 1], hashes[at], hashes[at]):
                yield str(at)
            last = at
        number = {digest: line for line, digest in enumerate(hashes) if line}
        for n, _sealed, entry in self._editions:
            for decision in entry["decisions"]:
                line, said = self._line_of(entry["edition"]["id"], decision), decision["statement"]
                if line and number.get(said["audit_head"], line) >= line:
                    yield self._place(n, said["by"])

    def _record(self) -> Iterator[str]:
        for n, _sealed, entry in self._editions:
            edition = entry["edition"]
            rows, by = self._about("edition", edition["id"]), f"member:{edition['submitted_by']}"
            submitted = [(told["digest"], row["actor"]) for _, did, told, row in rows if did == "edition.submit"]
            decided = [did for _, did, _, _ in rows if did in ("edition.approve", "edition.return")]
            if submitted != [(edition["digest"], by)] or len(decided) != len(entry["decisions"]):
                yield f"editions/{n}"
        told = _parsed(self.files["deliveries.json"])
        if self._subjects("delivery.queue", "edition", self.listed["editions"]) != {one["id"] for one in told}:
            yield "deliveries.json"
        yield from (f"{one['account_name']} ({str(one['id'])[:8]})" for one in told if not self._is_borne_out(one))

    def _is_borne_out(self, one: Any) -> bool:
        rows = [(did, said) for _, did, said, _ in self._about("delivery", one["id"])]
        intents = {(said["attempt"], said["request"]) for did, said in rows if did == "delivery.intend"}
        reads = [[said["verdict"], said["observed"]] for _, said in rows if {"verdict", "observed"} <= set(said)]
        done = {said["attempt"] for did, said in rows if did in ("delivery.done", "delivery.sighting")}
        tries = {(each["id"], each["request"]) for each in one["attempts"]}
        answers = {(said["attempt"], said["answer"]) for _, said in rows if "answer" in said}
        moves, deeds = [said["to"] for _, said in rows if "to" in said], {did for did, _ in rows}
        final = REACHED.get(one["state"])
        stands = bool(final & deeds) if final else one["state"] in [*moves[-1:], "queued", "held", "working"]
        return (
            stands
            and (intents, len(tries)) == (tries, len(one["attempts"]))
            and reads == [[each["verdict"], each["observed"]] for each in one["read_backs"]]
            and answers == {(each["id"], each["answer"]) for each in one["attempts"] if each["answer"]}
            and done <= {each["id"] for each in one["attempts"] if each["outcome"] == "done"}
        )

    def _beside(self) -> Iterator[str]:
        for n, sealed, entry in self._editions:
            told, edition = entry.get("beside"), entry["edition"]
            if told is None:
                continue
            rows = self._about("edition", edition["id"])
            read = [[row["actor"], of["account"], of["reached"], of["total"], row["at"]]
                    for _, did, of, row in rows if did == "edition.read"]  # fmt: skip
            last = {row["subject_id"]: row["action"] for row, of in self._rows if row["action"] in REMARKED
                    and (row["subject_kind"], of["document"]) == ("comment", edition["document"])}  # fmt: skip
            counts = {"threads": len(last), "open": len([did for did in last.values() if did in REMARKED[:2]])}
            said = [one["statement"] for one in entry["decisions"]]
            taken = [[digest, one["by"]] for one in said for digest in one["overrides"]]
            seconds = [row for row in rows if row[1] in SECONDS.values()]
            holds = {
                "seconds": self._are_seconds(entry, told["seconds"], seconds),
                "readings": read == [[f"member:{by}", *rest] for by, *rest in told["readings"]],
                "comments": told["comments"] == counts,
                "overridden": told["overridden"] == taken,
                "route": told["route"] is None or self._is_route(told["route"], sealed),
            }
            yield from (f"editions/{n}: {name}" for name in holds if not holds[name])

    def _are_seconds(self, entry: Any, told: Any, rows: list[Any]) -> bool:
        by, edition = {_sha(bytes.fromhex(one["signature"])): one for one in told}, entry["edition"]
        if sorted(by) != sorted(said["signature"] for _, _, said, _ in rows) or len(by) != len(told):
            return False
        stages = {one["statement"]["by"]: one["statement"]["stage"] for one in entry["decisions"]}
        for line, did, of, _ in rows:
            one, said = by[of["signature"]], by[of["signature"]]["statement"]
            settled, roles = did == SECONDS["press-desk-settlement-v1"], self._roles(said["by"], line)
            barred = {who for who, stage in stages.items() if settled or stage != max(stages.values())}
            about = (self.listed["workspace"]["id"], edition["id"], edition["digest"], self._key(said["key"])["member"])
            good = (said["workspace"], said["edition"], said["digest"], said["by"]) == about
            good = good and SECONDS[one["domain"]] == did and self._is_signed(one, one["domain"])
            good = good and self._was_confirmed(self._key(said["key"]), line) and bool({"reviewer", "expert"} & roles)
            barred |= self._authors(entry) | {edition["submitted_by"]}
            if not good or barred & {said["by"], said.get("standing_in")}:
                return False
        return True

    def _is_route(self, told: Any, sealed: Any) -> bool:
        kept = [said for at, _, said, _ in self._about("route", told["id"]) if at == told["line"]][0]  # noqa: RUF015 - raises
        stages = [[one[0], *one[2:5]] for one in json.loads(told["values"]["stages"])]
        whole = kept.get("seal", {}).get("route_version", "") == _sha(_canonical(told["values"]))
        return whole and stages == [stage[:4] for stage in sealed["stages"]]

    def _sheet(self) -> Iterator[str]:
        for n, _sealed, entry in self._editions:
            for name in (f"editions/{n}/sheet.zh.pdf", f"editions/{n}/sheet.en.pdf"):
                content = self.files.get(name, b"")
                if content[:5] != b"%PDF-" or str(entry["edition"]["digest"]).encode() not in content:
                    yield name

    def _signers(self) -> Iterator[tuple[str, str, str]]:
        for decision in (decision for _, _, entry in self._editions for decision in entry["decisions"]):
            if self._is_signed(decision):
                yield self._signer(decision["statement"]["key"], decision["statement"]["decision"])
        if self._is_made_well():
            yield self._signer(self.listed["made_by"]["key"], "made")

    def _signer(self, wanted: str, deed: str) -> tuple[str, str, str]:
        key = self._key(wanted)
        six = hashlib.pbkdf2_hmac("sha256", _both(key), b"press-desk-fingerprint-v1", 4096, 6)
        return self._place(0, key["member"])[12:], " ".join(WORDS[byte] for byte in six), deed

    def found(self, check: str) -> list[Any]:
        """Where a check does not hold; an empty place = anywhere, the files have another shape."""
        try:
            return sorted(set(getattr(self, f"_{check}")()))
        except WRONG:
            return [""]


def verify(content: bytes) -> dict[str, Any]:
    """What a package proves: whether it holds, what does not and where, and who signed with which six words."""
    files, changed, is_whole = read_container(content)
    faults = [["container", changed]] if changed else []
    package, checks = Package(files), list(SENTENCES)[1:] if is_whole else []
    faults += [[check, place] for check in checks for place in package.found(check)]
    signers = [list(one) for one in package.found("signers") if one and is_whole]
    return {"holds": not faults, "is_whole": is_whole, "digest": _sha(content), "faults": faults, "signers": signers}


def main() -> int:
    """Check the file that was named; returns the exit code."""
    names = [word for word in sys.argv[1:] if word != "--json"]
    if len(names) != 1 or not Path(names[0]).is_file() or Path(names[0]).stat().st_size > LARGEST:
        print("verify_evidence.py FILE.zip [--json]: no such file. 没有这个文件。", file=sys.stderr)
        return 2
    said = verify(Path(names[0]).read_bytes())
    if "--json" in sys.argv:
        print(json.dumps(said))
        return not said["holds"]
    for check, sentences in SENTENCES.items():
        places = [place for name, place in said["faults"] if name == check]
        print("✗ NOT:" if places else "✓" if said["is_whole"] else "–", *sentences, *(f"→ {one!r}" for one in places))
    for name, words, decision in said["signers"]:
        print(f"{decision}: {name!r}  {words}")
    print("成立 It holds." if said["holds"] else "不成立 It does NOT hold.")
    return not said["holds"]


if __name__ == "__main__":
    sys.exit(main())
