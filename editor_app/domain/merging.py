"""Two drafts that grew from one revision put together: every field, account's version and chart, not the text alone."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias, cast

from editor_app.domain.chart import Chart
from editor_app.domain.document import Content, Override, Target
from editor_app.domain.text_merge import Agreed, Clash, Keep, Piece, merged_text, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from editor_app.domain.document import FieldName
    from editor_app.domain.identifiers import ChartId

Value: TypeAlias = "str | bool | tuple[str, ...] | Chart | tuple[object, ...] | None"
"""None = it isn't there."""
CHART_WORDS: Final = ("title", "unit", "source", "as_of", "alt", "note")
CHART_DATA: Final = ("kind", "x", "y", "series", "columns", "rows")
_JOINS: Final = frozenset({
    "title", "summary", "cover_alt", "author", "source", "responsible_editor", "document_number", *CHART_WORDS,
})  # fmt: skip
"""Fields of which both can stand side by side; an address, a picture or a table can only be one."""
_LISTS: Final = ("tags", "categories")
_BETWEEN: Final = " / "


class Written(Protocol):
    """What a person wrote: a draft or a revision."""

    @property
    def content(self) -> Content:
        """The main text and its fields."""

    @property
    def overrides(self) -> tuple[Override, ...]:
        """What accounts say differently."""

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts with their data."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a document something stands."""

    field: str
    """A field; of a chart one of `CHART_WORDS`, or `data` for its table, or `chart` for the whole of it."""
    target: Target | None = None
    """Whose version; None = everybody's."""
    chart: ChartId | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """One place where both wrote something else; a paragraph of a text, or a field."""

    place: Place
    base: str
    mine: str
    theirs: str
    joins: bool
    """Whether both can be kept."""


@dataclass(frozen=True, slots=True)
class Merge:
    """What two people made of one revision; without conflicts it is `written(())`."""

    conflicts: tuple[Conflict, ...]
    _settled: Mapping[Place, Value]
    _open: Mapping[Place, tuple[Piece, ...] | tuple[Value, Value]]
    """Texts with clashes as pieces; other values as (mine, theirs)."""

    def written(self, keeps: Sequence[Keep]) -> tuple[Content, tuple[Override, ...], tuple[Chart, ...]]:
        """The whole, with one word for each conflict in order; both where only one can be is mine."""
        values = dict(self._settled)
        words = iter(keeps)
        for place, clashing in self._open.items():
            if isinstance(clashing[0], Agreed | Clash):
                pieces = clashing
                count = sum(isinstance(piece, Clash) for piece in pieces)
                values[place] = text_of(pieces, [next(words) for _ in range(count)])
            else:
                mine, theirs = clashing
                values[place] = _kept(place, mine, theirs, next(words))
        return _built(values)


def merge(base: Written, mine: Written, theirs: Written) -> Merge:
    """Put `mine` and `theirs` together, both of which began as `base`; theirs stands first where order is free."""
    whole = _charts_not_in_all(base, mine, theirs)
    old, ours, others = (_places(each, whole) for each in (base, mine, theirs))
    settled: dict[Place, Value] = {}
    open_: dict[Place, tuple[Piece, ...] | tuple[Value, Value]] = {}
    conflicts: list[Conflict] = []
    for place in dict.fromkeys([*others, *ours]):
        three = (old.get(place), ours.get(place), others.get(place))
        agreed, value = _agreed(place, *three)
        if agreed:
            settled[place] = value
            continue
        found = _clashing(place, *three)
        settled[place] = None  # holds its place in the order
        open_[place] = found[0]
        conflicts += found[1]
    return Merge(tuple(conflicts), settled, open_)


def _charts_not_in_all(*versions: Written) -> frozenset[ChartId]:
    known = [frozenset(chart.id for chart in each.charts) for each in versions]
    everywhere = frozenset(each for each in known[0] if all(each in others for others in known))
    return frozenset(each for others in known for each in others) - everywhere


