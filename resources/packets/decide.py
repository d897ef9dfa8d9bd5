# ruff: noqa: INP001, T201 - it goes out in a packet and is run by a reviewer who has nothing else of ours
"""Review a packet of Press Desk: Python 3.11 or newer with the library `cryptography`; no network, no account.

审核包：需要 Python 3.11 以上和 cryptography 库；不联网，不需要账号。

    python decide.py key me.key                     a key of your own; read the six words to the desk 生成密钥
    python decide.py check packet.zip               what is in it, and whose list it is 核对审核包
    python decide.py read packet.zip                for a proof stage: sentence by sentence 校次须逐句读完
    python decide.py sign packet.zip me.key approve --digest "ABCD EF01 2345"          approve 签发
    python decide.py sign packet.zip me.key return --digest "…" --reason "…"           return 退回
"""

import argparse
import getpass
import hashlib
import json
import os
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

LARGEST = 1 << 28
SHORTEST_PASSPHRASE, SHORTEST_DIGEST = 10, 12


class Wrong(Exception):
    """What a person has to know."""


def canonical(value: Any) -> bytes:
    """The one form of a JSON value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def six_words(public: bytes, box: bytes, words: list[str]) -> str:
    """The fingerprint of a key, to be read aloud."""
    tag = hashlib.pbkdf2_hmac("sha256", public + box, b"press-desk-fingerprint-v1", 4096, 6)
    return " ".join(words[byte] for byte in tag)


def opened(file: Path) -> dict[str, bytes]:
    """The files of a packet, each as its signed list says."""
    with zipfile.ZipFile(file) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
            raise Wrong("It is larger than any packet. 文件过大。")
        files = {name: archive.read(name) for name in archive.namelist()}
    packet, maker = json.loads(files["packet.json"]), json.loads(files["maker.json"])
    try:
        signed = b"press-desk-packet-v1\0" + files["packet.json"]
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(maker["public"])).verify(files["packet.sig"], signed)
    except InvalidSignature:
        raise Wrong("The list was not signed by whoever sent it out. 清单的签名不成立。") from None
    for name, size, digest in packet["files"]:
        if len(files.get(name, b"")) != size or hashlib.sha256(files.get(name, b"")).hexdigest() != digest:
            raise Wrong(f"{name} is not what the packet lists. 与清单不符。")
    if hashlib.sha256(files["manifest.json"]).hexdigest() != packet["digest"]:
        raise Wrong("What was sealed is not what its digest says. 封存内容与摘要不符。")
    return files


def make_key(file: Path) -> None:
    """A key of one's own: the private halves stay here under a passphrase, the public ones go to the desk."""
    if file.exists():
        raise Wrong(f"There is a file {file} already. 文件已存在。")
    passphrase = os.environ.get("DECIDE_PASSPHRASE") or getpass.getpass("Passphrase 口令: ")
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise Wrong("Take at least 10 characters. 口令至少 10 个字符。")
    signing, box = Ed25519PrivateKey.generate(), X25519PrivateKey.generate()
    public = {"public": signing.public_key().public_bytes_raw().hex(), "box": box.public_key().public_bytes_raw().hex()}
    salt, nonce = os.urandom(16), os.urandom(12)
    private = signing.private_bytes_raw() + box.private_bytes_raw()
    sealed = AESGCM(derived(passphrase, salt)).encrypt(nonce, private, b"press-desk-reviewer-key-v1")
    kept = {"format": "press-desk-reviewer-key", "salt": salt.hex(), "nonce": nonce.hex(), "sealed": sealed.hex()}
    file.touch(mode=0o600)
    file.write_bytes(canonical({**kept, **public}))
    shared = file.with_suffix(".public.json")
    shared.write_bytes(canonical({"format": "press-desk-key", "version": 1, **public}))
    print(f"Send this file to the desk, and read them the six words 把这个文件交给编辑部，并念出六个词: {shared}")
    print(six_words(bytes.fromhex(public["public"]), bytes.fromhex(public["box"]), word_list()))


def word_list() -> list[str]:
    """The 256 words of fingerprints, which lie beside this script."""
    return Path(__file__).with_name("words.txt").read_text("ascii").split()


def derived(passphrase: str, salt: bytes) -> bytes:
    """The key of the box under the passphrase."""
    return Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(passphrase.encode())


def private_key(file: Path) -> tuple[Ed25519PrivateKey, dict[str, str]]:
    """The signing key in the file."""
    kept = json.loads(file.read_bytes())
    passphrase = os.environ.get("DECIDE_PASSPHRASE") or getpass.getpass("Passphrase 口令: ")
    try:
        box = AESGCM(derived(passphrase, bytes.fromhex(kept["salt"])))
        private = box.decrypt(
            bytes.fromhex(kept["nonce"]), bytes.fromhex(kept["sealed"]), b"press-desk-reviewer-key-v1"
        )
    except InvalidTag:
        raise Wrong("The passphrase is wrong. 口令不对。") from None
    return Ed25519PrivateKey.from_private_bytes(private[:32]), kept


def tell(files: dict[str, bytes]) -> None:
    """What a packet is about."""
    packet, maker = json.loads(files["packet.json"]), json.loads(files["maker.json"])
    words = six_words(bytes.fromhex(maker["public"]), bytes.fromhex(maker["box"]), files["words.txt"].decode().split())
    digest = packet["digest"].upper()
    print(f"{packet['document']['number']}  {packet['title']!r}")
    print(f"{packet['stage']['name']!r}: {packet['stage']['duty']!r}  →  {packet['for']['name']!r}")
    if is_proof(packet):
        print("A proof stage 校次: python decide.py read …  (every variant to its end 每个账号版本都要读完)")
    print("Digest 摘要:", " ".join(digest[at : at + 4] for at in range(0, len(digest), 4)))
    for finding in packet["to_override"]:
        print("To override by name 需逐项承担:", finding)
    print(f"Sent out by 发出人: {packet['made_by']['name']!r}  {words}")


