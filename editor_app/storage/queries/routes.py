"""Named queries about routes of approval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, select

from editor_app.domain.approval import Route, Stage, StageKind
from editor_app.domain.edition import EditionKind
from editor_app.domain.errors import NotFound
from editor_app.domain.identifiers import RouteId
from editor_app.domain.manifest_json import Fields
from editor_app.domain.text import T
from editor_app.storage.tables import route

if TYPE_CHECKING:
    from sqlalchemy import Row

    from editor_app.domain.canonical import Json
    from editor_app.storage.database import Snapshot, Work


def insert_route(work: Work, new: Route) -> None:
    """Add a route (names are unique: else Conflict)."""
    stages: list[Json] = [[s.ordinal, s.kind.value, s.name, s.duty, s.needs] for s in new.stages]
    kinds: list[Json] = [*sorted(kind.value for kind in new.kinds)]
    work.connection.execute(_INSERT, {"id": new.id, "name": new.name, "stages": stages, "kinds": kinds})


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
    )


def _stage(item: Fields) -> Stage:
    return Stage(item.integer(0), StageKind(item.text(1)), item.text(2), item.text(3), item.integer(4))


_INSERT = insert(route)
_BY_NAME = select(route).where(route.c.name == bindparam("wanted"))
_BY_ID = select(route).where(route.c.id == bindparam("wanted"))
_ALL = select(route).order_by(route.c.name)
