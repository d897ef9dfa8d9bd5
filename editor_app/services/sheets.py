"""The approval sheet of an edition, filled from its record in one language, for printing and filing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from editor_app.domain.approval import Decision, StageKind, Where
from editor_app.domain.edition import EditionKind, EditionState
from editor_app.domain.text import T, Text
from editor_app.services import approvals
from editor_app.storage.queries import documents
from editor_app.translation import message

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.edition import Edition, Payload, SealedMedia
    from editor_app.rendering.approval_sheet import Sheet, SheetAccount, SheetMedium, SheetStage
    from editor_app.services.approvals import Record, Signed, StageRecord
    from editor_app.services.desk import Desk

_STATES = {
    EditionState.IN_REVIEW: T("in review"),
    EditionState.APPROVED: T("approved"),
    EditionState.RETURNED: T("returned"),
    EditionState.VOID: T("void"),
}
_KINDS = {
    EditionKind.PUBLICATION: T("publication"),
    EditionKind.CORRECTION: T("correction"),
    EditionKind.WITHDRAWAL: T("withdrawal"),
    EditionKind.REPLY: T("reply"),
    EditionKind.EMERGENCY: T("emergency"),
}
_DECISIONS = {Decision.APPROVE: T("approved"), Decision.RETURN: T("returned")}
_PLACES = {Where.WINDOW: T("in the window"), Where.COMMAND_LINE: T("on the command line")}


def sheet_pdf(desk: Desk, edition: Edition, language: str, at: datetime | None = None) -> bytes:
    """The approval sheet as PDF/A; at the same moment, the same bytes.

    Raises:
        SealBroken: the stored edition isn't what its digest says.
        Unavailable: this computer has no Chinese font.
    """
    from editor_app.rendering.approval_sheet import approval_sheet_pdf

    return approval_sheet_pdf(sheet(desk, edition, language, at))


def sheet(desk: Desk, edition: Edition, language: str, at: datetime | None = None) -> Sheet:
    """Everything that the sheet shows; signatures are verified again.

    Args:
        desk: whose edition it is.
        edition: of any state.
        language: `zh_CN` or `en`.
        at: which time it carries; without it, now.

    Raises:
        SealBroken: the stored edition isn't what its digest says.
    """
    return _Filling(desk, language).sheet(edition, at or desk.clock.now())


class _Filling:
    """One sheet in the making: its language and the office's time zone."""

    def __init__(self, desk: Desk, language: str) -> None:
        self._desk = desk
        self._language = language
        self._zone = ZoneInfo(desk.workspace.zone)

    def sheet(self, edition: Edition, at: datetime) -> Sheet:
        from editor_app.rendering.approval_sheet import Sheet, sheet_words

        with self._desk.database.read() as snapshot:
            record = approvals.record_in(snapshot, edition)
            number = documents.document_by_id(snapshot, edition.document).number
            content = documents.revision_by_id(snapshot, edition.revision).content
        now, manifest = at.replace(microsecond=0), record.manifest
        return Sheet(
            language="zh" if self._language == "zh_CN" else "en",
            words=sheet_words(self._lookup),
            workspace=self._desk.workspace.name,
            number=self._say(T("{number} · Edition {edition}", number=number, edition=edition.number)),
            title=content.title,
            summary=content.summary,
            digest=edition.digest,
            facts=self._facts(record),
            stages=tuple(self._stage(stage) for stage in record.stages),
            accounts=tuple(self._account(payload) for payload in manifest.payloads),
            media=tuple(self._medium(payload, media) for payload in manifest.payloads for media in payload.media),
            accepted=tuple((accepted.rule, accepted.reason) for accepted in manifest.accepted),
            printed_at=now,
            printed=self._time(now),
        )

    def _facts(self, record: Record) -> tuple[tuple[str, str], ...]:
        manifest = record.manifest
        facts: list[tuple[Text, str]] = [
            (T("State"), self._say(_STATES[record.edition.state])),
            (T("Kind of edition"), self._say(_KINDS[manifest.kind])),
            (T("Submitted by"), record.submitter),
            (T("Submitted at"), self._time(record.edition.submitted_at)),
            (T("Not before"), self._time(manifest.not_before)),
            (T("Not after"), self._time(manifest.not_after)),
            (T("Approval route"), record.route),
            (T("Source"), manifest.source),
            (T("Responsible editor"), manifest.responsible_editor),
            (T("Document number"), manifest.document_number),
            (T("Rules of"), manifest.rule_pack),
        ]
        return tuple((self._say(name), value) for name, value in facts if value)

    def _stage(self, record: StageRecord) -> SheetStage:
        from editor_app.rendering.approval_sheet import SheetSignature, SheetStage

        def signature(signed: Signed) -> SheetSignature:
            return SheetSignature(
                name=self._signer(signed),
                decision=self._say(_DECISIONS[signed.decision]),
                at=self._time(signed.at),
                fingerprint=" ".join(signed.words),
                where=self._say(_PLACES[signed.where]),
                reason=signed.reason,
                valid=signed.valid,
            )

        stage = record.stage
        return SheetStage(stage.name, stage.duty, tuple(map(signature, record.signed)), stage.kind is StageKind.PROOF)

    def _signer(self, signed: Signed) -> str:
        """A deputy with the name of whoever was away."""
        if not signed.standing_in:
            return signed.name
        return self._say(T("{name} for {away}", name=signed.name, away=signed.standing_in))

    def _account(self, payload: Payload) -> SheetAccount:
        from editor_app.rendering.approval_sheet import SheetAccount

        characters = sum(len(part.body) for part in payload.parts)
        contents = T("{characters} characters, {pictures} pictures", characters=characters, pictures=len(payload.media))
        platform = self._desk.platforms.of(payload.platform).title
        return SheetAccount(payload.account_name, self._say(platform), payload.title, self._say(contents))

    def _medium(self, payload: Payload, media: SealedMedia) -> SheetMedium:
        from editor_app.rendering.approval_sheet import SheetMedium

        kind = media.mime.removeprefix("image/").upper()
        return SheetMedium(
            place=f"{payload.account_name} · {media.ordinal}",
            kind=f"{kind} {media.width} × {media.height}, {-(-media.size // 1024)} KB",
            alt=media.alt,
            digest=media.digest,
        )

    def _time(self, moment: datetime | None) -> str:
        if moment is None:
            return ""
        return f"{moment.astimezone(self._zone):%Y-%m-%d %H:%M} ({self._zone.key})"

    def _say(self, text: Text) -> str:
        return text.render(self._lookup)

    def _lookup(self, msgid: str) -> str:
        return message(msgid, self._language)
