"""The evidence package of an edition or document: everything that proves it, in one file that is checked offline."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain import evidence as package
from editor_app.domain.audit import Subject
from editor_app.domain.canonical import canonical, parsed
from editor_app.domain.errors import Invalid, NotFound, Unavailable
from editor_app.domain.identifiers import sha256
from editor_app.domain.instants import microseconds
from editor_app.domain.member import Deed, require
from editor_app.domain.text import T
from editor_app.resources import resource
from editor_app.services import sheets, signatures
from editor_app.services.evidence_beside import beside_told, second_signers, subjects_beside
from editor_app.services.evidence_told import deliveries_told, people_told
from editor_app.storage import audit, evidence_file
from editor_app.storage.queries import deliveries, documents, editions, embargo, people, routes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from editor_app.domain.audit import AuditRow
    from editor_app.domain.canonical import Json
    from editor_app.domain.edition import Edition
    from editor_app.domain.identifiers import Digest, KeyId, MemberId
    from editor_app.services.desk import Desk, Seat
    from editor_app.storage.database import Snapshot

log = logging.getLogger(__name__)

_NUMBER = re.compile(r"\d{4}-\d{1,9}")
_LANGUAGES = {"zh_CN": "zh", "en": "en"}


@dataclass(frozen=True, slots=True)
class Packed:
    """A package that was made."""

    content: bytes
    editions: tuple[Edition, ...]
    number: str
    """Of the document."""
    sequence: int
    """Of the last line of the audit log that it knows."""

    @property
    def digest(self) -> Digest:
        """SHA-256 of the file."""
        return sha256(self.content)


def chosen(desk: Desk, reference: str) -> tuple[Edition, ...]:
    """The editions that a person names: one by its id, or all of a document by its number.

    Raises:
        NotFound: no such edition or document, or a document that was never submitted.
        Invalid: the beginning of an id fits several.
    """
    with desk.database.read() as snapshot:
        if not _NUMBER.fullmatch(reference):
            return (editions.edition_by_id(snapshot, reference),)
        document = documents.document_by_id_or_number(snapshot, reference)
        found = tuple(editions.editions_of(snapshot, document.id))
    if not found:
        raise NotFound(T("The document {number} has no edition yet.", number=reference), T("Submit it first."))
    return found


def pack(seat: Seat, wanted: Sequence[Edition]) -> Packed:
    """Everything that proves these editions of one document, signed by who made it; the same moment, the same bytes.

    Raises:
        Refused: not confirmed, or an embargo hides it from who asks.
        Invalid: editions of several documents.
        SealBroken: a stored edition isn't what its digest says.
        Unavailable: this computer has no Chinese font for the sheets.
    """
    if len({edition.document for edition in wanted}) != 1:
        raise Invalid(T("A package is about one document."), T("Make one for each."))
    with seat.desk.database.read() as snapshot:
        require(seat.now(snapshot), Deed.READ)
        embargo.require_seen(snapshot, wanted[0].document)
        gathered = _Gathering(seat, snapshot, tuple(wanted))
        files = gathered.files()
    at = gathered.rows[-1].at
    for number, edition in enumerate(wanted, 1):
        for language, short in _LANGUAGES.items():
            name = package.edition_file(number, f"sheet.{short}.pdf")
            files[name] = sheets.sheet_pdf(seat.desk, edition, language, at)
    manifest = canonical(gathered.manifest(files))
    signature = seat.keys.sign(package.MAKER_DOMAIN + manifest)
    whole = {package.MANIFEST: manifest, package.SIGNATURE: signature, **files}
    return Packed(evidence_file.packed(whole), tuple(wanted), gathered.number, gathered.rows[-1].sequence)


def save(seat: Seat, wanted: Sequence[Edition], file: Path) -> Packed:
    """Make the package and put it where nothing lies yet.

    Raises:
        Conflict, DiskFull, WorkspaceReadOnly, Unavailable: the disk doesn't take it.
        DeskError: as `pack`.
    """
    made = pack(seat, wanted)
    evidence_file.write(file, made.content)
    log.info("evidence of %s editions up to line %s", len(made.editions), made.sequence)
    return made


def save_script(folder: Path) -> Path:
    """Put the script that checks a package without this program into the folder; returns where it is.

    Raises:
        Conflict: another file of that name is there.
        DiskFull, WorkspaceReadOnly, Unavailable: the disk doesn't take it.
    """
    source = resource("evidence/verify_evidence.py")
    file, content = folder / source.name, source.read_bytes()
    if not (file.is_file() and file.read_bytes() == content):
        evidence_file.write(file, content)
    return file


class _Gathering:
    """One package in the making, from one moment."""

    def __init__(self, seat: Seat, snapshot: Snapshot, wanted: tuple[Edition, ...]) -> None:
        self._seat, self._snapshot, self._wanted = seat, snapshot, wanted
        self._document = documents.document_by_id(snapshot, wanted[0].document)
        self.number = self._document.number
        self.rows = _every_row(snapshot)
        self._known = editions.editions_of(snapshot, self._document.id)
        self._told = deliveries_told(snapshot, wanted)

    def files(self) -> dict[str, bytes]:
        """Everything but list, signature and sheets."""
        keys = self._keys()
        members = self._members(keys)
        told = self._about(members, keys)
        files = {
            package.README: resource("evidence/readme.txt").read_bytes(),
            package.PEOPLE: canonical(people_told(self._snapshot, members, keys)),
            package.DELIVERIES: canonical(self._told),
            package.ROWS: b"".join(canonical(_told(row)) + b"\n" for row in self.rows if row.subject in told),
            package.HASHES: "".join(f"{row.hash}\n" for row in self.rows).encode(),
        }
        for number, edition in enumerate(self._wanted, 1):
            files[package.edition_file(number, "manifest.json")] = edition.manifest
            files[package.edition_file(number, "record.json")] = canonical(self._record(edition))
        return files | self._media()

    def manifest(self, files: dict[str, bytes]) -> dict[str, Json]:
        """The list of `files` with what the package is about."""
        last, workspace, maker = self.rows[-1], self._seat.desk.workspace, self._seat.member
        return {
            "format": package.FORMAT,
            "version": package.VERSION,
            "workspace": {"id": workspace.id, "name": workspace.name},
            "document": {"id": self._document.id, "number": self.number},
            "editions": [edition.id for edition in self._wanted],
            "head": {"sequence": last.sequence, "hash": last.hash},
            "at": microseconds(last.at),
            "made_by": {"member": maker.id, "name": maker.name, "key": self._seat.keys.id},
            "files": [[name, len(content), sha256(content)] for name, content in files.items()],
        }

    def _record(self, edition: Edition) -> dict[str, Json]:
        decisions: list[Json] = []
        for approval in editions.approvals_of(self._snapshot, edition.id):
            domain, _, said = approval.statement.bytes_to_sign().partition(b"\0")
            decisions.append(
                {"domain": domain.decode(), "statement": parsed(said), "signature": approval.signature.hex()}
            )
        return {
            "edition": {
                "id": edition.id,
                "document": edition.document,
                "revision": edition.revision,
                "number": edition.number,
                "kind": edition.kind.value,
                "state": edition.state.value,
                "digest": edition.digest,
                "submitted_by": edition.submitted_by,
                "submitted_at": microseconds(edition.submitted_at),
                "route": routes.route_by_id(self._snapshot, edition.route).name,
            },
            "published_before": sorted(editions.published_before(self._snapshot, edition)),
            "decisions": decisions,
            "beside": beside_told(self._snapshot, self._seat.desk.workspace.id, edition),
        }

    def _media(self) -> dict[str, bytes]:
        """Every sealed picture that the workspace still has; a lost one shows when the package is checked."""
        files: dict[str, bytes] = {}
        manifests = [signatures.sealed(edition) for edition in self._wanted]
        wanted = {one.digest for manifest in manifests for payload in manifest.payloads for one in payload.media}
        for digest in sorted(wanted):
            try:
                files[package.media_file(digest)] = self._seat.desk.store.media.read(digest)
            except (NotFound, Unavailable):
                log.warning("the picture %s is lost; the package goes without it", digest)
        return files

    def _keys(self) -> list[KeyId]:
        """The keys of every decision, and the maker's."""
        decisions = [one for edition in self._wanted for one in editions.approvals_of(self._snapshot, edition.id)]
        seconds = [key for edition in self._wanted for _, key in self._second(edition)]
        return list(dict.fromkeys([self._seat.keys.id, *(one.statement.key for one in decisions), *seconds]))

    def _second(self, edition: Edition) -> list[tuple[MemberId, KeyId]]:
        return second_signers(self._snapshot, self._seat.desk.workspace.id, edition)

    def _members(self, keys: list[KeyId]) -> list[MemberId]:
        """Who made the package, wrote, submitted or decided, and who confirmed their keys."""
        found = [self._seat.member.id]
        for edition in self._wanted:
            found.append(edition.submitted_by)
            found += sorted(signatures.authors_of(self._snapshot, edition))
            found += [one.statement.by for one in editions.approvals_of(self._snapshot, edition.id)]
            found += [by for by, _ in self._second(edition)]
        confirmed = (people.key_by_id(self._snapshot, key).confirmed_by for key in keys)
        return list(dict.fromkeys([*found, *(by for by in confirmed if by is not None)]))

    def _about(self, members: list[MemberId], keys: list[KeyId]) -> set[Subject]:
        """Of whom and what the audit log's lines are told in full."""
        told = {Subject("document", self._document.id)}
        for edition in self._known:
            told.add(Subject("edition", edition.id))
            told |= {Subject("delivery", one.id) for one in deliveries.of_edition(self._snapshot, edition.id)}
        told = told.union(*(subjects_beside(self._snapshot, edition) for edition in self._wanted))
        told |= {Subject("member", member) for member in members}
        told |= {Subject("member_key", key) for key in keys}
        accounts = {payload.account for edition in self._wanted for payload in edition.sealed().payloads}
        return told | {Subject("account", account) for account in accounts}


def _every_row(snapshot: Snapshot) -> list[AuditRow]:
    found: list[AuditRow] = []
    while page := audit.rows(snapshot, found[-1].sequence if found else 0):
        found += page
    return found


def _told(row: AuditRow) -> dict[str, Json]:
    return package.row_as_json(row, microseconds(row.at))
