"""Routes of approval as data: added, changed, taken out of use, always by an admin and on record."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.edition import EditionKind
from editor_app.domain.errors import Invalid, Refused
from editor_app.domain.identifiers import RouteId, new_id, sha256
from editor_app.domain.member import Deed, MemberState
from editor_app.domain.text import T
from editor_app.storage import seals
from editor_app.storage.queries import people, routes

if TYPE_CHECKING:
    from editor_app.domain.approval import Route, Stage
    from editor_app.domain.canonical import Json
    from editor_app.domain.member import Member
    from editor_app.services.desk import Desk, Seat
    from editor_app.storage.database import Snapshot, Work

_LONGEST_NAME = 60
_LONGEST_DUTY = 200
_MOST_STAGES = 12
_MOST_SIGNATURES = 9
_MOST_HOURS = 24 * 366


def all_routes(desk: Desk) -> tuple[Route, ...]:
    """Every route, those in use first and of them those with the most stages."""
    with desk.database.read() as snapshot:
        return tuple(sorted(routes.all_routes(snapshot), key=lambda each: each.is_retired))


def route(desk: Desk, name: str) -> Route:
    """The route of that name.

    Raises:
        NotFound: there is none.
    """
    with desk.database.read() as snapshot:
        return routes.route_by_name(snapshot, name)


def editions_under_way(desk: Desk, of: RouteId) -> int:
    """How many editions are in review on a route; a change doesn't touch them."""
    with desk.database.read() as snapshot:
        return routes.open_editions(snapshot, of)


def add(seat: Seat, new: Route) -> Route:
    """Add a route; its stages are numbered in their order.

    Raises:
        Refused: no admin, a taken name, or a named signer who could not sign.
        Invalid: no stage, no kind, a name or number out of bounds.
    """
    made = _tidy(replace(new, id=RouteId(new_id())))
    with seat.write(Deed.MANAGE_ROUTES, "route.add", Subject("route", made.id), _detail(made)) as work:
        _require_sound(work, made)
        routes.insert_route(work, made)
        routes.insert_version(work, made, seat.member.id, work.sequence)
    return made


def change(seat: Seat, changed: Route) -> Route:
    """Keep a route in another form from now on; what was submitted goes on as it was signed.

    Raises:
        Refused, Invalid: see `add`.
        NotFound: there is no such route.
    """
    return _changed(seat, changed, "route.change")


def retire(seat: Seat, name: str) -> Route:
    """Take a route out of use; what was submitted goes on.

    Raises:
        Refused: no admin, or publications would have no route left.
        NotFound: there is none of that name.
    """
    return _changed(seat, replace(route(seat.desk, name), is_retired=True), "route.retire")


def reinstate(seat: Seat, name: str) -> Route:
    """Take a route into use again."""
    return _changed(seat, replace(route(seat.desk, name), is_retired=False), "route.reinstate")


def _changed(seat: Seat, changed: Route, action: str) -> Route:
    made = _tidy(changed)
    with seat.write(Deed.MANAGE_ROUTES, action, Subject("route", made.id), _detail(made)) as work:
        routes.route_by_id(work, made.id)
        _require_sound(work, made)
        routes.insert_version(work, made, seat.member.id, work.sequence)
        routes.change_route(work, made)
        _require_one_left(work)
    return made


def _tidy(wanted: Route) -> Route:
    stages = tuple(
        replace(stage, ordinal=number, name=_flat(stage.name, _LONGEST_NAME), duty=_flat(stage.duty, _LONGEST_DUTY))
        for number, stage in enumerate(wanted.stages, 1)
    )
    return replace(wanted, name=_flat(wanted.name, _LONGEST_NAME), stages=stages)


def _flat(words: str, longest: int) -> str:
    flat = " ".join(words.split())
    if not flat or len(flat) > longest or any(unicodedata.category(c)[0] == "C" for c in flat):
        shown = "".join(c for c in flat if c.isprintable())[:20]
        raise Invalid(
            T("“{name}” can't be a name or duty of a route.", name=shown),
            T("Give 1 to {count} visible characters.", count=longest),
        )
    return flat


def _require_sound(snapshot: Snapshot, wanted: Route) -> None:
    if not 1 <= len(wanted.stages) <= _MOST_STAGES:
        raise Invalid(T("A route has 1 to {count} stages.", count=_MOST_STAGES), T("Add a stage, or leave some out."))
    if not wanted.kinds:
        raise Invalid(T("The route is for no kind of edition."), T("Choose at least one kind."))
    if not 0 <= wanted.use_hours <= _MOST_HOURS:
        raise Invalid(T("An approval is used within 1 to {count} hours.", count=_MOST_HOURS), T("0 = no such limit."))
    for other in routes.all_routes(snapshot):
        if other.id != wanted.id and other.name.casefold() == wanted.name.casefold():
            raise Refused(T("There is a route called “{name}” already.", name=wanted.name), T("Give another name."))
    known = {each.id: each for each in people.members(snapshot)}
    for stage in wanted.stages:
        _require_stage(stage)
        for named in stage.terms.signers:
            _require_signer(stage, known.get(named.id), named.name)
    _require_enough(wanted)


def _require_stage(stage: Stage) -> None:
    terms, most = stage.terms, len(stage.terms.signers) or _MOST_SIGNATURES
    if not 1 <= stage.needs <= most:
        raise Invalid(
            T("The stage {name} needs 1 to {count} signatures.", name=stage.name, count=most),
            T("Name more people, or ask for fewer signatures."),
        )
    if len(terms.names()) != len(terms.signers):
        raise Invalid(T("The stage {name} names somebody twice.", name=stage.name), T("Name everybody once."))
    if not 0 <= terms.hours <= _MOST_HOURS:
        raise Invalid(T("A stage waits 1 to {count} hours.", count=_MOST_HOURS), T("0 = no deadline."))
    if terms.escalate is not None and not terms.hours:
        raise Invalid(
            T("The stage {name} tells somebody, but has no deadline.", name=stage.name), T("Give it a deadline.")
        )


def _require_signer(stage: Stage, member: Member | None, name: str) -> None:
    if member is None or member.state is MemberState.DEPARTED or stage.terms.role not in member.roles:
        raise Refused(
            T("{name} could not sign the stage {stage}.", name=name, stage=stage.name),
            T("Choose a member with the role that the stage asks for."),
        )


def _require_enough(wanted: Route) -> None:
    """One person signs one stage: a name can't be all that two stages rest on."""
    single = [stage.terms.signers[0] for stage in wanted.stages if len(stage.terms.signers) == 1]
    twice = next((each for each in single if sum(one.id == each.id for one in single) > 1), None)
    if twice is not None:
        raise Invalid(
            T("{name} alone would have to sign two stages; one person signs one.", name=twice.name),
            T("Name somebody else for one of them."),
        )


def _require_one_left(work: Work) -> None:
    if not any(EditionKind.PUBLICATION in each.kinds and not each.is_retired for each in routes.all_routes(work)):
        raise Refused(T("Publications would have no route left."), T("Add another route first."))


def _detail(made: Route) -> dict[str, Json]:
    """What the log keeps: the versions of a route hold its words."""
    words = repr((made.name, made.stages, sorted(made.kinds), made.use_hours, made.is_retired))
    return {
        "stages": len(made.stages),
        "persons": made.persons,
        "use_hours": made.use_hours,
        "words": sha256(words.encode()),
        **seals.sealed(route_version=routes.version_values(made)),
    }
