"""The section about a team's pictures: where they are, another place for them by two admins, this computer's part."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from editor_app.domain.member import Deed
from editor_app.ui import background
from editor_app.ui.dialogs import Question, confirm
from editor_app.ui.i18n import joined, tr
from editor_app.ui.long_deed import LongDeed
from editor_app.ui.saying import explained, sentence
from editor_app.ui.view import Action
from editor_app.ui.views.settings.pictures_place import (
    Places,
    carried_words,
    here_words,
    place_words,
    proposal_words,
    read_places,
)
from editor_app.ui.views.settings.place_dialogs import HereDialog, KeyDialog, PlaceDialog
from editor_app.ui.views.settings.rows import Section, SettingRow
from editor_app.ui.widgets.buttons import Button, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from editor_app.domain.media_place import MediaPlace
    from editor_app.domain.progress import Progress
    from editor_app.services.desk import Seat
    from editor_app.services.media_places import Carried
    from editor_app.storage.queries.media_changes import MediaChange
    from editor_app.ui.dialogs import Dialog
    from editor_app.ui.view import Shell
    from editor_app.ui.views.settings.member_dialog import MemberDialog

Result = TypeVar("Result")
_SEARCHED = "media s3 bucket 图片 存储桶 共享"


class TeamPictures(QObject):
    """The section and its deeds, read anew when somebody changes the place."""

    def __init__(self, shell: Shell, over: QWidget) -> None:
        super().__init__(over)
        self._shell, self._over = shell, over
        self.section = Section("pictures", tr("Pictures of the team"))
        self.places: Places | None = None
        self.dialog: Dialog | None = None
        self.deed: LongDeed | None = None

    @property
    def is_team(self) -> bool:
        """Whether the workspace is a team's; a folder has its pictures inside."""
        seat = self._shell.seat
        return seat is not None and bool(seat.desk.store.url)

    def look(self) -> None:
        """Read the places on a thread."""
        seat = self._shell.seat
        if seat is not None and self.is_team:
            background.run(self, lambda: read_places(seat), self._show, self._not_read)

    def actions_offered(self) -> tuple[Action, ...]:
        """Deeds that only a team has, for the palette."""
        if not self.is_team:
            return ()
        return (
            Action(tr("Another place for the team's pictures"), self.propose, "image", blocked=self.why_no_proposal),
            Action(tr("Carry pictures of this computer to the team"), self.bring, "image", blocked=self.why_nothing_to),
        )

    def propose(self) -> None:
        """Ask which place."""
        seat, places = self._shell.seat, self.places
        if seat is not None and places is not None and not self.why_no_proposal():
            dialog = PlaceDialog(self._over, seat, places)
            if not places.is_alone:
                dialog.done.connect(lambda: self._shell.toast(tr("Proposed. Another admin agrees or declines.")))
            dialog.carry.connect(self._carry)
            self._ask(dialog)

    def agree(self) -> None:
        """Ask once more, then carry the pictures where another admin proposed."""
        change = self.places.change if self.places else None
        if change is None:
            return
        title = tr("Keep the team's pictures in {place}?", place=change.place.address)
        words = tr(
            "This computer copies every picture there, reads each back and compares. With many pictures that takes "
            "minutes. The old ones stay where they are."
        )
        question = confirm(self._over, title, words, tr("Agree and copy"))
        question.answered.connect(lambda key: self._begin(_agree) if key == "yes" else None)
        self.dialog = question
        question.ask()

    def decline(self) -> None:
        """Leave the pictures where they are."""
        seat = self._shell.seat
        if seat is not None:
            background.run(self, lambda: _decline(seat), lambda _change: self._declined(), self._say)

    def bring(self) -> None:
        """Carry what lies on this computer alone to where the team keeps its pictures."""
        self._begin(_bring)

    def ask_key(self) -> None:
        """Ask for the key of the team's bucket on this computer."""
        seat = self._shell.seat
        if seat is not None:
            dialog = KeyDialog(self._over, seat)
            dialog.done.connect(lambda: self._shell.toast(tr("The key is kept; the bucket takes it.")))
            self._ask(dialog)

    def ask_here(self) -> None:
        """Ask how this computer reaches the shared folder."""
        seat, places = self._shell.seat, self.places
        if seat is not None and places is not None:
            dialog = HereDialog(self._over, seat, places)
            dialog.done.connect(lambda: self._shell.toast(tr("The team's pictures are there.")))
            self._ask(dialog)

    def why_no_proposal(self) -> str:
        """Why no other place can be proposed now; empty = it can."""
        if self.places is not None and self.places.change is not None:
            return tr("Another place waits for an admin; agree or decline first.")
        return "" if self._may(Deed.MANAGE_MEMBERS) else tr("Only admins name another place.")

    def why_nothing_to(self) -> str:
        """Why nothing can be carried from this computer; empty = it can."""
        if self.places is None or self.places.at is None:
            return tr("The team has no common place for its pictures.")
        return "" if self._may(Deed.WRITE) else tr("Only editors carry pictures.")

    def _ask(self, dialog: MemberDialog) -> None:
        dialog.done.connect(self.look)
        self.dialog = dialog
        dialog.ask()

    def _carry(self, place: MediaPlace, is_lost: bool) -> None:  # noqa: FBT001 - a signal's values
        self._begin(lambda seat, progress: _choose(seat, place, progress, is_lost=is_lost))

    def _begin(self, work: Callable[[Seat, Progress], Carried | None]) -> None:
        seat = self._shell.seat
        if seat is not None:
            note = tr("Each is read back and compared. Nothing is taken away from where it was.")
            self.deed = LongDeed(self._over.window(), tr("The pictures are copied"), note)
            self.deed.begin(tr("The new place is looked at…"), lambda progress: work(seat, progress), self._carried)

    def _carried(self, carried: Carried | None) -> None:
        self.look()
        if carried is None:
            self._shell.toast(tr("Proposed. Another admin agrees or declines."))
        elif carried.missing:
            self._tell(tr("Some pictures are missing"), carried_words(carried))
        else:
            self._shell.toast(carried_words(carried))

    def _declined(self) -> None:
        self._shell.toast(tr("The pictures stay where they are."))
        self.look()

    def _show(self, places: Places) -> None:
        self.places = places
        rows = [] if places.change is None else [self._proposal(places, places.change)]
        rows.append(self._where(places))
        if places.at is not None:
            rows.append(self._way(places))
        if places.at is not None and self._may(Deed.WRITE):
            rows.append(self._bringing())
        self.section.replace(rows)

    def _proposal(self, places: Places, change: MediaChange) -> SettingRow:
        seat = self._shell.seat
        title = tr("Proposed: {place}", place=place_words(change.place))
        if seat is None:
            return SettingRow(title, "", words=_SEARCHED)
        buttons: list[Button] = []
        if self._may(Deed.MANAGE_MEMBERS):
            is_mine = change.proposed_by.id == seat.member.id
            if change.place.is_bucket and (places.at is None or not places.at.is_bucket):
                buttons.append(_button(tr("Key of the bucket…"), self.ask_key, title))
            if not is_mine or places.is_alone:
                buttons.append(_button(tr("Agree…"), self.agree, title, Kind.PRIMARY))
            buttons.append(_button(tr("Take it back") if is_mine else tr("Decline"), self.decline, title, Kind.QUIET))
        return SettingRow(title, proposal_words(change, seat, is_alone=places.is_alone), *buttons, words=_SEARCHED)

    def _where(self, places: Places) -> SettingRow:
        title = tr("Where they are")
        buttons = [_button(tr("Another place…"), self.propose, title)] if not self.why_no_proposal() else []
        return SettingRow(title, place_words(places.at), *buttons, words=_SEARCHED)

    def _way(self, places: Places) -> SettingRow:
        if places.at is not None and places.at.is_bucket:
            title, words = tr("Key of the bucket"), tr("Each computer keeps it once, in a vault; nobody else sees it.")
            return SettingRow(title, words, _button(tr("Key of the bucket…"), self.ask_key, title), words=_SEARCHED)
        title = tr("On this computer")
        return SettingRow(title, here_words(places), _button(tr("Change…"), self.ask_here, title), words=_SEARCHED)

    def _bringing(self) -> SettingRow:
        title = tr("Pictures of this computer alone")
        words = tr(
            "They were added here before there was a common place. Others can't see them until they are carried."
        )
        return SettingRow(title, words, _button(tr("Carry them there…"), self.bring, title), words=_SEARCHED)

    def _may(self, deed: Deed) -> bool:
        seat = self._shell.seat
        return seat is not None and seat.member.may(deed)

    def _not_read(self, error: Exception) -> None:
        self.section.replace([SettingRow(tr("Where they are"), sentence(error), words=_SEARCHED)])

    def _say(self, error: Exception) -> None:
        self.look()
        self._tell(*explained(error))

    def _tell(self, what: str, then: str) -> None:
        """Say something that must not go by."""
        question = Question(self._over, what, then, mark="finding:warn")
        question.add_button("", Button(tr("Close"), Kind.PRIMARY))
        self.dialog = question
        question.ask()


def _button(text: str, deed: Callable[[], None], row: str, kind: Kind = Kind.SECONDARY) -> Button:
    made = Button(text, kind, small=True, name=joined(row, text))
    made.clicked.connect(deed)
    return made


def _choose(seat: Seat, place: MediaPlace, progress: Progress, *, is_lost: bool) -> Carried | None:
    from editor_app.services import media_places

    return media_places.choose(seat, place, progress, old_is_lost=is_lost)


def _agree(seat: Seat, progress: Progress) -> Carried:
    from editor_app.services import media_places

    return media_places.agree(seat, progress)


def _bring(seat: Seat, progress: Progress) -> Carried:
    from editor_app.services import media_places

    return media_places.bring(seat, progress)


def _decline(seat: Seat) -> MediaChange:
    from editor_app.services import media_places

    return media_places.decline(seat)