def _places(written: Written, whole: frozenset[ChartId]) -> dict[Place, Value]:
    values: dict[Place, Value] = {
        Place(field.name): getattr(written.content, field.name) for field in fields(written.content)
    }
    values |= {Place(each.field, target=each.target): each.value for each in written.overrides}
    for chart in written.charts:
        if chart.id in whole:
            values[Place("chart", chart=chart.id)] = chart
            continue
        values |= {Place(name, chart=chart.id): getattr(chart, name) for name in CHART_WORDS}
        values[Place("data", chart=chart.id)] = tuple(getattr(chart, name) for name in CHART_DATA)
    return values


def _agreed(place: Place, base: Value, mine: Value, theirs: Value) -> tuple[bool, Value]:
    if mine in (base, theirs):
        return True, theirs
    if theirs == base:
        return True, mine
    if place.field in _LISTS and place.target is None:
        three = (cast("tuple[str, ...]", each or ()) for each in (base, mine, theirs))
        return True, _merged_list(*three)
    if place.field in _LISTS and isinstance(mine, str) and isinstance(theirs, str):
        return True, "\n".join(_merged_list(str(base or "").split("\n"), mine.split("\n"), theirs.split("\n")))
    if place.field == "body" and isinstance(mine, str) and isinstance(theirs, str):
        pieces = merged_text(str(base or ""), mine, theirs)
        is_whole = not any(isinstance(piece, Clash) for piece in pieces)
        return is_whole, text_of(pieces, ()) if is_whole else None
    return False, None


def _merged_list(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """Entries that one added are there, entries that one took away are not."""
    gone = (set(base) - set(mine)) | (set(base) - set(theirs))
    return tuple(entry for entry in dict.fromkeys([*theirs, *mine]) if entry not in gone)


def _clashing(
    place: Place, base: Value, mine: Value, theirs: Value
) -> tuple[tuple[Piece, ...] | tuple[Value, Value], list[Conflict]]:
    if place.field == "body" and isinstance(mine, str) and isinstance(theirs, str):
        pieces = merged_text(str(base or ""), mine, theirs)
        found = [
            Conflict(place, "\n".join(p.base), "\n".join(p.mine), "\n".join(p.theirs), joins=True)
            for p in pieces
            if isinstance(p, Clash)
        ]
        return pieces, found
    joins = place.field in _JOINS and isinstance(mine, str) and isinstance(theirs, str)
    return (mine, theirs), [Conflict(place, words_of(base), words_of(mine), words_of(theirs), joins=joins)]


def _kept(place: Place, mine: Value, theirs: Value, keep: Keep) -> Value:
    if keep is Keep.THEIRS:
        return theirs
    joins = place.field in _JOINS and isinstance(mine, str) and isinstance(theirs, str)
    if keep is Keep.BOTH and joins:
        return _BETWEEN.join(filter(None, (str(mine), str(theirs))))
    return mine


def words_of(value: object) -> str:
    """A value as a person reads it; empty = it isn't there."""
    if isinstance(value, bool):
        return "✓" if value else ""
    if isinstance(value, Chart):
        return "\n".join([value.title, *(", ".join(row) for row in (value.columns, *value.rows))])
    if isinstance(value, tuple):
        is_rows = any(isinstance(each, tuple) for each in value)
        return "\n".join(filter(None, map(words_of, value))) if is_rows else ", ".join(map(str, value))
    return str(value or "")


def _built(values: Mapping[Place, Value]) -> tuple[Content, tuple[Override, ...], tuple[Chart, ...]]:
    content = replace(
        Content(),
        **{place.field: value for place, value in values.items() if place.target is None and place.chart is None},  # type: ignore[arg-type]
    )
    overrides = tuple(
        Override(place.target, cast("FieldName", place.field), str(value))
        for place, value in values.items()
        if place.target is not None and value is not None
    )
    return content, overrides, tuple(_charts(values))


def _charts(values: Mapping[Place, Value]) -> Iterable[Chart]:
    parts: dict[ChartId, dict[str, object]] = {}
    for place, value in values.items():
        if place.chart is None or value is None:
            continue
        mine = parts.setdefault(place.chart, {})
        if place.field == "data":
            mine |= dict(zip(CHART_DATA, cast("tuple[object, ...]", value), strict=True))
        else:
            mine[place.field] = value
    for chart, said in parts.items():
        whole = said.get("chart")
        yield whole if isinstance(whole, Chart) else Chart(id=chart, **said)  # type: ignore[arg-type]
