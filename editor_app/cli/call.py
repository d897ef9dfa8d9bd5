"""One call of the command line: the workspace it opens, the member who signs in, and how it answers."""

from __future__ import annotations

import getpass
import os
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.cli.answers import Voice
from editor_app.cli.arguments import Globals, language_for
from editor_app.domain.errors import Invalid, Unavailable
from editor_app.domain.secrets import Secret
from editor_app.domain.text import T

if TYPE_CHECKING:
    from editor_app.services.desk import Desk, Seat


@dataclass(slots=True)
class Call:
    """What a command is given; it opens what it asks for and closes it at the end."""

    chosen: Globals
    voice: Voice
    closing: ExitStack = field(default_factory=ExitStack)
    seated: Seat | None = None
    """Who signed in already; reads are as this member sees."""

    def desk(self) -> Desk:
        """The workspace named by -w, as the member named by --as sees it; else as somebody on no list.

        Raises:
            Invalid: none was named.
        """
        from editor_app.services import embargoes, members

        if self.seated is not None:
            return self.seated.desk
        desk = self._at_work()
        if self.chosen.member and embargoes.any_list(desk):
            said = self.passphrase_if_any("EDITOR_APP_PASSPHRASE")
            if said is not None:
                self.seated = members.sign_in(desk, self.chosen.member, said)
                return self.seated.desk
        return desk.for_reader("")

    def seat(self) -> Seat:
        """The member named by --as, signed in at the workspace.

        Raises:
            Invalid: none was named.
            SignInFailed: wrong passphrase.
        """
        from editor_app.services import members

        if self.seated is None:
            desk = self._at_work()
            self.seated = members.sign_in(desk, self.member_name(), self.passphrase("EDITOR_APP_PASSPHRASE"))
        return self.seated

    def member_name(self) -> str:
        """The name after --as.

        Raises:
            Invalid: none was given.
        """
        if not self.chosen.member:
            raise Invalid(T("This needs a member."), T("Say who you are: `--as NAME`."))
        return self.chosen.member

    def passphrase(self, *variables: str) -> Secret:
        """The first of the environment's variables that is set, else what a person types.

        Raises:
            Invalid: neither.
        """
        for variable in variables:
            if said := self.passphrase_if_any(variable):
                return said
        if not sys.stdin.isatty():
            raise Invalid(
                T("A passphrase is needed and nobody can type it here."),
                T("Set the environment variable {name}.", name=variables[0]),
            )
        return Secret(getpass.getpass(self.voice.words(T("Passphrase: "))))

    def passphrase_if_any(self, variable: str) -> Secret | None:
        """What the environment's variable, or the file that `<variable>_FILE` names, holds; None when neither is set.

        The variable is taken out of the environment, so that no child process inherits it.

        Raises:
            Unavailable: the file can't be read.
        """
        said = os.environ.pop(variable, "")
        file = os.environ.get(f"{variable}_FILE", "")
        if not said and file:
            try:
                said = Path(file).read_text("utf-8").rstrip("\r\n")
            except (OSError, ValueError) as error:
                raise Unavailable(
                    T("The credential file {file} can't be read.", file=file), T("Check its name and rights.")
                ) from error
        return Secret(said) if said else None

    def new_passphrase(self, *variables: str) -> Secret:
        """A passphrase that is set now: from the environment, else typed twice, so that no slip locks anybody out.

        Raises:
            Invalid: neither, or typed differently.
        """
        is_given = any(os.environ.get(name) or os.environ.get(f"{name}_FILE") for name in variables)
        first = self.passphrase(*variables)
        if is_given:
            return first
        again = getpass.getpass(self.voice.words(T("The same once more: ")))
        if again != first.reveal():
            raise Invalid(T("The two passphrases differ; nothing was set."), T("Type it twice again."))
        return first

    def secret_from_input(self) -> Secret:
        """A secret from standard input, without its line end."""
        if sys.stdin.isatty():
            return Secret(getpass.getpass(self.voice.words(T("Secret: "))))
        return Secret(sys.stdin.readline().rstrip("\r\n"))

    def _opened(self, place: Path | str) -> Desk:
        """The workspace; at a team's address, connected as the member named by --as."""
        from editor_app.services import teams, workspaces

        if isinstance(place, Path) or not teams.is_shared(place):
            return workspaces.open_desk(place)
        name = self.member_name()
        password = self.passphrase_if_any("EDITOR_APP_DATABASE_PASSWORD") or teams.remembered(place, name)
        if password is None and sys.stdin.isatty():
            password = Secret(getpass.getpass(self.voice.words(T("Password of the database: "))))
        return teams.open_desk(place, name, password or Secret(""))

    def _at_work(self) -> Desk:
        if not self.chosen.workspace:
            raise Invalid(T("No workspace was named."), T("Say where it is: `-w PATH`."))
        desk = self._opened(self._place())
        self.closing.callback(desk.close)
        self.voice = Voice(language_for(self.chosen.language, desk.workspace.language), self.chosen.json)
        return desk

    def _place(self) -> Path | str:
        from editor_app.services import workspaces

        return workspaces.place_of(self.chosen.workspace)
