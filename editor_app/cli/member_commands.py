"""Commands about members: invite, activate, confirm, list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from editor_app.cli.words import _, state_words
from editor_app.domain.errors import Invalid
from editor_app.domain.member import Role
from editor_app.domain.text import T
from editor_app.services import members

if TYPE_CHECKING:
    from editor_app.cli.call import Call
    from editor_app.domain.member import Member

group = typer.Typer(no_args_is_help=True)


@group.command("add", help=_("Invite a member; the person activates it."))
def add(
    context: typer.Context,
    name: str,
    role: Annotated[
        list[str], typer.Option(help=_("editor, reviewer, publisher, admin or worker; several are allowed."))
    ],
) -> None:
    """Invite a member."""
    call: Call = context.obj
    roles = [_role(word) for joined in role for word in joined.split(",") if word]
    member = members.add(call.seat(), name, roles)
    call.voice.answer(
        _as_json(member),
        [call.voice.words(T("{name} is invited and now runs `editor-app --as {name} member activate`.", name=name))],
    )


@group.command("activate", help=_("Set your passphrase and make your key."))
def activate(context: typer.Context) -> None:
    """Activate the member named by --as."""
    call: Call = context.obj
    desk = call.desk()
    made = members.activate(desk, call.member_name(), call.new_passphrase("EDITOR_APP_NEW_PASSPHRASE"))
    call.voice.answer(
        {**_as_json(made.member), "words": list(made.words)},
        [
            call.voice.words(T("Your key's six words: {words}", words=" ".join(made.words))),
            call.voice.words(T("Read them to an admin, best by telephone or face to face.")),
        ],
    )


@group.command("confirm", help=_("Confirm a member's key after comparing its six words."))
def confirm(context: typer.Context, name: str, word: Annotated[list[str], typer.Argument()]) -> None:
    """Confirm a member."""
    call: Call = context.obj
    done = members.confirm(call.seat(), name, [part for each in word for part in each.split()])
    call.voice.answer(
        {**_as_json(done.member), "vault_shared": done.vault_shared},
        [call.voice.words(T("{name} may sign now.", name=done.member.name))],
    )


@group.command("list", help=_("Members with their roles."))
def list_members(context: typer.Context) -> None:
    """List members."""
    call: Call = context.obj
    found = members.all_members(call.desk())
    call.voice.table(
        {"members": [_as_json(member) for member in found]},
        (_("Name"), _("Roles"), _("State")),
        [
            (
                m.name,
                ", ".join(sorted(call.voice.words(state_words(r)) for r in m.roles)),
                call.voice.words(state_words(m.state)),
            )
            for m in found
        ],
    )


def _role(word: str) -> Role:
    roles = list(Role)
    if word not in roles:
        raise Invalid(
            T("There is no role “{word}”.", word=word),
            T("Choose among: {names}.", names=", ".join(r.value for r in roles)),
        )
    return Role(word)


def _as_json(member: Member) -> dict[str, str | list[str]]:
    return {"name": member.name, "roles": sorted(role.value for role in member.roles), "state": member.state.value}
