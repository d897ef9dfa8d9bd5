"""Members of the workspace: who they are, inviting, confirming by six words, roles, a new key, leaving."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from typing_extensions import override

from editor_app.ui import background
from editor_app.ui.dialogs import Dialog, confirm
from editor_app.ui.i18n import joined, tr
from editor_app.ui.saying import member_state_word, roles_words, sentence
from editor_app.ui.tokens import Role
from editor_app.ui.view import Action
from editor_app.ui.views.settings.logins import HandOverDialog, PasswordDialog, hand_over_of
from editor_app.ui.views.settings.member_dialog import MemberDialog
from editor_app.ui.views.settings.outside import OutsideKeyDialog, may_stay_outside
from editor_app.ui.views.settings.rows import Section, SettingRow
from editor_app.ui.views.settings.standing_in import DeputyDialog, change_row, deputy_row
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.choices import RoleToggles
from editor_app.ui.widgets.fields import Field, LineInput
from editor_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from editor_app.domain.duty import Deputy
    from editor_app.domain.member import Member, RoleChange
    from editor_app.services.desk import Desk, Seat
    from editor_app.services.teams import Admitted
    from editor_app.ui.view import Shell

_ROLES = ("editor", "reviewer", "publisher", "admin", "expert")


@dataclass(frozen=True, slots=True)
class _Found:
    """What the section shows, read in one go."""

    people: tuple[Member, ...]
    changes: tuple[RoleChange, ...]
    deputies: tuple[Deputy, ...]
    is_team: bool
    """Whether each member has a login of their own."""


class InviteDialog(MemberDialog):
    """A name and roles; the member sets up their seal themselves."""

    def __init__(self, over: QWidget, seat: Seat) -> None:
        super().__init__(over, tr("Invite a member"), tr("Invite"))
        self._seat = seat
        self.name = Field(tr("Name"), LineInput(), limit=60)
        self.roles = RoleToggles(tr("Roles"), _ROLES, ("editor",))
        words = tr(
            "At this computer, or at another one on the team's database, they choose their name and set up a seal."
        )
        self.fill(self.name, self.roles, Label(words, Role.NOTE, "ink2", wrap=True))
        self.begin_at(self.name.control)

    @override
    def act(self) -> None:
        """Invite."""
        from editor_app.domain.member import Role as MemberRole
        from editor_app.services import members

        seat, name, roles = self._seat, self.name.text(), [MemberRole(role) for role in self.roles.chosen()]
        self.run(lambda: members.add(seat, name, roles))


class ConfirmDialog(MemberDialog):
    """The six words of a member's key, typed as they are read aloud."""

    def __init__(self, over: QWidget, seat: Seat, name: str) -> None:
        super().__init__(over, tr("Confirm {name}", name=name), tr("Confirm the key"))
        self._seat, self._name = seat, name
        self.words = Field(tr("The six words"), LineInput(hint=tr("as they are read to you, with spaces between")))
        self.fill(
            Label(tr("Ask {name} to read the six words of the new key.", name=name), Role.BODY, wrap=True),
            self.words,
            Label(
                tr("Best face to face or by telephone. If they differ, don't confirm: somebody else made the key."),
                Role.NOTE, "ink2", wrap=True,
            ),
        )  # fmt: skip
        self.set_note(tr("Recorded with your name"), "user")
        self.begin_at(self.words.control)

    @override
    def act(self) -> None:
        """Confirm, if the words are those of the key."""
        from editor_app.services import members

        seat, name, words = self._seat, self._name, self.words.text().split()
        self.run(lambda: members.confirm(seat, name, words))


class RolesDialog(MemberDialog):
    """Exactly the roles that are on."""

    def __init__(self, over: QWidget, seat: Seat, member: Member) -> None:
        super().__init__(over, tr("Roles of {name}", name=member.name), tr("Change the roles"))
        self._seat, self._name = seat, member.name
        self.roles = RoleToggles(tr("Roles"), _ROLES, tuple(role.value for role in member.roles))
        words = tr("When there is another admin, it counts once they agree.")
        self.fill(self.roles, Label(words, Role.NOTE, "ink2", wrap=True))

    @override
    def act(self) -> None:
        """Give these roles."""
        from editor_app.domain.member import Role as MemberRole
        from editor_app.services import role_changes

        seat, name, roles = self._seat, self._name, [MemberRole(role) for role in self.roles.chosen()]
        self.run(lambda: role_changes.propose(seat, name, roles))


