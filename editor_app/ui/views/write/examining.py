"""When the checks run and what a finding does: going to its place, applying its remedy; apart from how rows look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor

from editor_app.domain.finding import Finding, Severity
from editor_app.domain.media import placements
from editor_app.ui import background
from editor_app.ui.i18n import joined, said, tr, tr_n
from editor_app.ui.saying import sentence
from editor_app.ui.views.write import sheet
from editor_app.ui.views.write.formatting import utf16

if TYPE_CHECKING:
    from editor_app.domain.identifiers import AccountId
    from editor_app.domain.link import LinkLook
    from editor_app.ui.views.write.findings_panel import FindingsPanel
    from editor_app.ui.views.write.room import Room

_REST_MS: Final = 400
_LONG_REST_MS: Final = 2500  # pictures are fitted for each account: not after each pause
_MARKED: Final = 60
_LONGEST_NOTE: Final = 16


class Examining(QObject):
    """Runs the checks in the background once typing rests."""

    examined = Signal()
    details_asked = Signal()  # the finding is in a field that the sheet does not show

    def __init__(self, room: Room, panel: FindingsPanel) -> None:
        super().__init__(room.owner)
        self._room = room
        self._panel = panel
        self.findings: tuple[Finding, ...] = ()
        self._job: background.Job | None = None
        self._quick = self._timer(_REST_MS, self.check_text)
        self._whole = self._timer(_LONG_REST_MS, self.check_all)
        panel.visited.connect(self.go_to)
        panel.remedied.connect(self.remedy)

    def _timer(self, milliseconds: int, act) -> QTimer:  # type: ignore[no-untyped-def]  # noqa: ANN001
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(milliseconds)
        made.timeout.connect(act)
        return made

    def typed(self) -> None:
        """A key was pressed."""
        self._quick.start()

    @property
    def breaking(self) -> frozenset[AccountId]:
        """Accounts whose version has a finding that blocks."""
        return frozenset(f.account for f in self.findings if f.account and f.severity is Severity.BLOCK)

    def check_text(self) -> None:
        """Check all when no picture must be fitted for it, else the main text now and the accounts later."""
        working = self._room.working
        if working is not None and next(placements(working.content.body), None) is not None:
            self._run(only_text=True)
            self._whole.start()
        else:
            self.check_all()

    def check_all(self) -> None:
        """Check the main text and every account's version."""
        self._run(only_text=False)

    def follow_links(self) -> None:
        """Look where the links lead, then check all with what was seen."""
        working, seat = self._room.working, self._room.seat
        if working is None or seat is None:
            return
        from editor_app.services import checking

        desk, revision, accounts = seat.desk, working.revision(), self._room.accounts
        self._room.shell.toast(tr("Following the links…"))
        background.run(
            self,
            lambda: checking.look_at_links(desk, revision, accounts),
            self._show_followed,
            self._failed,
        )

    def _show_followed(self, unseen: tuple[LinkLook, ...]) -> None:
        """Check all with what was seen, and say of how many links nothing is known, with the first one's reason."""
        if unseen:
            count, first = len(unseen), unseen[0]
            words = tr_n(
                "{count} link could not be looked at: {link} ({why})",
                "{count} links could not be looked at, the first one {link} ({why})",
                count=count,
                link=first.url[:80],
                why=said(first.why) if first.why else "",
            )
            self._room.shell.toast(words)
        self.check_all()

    def _run(self, *, only_text: bool) -> None:
        working, seat = self._room.working, self._room.seat
        if working is None or seat is None:
            return
        if self._job is not None:
            self._job.cancel()
        from editor_app.services import checking

        desk, revision = seat.desk, working.revision()
        accounts = () if only_text else self._room.accounts
        kept = tuple(f for f in self.findings if f.account is not None) if only_text else ()
        self._job = background.run(
            self,
            lambda: checking.findings(desk, revision, accounts),
            lambda found: self._show(found, kept),
            self._failed,
        )

    def _show(self, found: tuple[Finding, ...], kept: tuple[Finding, ...]) -> None:
        ranked = sorted((*found, *kept), key=lambda f: tuple(Severity).index(f.severity))
        self.findings = tuple(ranked)
        names = {account.id: account.name for account in self._room.accounts}
        self._panel.show_findings(self.findings, names, joined(tr("All accounts"), _pack()))
        self._mark()
        self.examined.emit()

    def _failed(self, error: Exception) -> None:
        self._panel.show_findings((), {}, sentence(error))

    def _mark(self) -> None:
        """Draw a wave below the words of each finding of the text that is on the sheet."""
        places = []
        here = self._room.account.id if self._room.account is not None else None
        for finding in self.findings[:_MARKED]:
            if finding.severity is Severity.NOTE and finding.place.length > _LONGEST_NOTE:
                continue  # whole sentences underlined would be noise
            if finding.account in (None, here) and finding.place.length and (span := self._span(finding)) is not None:
                tone = "carmine" if finding.severity is Severity.BLOCK else "ochre"
                places.append((*span, tone))
        self._room.editor.mark_places(places)

    def _span(self, finding: Finding) -> tuple[int, int] | None:
        """Position and length on the sheet, as Qt counts; None when it is not there any more."""
        document = self._room.editor.document()
        place = finding.place
        if place.field == "title":
            block = document.firstBlock()
            start = len(block.text()) - len(sheet.title_of(block.text()))
            column = start + max(place.column, 1) - 1
        elif place.field in ("body", "alt") and place.line:
            text = self._room.editor.text()
            block = document.findBlockByNumber(sheet.body_line(text) + place.line - 1)
            column = max(place.column, 1) - 1
        else:
            return None
        words = block.text()
        excerpt = words[column : column + place.length]
        if not block.isValid() or (place.excerpt and not excerpt.startswith(place.excerpt[: len(excerpt)])):
            return None
        return block.position() + utf16(words[:column]), utf16(excerpt)

    def go_to(self, finding: Finding) -> None:
        """Show where it is: on the sheet, in the version of its account, or in the details."""
        account = next((a for a in self._room.accounts if a.id == finding.account), None)
        if finding.rule == "compose" and account is not None:
            self._room.write_for(account)
            return
        if account is None and self._room.account is not None:
            self._room.write_for(None)
        elif account is not None and self._is_own(finding):
            self._room.write_for(account)
        span = self._span(finding)
        if span is not None:
            self._room.editor.go_to(*span)
        elif finding.place.field in ("title", "body"):
            self._room.editor.go_to(0 if finding.place.field == "title" else self._line_start(finding))
        elif finding.place.field in ("alt", "chart"):
            self._go_to_chip(finding)
        else:
            self.details_asked.emit()

    def remedy(self, finding: Finding) -> None:
        """Put what the check proposes in place of the words, undoable."""
        self.go_to(finding)
        span = self._span(finding)
        if span is None or finding.replacement is None:
            return
        cursor = QTextCursor(self._room.editor.document())
        cursor.setPosition(span[0])
        cursor.setPosition(span[0] + span[1], QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(finding.replacement)
        self._room.shell.toast(tr("Replaced."), tr("Undo"), self._room.editor.undo)

    def _is_own(self, finding: Finding) -> bool:
        """Whether the account says that field differently, so that the finding is in its version only."""
        working = self._room.working
        account = next((a for a in self._room.accounts if a.id == finding.account), None)
        return working is not None and account is not None and finding.place.field in working.differs(account)

    def _line_start(self, finding: Finding) -> int:
        line = sheet.body_line(self._room.editor.text()) + max(finding.place.line, 1) - 1
        return max(0, self._room.editor.document().findBlockByNumber(line).position())

    def _go_to_chip(self, finding: Finding) -> None:
        wanted = finding.place.excerpt
        text = self._room.editor.text()
        found = [p for p in placements(text) if not wanted or wanted.startswith(p.alt[:20])]
        if found:
            self._room.editor.go_to(utf16(text[: found[0].start]))


def _pack() -> str:
    from editor_app.services.checking import rule_pack

    return tr("rules {version}", version=rule_pack())
