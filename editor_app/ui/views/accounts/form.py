"""The fields of a connection: what every account has, and what its platform declares; two dialogs share it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from editor_app.platforms.confirming import ToConfirm
from editor_app.platforms.signing_in import sign_in_of
from editor_app.ui import type as fonts
from editor_app.ui.i18n import said, tr
from editor_app.ui.saying import explained
from editor_app.ui.tokens import Role
from editor_app.ui.views.accounts.fact import Fact
from editor_app.ui.views.accounts.words import credentials_of, is_folder
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.choices import beside_field
from editor_app.ui.widgets.fields import Choice, Field, LineInput
from editor_app.ui.widgets.labels import Label, across, boxed, down

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.account import Account
    from editor_app.platforms.contract import Connection, OptionField, Platform

_NARROWEST: Final = 120
"""A choice is elided rather than pushing its neighbour aside."""


class ConnectionForm(QWidget):
    """Address, credentials, the platform's own settings, proxy and certificates."""

    def __init__(
        self, platform: Platform, account: Account | None = None, given: Mapping[str, str] | None = None
    ) -> None:
        """Show the fields of `platform`.

        Args:
            platform: what it is on.
            account: the one that is connected again; None = a new one.
            given: settings that are known already.
        """
        super().__init__()
        self.platform = platform
        self._account = account
        self._given = given or {}
        self._wants = credentials_of(platform.name)
        self._how = sign_in_of(platform)
        at = account.url if account else self._wants.url
        self.url = Field(self._url_label(), LineInput(at, hint=self._url_hint()))
        self.url.setEnabled(account is None)
        self.user: Field | None = None
        self.secret: Field | None = None
        self.options = {field.name: self._option(field) for field in platform.options}
        kept = account.options if account else {}
        self.proxy = Field(tr("Proxy"), LineInput(kept.get("proxy", ""), hint="http://10.0.0.1:3128"))
        self.certificates = Field(tr("Certificates"), LineInput(kept.get("certificates", ""), hint=tr("a PEM file")))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._lay_out()

    def connection(self) -> Connection:
        """What was typed."""
        from editor_app.domain.secrets import Secret
        from editor_app.platforms.contract import Connection

        secret = self.secret.text() if self.secret else ""
        if self.user is not None and secret:
            secret = f"{self.user.text().strip()}:{secret}"
        options = {name: field.text().strip() for name, field in self.options.items() if field.text().strip()}
        own = {"proxy": self.proxy.text().strip(), "certificates": self.certificates.text().strip()}
        options |= {name: value for name, value in own.items() if value}
        return Connection(self.url.text().strip(), Secret(secret), options, own["proxy"], own["certificates"])

    def signs_in(self) -> bool:
        """Whether the account is signed in at the platform's own page, not by a token that was pasted."""
        if self._how is None:
            return False
        typed = self.connection().secret.reveal()
        return (":" in typed and not self._how.register) or (not typed and bool(self._how.register or self._account))

    def first_field(self) -> QWidget:
        """Where typing begins."""
        if self._account is None:
            return (self.user or self.secret or self.url).control if self._wants.url else self.url.control
        shown = self.secret if self.secret is not None and not self._is_by_page() else None
        return (shown or next(iter(self.options.values()), self.url)).control

    def is_complete(self) -> bool:
        """Whether what must be there is; says at the field what is not."""
        if not self.url.text().strip():
            self.url.show_error(tr("Choose a folder.") if is_folder(self.platform.name) else tr("Enter the address."))
            return False
        if self._account is None and not self._is_by_page() and not self._is_for_nobody():
            for field in (self.user, self.secret):
                if field is not None and not field.text().strip():
                    field.show_error(tr("This is needed."))
                    return False
        return self._has_every_setting()

    def _has_every_setting(self) -> bool:
        """Whether what the platform must be told is there; says at the field what is not."""
        for field in self.platform.options:
            if field.required and not (self.options[field.name].text().strip() or field.default):
                self.options[field.name].show_error(tr("This is needed."))
                self.options[field.name].control.setFocus()
                return False
        return True

    def _is_for_nobody(self) -> bool:
        """Whether nobody signs in, where the platform may do without."""
        typed = [field.text().strip() for field in (self.user, self.secret) if field is not None]
        return self._wants.optional and not any(typed)

    def _lay_out(self) -> None:
        if is_folder(self.platform.name):
            browse = Button(tr("Choose…"))
            browse.clicked.connect(self._browse)
            self._column.addWidget(beside_field(self.url, browse))
        else:
            self._column.addWidget(self.url)
            self._add_credentials()
        self._add_options()
        if not is_folder(self.platform.name):
            self._add_network()

    def _add_credentials(self) -> None:
        if self._is_by_page():
            self._add_token()
            return
        wants, account = self._wants, self._account
        unchanged = tr("leave empty to keep the stored one") if account else ""
        self.secret = Field(tr(wants.secret), LineInput(secret=True), note=unchanged)
        if wants.name:
            self.user = Field(tr(wants.name), LineInput())
            self._column.addWidget(boxed(across(self.user, self.secret, gap=12)))
        else:
            self._column.addWidget(self.secret)
        if wants.hint:
            self._column.addWidget(Label(tr(wants.hint), Role.NOTE, "ink2", wrap=True))

    def _is_by_page(self) -> bool:
        """Whether nothing secret has to be typed."""
        return self._how is not None and bool(self._how.register)

    def _add_token(self) -> None:
        """A token for those who have one already, folded away."""
        self._column.addWidget(
            Label(tr("You sign in at the platform's own page in the browser; no password comes to Press Desk."),
                  Role.NOTE, "ink2", wrap=True)
        )  # fmt: skip
        secret = self.secret = Field(tr("Access token"), LineInput(secret=True), note=tr("instead of signing in"))
        secret.hide()
        fold = Button(tr("Use an access token instead…"), Kind.LINK)

        def unfold() -> None:
            secret.show()
            fold.hide()
            secret.control.setFocus()

        fold.clicked.connect(unfold)
        self._column.addWidget(boxed(across(fold, None)))
        self._column.addWidget(secret)

    def _add_options(self) -> None:
        declared = [field for field in self.platform.options if not field.told]
        for place in range(0, len(declared), 2):
            cells: list[QWidget | int | None] = []
            for field in declared[place : place + 2]:
                hint = Label(said(field.hint), Role.NOTE, "ink3", wrap=True) if field.hint else None
                cells.append(boxed(down(self.options[field.name], *((hint,) if hint else ()), None, gap=2)))
            row = across(*cells, gap=12)
            for cell in range(row.count()):
                row.setStretch(cell, 1)
            self._column.addWidget(boxed(row))

    def _add_network(self) -> None:
        """Proxy and certificates, folded away unless they are set."""
        fold = Button(tr("Proxy and certificates…"), Kind.LINK)
        words = tr(
            "Empty: a direct connection, and the certificates of this system. A private authority needs a PEM file."
        )
        inside = boxed(
            down(
                boxed(across(self.proxy, self.certificates, gap=12)), Label(words, Role.NOTE, "ink3", wrap=True), gap=4
            )
        )
        inside.setVisible(bool(self.proxy.text() or self.certificates.text()))
        fold.setVisible(inside.isHidden())

        def unfold() -> None:
            inside.show()
            fold.hide()
            self.proxy.control.setFocus()

        fold.clicked.connect(unfold)
        self._column.addWidget(boxed(across(fold, None)))
        self._column.addWidget(inside)

    def _option(self, field: OptionField) -> Field:
        known = self._account.options if self._account else self._given
        kept, note = known.get(field.name, ""), tr("required") if field.required else ""
        if field.choices:
            words = [(value, said(text)) for value, text in field.choices]
            if kept and kept not in dict(field.choices):
                words.append((kept, kept))  # set by command: it stays, until somebody chooses another
            choice = Choice(said(field.label), words, kept or field.default)
            choice.setMinimumWidth(fonts.scaled(_NARROWEST))  # the two columns are alike, whatever a choice is called
            return Field(said(field.label), choice, note=note)
        return Field(said(field.label), LineInput(kept, hint=field.default, secret=field.secret), note=note)

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self.window(), tr("Folder of the site"), self.url.text())
        if chosen:
            self.url.set_text(chosen)

    def _url_label(self) -> str:
        if self.platform.by_hand:
            return tr("Folder for the kits")
        return tr("Folder") if is_folder(self.platform.name) else tr("Address")

    def _url_hint(self) -> str:
        return "" if is_folder(self.platform.name) else self._wants.url_hint


def show_error(column: QVBoxLayout, error: Exception, form: ConnectionForm | None) -> QWidget:
    """What went wrong and what to do; a setting that a person compared can be taken over. Gives the last line."""
    what, then = explained(error)
    lines: list[QWidget] = [Fact("must_fix", "carmine", what, Role.BODY)]
    if then:
        lines.append(Fact("note", "ink2", then))
    if isinstance(error, ToConfirm) and form is not None and error.setting in form.options:
        field, value = form.options[error.setting], error.value
        take = Button(tr("I have compared it: enter it"), small=True)
        take.clicked.connect(lambda: field.set_text(value))
        lines.append(boxed(across(take, None, margins=(24, 4, 0, 0))))
    for line in lines:
        column.addWidget(line)
        line.show()  # what isn't shown yet has no height
    return lines[-1]
