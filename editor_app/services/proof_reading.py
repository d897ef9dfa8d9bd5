"""How far a member has proof-read the variants of an edition, on record: the evidence of a proof pass."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.approval import StageKind
from editor_app.domain.audit import Subject
from editor_app.domain.errors import Invalid, NotFound, Refused
from editor_app.domain.member import Deed
from editor_app.domain.sentences import sentences
from editor_app.domain.text import T
from editor_app.domain.variant_read import VariantRead, sentences_digest
from editor_app.storage.queries import comments, editions, embargo
from editor_app.storage.queries.comments import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.approval import Stage, Statement
    from editor_app.domain.canonical import Json
    from editor_app.domain.edition import Edition, Manifest, Payload
    from editor_app.domain.identifiers import AccountId, EditionId, MemberId
    from editor_app.services.desk import Desk, Seat
    from editor_app.storage.database import Snapshot

_ENDS_LINE = re.compile(r"<(?:br|/p|/h\d|/li|/t[drh]|/figcaption|/blockquote)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Readable:
    """A variant as the sentences in which it is read."""

    account: AccountId
    name: str
    sentences: tuple[str, ...]


def texts(desk: Desk, edition: Edition, names: Sequence[str] = ()) -> tuple[Readable, ...]:
    """The variants of those accounts sentence by sentence; of every account when none is named.

    Raises:
        NotFound: the edition isn't for an account of that name.
    """
    with desk.database.read() as snapshot:
        embargo.require_seen(snapshot, edition.document)
    payloads = edition.sealed().payloads
    strange = set(names) - {each.account_name for each in payloads}
    if strange:
        raise NotFound(T("The edition is not for the account {name}.", name=min(strange)))
    return tuple(readable(each) for each in payloads if not names or each.account_name in names)


def note(seat: Seat, edition: EditionId, account: AccountId, reached: int, total: int) -> Reading:
    """Keep how many sentences of a variant the member has read; reading it again from the front counts anew.

    Raises:
        Invalid: more than there are, or none at all.
        Refused: no right, or an account that the edition is not for.
    """
    if not 0 <= reached <= total or not total:
        raise Invalid(T("There are {count} sentences.", count=total), T("Begin reading at the first one."))
    detail: dict[str, Json] = {"account": account, "reached": reached, "total": total}
    with seat.write(Deed.COMMENT, "edition.read", Subject("edition", edition), detail) as work:
        read = Reading(edition, account, seat.member.id, seat.member.name, reached, total, work.at)
        comments.insert_reading(work, read)
        return read


def readings(desk: Desk, edition: EditionId) -> tuple[Reading, ...]:
    """How far everybody has read each variant of an edition."""
    with desk.database.read() as snapshot:
        return tuple(comments.readings(snapshot, edition))


def own(seat: Seat, edition: EditionId) -> dict[AccountId, Reading]:
    """How far this member has read each variant."""
    return {one.account: one for one in readings(seat.desk, edition) if one.by == seat.member.id}


def left_to_read(seat: Seat, stage: Stage | None, manifest: Manifest) -> tuple[str, ...]:
    """Accounts whose variant this member has still to read to its end before sealing a proof stage; else none."""
    with seat.desk.database.read() as snapshot:
        return unread(stage, manifest, comments.ever_finished(snapshot, manifest.edition), seat.member.id)


def unread(stage: Stage | None, manifest: Manifest, done: Sequence[Reading], by: MemberId) -> tuple[str, ...]:
    """Accounts whose variant that member has still to read to its end before sealing a proof stage; else none."""
    if stage is None or stage.kind is not StageKind.PROOF:
        return ()
    read = {one.account for one in done if one.by == by and one.is_to_the_end}
    return tuple(each.account_name for each in manifest.payloads if each.account not in read)


def to_read(manifest: Manifest) -> tuple[VariantRead, ...]:
    """What a proof pass reads, by digests: every variant sentence by sentence, in the manifest's order."""
    return tuple(
        VariantRead(each.account, editions.content_digest(each), sentences_digest(said), len(said))
        for each in manifest.payloads
        for said in [readable(each).sentences]
    )


def signed_unread(snapshot: Snapshot, manifest: Manifest, said: Sequence[Statement]) -> MemberId | None:
    """Who sealed a proof pass without having read every variant to its end; None = nobody did."""
    proofs = {each.ordinal for each in manifest.stages if each.kind == StageKind.PROOF}
    signed = [one for one in said if one.stage in proofs]
    if not signed:
        return None
    contents = [(each.account, editions.content_digest(each)) for each in manifest.payloads]
    done = {(one.by, one.account) for one in comments.ever_finished(snapshot, manifest.edition) if one.is_to_the_end}
    for one in signed:
        outside = [(each.account, each.content) for each in one.read]
        if outside != contents and not all((one.by, account) in done for account, _ in contents):
            return one.by
    return None


def require_read(
    snapshot: Snapshot, stage: Stage, manifest: Manifest, who: tuple[MemberId, tuple[VariantRead, ...]]
) -> None:
    """Pass when a proof pass has read everything that it seals.

    Args:
        snapshot: of the moment.
        stage: the one that is to be signed.
        manifest: of the edition.
        who: the member, and what the signed decision says was read outside the desk.

    Raises:
        Refused: a variant was not read to its end by this member, or something else was read.
    """
    by, outside = who
    if outside and outside != to_read(manifest):
        raise Refused(
            T("What was read is not what this edition says, sentence by sentence."), T("Send a new packet out.")
        )
    if outside:
        return
    left = unread(stage, manifest, comments.ever_finished(snapshot, manifest.edition), by)
    if left:
        raise Refused(
            T("A proof pass reads to the end; left to read: {names}.", names=", ".join(left)),
            T("Read each variant to its end: F7 in the review, or `editor-app read EDITION --to-end`."),
        )


def readable(payload: Payload) -> Readable:
    """A variant sentence by sentence: title, summary and text without its markup."""
    body = "\n".join(_plain(part.body) if payload.format == "html" else part.body for part in payload.parts)
    whole = f"{payload.title}\n{payload.summary}\n{body}"
    return Readable(payload.account, payload.account_name, tuple(whole[start:end] for start, end in sentences(whole)))


def _plain(body: str) -> str:
    return html.unescape(_TAG.sub("", _ENDS_LINE.sub("\n", body)))
