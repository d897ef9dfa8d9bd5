"""Connecting an account: platform, address, who we are there, name; apart because nothing is kept before the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor_app.ui import background
from editor_app.ui.dialogs import Dialog, Tile
from editor_app.ui.i18n import said, tr
from editor_app.ui.tokens import Role
from editor_app.ui.views.accounts.choosing import PlatformList
from editor_app.ui.views.accounts.fact import Fact
from editor_app.ui.views.accounts.form import ConnectionForm, show_error
from editor_app.ui.views.accounts.signing_in import SignInPage
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import Field, LineInput
from editor_app.ui.widgets.labels import Label, across, boxed, down
from editor_app.ui.widgets.scrolling import Unrolled, emptied

if TYPE_CHECKING:
    from editor_app.domain.account import Account
    from editor_app.platforms.contract import Connection, Identity, Platform
    from editor_app.platforms.offering import Choosable
    from editor_app.services.accounts import Tested
    from editor_app.services.desk import Seat

_LIST: Final = 560
"""So high is the list of platforms where the window has room for it."""
_ABOVE: Final = 56
"""The search field and its margins."""
_BAR: Final = 12
"""The scroll bar beside the list, which is there however few rows are found: nothing moves while somebody types."""
_AS_HIGH_AS_IT_IS: Final = 16_777_215
"""Qt's word for no limit."""


