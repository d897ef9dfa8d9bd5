"""The question that only a person can answer: is it public, or gone? Three answers of one weight, none by default."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget
from typing_extensions import override

from editor_app.ui import theme
from editor_app.ui import type as fonts
from editor_app.ui.dialogs import Question, Tile
from editor_app.ui.i18n import joined, said, tr, tr_n
from editor_app.ui.outside import open_page, tip
from editor_app.ui.reasons import LIMIT
from editor_app.ui.tokens import Role
from editor_app.ui.views.queue.asking_words import words_of
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import LineInput
from editor_app.ui.widgets.labels import Card, Label, across, boxed, down

if TYPE_CHECKING:
    from editor_app.domain.edition import Payload
    from editor_app.services.asking import AskCase
    from editor_app.ui.views.queue.asking_words import AnswerWords
    from editor_app.ui.views.queue.words import OfficeTime

THERE: Final = "there"
"""It had its effect: the post is there or, of a withdrawal, gone."""
NOT_THERE: Final = "not-there"
LEAVE: Final = "leave"
_WIDTH: Final = 780
_LOOKS: Final = 3
_LINES: Final = 3
_BREAK: Final = re.compile(r"(?i)</(p|h[1-6]|li|figcaption|blockquote|tr)>|<br\s*/?>")
_TAG: Final = re.compile(r"<[^>]*>")
_SENTENCE: Final = re.compile(r"[^。！？!?.\n]{4,80}[。！？!?.]?")


def exact_words(payload: Payload) -> str:
    """What readers would read of it: title, then each part without its markup, paragraph by paragraph."""
    bodies = [part.body for part in payload.parts]
    if payload.format == "html":
        bodies = [html.unescape(_TAG.sub("", _BREAK.sub("\n", body))) for body in bodies]
    lines = [" ".join(line.split()) for body in bodies for line in body.split("\n")]
    return "\n".join(filter(None, (payload.title, *lines)))


def first_sentence(payload: Payload) -> str:
    """What to look for on the platform: the first sentence of the text, without the title."""
    body = exact_words(payload).removeprefix(payload.title).strip()
    found = _SENTENCE.search(body)
    return (found.group() if found else body[:80]).strip() or payload.title


class ExactText(QPlainTextEdit):
    """The words as they would stand there, set off by an upright line; to be read, selected and copied."""

    def __init__(self, words: str, name: str) -> None:
        super().__init__(words)
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setProperty("plain", True)  # noqa: FBT003 - Qt's own signature
        self.setFont(fonts.font(Role.QUOTE))
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        lines = sum(1 + len(line) // 38 for line in words.split("\n"))
        lines = min(_LINES, lines + (lines > 1))  # the last one may be broken earlier
        self._height = lines * self.fontMetrics().lineSpacing() + 10
        self.setMinimumHeight(fonts.line(Role.QUOTE) + 8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.viewport().setAutoFillBackground(False)

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, self._height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.minimumHeight())  # Qt's own is that of three lines


class _Quoted(QWidget):
    """The upright line beside the words that the public would read."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self.setLayout(down(*parts, gap=4, margins=(14, 0, 0, 0)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(0, 0, 2, self.height(), theme.colours().edge)


class AnswerLine(QWidget):
    """What an answer needs, in one line; what is wrong with it stands below."""

    def __init__(self, name: str, hint: str) -> None:
        super().__init__()
        self.control = LineInput(name=name, hint=hint)
        self._error = Label("", Role.NOTE, "carmine", wrap=True)
        self._error.hide()
        self.control.textChanged.connect(lambda _text: self.show_error(""))
        self.setLayout(down(self.control, self._error, gap=2, margins=(0, 4, 0, 0)))

    def text(self) -> str:
        """What was typed."""
        return self.control.text().strip()

    def show_error(self, sentence: str) -> None:
        """Say below the line what is wrong; an empty sentence takes it away."""
        self.control.has_error = bool(sentence)
        self.control.update()
        self.control.setAccessibleDescription(sentence)
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))


class AnswerCard(Card):
    """One of the three answers: what it means, a field for what it needs, and its own button."""

    pressed = Signal()

    def __init__(self, said: AnswerWords, *lines: AnswerLine) -> None:
        super().__init__()
        self.button = Button(said.verb, Kind.SECONDARY, name=f"{said.verb} {said.explanation}")
        self.button.widen(104)
        self.button.clicked.connect(self.pressed)
        parts = (Label(said.title, Role.BODY_BOLD), Label(said.explanation, Role.DENSE, wrap=True))
        words = down(*parts, *lines, gap=0)
        text = boxed(words)
        text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setLayout(across(text, self.button, gap=16, margins=(16, 10, 16, 10)))


