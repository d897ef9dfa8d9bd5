"""What changed between two revisions, or between what an account had and what it would receive now."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from editor_app.services.signatures import sealed
from editor_app.storage.queries import accounts, documents

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from editor_app.domain.chart import Chart
    from editor_app.domain.document import Revision
    from editor_app.domain.edition import Edition, Payload
    from editor_app.domain.identifiers import AccountId, RevisionId
    from editor_app.rendering.diff import Change, NumberChange
    from editor_app.services.desk import Desk


_CHART_FACTS = ("title", "kind", "unit", "source", "as_of", "alt", "note", "x", "y", "series")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs."""

    field: str
    """Name of the field; for an override `account:field` or `platform:field`, for a picture `picture 2`."""
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs, in reading order; empty = nothing does."""

    fields: tuple[FieldChange, ...]
    numbers: tuple[NumberChange, ...]
    """Changed numbers of all fields: what a reviewer looks at first."""


@dataclass(frozen=True, slots=True)
class ChartChange:
    """One cell or fact of a chart that differs."""

    chart: str
    """Its title as it is now."""
    row: str
    """What the row is about (`2026`, `2026, north`); empty = a fact of the whole chart."""
    what: str
    """Column, or name of the fact (`title`, `unit` …); empty = the whole chart."""
    before: str
    """Empty = new."""
    after: str
    """Empty = gone."""


def chart_changes(before: Revision, after: Revision) -> tuple[ChartChange, ...]:
    """What differs in the charts, cell by cell: rows are told by what they are about, wherever they stand now."""
    old = {chart.id: chart for chart in before.charts}
    found: list[ChartChange] = []
    for chart in after.charts:
        earlier = old.pop(chart.id, None)
        if earlier is None:
            found.append(ChartChange(chart.title, "", "", "", chart.title))
        elif earlier != chart:
            found += _of_chart(earlier, chart)
    return (*found, *(ChartChange(chart.title, "", "", chart.title, "") for chart in old.values()))


def _of_chart(before: Chart, after: Chart) -> Iterator[ChartChange]:
    for name in _CHART_FACTS:
        was, now = str(getattr(before, name)), str(getattr(after, name))
        if was != now:
            yield ChartChange(after.title, "", name, was, now)
    old, new = _cells(before), _cells(after)
    for row, column in dict.fromkeys([*new, *old]):
        was, now = old.get((row, column), ""), new.get((row, column), "")
        if was != now:
            yield ChartChange(after.title, row, column, was, now)


def _cells(chart: Chart) -> dict[tuple[str, str], str]:
    """Every value by row and column; rows that say the same of themselves are numbered."""
    values = [at for at, column in enumerate(chart.columns) if column == chart.y] or [len(chart.columns) - 1]
    found: dict[tuple[str, str], str] = {}
    for row in chart.rows:
        about = ", ".join(cell for at, cell in enumerate(row) if at not in values)
        for at in values:
            key, count = (about, chart.columns[at]), 2
            while key in found:
                key, count = (f"{about} ({count})", chart.columns[at]), count + 1
            found[key] = row[at]
    return found


def revisions(desk: Desk, before: RevisionId, after: RevisionId) -> Difference:
    """What changed from one revision to another.

    Raises:
        NotFound: no such revision.
    """
    with desk.database.read() as snapshot:
        old, new = (documents.revision_by_id(snapshot, each) for each in (before, after))
        names = {account.id: account.name for account in accounts.all_accounts(snapshot)}
    return _difference(_of_revision(old, names), _of_revision(new, names))


def payloads(before: Edition | None, after: Edition, account: AccountId) -> Difference:
    """What an account receives now against an earlier edition; everything is new when there is none.

    Raises:
        SealBroken: a stored edition isn't what its digest says.
        KeyError: `after` isn't for that account.
    """
    new = sealed(after).payload_for(account)
    earlier = sealed(before).payloads if before else ()
    old = next((payload for payload in earlier if payload.account == account), None)
    return _difference(_of_payload(old) if old else {}, _of_payload(new))


def _difference(before: Mapping[str, str], after: Mapping[str, str]) -> Difference:
    from editor_app.rendering.diff import changed_numbers, text_diff

    found: list[FieldChange] = []
    numbers: list[NumberChange] = []
    for name in dict.fromkeys([*after, *before]):
        old, new = before.get(name, ""), after.get(name, "")
        if old != new:
            changes = text_diff(old, new)
            found.append(FieldChange(name, changes))
            numbers += changed_numbers(changes)
    return Difference(tuple(found), tuple(numbers))


def _of_revision(revision: Revision, names: Mapping[AccountId, str]) -> dict[str, str]:
    texts = {field.name: _flat(getattr(revision.content, field.name)) for field in fields(revision.content)}
    for override in revision.overrides:
        target = names.get(override.target.account, "") if override.target.account else override.target.platform
        texts[f"{target}:{override.field}"] = override.value
    for number, chart in enumerate(revision.charts, 1):
        head = (chart.title, chart.unit, chart.source, chart.as_of, chart.alt, chart.note)
        texts[f"chart {number}"] = "\n".join([*head, *(", ".join(row) for row in (chart.columns, *chart.rows))])
    return texts


def _of_payload(payload: Payload) -> dict[str, str]:
    texts = {"title": payload.title, "summary": payload.summary, "link": payload.link, "slug": payload.slug}
    for part in payload.parts:
        texts["body" if len(payload.parts) == 1 else f"part {part.ordinal}"] = part.body
    for media in payload.media:
        texts[f"picture {media.ordinal}"] = f"{media.alt}\n{media.digest}"
    return texts | dict(payload.options)


def _flat(value: object) -> str:
    return "\n".join(map(str, value)) if isinstance(value, tuple) else str(value)
