"""The panel beside the page: what differs, what was found, who receives what; apart because it scrolls by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from editor_app.domain.member import Deed
from editor_app.ui import paint
from editor_app.ui import type as fonts
from editor_app.ui.dialogs import Tile
from editor_app.ui.i18n import said, tr
from editor_app.ui.threads import ThreadList
from editor_app.ui.tokens import Role
from editor_app.ui.views.review.changes_part import ChangesPart, head
from editor_app.ui.views.review.embargo_part import embargo_button, embargo_part
from editor_app.ui.views.review.seals import reason_of
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import Label, Rule, Surface, across, boxed, down

if TYPE_CHECKING:
    from editor_app.domain.edition import Payload
    from editor_app.domain.identifiers import AccountId, Digest
    from editor_app.services.anchoring import Placed
    from editor_app.ui.threads import Sitting
    from editor_app.ui.views.review.reading import Case

WIDE: Final = 392
NARROW: Final = 336


class SidePanel(QScrollArea):
    """`sought` tells words to scroll to, `pictured` a picture to compare, `ticked` a finding taken or let go."""

    sought = Signal(str)
    pictured = Signal(int)
    ticked = Signal()
    embargo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[Digest, QCheckBox] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("About this edition"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._ground = Surface("panel", "left")
        self._column = QVBoxLayout(self._ground)
        self._column.setContentsMargins(20, 14, 20, 16)
        self._column.setSpacing(0)
        self.changes = ChangesPart()
        self.changes.sought.connect(self.sought)
        self.changes.pictured.connect(self.pictured)
        self.sitting: Sitting | None = None
        self.threads = ThreadList()
        self.comment = Button(tr("Select words to comment"), Kind.QUIET, icon="plus", small=True)
        self._comments = self._comment_section()
        self.setWidget(self._ground)
        self.set_narrow(narrow=False)

    def set_narrow(self, *, narrow: bool) -> None:
        """Give room to the page."""
        self.setFixedWidth(NARROW if narrow else WIDE)

    def taken(self) -> frozenset[Digest]:
        """The findings that are ticked."""
        return frozenset(digest for digest, box in self.boxes.items() if box.isChecked())

    def show_case(self, case: Case, window: str) -> None:
        """Show an edition; what was ticked of it stays ticked."""
        kept = self.taken()
        for kept_part in (self.changes, self._comments):
            kept_part.setParent(None)
        _clear(self._column)
        self.boxes = {}
        self._column.addWidget(self.changes)
        self._column.addSpacing(14)
        self._column.addWidget(Rule())
        self._column.addSpacing(10)
        self._column.addWidget(self._comments)
        ours = (_lane(case), self._embargo(case), self._findings(case, kept), self._accepted(case))
        for section in (*ours, _receivers(case, window)):
            if section is not None:
                self._column.addSpacing(14)
                self._column.addWidget(Rule())
                self._column.addSpacing(12)
                self._column.addWidget(section)
        self._column.addStretch(1)

    def seat(self, sitting: Sitting) -> None:
        """Note who looks; whoever may not comment sees no button for it."""
        self.sitting = sitting
        self.comment.setVisible(sitting.member.may(Deed.COMMENT))

    def say_selected(self, *, is_selected: bool) -> None:
        """Say on the button what a press does now."""
        self.comment.setText(tr("Comment on the selection…") if is_selected else tr("Select words to comment"))
        self.comment.setAccessibleName(self.comment.text())
        self.comment.updateGeometry()

    def show_threads(self, numbered: list[tuple[int, Placed]]) -> None:
        """List the comments that concern the account shown."""
        self._open.setText(str(sum(one.thread.is_open for _number, one in numbered)))
        self._none.setVisible(not numbered)
        self.threads.setVisible(bool(numbered))
        if self.sitting is not None:
            self.threads.show_threads(numbered, self.sitting)

    def _comment_section(self) -> QWidget:
        self._open = Label("0", Role.DENSE, "ink3")
        self._none = Label(tr("Nobody has commented on it."), Role.DENSE, "ink2", wrap=True)
        title = Label(tr("Comments"), Role.DENSE_BOLD)
        title.setMinimumWidth(title.sizeHint().width())  # the button gives way first
        top = boxed(across(title, self._open, None, self.comment, gap=8))
        return boxed(down(top, self._none, self.threads, gap=6))

    def show_changes(self, case: Case, account: AccountId) -> None:
        """List what differs for one account."""
        self.changes.show_changes(case, account, self.sitting)

    def _embargo(self, case: Case) -> QWidget | None:
        if self.sitting is None:
            return None
        button = embargo_button(may_allow=case.may_allow)
        button.clicked.connect(self.embargo_asked)
        return embargo_part(case, self.sitting, button)

    def _findings(self, case: Case, kept: frozenset[Digest]) -> QWidget | None:
        """What only a reviewer may take upon himself, one tick each."""
        if not case.manifest.to_override:
            return None
        rows: list[QWidget | int | None] = [
            head(tr("Only a reviewer may let these pass"), str(len(case.manifest.to_override)))
        ]
        may_tick = case.refusal is None and case.record.next is not None
        for digest in case.manifest.to_override:
            found = case.findings.get(digest)
            words = said(found.message) if found else tr("Finding {digest}", digest=digest[:12])
            box = QCheckBox(tr("I take it upon myself"))
            box.setAccessibleName(tr("I take it upon myself: {words}", words=words))
            is_taken = digest in case.taken()
            box.setChecked(is_taken or digest in kept)
            box.setEnabled(may_tick and not is_taken)
            if is_taken:
                box.setText(tr("Taken by an earlier reviewer"))
            box.toggled.connect(lambda _on: self.ticked.emit())
            self.boxes[digest] = box
            excerpt = found.place.excerpt if found else ""
            rows += [Label(words, Role.DENSE, wrap=True)]
            if excerpt:
                rows.append(Label(tr("“{words}”", words=excerpt), Role.ROW_SERIF, "ink2", wrap=True))
            rows += [box, 6]
        return boxed(down(*rows, gap=4))

    def _accepted(self, case: Case) -> QWidget | None:
        if not case.manifest.accepted:
            return None
        rows: list[QWidget | int | None] = [head(tr("Accepted by the submitter"), str(len(case.manifest.accepted)))]
        for accepted in case.manifest.accepted:
            found = case.findings.get(accepted.digest)
            words = said(found.message) if found else accepted.rule
            reason = reason_of(case.record.submitter, accepted.reason)
            rows += [Label(words, Role.DENSE, wrap=True), Label(reason, Role.NOTE, "ink2", wrap=True), 4]
        return boxed(down(*rows, gap=2))


def _lane(case: Case) -> QWidget | None:
    """An emergency: why it goes on one signature, and whether it says what its locked template says."""
    if case.lane is None:
        return None
    fault = case.lane.fault
    wording = said(fault) if fault else tr("The locked wording stands, byte for byte.")
    return boxed(
        down(
            head(tr("Emergency: one signature lets it go"), ""),
            Label(reason_of(case.record.submitter, case.lane.reason), Role.DENSE, wrap=True),
            Label(wording, Role.NOTE, "carmine" if fault else "ink2", wrap=True),
            gap=4,
        )
    )


def _receivers(case: Case, window: str) -> QWidget:
    """Each account with what it receives, and what the seal covers."""
    rows: list[QWidget | int | None] = [Label(tr("Each account receives"), Role.DENSE_BOLD)]
    if window:
        rows.append(Label(window, Role.NOTE, "ink2", wrap=True))
    rows += [_receiver(case, payload) for payload in case.manifest.payloads]
    rows += _proof_read(case)
    cover = Label(tr("One seal covers all these bytes, their time and their accounts."), Role.NOTE, "ink2", wrap=True)
    rows += [4, cover]
    return boxed(down(*rows, gap=6))


def _proof_read(case: Case) -> list[QWidget]:
    """Who has proof-read which variant to the end."""
    names = {payload.account: payload.account_name for payload in case.manifest.payloads}
    ended = [one for one in case.readings if one.is_to_the_end and one.account in names]
    by_reader = {name: [names[one.account] for one in ended if one.name == name] for name in {e.name for e in ended}}
    return [
        Label(
            tr("Read to the end by {name}: {accounts}", name=name, accounts=tr(", ").join(read)),
            Role.NOTE,
            "green",
            wrap=True,
        )
        for name, read in sorted(by_reader.items())
    ]


def _receiver(case: Case, payload: Payload) -> QWidget:
    from editor_app.ui.views.review.differences import plain

    is_html = payload.format == "html"
    length = sum(len("".join((plain(p.body) if is_html else p.body).split())) for p in payload.parts)
    name = Label(payload.account_name, Role.DENSE)
    name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    note, tone = _compared(case, payload)
    characters = f"{length:,}"
    counts = (tr("{count} chars", count=characters), tr("{count} pict.", count=len(payload.media)))
    cells = [Label(text, Role.NOTE, "ink2", align=paint.RIGHT) for text in counts]
    last = Label(note, Role.NOTE, tone, align=paint.RIGHT)
    for cell, like in zip((*cells, last), _widest(), strict=True):
        cell.setFixedWidth(max(fonts.width(like, Role.NOTE), fonts.width(cell.text(), Role.NOTE)) + 2)
    line = across(Tile(case.tiles.get(payload.platform, "?")), name, *cells, last, gap=8)
    line.setStretch(1, 1)
    return boxed(line)


def _widest() -> tuple[str, str, str]:
    """What sets the widths of the columns of counts."""
    characters = "1,888"
    return (
        tr("{count} chars", count=characters),
        tr("{count} pict.", count=8),
        tr("{count} differ", count=88),
    )


def _compared(case: Case, payload: Payload) -> tuple[str, str]:
    if case.previous is None:
        return "", "ink3"
    count = len(case.changes.get(payload.account, ()))
    if case.before(payload.account) is None:
        return tr("new"), "ochre"
    return (tr("{count} differ", count=count), "ochre") if count else (tr("unchanged"), "ink3")


def _clear(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
