"""Named queries about routes of approval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import String, and_, bindparam, func, insert, select, type_coerce, update

from editor_app.domain.approval import Route, Stage, StageKind
from editor_app.domain.duty import ANYBODY
from editor_app.domain.edition import EditionKind
from editor_app.domain.errors import NotFound
from editor_app.domain.identifiers import RouteId
from editor_app.domain.manifest_json import Fields
from editor_app.domain.stage_seal import terms_as_json, terms_of
from editor_app.domain.text import T
from editor_app.storage.duty_tables import route_version
from editor_app.storage.prepared import Prepared
from editor_app.storage.tables import edition, route

if TYPE_CHECKING:
    from sqlalchemy import Row

    from editor_app.domain.canonical import Json
    from editor_app.domain.identifiers import MemberId
    from editor_app.storage.database import Snapshot, Work

_WITHOUT_TERMS = 5


@dataclass(frozen=True, slots=True)
class Version:
    """A state that a route had."""

    number: int
    line: int
    """Of the audit log, that seals it."""
    values: dict[str, Json]
    """What is sealed of it, as the database keeps it."""


def insert_route(work: Work, new: Route) -> None:
    """Add a route (names are unique: else Conflict)."""
    work.connection.execute(_INSERT, {"id": new.id, **_words(new)})


def insert_version(work: Work, new: Route, by: MemberId, sequence: int) -> int:
    """Keep the route as it is from now on; returns the number of this version.

    Args:
        work: whose transaction also has the row of the audit log.
        new: as it shall be.
        by: the admin.
        sequence: of that row.
    """
    number: int = work.connection.execute(_NEXT_VERSION, {"wanted": new.id}).scalar_one()
    values = {"route": new.id, "number": number, "by": by, "at": work.at, "audit_sequence": sequence}
    work.connection.execute(_INSERT_VERSION, {**values, **version_values(new)})
    return number


def version_values(new: Route) -> dict[str, Json]:
    """The columns of a version that say how the route is."""
    return {**_words(new), "use_hours": new.use_hours, "retired": int(new.is_retired)}


def version_at(snapshot: Snapshot, of: RouteId, sequence: int) -> Version | None:
    """How a route stood at that line of the audit log; None = nobody kept it."""
    row = snapshot.connection.execute(_VERSION_AT, {"wanted": of, "line": sequence}).first()
    if row is None:
        return None
    values: dict[str, Json] = {name: getattr(row, name) for name in _SEALED}
    return Version(row.number, row.audit_sequence, values)


def stages_at(snapshot: Snapshot, of: RouteId, line: int) -> tuple[tuple[Stage, ...], int] | None:
    """The stages that a route had at that line of the audit log, with its hours of use; None = nobody kept them."""
    row = _STAGES_AT.first(snapshot.connection, {"wanted": of, "line": line})
    return None if row is None else (tuple(_stage(Fields(item)) for item in row.stages), row.use_hours)


def change_route(work: Work, changed: Route) -> None:
    """Put the newest version into force (names are unique: else Conflict)."""
    work.connection.execute(_CHANGE, {"wanted": changed.id, **{f"new_{k}": v for k, v in _words(changed).items()}})


def open_editions(snapshot: Snapshot, of: RouteId) -> int:
    """How many editions are in review on that route."""
    count: int = snapshot.connection.execute(_OPEN_EDITIONS, {"wanted": of}).scalar_one()
    return count


def route_by_name(snapshot: Snapshot, name: str) -> Route:
    """The route with that name.

    Raises:
        NotFound: none has it.
    """
    row = snapshot.connection.execute(_BY_NAME, {"wanted": name}).first()
    if row is None:
        known = ", ".join(each.name for each in all_routes(snapshot))
        raise NotFound(T("There is no route called “{name}”.", name=name), T("The routes are: {known}.", known=known))
    return _route(row)


def route_by_id(snapshot: Snapshot, wanted: RouteId) -> Route:
    """The route with that id.

    Raises:
        NotFound: none has it.
    """
    row = snapshot.connection.execute(_BY_ID, {"wanted": wanted}).first()
    if row is None:
        raise NotFound(T("There is no such route."))
    return _route(row)


def all_routes(snapshot: Snapshot) -> list[Route]:
    """Every route, those with the most stages first."""
    found = [_route(row) for row in snapshot.connection.execute(_ALL)]
    return sorted(found, key=lambda each: -len(each.stages))


def _route(row: Row[tuple[object, ...]]) -> Route:
    return Route(
        id=RouteId(row.id),
        name=row.name,
        stages=tuple(_stage(Fields(item)) for item in row.stages),
        kinds=frozenset(EditionKind(word) for word in row.kinds),
        use_hours=row.use_hours or 0,
        is_retired=bool(row.retired),
    )


def _words(route_: Route) -> dict[str, Json]:
    return {
        "name": route_.name,
        "stages": [_stage_as_json(stage) for stage in route_.stages],
        "kinds": [*sorted(kind.value for kind in route_.kinds)],
    }


def _stage_as_json(stage: Stage) -> Json:
    """Five values, and the terms only where there are any: routes of older workspaces have none."""
    first: list[Json] = [stage.ordinal, stage.kind.value, stage.name, stage.duty, stage.needs]
    return first if stage.terms == ANYBODY else [*first, *terms_as_json(stage.terms)]


def _stage(item: Fields) -> Stage:
    terms = ANYBODY if len(item.items()) == _WITHOUT_TERMS else terms_of(item, _WITHOUT_TERMS)
    return Stage(item.integer(0), StageKind(item.text(1)), item.text(2), item.text(3), item.integer(4), terms)


_INSERT = insert(route)
_SEALED = ("name", "stages", "kinds", "use_hours", "retired")
_VERSION_AT = (
    select(
        route_version.c.number, route_version.c.audit_sequence, route_version.c.name,
        type_coerce(route_version.c.stages, String).label("stages"),
        type_coerce(route_version.c.kinds, String).label("kinds"), route_version.c.use_hours, route_version.c.retired,
    )
    .where(route_version.c.route == bindparam("wanted"), route_version.c.audit_sequence <= bindparam("line"))
    .order_by(route_version.c.number.desc())
)  # fmt: skip
_STAGES_AT = Prepared(
    select(route_version.c.stages, route_version.c.use_hours)
    .where(route_version.c.route == bindparam("wanted"), route_version.c.audit_sequence <= bindparam("line"))
    .order_by(route_version.c.number.desc())
)
_later = route_version.alias()
_newest = (
    select(func.max(_later.c.number)).where(_later.c.route == route_version.c.route).correlate(route_version)
).scalar_subquery()
_ROUTES = select(route, route_version.c.use_hours, route_version.c.retired).select_from(
    route.outerjoin(route_version, and_(route_version.c.route == route.c.id, route_version.c.number == _newest))
)
_BY_NAME = _ROUTES.where(route.c.name == bindparam("wanted"))
_BY_ID = _ROUTES.where(route.c.id == bindparam("wanted"))
_ALL = _ROUTES.order_by(route.c.name)
_NEXT_VERSION = select(func.coalesce(func.max(route_version.c.number), 0) + 1).where(
    route_version.c.route == bindparam("wanted")
)
_INSERT_VERSION = insert(route_version)
_CHANGE = (
    update(route)
    .where(route.c.id == bindparam("wanted"))
    .values(name=bindparam("new_name"), stages=bindparam("new_stages"), kinds=bindparam("new_kinds"))
)
_OPEN_EDITIONS = select(func.count()).where(edition.c.route == bindparam("wanted"), edition.c.state == "in_review")
