"""One edition on the desk of its reviewer: seals, tabs, page, panel, decision; apart from lists and services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from editor_app.domain.identifiers import grouped
from editor_app.ui import background, moments, saying
from editor_app.ui import type as fonts
from editor_app.ui.i18n import joined, tr
from editor_app.ui.tokens import Role, Size
from editor_app.ui.views.review import placing, seals
from editor_app.ui.views.review.deciding import DecisionBar
from editor_app.ui.views.review.pages import sealed_html
from editor_app.ui.views.review.reading_bar import ReadingBar
from editor_app.ui.views.review.sealed_page import MEASURE, SealedPage
from editor_app.ui.views.review.side import SidePanel
from editor_app.ui.views.review.standing import standing
from editor_app.ui.widgets.buttons import IconButton
from editor_app.ui.widgets.labels import Label, Rule, Surface, across, boxed, down
from editor_app.ui.widgets.stages import SealMark, StageBar
from editor_app.ui.widgets.strips import Item, TabBar

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from editor_app.domain.edition import Manifest, Payload
    from editor_app.ui.threads import Sitting
    from editor_app.ui.views.review.placing import Looked
    from editor_app.ui.views.review.reading import Case
    from editor_app.ui.views.review.standing import Standing

_HEAD: Final = 84


class CasePage(QWidget):
    """`opened` tells the account whose variant is shown, `left` that the lists are wanted."""

    opened = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.case: Case | None = None
        self.standing: Standing | None = None
        self.shown = ""
        """Name of the account whose variant is shown."""
        self._now: datetime | None = None
        self._zone = ZoneInfo("UTC")
        self._person = ""
        self.bar = DecisionBar()
        self.side = SidePanel()
        self.side.sought.connect(self.scroll_to)
        self.side.threads.sought.connect(self.scroll_to_thread)
        self.side.changes.base_chosen.connect(lambda _base: self._show_variant(keep_place=True))
        self.bar.unseen_asked.connect(self.open_variant)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head())
        middle = across(boxed(self._left()), self.side, gap=0)
        middle.setStretch(0, 1)
        whole.addLayout(middle, 1)
        whole.addWidget(self.bar)

    # Showing

    def show_case(self, case: Case, sitting: Sitting) -> None:
        """Show an edition; the same edition anew keeps the variant that is open."""
        same = self.case is not None and self.case.record.edition.id == case.record.edition.id
        self.case, self._person, self._now, self._zone = case, sitting.member.name, sitting.now, sitting.zone
        self.side.seat(sitting)
        edition = case.record.edition
        self._title.setText(case.title)
        submitted = tr("{name} submitted {time}", name=case.record.submitter, time=self._when(edition.submitted_at))
        self._facts.setText(joined(case.number, tr("Edition {number}", number=edition.number)))
        self._digest.setText(grouped(edition.digest))
        self._submitted.setText(submitted)
        self.show_seals()
        self.compare.setVisible(case.previous is not None or bool(case.live))
        if not same:
            self.compare.setChecked(not self.compare.isHidden())
        if case.previous is not None:
            words = tr("Compare with edition {number}", number=case.previous.number)
            self.compare.setAccessibleName(words)
            self.compare.setToolTip(words)
        self.side.show_case(case, self._window(case.manifest))
        names = [payload.account_name for payload in case.manifest.payloads]
        self.shown = self.shown if same and self.shown in names else names[0]
        self._show_variant(keep_place=same)

    def show_seals(self) -> None:
        """Paint the seals as the record has them now."""
        if self.case is None:
            return
        person = seals.signer(self._person, self.case.for_whom) if self.case.refusal is None else ""
        made = seals.stages(self.case.record, person, self._when)
        self.stages.set_stages(made)
        self.stages.resize(self.stages.sizeHint())
        row = self._sign_off.layout()
        while row is not None and (item := row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if row is not None:
            row.addWidget(Label(tr("Seals"), Role.NOTE, "ink2"))
            for stage in made:
                row.addWidget(SealMark(stage.kind, stage.characters, 40, f"{stage.name} {stage.person} {stage.when}"))
                tone = "seal_ink" if stage.kind.value == "mine" else "ink2"
                words = down(
                    Label(stage.person or stage.name, Role.NOTE, tone), Label(stage.when, Role.NOTE, tone), gap=0
                )
                row.addWidget(boxed(words))

    def show_standing(self, opened: Collection[str], *, may_queue: bool) -> None:
        """Bring tabs and bar up to what was opened and ticked."""
        if self.case is None:
            return
        seen, unseen = tr("seen"), tr("not seen")
        items = [
            Item(
                payload.account_name,
                payload.account_name,
                tile=self.case.tiles.get(payload.platform, "?"),
                badge=seen if payload.account_name in opened else unseen,
                tone="ink3" if payload.account_name in opened else "ochre",
            )
            for payload in self.case.manifest.payloads
        ]
        self.tabs.set_items(items, self.shown)
        self.standing = standing(self.case, opened, self.side.taken())
        stage = self.case.record.next
        self.bar.show_standing(self.standing, stage, may_queue=may_queue)

    def open_variant(self, account: str) -> None:
        """Show the variant of that account."""
        if self.case is not None and account != self.shown:
            self.shown = account
            self._show_variant(keep_place=False)

    def step_variant(self, step: int) -> None:
        """Show the variant `step` places on."""
        if self.case is not None:
            names = [payload.account_name for payload in self.case.manifest.payloads]
            self.open_variant(names[(names.index(self.shown) + step) % len(names)])

    def payload(self) -> Payload | None:
        """What is shown."""
        payloads = self.case.manifest.payloads if self.case is not None else ()
        return next((payload for payload in payloads if payload.account_name == self.shown), None)

    def scroll_to(self, words: str) -> None:
        """Bring the first place that says `words` into sight."""
        at = self.page.position_of(words)
        if at is not None:
            self._scroll.verticalScrollBar().setValue(max(0, at + self.page.y() - 80))

    def copy_digest(self) -> None:
        """Put the whole digest on the clipboard."""
        if self.case is not None:
            QGuiApplication.clipboard().setText(self.case.record.edition.digest)

    def show_problem(self, sentence: str) -> None:
        """Say in place what went wrong."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _show_variant(self, *, keep_place: bool) -> None:
        case, payload = self.case, self.payload()
        if case is None or payload is None:
            return
        pictures = {m.ordinal: case.pictures[m.digest] for m in payload.media if m.digest in case.pictures}
        base = self.side.changes.base_for(case, payload.account)
        other = case.compared_with(payload.account, base) if self.compare.isChecked() else None
        html = sealed_html(payload, self._meta(case.manifest))
        earlier = sealed_html(other[0], self._meta(other[1])) if other else None
        self.page.show_page(html, pictures)
        self._look(case, payload, earlier)
        self.side.show_changes(case, payload.account)
        self.side.show_threads(case.numbered(payload.account))
        if not keep_place:
            self._scroll.verticalScrollBar().setValue(0)
        self.opened.emit(payload.account_name)

    def _look(self, case: Case, payload: Payload, earlier: str | None) -> None:
        """Mark differences and comments: at once on a short page, on a thread on a long one."""
        page, numbered = self.page.bare, case.numbered(payload.account)

        def work() -> Looked:
            return placing.looked(page, earlier, numbered, payload.account)

        def done(looked: Looked) -> None:
            if self.case is case and self.shown == payload.account_name and self.page.bare == page:
                self.page.show_looked(looked)

        if len(page) + len(earlier or "") < placing.LONG:
            done(work())
        else:
            background.run(self, work, done, lambda error: self.show_problem(saying.sentence(error)))

    def scroll_to_thread(self, thread: str) -> None:
        """Bring the words of a thread into sight."""
        at = self.page.place_of(thread)
        if at is not None:
            self._scroll.verticalScrollBar().setValue(max(0, at + self.page.y() - 80))

    def scroll_to_highlight(self) -> None:
        """Bring the sentence that is read into sight, when it isn't."""
        at, bar = self.page.highlighted_at(), self._scroll.verticalScrollBar()
        if at is not None and not bar.value() + 40 <= at + self.page.y() <= bar.value() + self._scroll.height() - 120:
            bar.setValue(max(0, at + self.page.y() - 120))

    def _meta(self, manifest: Manifest) -> str:
        source = tr("source: {source}", source=manifest.source) if manifest.source else ""
        return joined(self._window(manifest), source)

    def _window(self, manifest: Manifest) -> str:
        begin = tr("out from {time}", time=self._when(manifest.not_before)) if manifest.not_before else ""
        end = tr("not after {time}", time=self._when(manifest.not_after)) if manifest.not_after else ""
        return joined(begin, end)

    def _when(self, moment: datetime) -> str:
        return moments.when(moment, self._now or moment, self._zone)

    # Parts

    def _head(self) -> QWidget:
        self.back = IconButton("chevron-left", tr("All editions"))
        self.back.clicked.connect(self.left)
        self._title = Label("", Role.ROW_TITLE)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._facts = Label("", Role.NOTE, "ink2")
        self._digest = Label("", Role.DIGEST, "ink2")
        self._submitted = Label("", Role.NOTE, "ink2")
        self.copy = IconButton("copy", tr("Copy the digest"))
        self.copy.clicked.connect(self.copy_digest)
        self._problem = Label("", Role.NOTE, "carmine")
        self._problem.hide()
        facts = across(self._facts, self._digest, self.copy, self._submitted, None, gap=8)
        words = boxed(down(None, self._title, boxed(facts), self._problem, None, gap=0))
        self.stages = StageBar()
        row = across(self.back, words, self.stages, gap=8, margins=(12, 0, 16, 1))
        row.setStretch(1, 1)
        head = Surface("paper", "bottom")
        head.setFixedHeight(fonts.scaled(_HEAD))
        head.setLayout(row)
        return head

    def _left(self) -> QVBoxLayout:
        self.tabs = TabBar(tr("Accounts"), [])
        self.tabs.chosen.connect(self.open_variant)
        tabs = QScrollArea()
        tabs.setFrameShape(QFrame.Shape.NoFrame)
        tabs.setWidgetResizable(True)
        tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tabs.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tabs.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tabs.setWidget(self.tabs)
        self.tabs.setAutoFillBackground(False)
        tabs.viewport().setAutoFillBackground(False)
        self.compare = IconButton("git-compare", tr("Compare"), checkable=True)
        self.compare.clicked.connect(lambda: self._show_variant(keep_place=True))
        self.exact = IconButton("scan-eye", tr("Exact preview"))
        self.aloud = IconButton("book-open-check", tr("Proof-read sentence by sentence"), checkable=True)
        self.printer = IconButton("printer", tr("Print the approval sheet…"))
        self.save = IconButton("file-down", tr("Save the approval sheet…"))
        self.hand_out = IconButton("file-up", tr("Hand out a review packet…"))
        self.take_in = IconButton("file-input", tr("Take a decision in…"))
        buttons = (
            *(self.compare, self.aloud, self.exact),
            *(self.printer, self.save, self.hand_out, self.take_in),
        )
        row = across(tabs, *buttons, gap=4, margins=(12, 0, 12, 1))
        row.setStretch(0, 1)
        bar = Surface("panel", "bottom")
        bar.setFixedHeight(fonts.scaled(Size.TAB_BAR) + 1)
        bar.setLayout(row)
        self.reading_bar = ReadingBar()
        return down(bar, self.reading_bar, self._paper(), gap=0)

    def _paper(self) -> QWidget:
        self.page = SealedPage()
        self._sign_off = boxed(across(gap=10))
        column = boxed(down(self.page, 16, Rule(), 4, self._sign_off, None, gap=4))
        column.setMaximumWidth(fonts.scaled(MEASURE))
        ground = Surface("paper")
        line = across(None, column, None, gap=0, margins=(32, 24, 32, 24))
        line.setStretch(1, 1000)
        ground.setLayout(line)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(tr("The sealed page"))
        self._scroll.setWidget(ground)
        return self._scroll
