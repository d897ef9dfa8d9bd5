"""The evidence package: what its files are called, what is checked of them, and what each check proves in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from editor_app.domain.text import T, Text

if TYPE_CHECKING:
    from editor_app.domain.audit import AuditRow
    from editor_app.domain.canonical import Json

FORMAT = "press-desk-evidence"
VERSION = 1
MANIFEST = "manifest.json"
SIGNATURE = "manifest.sig"
README = "readme.txt"
PEOPLE = "people.json"
DELIVERIES = "deliveries.json"
ROWS = "audit/rows.jsonl"
HASHES = "audit/hashes.txt"
MAKER_DOMAIN = b"press-desk-evidence-v1\0"
"""Before the manifest's bytes under the signature of whoever made the package."""

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}(/[a-z0-9][a-z0-9._-]{0,79}){0,3}")
"""No upper case, no `..`, no absolute path: a name can lead nowhere."""
MOST_FILES = 10_000
LARGEST = 1 << 30
"""Bytes of a package."""


class Check(StrEnum):
    """What is looked at, in this order."""

    CONTAINER = "container"
    LISTING = "listing"
    MAKER = "maker"
    SEAL = "seal"
    SIGNATURES = "signatures"
    FOUR_EYES = "four_eyes"
    STAGES = "stages"
    MEDIA = "media"
    CHAIN = "chain"
    RECORD = "record"
    BESIDE = "beside"
    SHEET = "sheet"


HOLDS: dict[Check, Text] = {
    Check.CONTAINER: T("The file is whole, to the last byte."),
    Check.LISTING: T("Every file is the one that the package lists."),
    Check.MAKER: T("The list was signed by whoever made the package."),
    Check.SEAL: T("What was sealed is what its digest says."),
    Check.SIGNATURES: T("Every signature belongs to these bytes and to a key that was confirmed before."),
    Check.FOUR_EYES: T("Nobody signed who wrote or submitted it, and nobody signed twice."),
    Check.STAGES: T("The stages were signed in their order, as many as there had to be."),
    Check.MEDIA: T("Every picture is the one that was signed."),
    Check.CHAIN: T("The audit log's lines follow from one another up to its head."),
    Check.RECORD: T("Every deed that the package tells of is a line of the audit log, and none is left out."),
    Check.BESIDE: T("Second signatures, readings, comments, overrides and the route are those of the audit log."),
    Check.SHEET: T("The approval sheets name the digest of their edition."),
}
"""What is proved when a check finds nothing."""

FAILS: dict[Check, Text] = {
    Check.CONTAINER: T("The file was changed at {place}."),
    Check.LISTING: T("{place} is not what the package lists."),
    Check.MAKER: T("The signature of whoever made the package does not belong to this list ({place})."),
    Check.SEAL: T("{place} is not what its digest says."),
    Check.SIGNATURES: T("A signature does not hold ({place})."),
    Check.FOUR_EYES: T("Somebody signed who may not ({place})."),
    Check.STAGES: T("The stages are not all signed in their order ({place})."),
    Check.MEDIA: T("The picture {place} is missing, or another one than was signed."),
    Check.CHAIN: T("The audit log does not hold together at {place}."),
    Check.RECORD: T("The audit log does not bear out {place}."),
    Check.BESIDE: T("The audit log tells something else than the package ({place})."),
    Check.SHEET: T("The approval sheet {place} is of another edition."),
}
"""What is wrong when it finds something; `place` names where."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that does not hold."""

    check: Check
    place: str
    """A file, a member's name, a line of the audit log, a delivery; empty = all of it."""

    @property
    def words(self) -> Text:
        """The same as a sentence."""
        return Text(FAILS[self.check].msgid, (("place", self.place or "…"),))


@dataclass(frozen=True, slots=True)
class Signer:
    """Whose signature is in the package: the reader compares the six words with what the person says."""

    name: str
    words: tuple[str, ...]
    """The six words of the key."""
    decision: str
    """`approve`, `return`, or `made` for whoever made the package."""


def edition_file(number: int, name: str) -> str:
    """Where a file of an edition lies in the package."""
    return f"editions/{number}/{name}"


def media_file(digest: str) -> str:
    """Where a picture lies in the package."""
    return f"media/{digest}"


def row_as_json(row: AuditRow, at: int) -> dict[str, Json]:
    """A line of the audit log as the package tells it; `at` in microseconds."""
    return {
        "sequence": row.sequence,
        "transaction": row.transaction,
        "at": at,
        "actor": row.actor.key,
        "actor_name": row.actor.name,
        "action": row.action,
        "subject_kind": row.subject.kind,
        "subject_id": row.subject.id,
        "detail": row.detail,
        "previous": row.previous,
        "hash": row.hash,
    }