def is_proof(packet: Any) -> bool:
    """Whether the stage is a proof pass, which reads every variant to its end."""
    return packet["stage"].get("kind") == "proof"


def variants(files: dict[str, bytes]) -> list[tuple[list[Any], Any]]:
    """What is signed of each variant once it was read, and the variant in its sentences."""
    found = []
    for number in range(1, sum(name.startswith("reading/") for name in files) + 1):
        said = json.loads(files[f"reading/{number}.json"])
        digest = hashlib.sha256(canonical(said["sentences"])).hexdigest()
        found.append(([said["account"], said["content"], digest, len(said["sentences"])], said))
    return found


def name_of(signed: list[Any]) -> str:
    """Under which name is kept how far a variant was read."""
    return f"{signed[0]} {signed[2]}"


def progress(packet: Path) -> dict[str, int]:
    """How many sentences were read of each variant, by account and digest of its sentences; kept beside the packet."""
    kept = packet.with_suffix(".read.json")
    if not kept.exists():
        return {}
    return {str(name): int(count) for name, count in json.loads(kept.read_bytes()).items()}


def read_on(file: Path) -> None:
    """Show sentence after sentence from where the reading was left, and keep how far it went."""
    done, kept = progress(file), file.with_suffix(".read.json")
    print("Enter: read, on · b: one back · q: leave off 回车：已读，下一句；b：上一句；q：停下，下次接着读")
    for signed, said in variants(opened(file)):
        at = done.get(name_of(signed), 0)
        while at < signed[3]:
            print(f"\n{said['name']!r}  {at + 1}/{signed[3]}\n{plain(said['sentences'][at])}")
            word = input("> ").strip().lower()
            if word == "q":
                return
            at = max(0, at - 1) if word == "b" else at + 1
            done[name_of(signed)] = at
            kept.write_bytes(canonical(done))
    print("Everything was read to its end; it may be signed. 各账号版本都已读完，可以签发。")


def plain(text: str) -> str:
    """A sentence with what a terminal would obey made visible."""
    return "".join(one if one.isprintable() else repr(one)[1:-1] for one in text)


def whole_reading(file: Path, files: dict[str, bytes]) -> list[Any]:
    """What the decision on a proof stage says was read: everything."""
    done = progress(file)
    left = [said["name"] for signed, said in variants(files) if done.get(name_of(signed), 0) != signed[3]]
    if left:
        raise Wrong(f"Not read to its end yet 尚未读完: {left!r}. python decide.py read {file}")
    return [signed for signed, _ in variants(files)]


def sign(chosen: argparse.Namespace) -> None:
    """Write the decision, which quotes the digest that was read."""
    files = opened(chosen.packet)
    packet = json.loads(files["packet.json"])
    quoted = "".join(chosen.digest.split()).lower()
    if len(quoted) < SHORTEST_DIGEST or not packet["digest"].startswith(quoted):
        raise Wrong("This is not the digest of the packet. 摘要与审核包不符。")
    if chosen.decision == "return" and not chosen.reason.strip():
        raise Wrong("A return says why. 退回须写明理由。")
    key, kept = private_key(chosen.key)
    if kept["public"] != packet["for"]["public"]:
        raise Wrong("The packet is for another key. 这个审核包不是给这把密钥的。")
    read = whole_reading(chosen.packet, files) if is_proof(packet) and chosen.decision == "approve" else []
    statement = {
        "workspace": packet["workspace"]["id"], "document": packet["document"]["id"], "revision": packet["revision"],
        "edition": packet["edition"], "stage": packet["stage"]["ordinal"], "digest": packet["digest"],
        "decision": chosen.decision, "by": packet["for"]["member"], "key": packet["for"]["key"],
        "audit_head": packet["audit_head"], "at": time.time_ns() // 1000, "where": "command_line", "opened": [],
        "overrides": sorted(set(chosen.override)), "reason": chosen.reason.strip(),
    }  # fmt: skip
    statement |= {"read": read} if read else {}
    signature = key.sign(b"press-desk-approval-v1\0" + canonical(statement))
    decision = {"format": "press-desk-decision", "version": 1, "domain": "press-desk-approval-v1",
                "statement": statement, "signature": signature.hex()}  # fmt: skip
    to = chosen.to or chosen.packet.with_suffix(".decision.json")
    to.write_bytes(canonical(decision))
    print(f"Send this file back 请把这个文件交回: {to}")


def main() -> int:
    """Do what the command says; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("key").add_argument("key", type=Path)
    verbs.add_parser("check").add_argument("packet", type=Path)
    verbs.add_parser("read").add_argument("packet", type=Path)
    signing = verbs.add_parser("sign")
    signing.add_argument("packet", type=Path)
    signing.add_argument("key", type=Path)
    signing.add_argument("decision", choices=("approve", "return"))
    signing.add_argument("--digest", required=True)
    signing.add_argument("--reason", default="")
    signing.add_argument("--override", action="append", default=[])
    signing.add_argument("--to", type=Path)
    chosen = parser.parse_args()
    try:
        if chosen.verb == "key":
            make_key(chosen.key)
        elif chosen.verb == "check":
            tell(opened(chosen.packet))
        elif chosen.verb == "read":
            read_on(chosen.packet)
        else:
            sign(chosen)
    except Wrong as wrong:
        print(wrong, file=sys.stderr)
        return 1
    except (OSError, EOFError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as wrong:
        print(f"This file can't be used 文件不能使用: {wrong!r}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
