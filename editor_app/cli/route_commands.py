"""Commands about approval routes: list, show, add, change, retire; a change never touches what was submitted."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from editor_app.cli.words import _
from editor_app.domain.approval import Route, Stage, StageKind
from editor_app.domain.duty import ANYBODY, Terms
from editor_app.domain.edition import EditionKind
from editor_app.domain.errors import Invalid
from editor_app.domain.identifiers import RouteId
from editor_app.domain.member import Named, Role
from editor_app.domain.text import T, T_n
from editor_app.services import members, route_templates, routes

if TYPE_CHECKING:
    from editor_app.cli.call import Call
    from editor_app.domain.canonical import Json
    from editor_app.services.desk import Desk

group = typer.Typer(no_args_is_help=True)

_Word = TypeVar("_Word", bound=StrEnum)

_STAGE = typer.Option(
    "--stage",
    help=_("A stage, again for each: name=…;duty=…;kind=review or proof;needs=1;by=A,B;role=expert;hours=24;tell=A"),
)
_KIND = typer.Option("--kind", help=_("For which editions, again for each: publication, correction, emergency…"))
_USE = typer.Option("--use-within", help=_("Hours after the last signature in which it may go out; 0 = no limit."))
_PARTS = frozenset({"name", "duty", "kind", "needs", "by", "role", "hours", "tell"})


@group.command("list", help=_("Routes, and the templates to begin with."))
def list_routes(context: typer.Context) -> None:
    """List routes and templates."""
    call: Call = context.obj
    found = routes.all_routes(call.desk())
    words = call.voice.words
    templates: list[Json] = [{"template": t.key, "name": words(t.name)} for t in route_templates.TEMPLATES]
    rows = [(r.name, _stages_in_words(r), words(T("not in use")) if r.is_retired else "") for r in found]
    rows += [(t.key, words(t.purpose), words(T("template"))) for t in route_templates.TEMPLATES]
    call.voice.table(
        {"routes": [_as_json(route) for route in found], "templates": templates},
        (_("Name"), _("Stages"), _("State")),
        rows,
    )


@group.command("show", help=_("A route with its duties, people and times."))
def show(context: typer.Context, name: str) -> None:
    """Show one route."""
    call: Call = context.obj
    found = routes.route(call.desk(), name)
    rows = [
        (str(s.ordinal), s.name, s.duty, str(s.needs), ", ".join(n.name for n in s.terms.signers) or s.terms.role.value,
         str(s.terms.hours or ""), s.terms.escalate.name if s.terms.escalate else "")
        for s in found.stages
    ]  # fmt: skip
    heads = ("#", _("Stage"), _("Duty"), _("Needs"), _("Who"), _("Hours"), _("Told when late"))
    call.voice.table(_as_json(found), heads, rows)


@group.command("add", help=_("Add a route, from a template or stage by stage."))
def add(
    context: typer.Context,
    name: str,
    template: Annotated[str, typer.Option(help=_("A template; see `route list`."))] = "",
    stage: Annotated[list[str], _STAGE] = [],  # noqa: B006 - typer copies it
    kind: Annotated[list[str], _KIND] = [],  # noqa: B006 - typer copies it
    use_within: Annotated[int | None, _USE] = None,
) -> None:
    """Add a route."""
    call: Call = context.obj
    seat = call.seat()
    begun = route_templates.template(template).route(seat.desk.workspace.language) if template else _EMPTY
    made = routes.add(seat, _with(seat.desk, replace(begun, name=name), stage, kind, use_within))
    call.voice.answer(_as_json(made), [call.voice.words(T("The route {name} is in use.", name=made.name))])


@group.command("change", help=_("Change a route; stages that are given replace all of them."))
def change(
    context: typer.Context,
    name: str,
    rename: Annotated[str, typer.Option(help=_("Its new name."))] = "",
    stage: Annotated[list[str], _STAGE] = [],  # noqa: B006 - typer copies it
    kind: Annotated[list[str], _KIND] = [],  # noqa: B006 - typer copies it
    use_within: Annotated[int | None, _USE] = None,
) -> None:
    """Change a route."""
    call: Call = context.obj
    seat = call.seat()
    found = routes.route(seat.desk, name)
    made = routes.change(seat, _with(seat.desk, replace(found, name=rename or name), stage, kind, use_within))
    count = routes.editions_under_way(seat.desk, made.id)
    call.voice.answer(
        {**_as_json(made), "under_way": count},
        [
            call.voice.words(
                T_n(
                    "Changed. {count} edition in review goes on as it was submitted.",
                    "Changed. {count} editions in review go on as they were submitted.",
                    count=count,
                )
            )
        ],
    )


@group.command("retire", help=_("Take a route out of use, or with --undo into use again."))
def retire(
    context: typer.Context,
    name: str,
    *,
    undo: Annotated[bool, typer.Option("--undo", help=_("Take it into use again."))] = False,
) -> None:
    """Retire a route."""
    call: Call = context.obj
    seat = call.seat()
    made = routes.reinstate(seat, name) if undo else routes.retire(seat, name)
    said = T("The route {name} is in use.", name=name) if undo else T("The route {name} is out of use.", name=name)
    call.voice.answer(_as_json(made), [call.voice.words(said)])


_EMPTY = Route(RouteId(""), "", (), frozenset({EditionKind.PUBLICATION}))


def _with(desk: Desk, route: Route, stages: list[str], kinds: list[str], use_within: int | None) -> Route:
    known = {member.name: Named(member.id, member.name) for member in members.all_members(desk)} if stages else {}
    made = tuple(_stage(number, text, known) for number, text in enumerate(stages, 1))
    return replace(
        route,
        stages=made or route.stages,
        kinds=frozenset(_word(EditionKind, kind) for kind in kinds) or route.kinds,
        use_hours=route.use_hours if use_within is None else use_within,
    )


def _stage(number: int, text: str, known: dict[str, Named]) -> Stage:
    parts = dict(_part(part) for part in text.split(";") if part.strip())
    told = parts.get("tell", "")
    terms = replace(
        ANYBODY,
        role=_word(Role, parts.get("role", ANYBODY.role)),
        signers=tuple(_named(name, known) for name in parts.get("by", "").split(",") if name.strip()),
        hours=_number(parts.get("hours", "0")),
        escalate=_named(told, known) if told else None,
    )
    kind = _word(StageKind, parts.get("kind", StageKind.REVIEW))
    return Stage(number, kind, parts.get("name", ""), parts.get("duty", ""), _number(parts.get("needs", "1")), terms)


def _part(text: str) -> tuple[str, str]:
    name, equals, value = (word.strip() for word in text.partition("="))
    if not equals or name not in _PARTS:
        raise Invalid(
            T("“{text}” says nothing of a stage.", text=text[:60]),
            T("Write it as name=VALUE with: {names}.", names=", ".join(sorted(_PARTS))),
        )
    return name, value


def _named(name: str, known: dict[str, Named]) -> Named:
    if name.strip() not in known:
        raise Invalid(
            T("There is no member called “{name}”.", name=name.strip()),
            T("See the members with `editor-app member list`."),
        )
    return known[name.strip()]


def _number(text: str) -> int:
    if not text.isascii() or not text.isdecimal():
        raise Invalid(T("“{text}” is no whole number.", text=text[:20]), T("Write digits."))
    return int(text[:9])


def _word(kind: type[_Word], text: str) -> _Word:
    known = [each.value for each in kind]
    if text not in known:
        raise Invalid(
            T("There is no “{word}” here.", word=text[:40]), T("Choose among: {names}.", names=", ".join(known))
        )
    return kind(text)


def _stages_in_words(route: Route) -> str:
    return " → ".join(stage.name if stage.needs == 1 else f"{stage.name} ×{stage.needs}" for stage in route.stages)


def _as_json(route: Route) -> dict[str, Json]:
    return {
        "name": route.name,
        "stages": [_stage_as_json(stage) for stage in route.stages],
        "kinds": [*sorted(kind.value for kind in route.kinds)],
        "use_within_hours": route.use_hours,
        "persons": route.persons,
        "retired": route.is_retired,
    }


def _stage_as_json(stage: Stage) -> dict[str, Json]:
    terms: Terms = stage.terms
    return {
        "ordinal": stage.ordinal,
        "kind": stage.kind.value,
        "name": stage.name,
        "duty": stage.duty,
        "needs": stage.needs,
        "role": terms.role.value,
        "by": [named.name for named in terms.signers],
        "hours": terms.hours,
        "tell": terms.escalate.name if terms.escalate else "",
    }
