"""The emergency view: what is owed and the templates at the left, one of them at the right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from editor_app.domain.emergency import Verdict
from editor_app.domain.member import Deed
from editor_app.ui import background
from editor_app.ui import type as fonts
from editor_app.ui.debt_tasks import left_words
from editor_app.ui.i18n import tr, tr_n
from editor_app.ui.saying import refusal, sentence
from editor_app.ui.tokens import Role
from editor_app.ui.view import Action, View
from editor_app.ui.views.emergency.form import TemplateForm, wording_of
from editor_app.ui.views.emergency.handing_in import hand_in
from editor_app.ui.views.emergency.look import SecondLook, Seen
from editor_app.ui.widgets.empty import EmptyState
from editor_app.ui.widgets.labels import Label, Surface, boxed, down
from editor_app.ui.widgets.rows import ListCard, ListRow, RowLook, SectionHead
from editor_app.ui.widgets.scrolling import emptied, scrolled
from editor_app.ui.widgets.strips import Item, Segments

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from editor_app.domain.account import Account
    from editor_app.domain.emergency import Template
    from editor_app.services.debts import Debt
    from editor_app.services.desk import Seat
    from editor_app.ui.view import Shell
    from editor_app.ui.views.emergency.handing_in import Handed

_LEFT = 372
_LEFT_NARROW = 344


@dataclass(frozen=True, slots=True)
class _Found:
    """What the view read."""

    templates: tuple[Template, ...]
    accounts: tuple[Account, ...]
    debts: tuple[Debt, ...]
    is_open: bool
    now: datetime


class EmergencyView(View):
    """Fill, hand in, and look a second time."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.found: _Found | None = None
        self.form: TemplateForm | None = None
        self.second: SecondLook | None = None
        self._wanted = ""
        self._template = ""

    @override
    def title(self) -> str:
        return tr("Emergency")

    @override
    def build(self) -> None:
        spoken = [Item("zh-CN", "中文"), Item("en", "English")]
        self._language = Segments(tr("Language of the notice"), spoken, self._spoken_here())
        self._language.chosen.connect(lambda _key: self._again())
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._left = left = Surface("panel", "right")
        column = down(gap=8, margins=(16, 16, 16, 16))
        column.addWidget(self._language)
        column.addLayout(self._list, 1)
        left.setLayout(down(scrolled(boxed(column)), gap=0))
        left.setFixedWidth(fonts.scaled(_LEFT))
        self._stack = QStackedLayout()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addLayout(self._stack, 1)
        self._put(EmptyState(tr("Choose a template"), tr("Its wording is locked; you fill the gaps and hand it in.")))

    @override
    def activate(self, arguments: Mapping[str, str]) -> None:
        self._wanted = arguments.get("edition", "")
        self._look()

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        if kinds & {"edition", "template", "lane", "account"}:
            self._look()

    @override
    def fit(self, *, narrow: bool, low: bool) -> None:
        self._left.setFixedWidth(fonts.scaled(_LEFT_NARROW if narrow else _LEFT))

    @override
    def actions_offered(self) -> Sequence[Action]:
        return (Action(tr("Hand in as an emergency"), self._press, "zap", "Ctrl+Return", blocked=self._why_not),)

    def choose(self, key: str) -> None:
        """Show the form of the template with that name."""
        if self.found is None:
            return
        self._template = key
        template = next(each for each in self.found.templates if each.key == key)
        language = wording_of(template, self._language.current()).language
        why = refusal(self.shell.seat, Deed.SUBMIT) or self._closed()
        self.form = TemplateForm(template, language, self.found.accounts, why)
        self.form.handed_in.connect(self._hand_in)
        self.second = None
        self._put(self.form)

    def show_debt(self, edition: str) -> None:
        """Show what is owed for that edition."""
        seat = self.shell.seat
        if seat is not None:
            background.run(self, lambda: _seen(seat, edition), self._show_seen, self._fail)

    def _spoken_here(self) -> str:
        seat = self.shell.seat
        return "zh-CN" if seat is None or seat.desk.workspace.language.startswith("zh") else "en"

    def _closed(self) -> str:
        is_closed = self.found is not None and not self.found.is_open
        return tr("The lane is closed: a second look is overdue. An admin may open it once.") if is_closed else ""

    def _again(self) -> None:
        if self._template and self.form is not None:
            self.choose(self._template)
        self._show_list()

    def _look(self) -> None:
        seat = self.shell.seat
        if seat is not None:
            background.run(self, lambda: _read(seat), self._show, self._fail)

    def _show(self, found: _Found) -> None:
        self.found = found
        self._show_list()
        self.counted.emit(len(found.debts))
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            self.show_debt(wanted)

    def _show_list(self) -> None:
        found = self.found
        if found is None:
            return
        emptied(self._list)
        if found.debts:
            rows = [self._debt_row(each, found.now) for each in found.debts]
            self._list.addWidget(SectionHead(tr("Second looks owed"), str(len(rows))))
            self._list.addWidget(ListCard(rows))
        self._list.addWidget(SectionHead(tr("Templates"), str(len(found.templates))))
        self._list.addWidget(ListCard([self._template_row(each) for each in found.templates]))
        if not found.debts:
            self._list.addWidget(Label(tr("No second look is owed."), Role.NOTE, "ink3"))
        self._list.addStretch(1)

    def _debt_row(self, debt: Debt, now: datetime) -> ListRow:
        tone = "carmine" if debt.is_overdue else "ochre"
        row = ListRow(
            RowLook("icon:hourglass", debt.row.title, left_words(debt, now), "", tr("See it"), tone,
                    primary=debt.is_overdue)
        )  # fmt: skip
        row.activated.connect(lambda: self.show_debt(debt.row.edition))
        return row

    def _template_row(self, template: Template) -> ListRow:
        wording = wording_of(template, self._language.current())
        words = tr_n("{count} gap to fill", "{count} gaps to fill", count=len(wording.slots))
        if template.version:
            words = tr("{words} · version {number}", words=words, number=template.version)
        row = ListRow(RowLook("icon:lock", wording.name, words, "", tr("Fill"), spoken=True))
        row.activated.connect(lambda: self.choose(template.key))
        return row

    def _show_seen(self, seen: Seen | None) -> None:
        if seen is None:
            self._put(EmptyState(tr("It is settled"), tr("A second person has looked at it.")))
            return
        self.form, self.second = None, SecondLook(seen)
        self.second.said.connect(self._settle)
        self._put(self.second)

    def _settle(self, verdict: str, note: str) -> None:
        seat, second = self.shell.seat, self.second
        if seat is None or second is None:
            return
        row = second.seen.debt.row

        def work() -> None:
            from editor_app.services import debts
            from editor_app.services.debts import Look

            debts.settle(seat, row.edition, Look(row.digest, Verdict(verdict), note))

        background.run(self, work, lambda _done: self._settled(row.edition), self._fail)

    def _settled(self, edition: str) -> None:
        self.shell.toast(tr("The second look is taken."))
        self._wanted = edition
        self._look()

    def _hand_in(self) -> None:
        seat, form = self.shell.seat, self.form
        if seat is None or form is None:
            return
        form.go.setEnabled(False)
        asked, begun = form.asked(), form.document
        background.run(self, lambda: hand_in(seat, asked, begun), partial(self._handed_in, form), self._fail)

    def _handed_in(self, form: TemplateForm, handed: Handed) -> None:
        if handed.findings:
            form.stopped(handed.document, handed.findings)
            return
        self.form = None
        self._template = ""
        self._put(
            EmptyState(
                tr("Handed in: {title}", title=handed.title),
                tr("It waits for one reviewer's signature. Queued, it goes out before everything that waits."),
            )
        )
        self.shell.toast(tr("The emergency waits for its reviewer."))

    def _press(self) -> None:
        if self.form is not None:
            self.form.go.click()

    def _why_not(self) -> str:
        return "" if self.form is not None and self.form.go.isEnabled() else tr("Choose a template first.")

    def _fail(self, error: Exception) -> None:
        if self.form is not None:
            self.form.go.setEnabled(True)
            self.form.error.set_colour("carmine")
            self.form.error.setText(sentence(error))
        elif self.second is not None:
            self.second.error.setText(sentence(error))
        else:
            self.shell.toast(sentence(error))

    def _put(self, page: QWidget) -> None:
        old = self._stack.currentWidget()
        self._stack.setCurrentIndex(self._stack.addWidget(page))
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()


def _read(seat: Seat) -> _Found:
    from editor_app.services import accounts, debts, templates

    desk = seat.desk
    known = tuple(account for account in accounts.all_accounts(desk) if account.state.value != "closed")
    found = templates.templates(desk)
    return _Found(found, known, debts.debts(desk), debts.is_open(desk), desk.clock.now())


def _seen(seat: Seat, edition: str) -> Seen | None:
    from editor_app.services import debts, lane

    owed = next((each for each in debts.debts(seat.desk) if each.row.edition == edition), None)
    if owed is None:
        return None
    kept = lane.kept(seat.desk, owed.row.edition)
    body = lane.wording_in(kept)
    return Seen(owed, kept, body, debts.may_settle(seat, owed.row.edition), seat.desk.clock.now())