class ConnectDialog(Dialog):
    """Three pages: choose the platform, fill in and test or sign in, name; `connected` gives the account.

    A test is offered on a fourth.
    """

    connected = Signal(object)  # Account

    def __init__(self, over: QWidget, seat: Seat) -> None:
        super().__init__(over, tr("Connect an account"), width=680)
        self._seat = seat
        self.form: ConnectionForm | None = None
        self._proven: Connection | None = None
        self._signing: SignInPage | None = None
        self._kept = ""
        self._row: Choosable | None = None
        self._pages, self._errors, self._whole = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self.choice = PlatformList(seat.desk.platforms.all())
        self._above = boxed(down(self.choice.search, margins=(24, 16, 24 + _BAR, 8)))
        self._scroll = self._lay_out()
        self.cancel = self.add_button("", Button(tr("Cancel")))
        self.back = self.add_button("back", Button(tr("Back")), closes=False)
        self.next = self.add_button("next", Button(tr("Test the connection"), Kind.PRIMARY), closes=False)
        self.name = Field(tr("Name of the account"), LineInput(hint=tr("as your office calls it")), limit=60)
        self.filing = Field(tr("Filing number"), LineInput(), note=tr("may stay empty until it is registered"))
        self.answered.connect(self._answer)
        self.choice.chosen.connect(self.choose)
        self.choice.reached.connect(self._scroll.ensureWidgetVisible)
        self.choice.narrowed.connect(lambda: self._scroll.verticalScrollBar().setValue(0))
        self.begin_at(self.choice.search)
        self.show_platforms()

    def _lay_out(self) -> Unrolled:
        """The search stays above while the page scrolls."""
        self._pages.setSpacing(12)
        self._errors.setSpacing(4)
        self._whole.setSpacing(12)
        self._whole.addLayout(self._pages)
        self._whole.addLayout(self._errors)
        self._whole.addStretch(1)
        scroll = Unrolled(boxed(self._whole))
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(self._above)
        self.body.addWidget(scroll)
        return scroll

    def show_platforms(self) -> None:
        """The first page: which platform."""
        self.form = self._proven = self._row = None
        self.next.hide()
        self.back.hide()
        self.set_note("")
        if self._seat.desk.workspace.sample:
            self.set_note(tr("A practice workspace takes accounts of this computer only."), "lock")
        self._turn(self.choice)
        self._above.show()
        self._fit()
        self.choice.search.setFocus()

    def choose(self, row: Choosable) -> None:
        """The second page, with what the chosen row says of the account already."""
        self._row = row
        self.choose_platform(row.platform)

    def choose_platform(self, platform: Platform) -> None:
        """The second page: the fields of `platform`."""
        if self.form is None or self.form.platform is not platform:
            self.form = ConnectionForm(platform, given=self._row.options if self._row else {})
        self._turn(self._head(platform), self.form)
        self.set_note(tr("Nothing is kept before the test succeeds."), "lock")
        self._name_next()
        if self.form.secret is not None:
            self.form.secret.changed.connect(self._name_next)
        self.next.show()
        self.next.block("")
        self.back.show()
        self.form.first_field().setFocus()

    def _name_next(self, _typed: str = "") -> None:
        is_signed_in = self.form is not None and self.form.signs_in()
        self.next.setText(tr("Sign in…") if is_signed_in else tr("Test the connection"))

    def show_identity(self, platform: Platform, who: Identity) -> None:
        """The third page: who we are there; a name for it."""
        facts: list[QWidget] = [
            Fact("done", "green", tr("Connected as {name}.", name=who.name or who.remote_uid), Role.BODY)
        ]
        if who.version:
            facts.append(Fact("note", "ink2", tr("The server says it is {version}.", version=who.version)))
        if not who.may_publish:
            facts.append(Fact("must_fix", "carmine", tr("This user may not publish there.")))
        facts += [Fact("note", "ink2", said(note)) for note in who.notes]
        self.name.set_text(who.name[:60] if who.name != who.remote_uid else "")
        self._turn(
            self._head(platform),
            *facts,
            self.name,
            self.filing,
        )
        self.set_note(tr("The credentials go to the vault of this computer, nowhere else."), "lock")
        self.next.setText(tr("Keep the account"))
        self.next.block("" if who.may_publish else tr("This user may not publish there."))
        self.name.control.setFocus()

    def _head(self, platform: Platform) -> QWidget:
        """Tile and name of what was chosen."""
        tile, title = (self._row.tile, self._row.title) if self._row else (platform.tile, platform.title)
        return boxed(across(Tile(tile), Label(said(title), Role.HEAD), None))

    def show_kept(self, platform: Platform, account: Account) -> None:
        """The fourth page: a test, by a post that nobody else sees where there is a place for it."""
        self._kept = account.name
        words = tr(
            "A test shows that publishing works. Where the platform has a private place, a post that nobody but the"
            " account sees is made there and deleted at once."
        )
        self._turn(
            self._head(platform),
            Fact("done", "green", tr("{name} is connected.", name=account.name), Role.BODY),
            Label(words, Role.BODY, "ink2", wrap=True),
        )
        self.set_note("")
        self.back.hide()
        self.cancel.setText(tr("Not now"))
        self.next.setText(tr("Run the test"))
        self.next.block("")

    def _answer(self, key: str) -> None:
        if key == "":
            self._end_sign_in()
        elif self._kept:
            self._rehearse(self._kept)
        elif key == "back":
            if self._signing is not None and self.form is not None:
                self.choose_platform(self.form.platform)
            elif self._proven is not None and self.form is not None:
                self.choose_platform(self.form.platform)
                self._proven = None
            else:
                self.show_platforms()
        elif key == "next" and self.form is not None:
            if self._proven is None:
                self._prove(self.form)
            else:
                self._keep(self.form, self._proven)

    def _prove(self, form: ConnectionForm) -> None:
        if not form.is_complete():
            return
        if form.signs_in():
            self._sign_in(form)
        else:
            self._test(form.platform, form.connection())

    def _sign_in(self, form: ConnectionForm) -> None:
        """Show the page of a sign-in, and go on when the browser came back."""
        platform = form.platform
        page = SignInPage(self._seat, platform, form.connection())
        self._turn(self._head(platform), page)
        self._signing = page
        page.grown.connect(self._fit)
        page.signed_in.connect(lambda given: self._test(platform, given))
        page.failed.connect(self._fail)
        self.set_note(tr("Nothing is kept before the sign-in succeeds."), "lock")
        self.next.block(tr("Waiting for the browser…"))
        page.begin()

    def _end_sign_in(self) -> None:
        page, self._signing = self._signing, None
        if page is not None:
            page.end()

    def _rehearse(self, name: str) -> None:
        from editor_app.services import accounts

        seat = self._seat
        self._wait(tr("The test runs…"))
        background.run(self, lambda: accounts.test(seat, name), self._rehearsed, self._fail)

    def _rehearsed(self, tested: Tested) -> None:
        words = tr("A private draft was made and removed again: {place}", place=tested.place)
        none = tr("The platform takes the credentials. It has no private place, so nothing was written.")
        self._turn(
            self._head(self._seat.desk.platforms.platform(tested.account.platform)),
            Fact("done", "green", tr("{name} is connected.", name=tested.account.name), Role.BODY),
            Fact("done", "green", words if tested.place else none, Role.BODY),
        )
        self.set_note("")
        self.next.hide()
        self.cancel.setText(tr("Done"))

    def _test(self, platform: Platform, given: Connection) -> None:
        from editor_app.services import accounts

        seat = self._seat
        self._wait(tr("Asking the platform…"))

        def tested(who: Identity) -> None:
            self._proven = given
            self.show_identity(platform, who)

        background.run(self, lambda: accounts.look_up(seat, platform.name, given), tested, self._fail)

    def _keep(self, form: ConnectionForm, given: Connection) -> None:
        from editor_app.services import accounts

        seat, platform, name, filing = self._seat, form.platform.name, self.name.text(), self.filing.text()
        if not name.strip():
            self.name.show_error(tr("Give the account a name."))
            return
        self._wait(tr("Being kept…"))
        background.run(self, lambda: accounts.add(seat, platform, name, given, filing), self._done, self._fail)

    def _fit(self) -> None:
        """Give the panel the height of its page; the list keeps its own, however few rows are found."""
        is_list, room = not self._above.isHidden(), self.roomy(_LIST) - _ABOVE
        self._whole.setContentsMargins(24, 4 if is_list else 20, 24, 20)
        self._scroll.keep_bar(on=is_list)
        self._scroll.setMinimumHeight(room if is_list else 0)
        self._scroll.setMaximumHeight(room if is_list else _AS_HIGH_AS_IT_IS)
        self.body.invalidate()  # a layout within a layout keeps the height it had
        self._scroll.updateGeometry()
        self.place_panel()

    def _wait(self, words: str) -> None:
        emptied(self._errors)
        self.next.block(words)
        self.set_note(words)

    def _done(self, account: Account) -> None:
        self.connected.emit(account)
        self.show_kept(self._seat.desk.platforms.platform(account.platform), account)

    def _fail(self, error: Exception) -> None:
        if self._signing is not None and self.form is not None:
            self.choose_platform(self.form.platform)
        self.next.block("")
        self.set_note("")
        last = show_error(self._errors, error, self.form)
        self._fit()
        QTimer.singleShot(0, last, lambda: self._scroll.ensureWidgetVisible(last))

    def _unset(self) -> None:
        """Take the page away; the fields of the last one are kept for a second try."""
        self._end_sign_in()
        for kept in (self.name, self.filing, self.form, self.choice):
            if kept is not None:
                self._pages.removeWidget(kept)
                kept.hide()
        self._above.hide()
        emptied(self._pages)

    def _turn(self, *parts: QWidget) -> None:
        """Show another page."""
        emptied(self._errors)
        self._unset()
        for part in parts:
            self._pages.addWidget(part)
            part.show()
        self._fit()
        QTimer.singleShot(0, self, self._fit)  # texts that wrap know their height only now
