"""Whether an evidence package proves what it says: from its last byte to the audit log, without any workspace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain import evidence as package
from editor_app.domain.evidence import Check, Fault, Signer
from editor_app.domain.identifiers import sha256
from editor_app.services.evidence_beside_check import beside_faults
from editor_app.services.evidence_parts import Parts
from editor_app.services.evidence_record import chain_faults, record_faults
from editor_app.services.evidence_signed import (
    four_eyes_faults,
    is_made_by,
    seal_faults,
    signature_faults,
    signers,
    stage_faults,
)
from editor_app.storage import evidence_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from editor_app.domain.identifiers import Digest

_WRONG_SHAPE = (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OverflowError)
"""What reading a file of another shape than ours raises."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What a package proves."""

    digest: Digest
    """SHA-256 of the file."""
    faults: tuple[Fault, ...]
    looked_at: tuple[Check, ...]
    """What could be checked at all: nothing after a file that can't be read to its end."""
    signers: tuple[Signer, ...]
    about: str
    """Number of the document; empty = it can't be read."""
    head: str
    """Of the audit log, to be compared with the workspace's own."""

    @property
    def holds(self) -> bool:
        """Whether everything was looked at and nothing was found."""
        return not self.faults

    def of(self, check: Check) -> tuple[Fault, ...]:
        """What a check found."""
        return tuple(fault for fault in self.faults if fault.check is check)


def verified_file(file: Path) -> Verified:
    """What the package in `file` proves.

    Raises:
        NotFound, Unavailable, Invalid: no such file, or far too large.
    """
    return verified(evidence_file.content_of(file))


def verified(content: bytes) -> Verified:
    """What the package with these bytes proves; whatever they are, it ends with an answer."""
    found = evidence_file.read(content)
    faults = [Fault(Check.CONTAINER, found.changed_at)] if found.changed_at else []
    if not found.is_whole:
        return Verified(sha256(content), tuple(faults), (Check.CONTAINER,), (), "", "")
    parts = Parts(found.files)
    for check, look in _CHECKS.items():
        try:
            faults += sorted(set(look(parts)))
        except _WRONG_SHAPE:
            faults.append(Fault(check, ""))
    return Verified(sha256(content), tuple(faults), tuple(Check), _signers(parts), *_about(parts))


def _about(parts: Parts) -> tuple[str, str]:
    """The document's number and the head of the audit log."""
    try:
        return str(parts.manifest["document"]["number"]), str(parts.manifest["head"]["hash"])
    except _WRONG_SHAPE:
        return "", ""


def _signers(parts: Parts) -> tuple[Signer, ...]:
    try:
        return signers(parts)
    except _WRONG_SHAPE:
        return ()


def _listing(parts: Parts) -> Iterator[Fault]:
    manifest = parts.manifest
    if (manifest["format"], manifest["version"]) != (package.FORMAT, package.VERSION):
        yield Fault(Check.LISTING, package.MANIFEST)
    listed = {str(name): (size, digest) for name, size, digest in manifest["files"]}
    wanted = [package.MANIFEST, package.SIGNATURE, *listed]
    strange = sorted(set(wanted) ^ set(parts.files))
    for name in strange:
        yield Fault(Check.LISTING, name)
    if not strange and wanted != list(parts.files):
        yield Fault(Check.LISTING, package.MANIFEST)
    for name, said in listed.items():
        if name in parts.files and (len(parts.files[name]), sha256(parts.files[name])) != said:
            yield Fault(Check.LISTING, name)


def _maker(parts: Parts) -> Iterator[Fault]:
    if not is_made_by(parts):
        yield Fault(Check.MAKER, package.SIGNATURE)


def _media(parts: Parts) -> Iterator[Fault]:
    used = set()
    for sealed in parts.sealed:
        for payload in sealed["deliveries"]:
            for medium in payload["media"]:
                digest, size = str(medium[2]), medium[6]
                name = package.media_file(digest)
                used.add(name)
                content = parts.files.get(name)
                if content is None or sha256(content) != digest or len(content) != size:
                    yield Fault(Check.MEDIA, name)
    for name in parts.files:
        if name.startswith("media/") and name not in used:
            yield Fault(Check.MEDIA, name)


def _sheets(parts: Parts) -> Iterator[Fault]:
    for number, record in enumerate(parts.records, 1):
        for language in ("zh", "en"):
            name = package.edition_file(number, f"sheet.{language}.pdf")
            content = parts.files.get(name, b"")
            if not content.startswith(b"%PDF-") or str(record["edition"]["digest"]).encode() not in content:
                yield Fault(Check.SHEET, name)


_CHECKS: dict[Check, Callable[[Parts], Iterator[Fault]]] = {
    Check.LISTING: _listing,
    Check.MAKER: _maker,
    Check.SEAL: seal_faults,
    Check.SIGNATURES: signature_faults,
    Check.FOUR_EYES: four_eyes_faults,
    Check.STAGES: stage_faults,
    Check.MEDIA: _media,
    Check.CHAIN: chain_faults,
    Check.RECORD: record_faults,
    Check.BESIDE: beside_faults,
    Check.SHEET: _sheets,
}
