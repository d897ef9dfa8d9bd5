"""The fields around the text: summary, source, address, by-line; for the main text or for one account's version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from editor_app.domain.media import placements
from editor_app.ui import type as fonts
from editor_app.ui.dialogs import Dialog
from editor_app.ui.i18n import N_, tr
from editor_app.ui.tokens import Role
from editor_app.ui.views.write.layouts import scrolled
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import AreaInput, Choice, Field, LineInput
from editor_app.ui.widgets.labels import Label, across, boxed, down

if TYPE_CHECKING:
    from editor_app.domain.account import Account
    from editor_app.ui.views.write.working import Working
    from editor_app.ui.widgets.fields import Control

_SAID_DIFFERENTLY: Final = (
    ("summary", N_("Summary")),
    ("cover", N_("Cover")),
    ("cover_alt", N_("Alternative text of the cover")),
    ("link", N_("Address of the page, when it exists already")),
    ("slug", N_("Short name in the address (empty = from the title)")),
    ("author", N_("By-line")),
    ("tags", N_("Tags, one a line")),
    ("categories", N_("Categories, one a line")),
)
_OF_ALL: Final = (
    ("source", N_("Source")),
    ("source_url", N_("Address of the source")),
    ("document_number", N_("Number of the policy document")),
    ("responsible_editor", N_("Responsible editor")),
)
_LONGEST_OPTION: Final = 40
_SEVERAL_LINES: Final = ("summary", "tags", "categories")


class DetailsDialog(Dialog):
    """Fields by name; `said` carries those that changed, `inherited` asks for the main text's everywhere."""

    said = Signal(dict)
    inherited = Signal()

    def __init__(self, over: QWidget, working: Working, account: Account | None) -> None:
        title = tr("Details") if account is None else tr("Version of {account}", account=account.name)
        super().__init__(over, title, width=600)
        self._working = working
        self._account = account
        self.fields: dict[str, Field] = {}
        names = _SAID_DIFFERENTLY if account is not None else (*_OF_ALL, *_SAID_DIFFERENTLY)
        column = down(gap=12, margins=(4, 4, 12, 4))
        if account is not None:
            column.addWidget(Label(self._explained(), Role.DENSE, "ink2", wrap=True))
        for name, label in names:
            self.fields[name] = self._field(name, label)
            column.addWidget(self.fields[name])
        self.reprint = QCheckBox(tr("Reprint of another office's text"))
        self.reprint.setFont(fonts.font(Role.DENSE))
        self.reprint.setChecked(working.content.reprint)
        self.reprint.setVisible(account is None)
        column.addWidget(self.reprint)
        self.fields["cover"].changed.connect(self._describe_cover)
        area = scrolled(boxed(column))
        area.setMinimumHeight(self.roomy(420))
        self.add(area)
        self._finish()

    def _finish(self) -> None:
        if self._account is not None and self._working.differs(self._account):
            self.add_button("inherit", Button(tr("As the main text again"), Kind.DANGER))
        self.add_button("", Button(tr("Cancel")))
        self.add_button("done", Button(tr("Apply"), Kind.PRIMARY))
        self.begin_at(next(iter(self.fields.values())).control)
        self.answered.connect(self._answered)

    def _explained(self) -> str:
        fields = self._working.differs(self._account) if self._account is not None else ()
        if not fields:
            return tr("Everything is inherited from the main text. What you change here is said by this account only.")
        return tr("Said differently: {fields}. The rest is inherited from the main text.", fields=named(fields))

    def _field(self, name: str, label: str) -> Field:
        value = self._value(name)
        control: Control
        if name == "cover":
            control = Choice(tr(label), self._covers(value), value)
        else:
            control = AreaInput(value, lines=3) if name in _SEVERAL_LINES else LineInput(value)
        differs = self._account is not None and name in self._working.differs(self._account)
        note = "" if self._account is None else tr("differs") if differs else tr("inherited")
        return Field(tr(label), control, note=note)

    def _covers(self, current: str) -> list[tuple[str, str]]:
        """None, every picture of the text by its words, and a cover that stands nowhere in the text."""
        alts = self._pictures()
        options = [("", tr("No cover"))]
        for number, (digest, alt) in enumerate(alts.items(), 1):
            words = (
                tr("Picture {number}: {alt}", number=number, alt=alt) if alt else tr("Picture {number}", number=number)
            )
            options.append((digest, shortened(words)))
        if current and current not in alts:
            options.append((current, tr("As it is, a picture that the text doesn't show")))
        return options

    def _pictures(self) -> dict[str, str]:
        """What the pictures of the text show, by digest."""
        body = self._working.value("body", self._account)
        return {placed.media: placed.alt for placed in placements(body) if placed.media is not None}

    def _describe_cover(self, digest: str) -> None:
        """Another cover brings the words that its picture has in the text."""
        self.fields["cover_alt"].set_text(self._pictures().get(digest, ""))

    def _value(self, name: str) -> str:
        if name in dict(_OF_ALL):
            return str(getattr(self._working.content, name))
        return self._working.value(name, self._account)  # type: ignore[arg-type]  # a FieldName by the table above

    def changed(self) -> dict[str, str]:
        """The fields whose text is another one now."""
        return {n: f.text().strip("\n") for n, f in self.fields.items() if f.text().strip("\n") != self._value(n)}

    def _answered(self, key: str) -> None:
        if key == "done":
            self.said.emit(self.changed())
        elif key == "inherit":
            self.inherited.emit()
        self.deleteLater()


