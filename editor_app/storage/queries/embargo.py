"""Named queries about embargoes, and from whom a snapshot hides a document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, exists, func, insert, or_, select, text

from editor_app.domain.embargo import KEPT_BACK, VEIL, Consent, Embargo, Veiled
from editor_app.domain.identifiers import Digest, DocumentId, EditionId, KeyId, MemberId
from editor_app.storage.embargo_tables import EVERYBODY, embargo, embargo_consent
from editor_app.storage.prepared import Prepared
from editor_app.storage.tables import attempt, delivery, edition, workspace
from editor_app.storage.team_state import is_entered
from editor_app.translation import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from sqlalchemy import Row

    from editor_app.domain.audit import AuditRow
    from editor_app.domain.identifiers import AttemptId, WorkspaceId
    from editor_app.domain.text import Text
    from editor_app.storage.database import Work
    from editor_app.storage.snapshot import Snapshot

VEILED = '{"veiled":true}'
"""Stands instead of a detail that whoever reads may not see, as a team's database says it."""
_PUBLIC = text("delivery.state IN ('sent', 'verified', 'withdrawn')")


def hidden(snapshot: Snapshot) -> frozenset[str]:
    """The documents that whoever reads may not see; none when nobody in particular reads (the sender does)."""
    if snapshot.reader is None:
        return frozenset()
    if snapshot.hidden is None:
        of_team = is_entered(snapshot.connection)
        snapshot.hidden = _veiled(snapshot, "document") if of_team else _unlisted(snapshot, snapshot.reader or "-")
    return snapshot.hidden


def veiled(snapshot: Snapshot) -> frozenset[str]:
    """Documents of which a team's database gives this login no row but their own; none elsewhere."""
    return _veiled(snapshot, "document")


def unreadable(snapshot: Snapshot) -> frozenset[str]:
    """Deliveries whose texts a team's database keeps from this login, whatever the program wants to see."""
    return _veiled(snapshot, "delivery")


def require_seen(snapshot: Snapshot, document: str) -> None:
    """Pass when whoever reads may see the document.

    Raises:
        Veiled: an embargo hides it.
    """
    if document in hidden(snapshot):
        raise Veiled


def document_of(snapshot: Snapshot, edition: str) -> str:
    """Of which document an edition is that a team's database hides."""
    found = _DOCUMENT_OF.first(snapshot.connection, {"edition": edition})
    return "" if found is None else found.document


def require_shown(snapshot: Snapshot, kind: str, wanted: str) -> None:
    """Pass when a team's database hides nothing of that kind whose id begins so.

    Raises:
        Veiled: it does.
    """
    if any(each.startswith(wanted) for each in _veiled(snapshot, kind)):
        raise Veiled


def title_for(snapshot: Snapshot, document: str, title: str | None) -> str:
    """The title, or words that give nothing away; a team's database keeps the title itself back."""
    if title is not None and document not in hidden(snapshot):
        return title
    snapshot.veil = snapshot.veil or message(VEIL.msgid, str(snapshot.connection.execute(_LANGUAGE).scalar() or ""))
    return snapshot.veil


def any_list(snapshot: Snapshot) -> bool:
    """Whether any document is hidden from anybody."""
    return bool(_unlisted(snapshot, "-") or _veiled(snapshot, "document"))


def covered(snapshot: Snapshot, document: str, lines: Iterable[AuditRow]) -> Iterator[AuditRow]:
    """Lines of the log as whoever reads may see them: of a hidden document without what they say."""
    veiled_ = document in hidden(snapshot)
    return (replace(line, detail=VEILED) if veiled_ else line for line in lines)


def discreet(snapshot: Snapshot, of: EditionId, reason: Text | None) -> Text | None:
    """The reason as everybody may read it: of a document that is hidden from anybody, only that there is one."""
    if reason is None or _LISTED.first(snapshot.connection, {"edition": of}) is None:
        return reason
    return KEPT_BACK


def discreet_about(snapshot: Snapshot, attempt: AttemptId, reason: Text | None) -> Text | None:
    """The same of what became of an attempt."""
    found = None if reason is None else _EDITION_OF.first(snapshot.connection, {"attempt": attempt})
    return reason if found is None else discreet(snapshot, EditionId(found.edition), reason)


def steps_of(snapshot: Snapshot, document: DocumentId) -> list[Embargo]:
    """Every step of a document's embargo, the oldest first."""
    return [_step(row) for row in snapshot.connection.execute(_STEPS, {"document": document})]


def standing(snapshot: Snapshot, document: DocumentId) -> Embargo | None:
    """The step in force; None = there has been none."""
    return next((each for each in reversed(steps_of(snapshot, document)) if each.in_force), None)


def is_public(snapshot: Snapshot, document: DocumentId) -> bool:
    """Whether anything of the document is out: it is no secret any more."""
    return bool(snapshot.connection.execute(_IS_PUBLIC, {"document": document}).scalar())


def insert_step(work: Work, new: Embargo) -> None:
    """Keep a step; its audit row is the write's last one."""
    values = {"document": new.document, "ordinal": new.ordinal, "by": new.by, "at": new.at}
    work.connection.execute(insert(embargo), {**values, **step_values(new), "audit_sequence": work.sequence})


