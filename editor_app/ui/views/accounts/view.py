"""The Accounts view: every account with its health at a glance, the chosen one beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget
from typing_extensions import override

from editor_app.platforms.offering import row_of
from editor_app.ui import background
from editor_app.ui import type as fonts
from editor_app.ui.dialogs import confirm
from editor_app.ui.i18n import said, tr, tr_n
from editor_app.ui.saying import sentence
from editor_app.ui.tokens import Role
from editor_app.ui.view import Action, View
from editor_app.ui.views.accounts.connect import ConnectDialog
from editor_app.ui.views.accounts.detail import Detail, Page
from editor_app.ui.views.accounts.matrix import Matrix
from editor_app.ui.views.accounts.reconnecting import ReconnectDialog
from editor_app.ui.views.accounts.registering import Registering
from editor_app.ui.views.accounts.rows import AccountList
from editor_app.ui.views.accounts.unusable import Unusable
from editor_app.ui.widgets.buttons import Button, Kind, ReasonedButton
from editor_app.ui.widgets.empty import EmptyState
from editor_app.ui.widgets.labels import Label, across, boxed, down
from editor_app.ui.widgets.scrolling import scrolled
from editor_app.ui.widgets.strips import Item, Segments

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from editor_app.domain.account import Account
    from editor_app.services.account_care import Care
    from editor_app.services.accounts import Health, Tested
    from editor_app.services.desk import Seat

_PANEL = 440
_PANEL_NARROW = 368
LIST, MATRIX = "list", "matrix"


class AccountsView(View):
    """The matrix of official accounts."""

    @override
    def title(self) -> str:
        return tr("Accounts")

    @override
    def build(self) -> None:
        self.known: tuple[Health, ...] = ()
        self.cares: dict[str, Care] = {}
        """How each account of that name stands."""
        self.registering = Registering(self, self._care_of, self._fail_beside)
        self._current = ""
        self._wish = ""
        self._mode = LIST
        self.dialog: ConnectDialog | ReconnectDialog | None = None
        self._count = Label("", Role.DENSE, "ink2")
        self._connect = ReasonedButton(Button(tr("Connect an account"), icon="plus"))
        self._connect.button.clicked.connect(self.connect_account)
        self._modes = self._segments()
        self.matrix = Matrix()
        self.matrix.chosen.connect(self._go_to)
        self.list = AccountList()
        self.list.chosen.connect(self._show_detail)
        self.unusable = Unusable()
        self.detail = Detail()
        self.detail.test_asked.connect(self.test)
        self.detail.reconnect_asked.connect(self.reconnect)
        self.detail.close_asked.connect(self.close_account)
        self.detail.register_asked.connect(self.registering.ask)
        self._lay_out()

    def _lay_out(self) -> None:
        head = across(self._modes[LIST], 12, self._count, None, self._connect)
        left = down(boxed(head), self.list, self.unusable, None, gap=12, margins=(24, 20, 24, 24))
        full = QWidget()
        row = QHBoxLayout(full)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(scrolled(boxed(left)), 1)
        self._side = scrolled(self.detail)
        row.addWidget(self._side)
        self._stack = QStackedWidget()
        self._stack.addWidget(full)
        self._stack.addWidget(self._empty())
        export = Button(tr("Export the register…"), icon="download")
        export.clicked.connect(self.registering.export)
        above = across(self._modes[MATRIX], None, export)
        whole = down(boxed(above), self.matrix, None, gap=12, margins=(24, 20, 24, 24))
        self._stack.addWidget(scrolled(boxed(whole)))
        self.setLayout(across(self._stack))

    def _segments(self) -> dict[str, Segments]:
        """One for each page, always showing the same."""
        items = [Item(LIST, tr("One by one")), Item(MATRIX, tr("All at a glance"))]
        made = {key: Segments(tr("What is shown of the accounts"), items, LIST) for key in (LIST, MATRIX)}
        for each in made.values():
            each.chosen.connect(self.turn)
        return made

    def turn(self, key: str) -> None:
        """Show the accounts one by one, or all of them at a glance."""
        self._mode = key
        for each in self._modes.values():
            each.choose(key)
        self._stack.setCurrentIndex(self._page())

    def _page(self) -> int:
        if not self.known:
            return 1
        return 2 if self._mode == MATRIX else 0

    def _go_to(self, name: str) -> None:
        """Show one account beside the list."""
        self._current = name
        self.turn(LIST)
        chosen = next((health for health in self.known if health.account.name == name), None)
        if chosen is not None:
            self._show_list(chosen)

    def _empty(self) -> QWidget:
        connect = Button(tr("Connect an account"), Kind.PRIMARY, icon="plus")
        connect.clicked.connect(self.connect_account)
        self._first_connect = connect
        return EmptyState(
            tr("No account yet"),
            tr("Connect WeChat, Weibo, the office's site or another platform. Credentials stay on this computer."),
            connect,
        )

    @override
    def activate(self, arguments: Mapping[str, str]) -> None:
        self._wish = "connect" if arguments.get("connect") else ""
        self._current = arguments.get("account", self._current)
        self._look()

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        if kinds & {"account", "health", "register"}:
            self._look()

    @override
    def fit(self, *, narrow: bool, low: bool) -> None:
        self._side.setFixedWidth(min(fonts.scaled(_PANEL_NARROW if narrow else _PANEL), self.window().width() * 2 // 5))

    @override
    def actions_offered(self) -> Sequence[Action]:
        return (
            Action(tr("Connect an account"), self.connect_account, "plus", "Ctrl+N", blocked=self._why_not),
            Action(
                tr("Test the connection"), lambda: self.test(self._current), "plug-zap", "F5", blocked=self._why_no_test
            ),
            Action(tr("Accounts one by one"), lambda: self.turn(LIST), "list", "Alt+1"),
            Action(tr("All accounts at a glance"), lambda: self.turn(MATRIX), "gauge", "Alt+2"),
            *self.registering.actions(lambda: self._current, self._why_no_test),
        )

    def connect_account(self) -> None:
        """Begin the guided connect."""
        seat = self.shell.seat
        if seat is None or self._why_not():
            return
        dialog = ConnectDialog(self, seat)
        dialog.connected.connect(self._connected)
        self.dialog = dialog
        dialog.ask()

    def test(self, name: str) -> None:
        """Prove the connection by a private draft."""
        from editor_app.services import accounts

        seat = self.shell.seat
        if seat is None or not name:
            return
        self.detail.show_testing()

        def tested(found: Tested) -> None:
            if self.detail.name == name:
                self.detail.show_tested(found)

        def failed(error: Exception) -> None:
            if self.detail.name == name:
                self.detail.show_failure(error)

        background.run(self, lambda: accounts.test(seat, name), tested, failed)

    def reconnect(self, name: str) -> None:
        """Ask for new credentials or settings."""
        seat = self.shell.seat
        account = self._account(name)
        if seat is None or account is None:
            return
        dialog = ReconnectDialog(self, seat, account)
        dialog.reconnected.connect(lambda _account: self._reconnected(name))
        self.dialog = dialog
        dialog.ask()

    def _reconnected(self, name: str) -> None:
        if self.detail.name == name:
            self.detail.forget_test()
        self.shell.toast(tr("{name} is connected again.", name=name))

    def close_account(self, name: str) -> None:
        """Take an account out of use, after asking."""
        question = confirm(
            self,
            tr("Close “{name}”?", name=name),
            tr("Nothing is sent there any more. What was published stays on record; it is not withdrawn."),
            tr("Close the account"),
            danger=True,
        )
        question.answered.connect(lambda key: self._close(name) if key == "yes" else None)
        question.ask()

    def _close(self, name: str) -> None:
        from editor_app.services import accounts

        seat = self.shell.seat
        if seat is not None:
            done = tr("{name} is closed.", name=name)
            background.run(
                self, lambda: accounts.close(seat, name), lambda _a: self.shell.toast(done), self.detail.show_failure
            )

    def _connected(self, account: Account) -> None:
        self._current = account.name
        self._look()

    def _look(self) -> None:
        from editor_app.services import account_care

        seat = self.shell.seat
        if seat is not None:
            background.run(self, lambda: account_care.looked_after(seat), self._show, self._fail)
            background.run(self, seat.desk.platforms.refused, self.unusable.show_all, self._fail)

    def _show(self, cares: tuple[Care, ...]) -> None:
        known = tuple(care.health for care in cares)
        changed = cares != tuple(self.cares.values())
        self.known, self.cares = known, {care.health.account.name: care for care in cares}
        blocked = self._why_not()
        self._connect.block(blocked)
        self._first_connect.block(blocked)
        self._stack.setCurrentIndex(self._page())
        self._count.setText(self._count_words())
        waits = [
            each
            for each in cares
            if each.health.account.state.value == "needs_sign_in" or each.registered.is_overdue or each.health.is_absent
        ]
        self.counted.emit(len(waits))
        if known:
            chosen = next((health for health in known if health.account.name == self._current), known[0])
            if changed or chosen.account.name != self.detail.name:
                self._show_list(chosen)
        if self._wish == "connect":
            self._wish = ""
            self.connect_account()

    def _show_list(self, chosen: Health) -> None:
        seat = self.shell.seat
        if seat is None:
            return
        platforms = seat.desk.platforms
        rows = [(each, row_of(platforms.of(each.account.platform), each.account.options)) for each in self.known]
        told = {
            name: (said(care.warnings[0]), care.registered.is_overdue)
            for name, care in self.cares.items()
            if care.warnings
        }
        self.list.show_all(rows, chosen.account.name, told)
        self.matrix.show_all([(self.cares[each.account.name], row.tile) for each, row in rows], *self._moment(seat))
        self._show_detail(chosen)

    def _show_detail(self, health: Health) -> None:
        seat = self.shell.seat
        if seat is not None:
            self._current = health.account.name
            platform = seat.desk.platforms.of(health.account.platform)
            page = Page(self.cares[health.account.name], *self._moment(seat))
            self.detail.show_account(health, platform, page, may_manage=not self._why_not())

    def _moment(self, seat: Seat) -> tuple[datetime, ZoneInfo]:
        return seat.desk.clock.now(), ZoneInfo(seat.desk.workspace.zone)

    def _count_words(self) -> str:
        open_ones = sum(health.account.state.value != "closed" for health in self.known)
        return tr_n("{count} account", "{count} accounts", count=open_ones)

    def _care_of(self, name: str) -> Care | None:
        return self.cares.get(name)

    def _fail_beside(self, error: Exception) -> None:
        self.detail.show_failure(error)

    def _account(self, name: str) -> Account | None:
        return next((health.account for health in self.known if health.account.name == name), None)

    def _why_not(self) -> str:
        from editor_app.domain.member import Deed

        seat = self.shell.seat
        may = seat is not None and seat.member.may(Deed.MANAGE_ACCOUNTS)
        return "" if may else tr("Only admins connect accounts.")

    def _why_no_test(self) -> str:
        return self._why_not() or ("" if self._current else tr("No account yet"))

    def _fail(self, error: Exception) -> None:
        self._count.setText(sentence(error))