def named(fields: tuple[str, ...]) -> str:
    """The fields by their names for people."""
    words = {
        "title": tr("Title"), "summary": tr("Summary"), "body": tr("Text"), "link": tr("Link"),
        "slug": tr("Short name"),
        "cover": tr("Cover"), "cover_alt": tr("Cover"), "tags": tr("Tags"), "categories": tr("Categories"),
        "author": tr("By-line"),
    }  # fmt: skip
    return ", ".join(words.get(field, field) for field in fields)


class LinkDialog(Dialog):
    """Words and address of a link; `confirmed` carries both."""

    confirmed = Signal(str, str)

    def __init__(self, over: QWidget, words: str) -> None:
        super().__init__(over, tr("Link"), width=520)
        self.words = Field(tr("Words"), LineInput(words))
        self.address = Field(tr("Address"), LineInput(hint="https://"))
        self.add(self.words, self.address)
        self.add_button("", Button(tr("Cancel")))
        self.add_button("done", Button(tr("Insert link"), Kind.PRIMARY), closes=False)
        self.begin_at(self.words.control if not words else self.address.control)
        self.answered.connect(self._answered)
        for field in (self.words, self.address):
            if isinstance(field.control, LineInput):
                field.control.returnPressed.connect(lambda: self.answer("done", closes=False))

    def _answered(self, key: str) -> None:
        if key != "done":
            self.deleteLater()
            return
        address = self.address.text().strip()
        if not address.startswith(("http://", "https://", "mailto:", "tel:", "#")):
            self.address.show_error(tr("An address begins with https://"))
            return
        self.leave()
        self.confirmed.emit(self.words.text().strip() or address, address)
        self.deleteLater()


def shortened(words: str) -> str:
    """A line of a list, at most 40 characters of it."""
    return words if len(words) <= _LONGEST_OPTION else words[: _LONGEST_OPTION - 1] + "…"


def facts_line(working: Working) -> str:
    """Source and date, as they stand below the title."""
    content = working.content
    source = tr("Source: {source}", source=content.source) if content.source else ""
    parts = (source, content.document_number, content.summary)
    return " · ".join(part for part in parts if part)


def two_columns(left: QWidget, right: QWidget) -> QWidget:
    """Two fields side by side, equally wide."""
    row = across(left, right, gap=16)
    row.setStretch(0, 1)
    row.setStretch(1, 1)
    return boxed(row)
