"""Commands about a team's database: logins of members, one's own password, what the server's administrator does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from editor_app.cli import team_media_commands
from editor_app.cli.arguments import WrongUsage
from editor_app.cli.words import _
from editor_app.domain.text import T
from editor_app.services import teams, workspaces

if TYPE_CHECKING:
    from editor_app.cli.call import Call
    from editor_app.domain.media_place import MediaPlace
    from editor_app.domain.text import Text
    from editor_app.services.teams import Admitted
    from editor_app.services.workspaces import Founder
    from editor_app.storage.workspaces import NewWorkspace

group = typer.Typer(no_args_is_help=True)
team_media_commands.add_to(group)


@group.command("login", help=_("Give an invited member a login to the team's database, with a password told once."))
def login(context: typer.Context, name: str) -> None:
    """Give a member a login."""
    call: Call = context.obj
    _tell(call, teams.admit(call.seat(), name))


@group.command("password", help=_("Change your own password of the team's database."))
def password(context: typer.Context) -> None:
    """Change the database password of the member named by --as."""
    call: Call = context.obj
    desk, name = call.desk(), call.member_name()
    new = call.new_passphrase("EDITOR_APP_NEW_DATABASE_PASSWORD")
    teams.change_password(desk, new)
    kept = teams.remember(call.chosen.workspace, name, new)
    said = T("Your password of the database is changed; this computer's keyring keeps it.")
    if not kept:
        said = T("Your password of the database is changed; no keyring here keeps it, so it is asked for each time.")
    call.voice.answer({"name": name, "kept": kept}, [call.voice.words(said)])


@group.command(
    "install", help=_("By the server's administrator: make a team of a database, or renew it after an update.")
)
def install(context: typer.Context, address: str) -> None:
    """Make or renew roles, rights and rules."""
    call: Call = context.obj
    teams.renew(_database(address))
    call.voice.answer({"ok": True}, [call.voice.words(T("The roles, rights and rules of the team are in place."))])


@group.command("admit", help=_("By the server's administrator: give a login to a member who came with the workspace."))
def admit(context: typer.Context, address: str, name: str) -> None:
    """Give a member a login by hand."""
    call: Call = context.obj
    _tell(call, teams.admit_by_hand(_database(address), name))


def found(call: Call, url: str, facts: NewWorkspace, founder: Founder, pictures: MediaPlace | None = None) -> None:
    """Make a team's workspace for `init postgresql://…` and say how its first admin signs in."""
    admitted = teams.found(url, facts, founder)
    _tell(call, admitted)
    if pictures is not None:
        team_media_commands.begin(call, admitted, founder, pictures)


def _database(address: str) -> str:
    place = workspaces.place_of(address)
    if isinstance(place, Path):
        raise WrongUsage(
            T("This is not the address of a database."), T("Write it as postgresql://ADMINISTRATOR@SERVER/DATABASE.")
        )
    return place


def lines_of(admitted: Admitted) -> tuple[Text, ...]:
    """What a member who has just been given a login must be told."""
    name, secret = admitted.member.name, admitted.password.reveal()
    return (
        T("{name} signs in at {address}", name=name, address=admitted.address),
        T("Password of the database, told only now: {password}", password=secret),
        T("{name} changes it with `editor-app -w {address} --as {name} team password`.", name=name,
          address=admitted.address),
    )  # fmt: skip


def _tell(call: Call, admitted: Admitted) -> None:
    value = {"name": admitted.member.name, "workspace": admitted.address, "password": admitted.password.reveal()}
    call.voice.answer(value, [call.voice.words(line) for line in lines_of(admitted)])