def step_values(new: Embargo) -> dict[str, object]:
    """The columns of a step that say what it asks for, and why."""
    members = EVERYBODY if new.members is None else f",{','.join(sorted(new.members))},"
    return {"until": new.until, "members": members, "reason": new.reason, "wish": int(new.is_wish)}


def insert_consent(work: Work, said: Consent, signature: bytes) -> None:
    """Keep a consent; its audit row is the write's last one."""
    values = {"document": said.document, "ordinal": said.ordinal, "by": said.by, "key": said.key, "digest": said.digest}
    values |= {"audit_head": said.audit_head, "at": said.at, "signature": signature}
    work.connection.execute(insert(embargo_consent), {**values, "audit_sequence": work.sequence})


def consents_of(snapshot: Snapshot, of: WorkspaceId, document: DocumentId) -> dict[int, tuple[Consent, bytes]]:
    """The consents to a document's steps, by the step's ordinal."""
    rows = snapshot.connection.execute(_CONSENTS, {"document": document})
    return {row.ordinal: (_consent(of, row), bytes(row.signature)) for row in rows}


def waits_until(snapshot: Snapshot, of: str, now: datetime) -> datetime | None:
    """Until when an edition's document may not go out; None = it may."""
    found = _WAITS.first(snapshot.connection, {"edition": of, "now": now})
    return None if found is None else found.until


def _unlisted(snapshot: Snapshot, who: str) -> frozenset[str]:
    return frozenset(row.document for row in _HIDDEN.rows(snapshot.connection, {"listed": f"%,{who},%"}))


def _veiled(snapshot: Snapshot, kind: str) -> frozenset[str]:
    """What the row rules of a team hide from whose login this is; nothing elsewhere."""
    if not is_entered(snapshot.connection):
        return frozenset()
    return frozenset(row.hidden for row in _VEILED.rows(snapshot.connection, {"kind": kind}))


def _consent(of: WorkspaceId, row: Row[tuple[object, ...]]) -> Consent:
    return Consent(
        of, DocumentId(row.document), row.ordinal, Digest(row.digest), MemberId(row.by), KeyId(row.key), row.audit_head,
        row.at,
    )  # fmt: skip


def _step(row: Row[tuple[object, ...]]) -> Embargo:
    return Embargo(
        document=DocumentId(row.document),
        ordinal=row.ordinal,
        until=row.until,
        members=None if row.members == EVERYBODY else frozenset(map(MemberId, row.members.strip(",").split(","))),
        reason=row.reason,
        by=MemberId(row.by),
        at=row.at,
        is_wish=bool(row.wish),
        is_allowed=row.allowed is not None,
    )


_LANGUAGE = select(workspace.c.language)
_CONSENTS = select(embargo_consent).where(embargo_consent.c.document == bindparam("document"))
_is_consent = and_(embargo_consent.c.document == embargo.c.document, embargo_consent.c.ordinal == embargo.c.ordinal)
_STEPS = (
    select(embargo, embargo_consent.c.ordinal.label("allowed"))
    .select_from(embargo)
    .outerjoin(embargo_consent, _is_consent)
    .where(embargo.c.document == bindparam("document"))
    .order_by(embargo.c.ordinal)
)
_inner = embargo.alias("inner_step")
_counts = (
    select(func.max(_inner.c.ordinal))
    .where(
        _inner.c.document == embargo.c.document,
        or_(
            _inner.c.wish == 0,
            exists().where(
                embargo_consent.c.document == _inner.c.document, embargo_consent.c.ordinal == _inner.c.ordinal
            ),
        ),
    )
    .correlate(embargo)
    .scalar_subquery()
)
_is_out = (
    select(delivery.c.id)
    .join(edition, edition.c.id == delivery.c.edition)
    .where(edition.c.document == embargo.c.document, _PUBLIC)
    .correlate(embargo)
    .exists()
)
_HIDDEN = Prepared(
    select(embargo.c.document).where(
        embargo.c.members != EVERYBODY,
        embargo.c.members.notlike(bindparam("listed")),
        embargo.c.ordinal == _counts,
        ~_is_out,
    )
)
_VEILED = Prepared(select(func.team.hidden(bindparam("kind")).column_valued("hidden")))
_DOCUMENT_OF = Prepared(select(func.team.document_of(bindparam("edition")).label("document")))
_IS_PUBLIC = select(
    exists().where(edition.c.document == bindparam("document"), delivery.c.edition == edition.c.id).where(_PUBLIC)
)
_whose = edition.alias("whose")
_WAITS = Prepared(
    select(embargo.c.until)
    .select_from(embargo)
    .join(_whose, _whose.c.document == embargo.c.document)
    .where(
        _whose.c.id == bindparam("edition"),
        embargo.c.until > bindparam("now", type_=embargo.c.until.type),
        embargo.c.ordinal == _counts,
        ~_is_out,
    )
)
_LISTED = Prepared(
    select(embargo.c.ordinal)
    .select_from(embargo)
    .join(_whose, _whose.c.document == embargo.c.document)
    .where(
        _whose.c.id == bindparam("edition"),
        embargo.c.members != EVERYBODY,
        embargo.c.ordinal == _counts,
        ~_is_out,
    )
)
_EDITION_OF = Prepared(
    select(delivery.c.edition)
    .join(attempt, attempt.c.delivery == delivery.c.id)
    .where(attempt.c.id == bindparam("attempt"))
)