class AskDialog(Question):
    """Account, exact words, time and evidence; `decided` tells the answer, with a link and a number or a note."""

    decided = Signal(str, str, str)

    def __init__(self, over: QWidget, case: AskCase, tile: str, office: OfficeTime, name: str) -> None:
        self.words = words_of(case, office)
        super().__init__(over, self.words.title, self.words.explanation)
        self._width = _WIDTH
        self.case = case
        self.text = ExactText(exact_words(case.payload), self.words.text)
        self.begin_at(self.text)
        self.add_detail(_Quoted(self.text, self._place(tile)))
        self.add_detail(_evidence(case, office))
        self.there, self.not_there, self.later = self._cards()
        self.add_detail(boxed(down(self.there, self.not_there, self.later, gap=8)))
        self.problem = Label("", Role.DENSE, "carmine", wrap=True)
        self.problem.hide()
        self.add_detail(self.problem)
        self.set_note(
            tr("Recorded as “{name} {time}”; nobody can alter it.", name=name, time=office.when(office.now)), "user"
        )
        self.say_escape(tr("Decide later"))

    def show_error(self, answer: str, sentence: str, *, needs_number: bool = False) -> None:
        """Say in place why the answer was not taken."""
        if needs_number and answer == THERE:
            self.number.show()
        if answer == THERE and self.words.needs_link:
            self.link.show_error(sentence)
        elif answer == LEAVE:
            self.note.show_error(sentence)
        else:
            self.problem.setText(sentence)
            self.problem.show()
        self._free(free=True)
        self.place_panel()

    def _place(self, tile: str) -> QWidget:
        """Where and when it should have appeared or gone, and two ways to look."""
        case = self.case
        number = len(case.payload.media)
        pictures = tr_n("{count} picture", "{count} pictures", count=number) if number else ""
        address = self.words.address
        self.open = Button(self.words.open, Kind.LINK, icon="external-link", small=True)
        self.open.setVisible(address.startswith(("https://", "http://")))
        self.open.clicked.connect(lambda: open_page(address))
        self.copy = Button(tr("Copy a sentence to look for"), Kind.LINK, icon="copy", small=True)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(first_sentence(case.payload)))
        said_ = Label(joined(case.row.account_name, self.words.since, pictures), Role.NOTE, "ink2")
        said_.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        line = across(Tile(tile), said_, self.open, self.copy, gap=8)
        line.setStretch(1, 1)
        return boxed(line)

    def _cards(self) -> tuple[AnswerCard, AnswerCard, AnswerCard]:
        host = self.case.public_address.rstrip("/")
        self.link = AnswerLine(tr("Link of the post"), f"{host}/…")
        self.number = AnswerLine(tr("Its number there"), tr("Its number there"))
        self.number.hide()
        self.note = AnswerLine(tr("What you saw"), tr("What you saw; it stays on the record"))
        there = AnswerCard(self.words.effect, *((self.link, self.number) if self.words.needs_link else ()))
        not_there = AnswerCard(self.words.no_effect)
        later = AnswerCard(self.words.later, self.note)
        there.pressed.connect(self._answer_there)
        not_there.pressed.connect(lambda: self._decide(NOT_THERE, "", ""))
        later.pressed.connect(self._answer_later)
        return there, not_there, later

    def _answer_there(self) -> None:
        link = self.link.text()
        if link or not self.words.needs_link:
            self._decide(THERE, link, self.number.text())
        else:
            self.show_error(THERE, tr("Paste the link of the post as the browser shows it."))

    def _answer_later(self) -> None:
        note = self.note.text()[:LIMIT]
        if note:
            self._decide(LEAVE, note, "")
        else:
            self.show_error(LEAVE, tr("Say in a few words what you saw."))

    def _decide(self, answer: str, words: str, number: str) -> None:
        self._free(free=False)
        self.decided.emit(answer, words, number)

    def _free(self, *, free: bool) -> None:
        for card in (self.there, self.not_there, self.later):
            card.button.setEnabled(free)


def _evidence(case: AskCase, office: OfficeTime) -> QWidget:
    """What is known so far; the newest looks, where the list stood, and what lay there."""
    lines = [f"{office.exact(look.at)}  {joined(look.by, said(look.said))}" for look in case.looks[-_LOOKS:]]
    if case.asked.watermark:
        mark = tr("Before it began, the account's list stood at {mark}.", mark=case.asked.watermark[:60])
        lines.insert(0, f"{office.exact(case.asked.begun_at)}  {mark}")
    parts: list[QWidget | int | None] = [Label(tr("What is known"), Role.NOTE_BOLD, "ink2")]
    parts += [_fact(line) for line in lines]
    parts += [Label(said(case.missing), Role.NOTE, "ochre", wrap=True)] if case.missing is not None else []
    for address in case.seen[:_LOOKS]:
        link = Button(address, Kind.LINK, icon="external-link", small=True, name=tr("Seen there: {link}", link=address))
        link.clicked.connect(lambda _checked=False, address=address: open_page(address))
        parts.append(link)
    return boxed(down(*parts, gap=1))


def _fact(line: str) -> Label:
    made = Label(line, Role.NOTE, "ink2")
    made.setToolTip(tip(line))
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return made
