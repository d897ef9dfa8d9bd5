"""Commands about members: invite, activate, confirm, list; their roles and who signs for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from editor_app.cli.times import time_or_none
from editor_app.cli.words import _, state_words
from editor_app.domain.duty import DeputyId
from editor_app.domain.errors import Invalid
from editor_app.domain.member import Role
from editor_app.domain.text import T
from editor_app.services import duties, members, role_changes

if TYPE_CHECKING:
    from editor_app.cli.call import Call
    from editor_app.domain.canonical import Json
    from editor_app.domain.duty import Deputy
    from editor_app.domain.member import Member, RoleChange

group = typer.Typer(no_args_is_help=True)


@group.command("add", help=_("Invite a member; the person activates it."))
def add(
    context: typer.Context,
    name: str,
    role: Annotated[
        list[str], typer.Option(help=_("editor, reviewer, publisher, admin, expert or worker; several are allowed."))
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


@group.command("roles", help=_("Change a member's roles; from the second admin on another admin agrees first."))
def roles(
    context: typer.Context,
    name: str,
    role: Annotated[list[str], typer.Option(help=_("All roles that the member shall have."))],
) -> None:
    """Change roles, or propose it."""
    call: Call = context.obj
    done = role_changes.propose(call.seat(), name, [_role(word) for each in role for word in each.split(",") if word])
    said = (
        T("Proposed. Another admin agrees with `editor-app member agree {name}`.", name=name)
        if done.waits
        else T("{name}'s roles are changed.", name=name)
    )
    call.voice.answer({**_as_json(done.member), "waits": done.waits}, [call.voice.words(said)])


@group.command("changes", help=_("Changes of roles that wait for another admin."))
def changes(context: typer.Context) -> None:
    """List what is proposed."""
    call: Call = context.obj
    found = role_changes.open_changes(call.desk())
    call.voice.table(
        {"changes": [_change_as_json(change) for change in found]},
        (_("Name"), _("Roles"), _("Proposed"), _("By")),
        [
            (c.member.name, _roles_in_words(call, c.was), _roles_in_words(call, c.becomes), c.proposed_by.name)
            for c in found
        ],
    )


@group.command("agree", help=_("Put into force what another admin proposed for a member."))
def agree(context: typer.Context, name: str) -> None:
    """Agree to a change of roles."""
    call: Call = context.obj
    member = role_changes.agree(call.seat(), name)
    call.voice.answer(_as_json(member), [call.voice.words(T("{name}'s roles are changed.", name=member.name))])


@group.command("decline", help=_("Leave a member's roles as they are."))
def decline(context: typer.Context, name: str) -> None:
    """Decline a change of roles."""
    call: Call = context.obj
    change = role_changes.decline(call.seat(), name)
    said = T("{name}'s roles stay as they are.", name=change.member.name)
    call.voice.answer(_change_as_json(change), [call.voice.words(said)])


@group.command("deputy", help=_("Let somebody sign for a member who is away; without --for, for yourself."))
def deputy(
    context: typer.Context,
    name: str,
    until: Annotated[str, typer.Option(help=_("When it ends."))],
    since: Annotated[str, typer.Option("--from", help=_("When it begins; without it, now."))] = "",
    away: Annotated[str, typer.Option("--for", help=_("Who is away."))] = "",
    zone: Annotated[str, typer.Option(help=_("IANA time zone of local times, such as Asia/Shanghai."))] = "",
) -> None:
    """Name a deputy."""
    call: Call = context.obj
    seat = call.seat()
    ends = time_or_none(until, zone) or seat.desk.clock.now()
    begins = time_or_none(since, zone) or seat.desk.clock.now()
    made = duties.name_deputy(seat, away or seat.member.name, name, begins, ends)
    said = T("{deputy} signs for {name} now and until then.", deputy=made.deputy.name, name=made.principal.name)
    call.voice.answer(_deputy_as_json(made), [call.voice.words(said)])


@group.command("deputies", help=_("Who signs for whom, with --end to end one."))
def deputies(
    context: typer.Context, end: Annotated[str, typer.Option(help=_("Id of the one that ends now."))] = ""
) -> None:
    """List deputies, or end one."""
    call: Call = context.obj
    if end:
        ended = duties.end_deputy(call.seat(), DeputyId(end))
        said = T("{deputy} signs for {name} no more.", deputy=ended.deputy.name, name=ended.principal.name)
        call.voice.answer(_deputy_as_json(ended), [call.voice.words(said)])
        return
    found = duties.all_deputies(call.desk())
    call.voice.table(
        {"deputies": [_deputy_as_json(each) for each in found]},
        (_("Away"), _("Deputy"), _("From"), _("Until"), _("Id")),
        [(d.principal.name, d.deputy.name, d.begins_at.isoformat(), d.ends_at.isoformat(), d.id) for d in found],
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
                _roles_in_words(call, m.roles),
                call.voice.words(state_words(m.state)),
            )
            for m in found
        ],
    )


def _roles_in_words(call: Call, held: frozenset[Role]) -> str:
    return ", ".join(sorted(call.voice.words(state_words(role)) for role in held))


def _change_as_json(change: RoleChange) -> dict[str, Json]:
    return {
        "name": change.member.name,
        "was": [*sorted(role.value for role in change.was)],
        "becomes": [*sorted(role.value for role in change.becomes)],
        "by": change.proposed_by.name,
    }


def _deputy_as_json(deputy_: Deputy) -> dict[str, Json]:
    return {
        "id": deputy_.id,
        "for": deputy_.principal.name,
        "deputy": deputy_.deputy.name,
        "from": deputy_.begins_at.isoformat(),
        "until": deputy_.ends_at.isoformat(),
    }


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
