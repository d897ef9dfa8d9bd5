"""The editor of a route: its stages in order at the left, the form of the chosen one at the right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from editor_app.domain.approval import Route, Stage, StageKind
from editor_app.domain.edition import EditionKind
from editor_app.domain.identifiers import RouteId
from editor_app.ui import background, paint, theme
from editor_app.ui.dialogs import Dialog
from editor_app.ui.i18n import N_, joined, said, tr
from editor_app.ui.saying import sentence
from editor_app.ui.seal import Seal, paint_check, paint_seal
from editor_app.ui.tokens import Radius, Role
from editor_app.ui.views.settings.stage_form import StageForm
from editor_app.ui.widgets.buttons import Button, IconButton, Kind
from editor_app.ui.widgets.choices import Toggle
from editor_app.ui.widgets.fields import Choice, Field, LineInput
from editor_app.ui.widgets.labels import Label, across, boxed, down

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.member import Member
    from editor_app.services.desk import Seat

_WIDTH: Final = 860
_LEFT: Final = 250
_KINDS: Final = {
    EditionKind.PUBLICATION: N_("Publications"),
    EditionKind.CORRECTION: N_("Corrections"),
    EditionKind.WITHDRAWAL: N_("Withdrawals"),
    EditionKind.REPLY: N_("Replies"),
    EditionKind.EMERGENCY: N_("Emergencies"),
}


class _StageButton(Button):
    """A stage in the list: number, a small seal or circle, name, how many sign; the chosen one on a sunk ground."""

    def __init__(self, stage: Stage, number: int, *, chosen: bool) -> None:
        super().__init__(stage.name, Kind.QUIET)
        self._number, self._chosen = number, chosen
        self._reads = stage.kind is StageKind.PROOF
        self._needs = f"×{stage.needs}" if stage.needs > 1 else ""
        self.setAccessibleName(joined(str(number), stage.name, tr("chosen") if chosen else ""))
        self.widen(_LEFT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        box = QRectF(self.rect())
        with QPainter(self) as painter:
            paint.smooth(painter)
            if self._chosen or self.underMouse():
                paint.box(painter, box, Radius.BUTTON, colours.sunk)
            numbers = QRectF(8, 0, 22, box.height())
            paint.text(painter, numbers, str(self._number), Role.NOTE, colours.ink3)
            mark = QRectF(32, round(box.center().y() - 8), 16, 16)
            if self._reads:
                paint_check(painter, mark, Seal.OPEN)
            else:
                paint_seal(painter, mark, Seal.OPEN, "")
            role = Role.DENSE_BOLD if self._chosen else Role.DENSE
            words = box.adjusted(58, 0, -36, 0)
            paint.text(painter, words, self.text(), role, colours.ink)
            paint.text(painter, box.adjusted(0, 0, -10, 0), self._needs, Role.NOTE, colours.ink3, paint.RIGHT)


class RouteDialog(Dialog):
    """A new route or another form of one; `done` comes when it was kept."""

    done = Signal()

    def __init__(self, over: QWidget, seat: Seat, route: Route | None, people: Sequence[Member]) -> None:
        title = tr("Change the route {name}", name=route.name) if route else tr("Add a route")
        super().__init__(over, title, width=_WIDTH)
        self._seat, self._is_new = seat, route is None
        self._begun = route or _one_review()
        self.stages: list[Stage] = list(self._begun.stages)
        self.place = 0
        self.name = Field(tr("Name of the route"), LineInput(self._begun.name), limit=60)
        self.use = Field(tr("Used within hours"), LineInput(str(self._begun.use_hours or ""), hint=tr("no limit")))
        self.kinds = {kind: Toggle(tr(word)) for kind, word in _KINDS.items()}
        self.form = StageForm(people)
        self._column = QVBoxLayout()
        self._error = Label("", Role.DENSE, "carmine", wrap=True)
        self._error.hide()
        self._lay_out()
        self._show_kinds()
        self.form.changed.connect(self._read)
        self.form.show_stage(self.stages[0])
        self._show_list()
        self.begin_at(self.name.control)

    def choose(self, place: int) -> None:
        """Show another stage in the form."""
        self._read()
        self.place = max(0, min(place, len(self.stages) - 1))
        self.form.show_stage(self.stages[self.place])
        self._show_list()

    def add_stage(self) -> None:
        """Put a new stage behind the chosen one."""
        self._read()
        before = self.stages[self.place]
        self.stages.insert(self.place + 1, replace(before, name=tr("Another review"), needs=1))
        self.place += 1
        self.form.show_stage(self.stages[self.place])
        self._show_list()

    def remove_stage(self) -> None:
        """Leave the chosen stage out; the last one stays."""
        if len(self.stages) > 1:
            del self.stages[self.place]
            self.place = min(self.place, len(self.stages) - 1)
            self.form.show_stage(self.stages[self.place])
            self._show_list()

    def move_stage(self, by: int) -> None:
        """Let the chosen stage sign earlier (-1) or later (1)."""
        self._read()
        there = self.place + by
        if 0 <= there < len(self.stages):
            self.stages[self.place], self.stages[there] = self.stages[there], self.stages[self.place]
            self.place = there
            self._show_list()

    def begin_with(self, key: str) -> None:
        """Begin with a template."""
        from editor_app.services import route_templates

        if key:
            made = route_templates.template(key).route(self._seat.desk.workspace.language)
            self._begun, self.stages, self.place = made, list(made.stages), 0
            self.name.set_text(made.name)
            self.use.set_text(str(made.use_hours or ""))
            self._show_kinds()
            self.form.show_stage(self.stages[0])
            self._show_list()

    def keep_route(self) -> None:
        """Keep it on a thread; what the rules refuse stands in the dialog."""
        from editor_app.services import routes

        self._read()
        typed = self.use.text().strip() or "0"
        wanted = replace(
            self._begun,
            name=self.name.text(),
            stages=tuple(self.stages),
            use_hours=int(typed[:9]) if typed.isascii() and typed.isdecimal() else -1,
            kinds=frozenset(kind for kind, toggle in self.kinds.items() if toggle.isChecked()),
        )
        seat, deed = self._seat, routes.add if self._is_new else routes.change
        self._error.hide()
        self.keep.block(tr("Being written…"))
        background.run(self, lambda: deed(seat, wanted), lambda _made: self._end(), self._fail)

    def error_text(self) -> str:
        """What was refused; empty = nothing."""
        return "" if self._error.isHidden() else self._error.text()

    def stage_buttons(self) -> list[Button]:
        """The stages as they stand in the list."""
        items = (self._column.itemAt(place) for place in range(self._column.count()))
        found = (item.widget() for item in items if item is not None)
        return [each for each in found if isinstance(each, Button)]

    def _lay_out(self) -> None:
        top = [self.name, self.use]
        if self._is_new:
            from editor_app.services import route_templates

            named = [(each.key, said(each.name)) for each in route_templates.TEMPLATES]
            self.template = Choice(tr("Begin with"), [("", tr("one review")), *named])
            self.template.currentIndexChanged.connect(lambda _at: self.begin_with(self.template.key()))
            self.add(boxed(across(Label(tr("Begin with"), Role.DENSE, "ink2"), self.template, None, gap=8)))
        self.add(boxed(across(*top, gap=12)))
        self.add(boxed(across(Label(tr("For"), Role.DENSE, "ink2"), *self.kinds.values(), None, gap=6)))
        self._column.setSpacing(4)
        self._column.setContentsMargins(0, 0, 0, 0)
        left = boxed(down(Label(tr("Stages, in the order of signing"), Role.NOTE, "ink2"), self._list(), None, gap=6))
        left.setFixedWidth(_LEFT)
        self.add(boxed(across(left, self.form, gap=20)), self._error)
        self.set_note(tr("Recorded with your name; what was submitted goes on unchanged"), "user")
        self.add_button("", Button(tr("Cancel")))
        self.keep = self.add_button("keep", Button(tr("Keep the route"), Kind.PRIMARY), closes=False)
        self.answered.connect(lambda key: self.keep_route() if key == "keep" else None)

    def _list(self) -> QWidget:
        deeds = (
            ("plus", tr("Add a stage"), self.add_stage),
            ("arrow-up", tr("Earlier"), lambda: self.move_stage(-1)),
            ("arrow-down", tr("Later"), lambda: self.move_stage(1)),
            ("trash-2", tr("Leave this stage out"), self.remove_stage),
        )
        self.tools: list[IconButton] = []
        for icon, name, deed in deeds:
            button = IconButton(icon, name)
            button.clicked.connect(deed)
            self.tools.append(button)
        return boxed(down(boxed(self._column), boxed(across(*self.tools, None, gap=4)), gap=6))

    def _show_list(self) -> None:
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setParent(None)
        for place, stage in enumerate(self.stages):
            button = _StageButton(stage, place + 1, chosen=place == self.place)
            button.clicked.connect(lambda _on=False, to=place: self.choose(to))
            self._column.addWidget(button)
        self.place_panel()

    def _read(self) -> None:
        """Take over what the form says."""
        stage = self.form.stage()
        if stage is not None:
            before, self.stages[self.place] = self.stages[self.place], stage
            if (before.name, before.needs, before.kind) != (stage.name, stage.needs, stage.kind):
                self._show_list()

    def _show_kinds(self) -> None:
        for kind, toggle in self.kinds.items():
            toggle.setChecked(kind in self._begun.kinds)

    def _end(self) -> None:
        self.leave()
        self.done.emit()

    def _fail(self, error: Exception) -> None:
        self.keep.block("")
        self._error.setText(sentence(error))
        self._error.show()
        self.place_panel()


def _one_review() -> Route:
    stage = Stage(1, StageKind.REVIEW, tr("Review"), tr("Answers for content and publication."))
    return Route(RouteId(""), "", (stage,), frozenset({EditionKind.PUBLICATION}))
