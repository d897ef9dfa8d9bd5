"""Handing a document in: accounts, route, time window, findings with reasons; apart because it ends in a Submission."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from editor_app.domain.edition import EditionKind
from editor_app.domain.finding import Finding, Severity
from editor_app.ui import type as fonts
from editor_app.ui.dialogs import Dialog, Tile
from editor_app.ui.i18n import joined, said, tr, tr_n
from editor_app.ui.tokens import Role
from editor_app.ui.views.write.details_dialog import two_columns
from editor_app.ui.views.write.findings_panel import place_in_words
from editor_app.ui.views.write.layouts import emptied, scrolled
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import Choice, Field, LineInput
from editor_app.ui.widgets.findings import FindingLook, FindingRow
from editor_app.ui.widgets.labels import Label, across, boxed, down

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor_app.domain.account import Account
    from editor_app.domain.approval import Route
    from editor_app.domain.identifiers import AccountId
    from editor_app.services.freezing import Submission

_TIME: Final = "%Y-%m-%d %H:%M"


class SubmitDialog(Dialog):
    """Asks for everything that is signed besides the text; `confirmed` carries a Submission."""

    confirmed = Signal(object)
    accounts_changed = Signal()

    def __init__(
        self, over: QWidget, accounts: Sequence[tuple[Account, str]], routes: Sequence[Route], zone: tzinfo
    ) -> None:
        super().__init__(over, tr("Submit for review"), width=720)
        self._zone = zone
        self._reasons: dict[str, LineInput] = {}
        self._blocked = tr("The checks are running.")
        self.boxes = {account.id: QCheckBox(account.name) for account, _tile in accounts}
        chosen = down(gap=6)
        for account, tile in accounts:
            box = self.boxes[account.id]
            box.setChecked(True)
            box.setFont(fonts.font(Role.BODY))
            box.toggled.connect(lambda _on: self._accounts_changed())
            chosen.addWidget(boxed(across(box, Tile(tile), None, gap=8)))
        if not accounts:
            chosen.addWidget(
                Label(
                    tr("No account is connected yet. An admin connects one under Accounts."),
                    Role.DENSE,
                    "ink2",
                    wrap=True,
                )
            )
        fitting = [route for route in routes if EditionKind.PUBLICATION in route.kinds]
        self.route = Field(tr("Route"), Choice(tr("Route"), [(route.name, _of_route(route)) for route in fitting]))
        self.begins = Field(tr("Not before (may stay empty)"), LineInput(hint="2026-12-01 09:00"))
        self.ends = Field(tr("Not after (may stay empty)"), LineInput(hint="2026-12-02 18:00"))
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._build(boxed(chosen))

    def _build(self, chosen: QWidget) -> None:
        self._summary = Label("", Role.DENSE, "ink2", wrap=True)
        inner = down(
            Label(tr("Accounts"), Role.NOTE, "ink2"), chosen, 4, self.route, two_columns(self.begins, self.ends), 4,
            Label(tr("Checks"), Role.DENSE_BOLD), self._summary, boxed(self._list), None, gap=8, margins=(0, 0, 8, 0),
        )  # fmt: skip
        area = scrolled(boxed(inner))
        area.setMinimumHeight(self.roomy(440))
        self.add(area)
        self.set_note(
            tr("Frozen: the exact text, pictures, accounts and times. Any later change needs new signatures.")
        )
        self.add_button("", Button(tr("Cancel")))
        self.submit = self.add_button("submit", Button(tr("Submit"), Kind.PRIMARY, icon="stamp"), closes=False)
        self.begin_at(self.route.control)
        self.answered.connect(self._answered)
        self._tell()

    def chosen(self) -> tuple[AccountId, ...]:
        """The accounts it shall go to."""
        return tuple(account for account, box in self.boxes.items() if box.isChecked())

    def show_findings(self, found: Sequence[Finding], names: Mapping[AccountId, str]) -> None:
        """List what the checks found; a warning gets a field for the reason of accepting it."""
        kept = {digest: line.text() for digest, line in self._reasons.items()}
        emptied(self._list)
        self._reasons = {}
        for finding in found:
            if finding.severity is not Severity.NOTE:
                self._list.addWidget(self._row(finding, names, kept))
        blocking = sum(finding.severity is Severity.BLOCK for finding in found)
        self._blocked = (
            tr_n(
                "{count} finding must be put right first.", "{count} findings must be put right first.", count=blocking
            )
            if blocking
            else ""
        )
        waiting = sum(finding.severity is Severity.OVERRIDE for finding in found)
        words = (
            tr_n(
                "{count} finding goes to the reviewer, who must take it upon himself.",
                "{count} findings go to the reviewer, who must take each upon himself.",
                count=waiting,
            )
            if waiting
            else ""
        )
        self._summary.setText(joined(self._blocked, words) or tr("Nothing stands against it."))
        self._tell()

    def _row(self, finding: Finding, names: Mapping[AccountId, str], kept: Mapping[str, str]) -> QWidget:
        look = FindingLook(finding.severity.value, place_in_words(finding, names), said(finding.message))
        row = FindingRow(look)
        if finding.severity is not Severity.WARN:
            return row
        line = LineInput(
            kept.get(finding.digest, ""), name=tr("Reason for accepting: {finding}", finding=look.sentence)
        )
        line.setPlaceholderText(tr("Accept it, because…"))
        line.textChanged.connect(lambda _text: self._tell())
        self._reasons[finding.digest] = line
        return boxed(down(row, boxed(across(line, margins=(44, 4, 0, 8))), gap=0))

    def refuse(self, sentence: str) -> None:
        """Say why it was not taken; the dialog stays."""
        self._summary.setText(sentence)
        self._summary.set_colour("carmine")

    def submission(self) -> Submission | None:
        """What was chosen; None when a time can't be read (the field says so)."""
        from editor_app.services.freezing import Submission

        try:
            begins, ends = self._moment(self.begins), self._moment(self.ends)
        except ValueError:
            return None
        accepted = {digest: line.text().strip() for digest, line in self._reasons.items()}
        return Submission(self.chosen(), self.route.text(), begins, ends, accepted)

    def _moment(self, field: Field) -> datetime | None:
        """The time in a field, None when it is empty.

        Raises:
            ValueError: no time; the field says so.
        """
        text = field.text().strip().replace("：", ":")
        if not text:
            return None
        try:
            return datetime.strptime(text, _TIME).replace(tzinfo=self._zone)
        except ValueError:
            field.show_error(tr("Write it like 2026-12-01 09:00"))
            raise

    def _accounts_changed(self) -> None:
        self._blocked = tr("The checks are running.")
        self._tell()
        self.accounts_changed.emit()

    def _tell(self) -> None:
        reason = self._blocked
        if not self.chosen():
            reason = tr("Choose at least one account.")
        elif not reason and any(not line.text().strip() for line in self._reasons.values()):
            reason = tr("Give a reason for each warning, or put it right.")
        self.submit.block(reason)
        if reason:
            self.set_note(reason)
        else:
            self.set_note(
                tr("Frozen: the exact text, pictures, accounts and times. Any later change needs new signatures.")
            )

    def _answered(self, key: str) -> None:
        if key != "submit":
            self.deleteLater()
            return
        submission = self.submission()
        if submission is not None:
            self.confirmed.emit(submission)


def _of_route(route: Route) -> str:
    return f"{route.name} ({' → '.join(stage.name for stage in route.stages)})"
