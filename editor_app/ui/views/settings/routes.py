"""Approval routes in Settings: each with its stages, people and times; an admin adds, changes and retires them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from editor_app.ui import background
from editor_app.ui.dialogs import Dialog, confirm
from editor_app.ui.i18n import joined, tr, tr_n
from editor_app.ui.saying import sentence
from editor_app.ui.views.settings.rows import Section, SettingRow
from editor_app.ui.widgets.buttons import Button, Kind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editor_app.domain.approval import Route, Stage
    from editor_app.domain.member import Member
    from editor_app.services.desk import Desk
    from editor_app.ui.view import Shell


class Routes(QObject):
    """The section of routes, read anew when somebody changes one."""

    def __init__(self, shell: Shell, over: QWidget) -> None:
        super().__init__(over)
        self._shell, self._over = shell, over
        self.section = Section("routes", tr("Approval routes"))
        self.people: tuple[Member, ...] = ()
        self.dialog: Dialog | None = None

    def look(self) -> None:
        """Read routes and people on a thread."""
        seat = self._shell.seat
        if seat is not None:
            background.run(self, lambda: _read(seat.desk), self._show, lambda _error: None)

    def add(self) -> None:
        """Open the editor with a new route."""
        self._edit(None)

    def _show(self, found: tuple[tuple[Route, ...], tuple[Member, ...]]) -> None:
        routes, self.people = found
        rows = []
        if self._may():
            add = Button(tr("Add a route…"), icon="plus", small=True)
            add.clicked.connect(self.add)
            words = tr("From a template or stage by stage: who signs, in which order, by when.")
            rows.append(SettingRow(tr("A new route"), words, add))
        self.section.replace([*rows, *(self._row(route) for route in routes)])

    def _row(self, route: Route) -> SettingRow:
        facts = [" → ".join(_stage_words(stage) for stage in route.stages)]
        facts.append(
            tr_n("{count} person besides the author", "{count} people besides the author", count=route.persons)
        )
        if route.use_hours:
            facts.append(
                tr_n("to be used within {count} hour", "to be used within {count} hours", count=route.use_hours)
            )
        if route.is_retired:
            facts.append(tr("not in use"))
        duties = " ".join(stage.duty for stage in route.stages)
        return SettingRow(route.name, joined(*facts), *self._deeds(route), words=duties)

    def _deeds(self, route: Route) -> list[Button]:
        if not self._may():
            return []
        change = Button(tr("Change…"), small=True, name=joined(route.name, tr("Change…")))
        change.clicked.connect(lambda: self._edit(route))
        word = tr("Use again") if route.is_retired else tr("Retire…")
        retire = Button(word, Kind.QUIET, small=True, name=joined(route.name, word))
        retire.clicked.connect(lambda: self._retire(route))
        return [change, retire]

    def _edit(self, route: Route | None) -> None:
        from editor_app.ui.views.settings.route_dialog import RouteDialog

        seat = self._shell.seat
        if seat is None or not self._may():
            return
        dialog = RouteDialog(self._over, seat, route, self.people)
        dialog.done.connect(lambda: self._shell.toast(tr("The route is kept.")))
        dialog.done.connect(self.look)
        self.dialog = dialog
        dialog.ask()

    def _retire(self, route: Route) -> None:
        from editor_app.services import routes

        seat = self._shell.seat
        if seat is None:
            return
        deed = routes.reinstate if route.is_retired else routes.retire

        def act() -> None:
            background.run(self, lambda: deed(seat, route.name), lambda _made: self.look(), self._say)

        if route.is_retired:
            act()
            return
        title = tr("Take {name} out of use?", name=route.name)
        words = tr("Nobody can choose it any more. What was submitted with it goes on. It can be used again later.")
        question = confirm(self._over, title, words, tr("Take out of use"))
        question.answered.connect(lambda key: act() if key == "yes" else None)
        self.dialog = question
        question.ask()

    def _say(self, error: Exception) -> None:
        confirm(self._over, sentence(error), "", tr("Close")).ask()

    def _may(self) -> bool:
        from editor_app.domain.member import Deed

        seat = self._shell.seat
        return seat is not None and seat.member.may(Deed.MANAGE_ROUTES)


def _stage_words(stage: Stage) -> str:
    """The name; in brackets who signs it, how many, within which time."""
    facts = [each.name for each in stage.terms.signers]
    if stage.needs > 1:
        facts.append(f"×{stage.needs}")
    if stage.terms.hours:
        facts.append(tr("{count} h", count=stage.terms.hours))
    return tr("{stage} ({facts})", stage=stage.name, facts=tr(", ").join(facts)) if facts else stage.name


def _read(desk: Desk) -> tuple[tuple[Route, ...], tuple[Member, ...]]:
    from editor_app.services import members, routes

    return routes.all_routes(desk), members.all_members(desk)
