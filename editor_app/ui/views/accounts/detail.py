"""The chosen account: who it is, its test, what its platform can; apart because it is rebuilt each time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor_app.domain.account_care import NEVER_CHECKED, is_stale
from editor_app.platforms.absent import StandIn
from editor_app.platforms.offering import row_of
from editor_app.platforms.own_limits import limits_for
from editor_app.ui.i18n import joined, said, tr
from editor_app.ui.option_words import option_name, option_value
from editor_app.ui.saying import explained
from editor_app.ui.tokens import Role
from editor_app.ui.views.accounts.care_panel import care_facts, register_deeds, register_facts, register_history
from editor_app.ui.views.accounts.fact import Fact, facts
from editor_app.ui.views.accounts.rows import health_look
from editor_app.ui.views.accounts.words import capability_words, limit_word
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import Chip, Label, Rule, Surface, across, boxed, down
from editor_app.ui.widgets.rows import SectionHead
from editor_app.ui.widgets.scrolling import emptied

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from editor_app.domain.account import Account
    from editor_app.platforms.contract import Limit, Platform
    from editor_app.services.account_care import Care
    from editor_app.services.accounts import Health, Tested

__all__ = ("Detail", "Fact", "Page")

_APART_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Page:
    """An account's care, as of a moment."""

    care: Care
    now: datetime
    zone: ZoneInfo