class Members(QObject):
    """The section of members, read anew when somebody changes it."""

    def __init__(self, shell: Shell, over: QWidget) -> None:
        super().__init__(over)
        self._shell, self._over = shell, over
        self.section = Section("members", tr("Members"))
        self.people: tuple[Member, ...] = ()
        self.is_team = False
        self.dialog: Dialog | None = None

    def look(self, then: Callable[[], None] = lambda: None) -> None:
        """Read the members on a thread."""
        seat = self._shell.seat
        if seat is None:
            return

        def show(found: _Found) -> None:
            self.people, self.is_team = found.people, found.is_team
            changes = [self._change_row(change) for change in found.changes] if self._may() else []
            deputies = [self._deputy_row(each) for each in found.deputies]
            people = [self._row(member) for member in found.people]
            self.section.replace([*changes, *self._own_rows(), *deputies, *people])
            then()

        background.run(self, lambda: _read(seat.desk), show, lambda _error: None)

    def invite(self) -> None:
        """Ask for a name and roles."""
        seat = self._shell.seat
        if seat is not None and self._may():
            dialog = InviteDialog(self._over, seat)
            self._ask(dialog, tr("The member is invited."), lambda: self.give_login(dialog.name.text()))

    def give_login(self, name: str) -> None:
        """Give an invited member a login, and show it to the admin once."""
        seat = self._shell.seat
        if seat is None or not self._may():
            return

        def give() -> Admitted:
            from editor_app.services import teams

            return teams.admit(seat, name)

        background.run(self, give, self._hand_over, self._say)

    def _hand_over(self, admitted: Admitted) -> None:
        dialog = HandOverDialog(self._over, hand_over_of(admitted))
        self.dialog = dialog
        dialog.ask()

    def change_password(self) -> None:
        """Ask for another password of the team's database."""
        seat = self._shell.seat
        if seat is not None and seat.desk.store.url:
            self._ask(PasswordDialog(self._over, seat), tr("Your password of the database is changed."))

    def confirm(self, name: str) -> None:
        """Ask for the six words."""
        seat = self._shell.seat
        if seat is not None and self._may():
            self._ask(ConfirmDialog(self._over, seat, name), tr("{name} may sign now.", name=name))

    def take_key(self, name: str) -> None:
        """Ask for the key file of a reviewer who has no seat here."""
        seat = self._shell.seat
        if seat is not None and self._may():
            done = tr("The key is kept. Hear the six words from {name} by telephone, then confirm.", name=name)
            self._ask(OutsideKeyDialog(self._over, seat, name), done)

    def name_deputy(self) -> None:
        """Ask who signs for whom, from which day to which."""
        from editor_app.domain.member import Deed

        seat = self._shell.seat
        if seat is not None and seat.member.may(Deed.NAME_DEPUTY):
            self._ask(DeputyDialog(self._over, seat, self.people), tr("The deputy is named."))

    def actions_offered(self) -> tuple[Action, ...]:
        """Deeds that only a team has, for the palette."""
        if not self.is_team:
            return ()
        return (Action(tr("Change your password of the database"), self.change_password, "key-round"),)

    def _ask(self, dialog: MemberDialog, done: str, login: Callable[[], None] | None = None) -> None:
        """Ask; `login` is the next deed at a team, for who was just invited."""
        following = (tr("Give a login"), login) if login is not None and self.is_team else ()
        dialog.done.connect(lambda: self._shell.toast(done, *following))
        dialog.done.connect(self.look)
        self.dialog = dialog
        dialog.ask()

    def _own_rows(self) -> list[SettingRow]:
        from editor_app.domain.member import Deed

        rows: list[SettingRow] = []
        if self._may():
            invite = Button(tr("Invite a member…"), icon="user-plus", small=True)
            invite.clicked.connect(self.invite)
            words = tr("They make their own key; you confirm it by six words before they may sign.")
            rows.append(SettingRow(tr("A new member"), words, invite))
        if self.is_team:
            change = Button(
                tr("Change…"), icon="key-round", small=True, name=tr("Change your password of the database")
            )
            change.clicked.connect(self.change_password)
            words = tr("It opens the connection to the team's database, also from another computer.")
            rows.append(SettingRow(tr("Your password of the database"), words, change, words="login 密码 登录"))
        seat = self._shell.seat
        if seat is not None and seat.member.may(Deed.NAME_DEPUTY):
            name = Button(tr("Name a deputy…"), icon="users", small=True)
            name.clicked.connect(self.name_deputy)
            words = tr("Who signs what a member is named for while the member is away.")
            rows.append(SettingRow(tr("Absence"), words, name, words="deputy 代理 离岗"))
        return rows

    def _change_row(self, change: RoleChange) -> SettingRow:
        from editor_app.services import role_changes

        name = change.member.name
        return change_row(
            change,
            lambda: self._do(lambda seat: role_changes.agree(seat, name)),
            lambda: self._do(lambda seat: role_changes.decline(seat, name)),
        )

    def _deputy_row(self, deputy: Deputy) -> SettingRow:
        from editor_app.services import duties

        seat = self._shell.seat
        mine = seat is not None and seat.member.id == deputy.principal.id
        end = (lambda: self._do(lambda there: duties.end_deputy(there, deputy.id))) if mine or self._may() else None
        return deputy_row(deputy, seat.desk.workspace.zone if seat else "UTC", end)

    def _do(self, deed: Callable[[Seat], object]) -> None:
        seat = self._shell.seat
        if seat is not None:
            background.run(self, lambda: deed(seat), lambda _done: self.look(), self._say)

    def _row(self, member: Member) -> SettingRow:
        state = member.state.value
        said = "" if state == "confirmed" else member_state_word(state)
        return SettingRow(member.name, joined(roles_words(member.roles), said), *self._deeds(member))

    def _deeds(self, member: Member) -> list[Button]:
        """What an admin may do with this member now."""
        seat, name, state = self._shell.seat, member.name, member.state.value
        if seat is None or not self._may() or state == "departed":
            return []
        deeds: list[tuple[str, Kind, Callable[[], None]]] = []
        if state == "invited" and self.is_team:
            deeds.append((tr("Give a login…"), Kind.PRIMARY, lambda: self.give_login(name)))
        if may_stay_outside(member):
            deeds.append((tr("Reviews from outside…"), Kind.SECONDARY, lambda: self.take_key(name)))
        if state == "activated":
            deeds.append((tr("Confirm…"), Kind.PRIMARY, lambda: self.confirm(name)))
        deeds.append((tr("Roles…"), Kind.SECONDARY, lambda: self._ask_roles(member)))
        if member.id != seat.member.id:
            if state != "invited":
                deeds.append((tr("New key…"), Kind.QUIET, lambda: self._ask_new_key(name)))
            deeds.append((tr("Leaves…"), Kind.QUIET, lambda: self._ask_leaving(name)))
        buttons = []
        for text, kind, run in deeds:
            button = Button(text, kind, small=True, name=joined(name, text))
            button.clicked.connect(run)
            buttons.append(button)
        return buttons

    def _ask_roles(self, member: Member) -> None:
        seat = self._shell.seat
        if seat is not None:
            self._ask(RolesDialog(self._over, seat, member), tr("Recorded."))

    def _ask_new_key(self, name: str) -> None:
        from editor_app.services import members

        explanation = tr("The present key ends now. {name} makes a new one; what was signed stays valid.", name=name)
        self._ask_end(name, tr("Let {name} make a new key?", name=name), explanation, members.invite_again)

    def _ask_leaving(self, name: str) -> None:
        from editor_app.services import members

        explanation = tr("The key ends now. What {name} signed stays valid and on record.", name=name)
        self._ask_end(name, tr("Does {name} leave the office?", name=name), explanation, members.depart)

    def _ask_end(self, name: str, title: str, words: str, deed: Callable[[Seat, str], Member]) -> None:
        seat = self._shell.seat
        if seat is None:
            return
        question = confirm(self._over, title, words, tr("End the key"), danger=True)

        def act() -> None:
            background.run(self, lambda: deed(seat, name), lambda _m: self.look(), self._say)

        question.answered.connect(lambda key: act() if key == "yes" else None)
        self.dialog = question
        question.ask()

    def _say(self, error: Exception) -> None:
        question = confirm(self._over, sentence(error), "", tr("Close"))
        question.ask()

    def _may(self) -> bool:
        from editor_app.domain.member import Deed

        seat = self._shell.seat
        return seat is not None and seat.member.may(Deed.MANAGE_MEMBERS)


def _read(desk: Desk) -> _Found:
    from editor_app.services import duties, members, role_changes, teams

    return _Found(
        members.all_members(desk), role_changes.open_changes(desk), duties.all_deputies(desk), teams.is_team(desk)
    )