class Detail(Surface):
    """Facts and deeds of one account."""

    test_asked = Signal(str)
    reconnect_asked = Signal(str)
    close_asked = Signal(str)
    register_asked = Signal(str, str)  # the deed, the account's name

    def __init__(self) -> None:
        super().__init__("paper", "left")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 20, 24, 20)
        self._column.setSpacing(8)
        self._result = QVBoxLayout()
        self._found: Tested | Exception | None = None
        """What the last test of this account gave: its state may change by it, and then it is shown anew."""
        self._test: Button | None = None
        self.name = ""

    def show_account(self, health: Health, platform: Platform, page: Page | None = None, *, may_manage: bool) -> None:
        """Show this account; the result of a test stays until another account is shown."""
        self._clear()
        account = health.account
        self._found = self._found if account.name == self.name else None
        self.name = account.name
        gone = platform if isinstance(platform, StandIn) else None
        self._add(Label(account.name, Role.TITLE, wrap=True), *_standing(health, gone), 4)
        if may_manage and account.state.value != "closed":
            self._add(self._deeds(is_absent=gone is not None))
        self._result = QVBoxLayout()
        self._column.addLayout(self._result)
        self._add(4, Rule(), 4, self._facts(health, platform))
        if page is not None:
            self._show_page(page, may_manage=may_manage)
        if gone is None:
            self._show_platform(platform, account, page)
        self._column.addStretch(1)
        self._show_found()

    def forget_test(self) -> None:
        """Let the result of the last test go, because the account was connected anew."""
        self._found = None
        emptied(self._result)

    def _show_found(self) -> None:
        if isinstance(self._found, Exception):
            self.show_failure(self._found)
        elif self._found is not None:
            self.show_tested(self._found)

    def _show_platform(self, platform: Platform, account: Account, page: Page | None) -> None:
        """What it can do, and how much it takes."""
        can = [
            Fact("done" if is_there else "absent", "green" if is_there else "ink3", words)
            for words, is_there in capability_words(platform.capabilities)
        ]
        stale = page.care.unverified_since if page is not None else ""
        badge = [_unverified(stale)] if stale else []
        head = SectionHead(tr("What the platform can do"), "", *badge)
        self._add(8, Rule(), 4, head, boxed(down(*can, gap=0)))
        if platform.limits:
            limits = limits_for(platform, account.options)
            self._add(8, Rule(), 4, SectionHead(tr("Its limits")), self._limits(limits, page))

    def _show_page(self, page: Page, *, may_manage: bool) -> None:
        """The register and how it stands today."""
        name, found = self.name, page.care.registered
        self._add(8, Rule(), 4, SectionHead(tr("Register")), *register_facts(found))
        if may_manage:
            self._add(register_deeds(found, lambda deed: self.register_asked.emit(deed, name)))
        if len(page.care.lines) > 1:
            self._add(4, register_history(page.care.lines, page.now, page.zone))
        self._add(8, Rule(), 4, SectionHead(tr("How it stands")), *care_facts(page.care, page.now, page.zone))

    def show_testing(self) -> None:
        """Say that the test runs."""
        self._found = None
        if self._test is not None:
            self._test.block(tr("The test runs…"))
        self._say(Fact("note", "ink2", tr("Asking the platform, then making a private draft and removing it…")))

    def show_tested(self, tested: Tested) -> None:
        """Say in words what the test found."""
        self._found = tested
        self._end_test()
        who = tested.identity
        version = tr("The server says it is {version}.", version=who.version) if who.version else ""
        self._say(Fact("done", "green", tr("Connected as {name}. {version}", name=who.name, version=version).strip()))
        place = tr("A private draft was made and removed again: {place}", place=tested.place)
        none = tr("The platform takes the credentials. It has no private place, so nothing was written.")
        self._say(Fact("done", "green", place if tested.place else none), keep=True)
        apart = tested.clock_difference
        if apart is not None and abs(apart.total_seconds()) > _APART_SECONDS:
            words = tr("Its clock and ours are {count} s apart.", count=round(abs(apart.total_seconds())))
            self._say(Fact("advised", "ochre", words), keep=True)
        for note in who.notes:
            self._say(Fact("note", "ink2", said(note)), keep=True)

    def show_failure(self, error: Exception) -> None:
        """Say why it failed, and what to do."""
        self._found = error
        self._end_test()
        what, then = explained(error)
        self._say(Fact("must_fix", "carmine", what))
        if then:
            self._say(Fact("note", "ink2", then), keep=True)

    def _deeds(self, *, is_absent: bool) -> QWidget:
        name = self.name
        self._test = Button(tr("Test"), icon="plug-zap", small=True, name=tr("Test the connection"))
        again = Button(tr("Reconnect…"), small=True)
        close = Button(tr("Close…"), Kind.QUIET, small=True, name=tr("Close the account"))
        self._test.clicked.connect(lambda: self.test_asked.emit(name))
        again.clicked.connect(lambda: self.reconnect_asked.emit(name))
        close.clicked.connect(lambda: self.close_asked.emit(name))
        if is_absent:
            for needless in (self._test, again):
                needless.block(tr("Its platform is not installed here"))
        return boxed(across(self._test, again, close, None))

    def _facts(self, health: Health, platform: Platform) -> QWidget:
        account = health.account
        told, order = {field.name for field in platform.options if field.told}, [one.name for one in platform.options]
        pairs = [
            (tr("Platform"), said(row_of(platform, account.options).title)),
            (tr("Address"), account.url),
            *(() if platform.loopback_only else ((tr("Identity there"), account.remote_uid),)),
            *(
                (option_name(platform.name, name), option_value(platform.name, name, account.options[name]))
                for name in sorted(account.options, key=lambda name: order.index(name) if name in order else len(order))
                if name not in told
            ),
        ]
        return facts(pairs)

    def _limits(self, limits: Sequence[Limit], page: Page | None) -> QWidget:
        today = page.now.astimezone(page.zone).date() if page is not None else None
        rows: list[QWidget | int | None] = []
        for limit in limits:
            value = Label(f"{limit.value:,}", Role.DENSE)
            day = "" if limit.checked_on == NEVER_CHECKED else limit.checked_on
            source = Label(joined(limit.source, day), Role.NOTE, "ink3")
            source.setToolTip(source.text())
            is_old = today is not None and is_stale(limit.checked_on, today)
            marks = [_unverified(limit.checked_on)] if is_old else []
            head = across(Label(limit_word(limit.name), Role.DENSE), *marks, None, value)
            rows.append(boxed(down(boxed(head), source, gap=0)))
        return boxed(down(*rows, gap=6))

    def _say(self, fact: Fact, *, keep: bool = False) -> None:
        if not keep:
            emptied(self._result)
        self._result.addWidget(fact)

    def _end_test(self) -> None:
        if self._test is not None:
            self._test.block("")

    def _add(self, *parts: QWidget | int) -> None:
        for part in parts:
            if isinstance(part, int):
                self._column.addSpacing(part)
            else:
                self._column.addWidget(part)

    def _clear(self) -> None:
        self._test = None
        emptied(self._result)
        emptied(self._column)


def _standing(health: Health, gone: StandIn | None) -> list[QWidget]:
    """How it stands; of one without its platform why, and what to do."""
    mark, tone = health_look(health)
    if gone is None or health.account.state.value == "closed":
        return [Fact(mark, tone, said(health.words), Role.BODY)]
    step = Label(said(gone.next_step), Role.DENSE, "ink2", wrap=True)
    return [Fact(mark, tone, said(gone.reason), Role.BODY), step]


def _unverified(day: str) -> QWidget:
    """The badge of what was read too long ago to be trusted."""
    badge = Chip(tr("unverified"), "ochre")
    was_never = day == NEVER_CHECKED
    badge.setToolTip(
        tr("Nobody has read it on a page of the platform.")
        if was_never
        else tr("Last verified on {day}, more than 180 days ago.", day=day)
    )
    badge.setAccessibleName(tr("unverified") + " " + badge.toolTip())
    return badge
