"""How a revision's content, overrides and charts lie in their columns, and how they come back equal."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, cast

from editor_app.domain.chart import Chart, chart_from_json
from editor_app.domain.document import Content, Override, Revision, Target
from editor_app.domain.identifiers import AccountId, DocumentId, MemberId, RevisionId

if TYPE_CHECKING:
    from sqlalchemy import Row

    from editor_app.domain.canonical import Json
    from editor_app.domain.document import FieldName

_CONTENT_FIELDS = tuple(field.name for field in fields(Content))


def content_as_json(content: Content) -> dict[str, Json]:
    """Every field by name."""
    return {name: getattr(content, name) for name in _CONTENT_FIELDS}


def content_from_json(value: Json) -> Content:
    """The inverse of `content_as_json`; a field that an older version didn't know keeps its default."""
    stored = cast("dict[str, str | bool | list[str]]", value)
    plain = {name: tuple(each) if isinstance(each, list) else each for name, each in stored.items()}
    return Content(**plain)  # type: ignore[arg-type]


def overrides_as_json(overrides: tuple[Override, ...]) -> list[Json]:
    """[account or null, platform, field, value] of each."""
    return [[each.target.account, each.target.platform, each.field, each.value] for each in overrides]


def overrides_from_json(value: Json) -> tuple[Override, ...]:
    """The inverse of `overrides_as_json`."""
    rows = cast("list[tuple[str | None, str, FieldName, str]]", value)
    return tuple(
        Override(Target(AccountId(account) if account is not None else None, platform), field, said)
        for account, platform, field, said in rows
    )


def charts_as_json(charts: tuple[Chart, ...]) -> list[Json]:
    """Each chart with its data."""
    return [chart.as_json() for chart in charts]


def charts_from_json(value: Json) -> tuple[Chart, ...]:
    """The inverse of `charts_as_json`."""
    return tuple(chart_from_json(each) for each in cast("list[dict[str, Json]]", value))


def revision_values(new: Revision) -> dict[str, object]:
    """The columns of a revision."""
    return {
        "id": new.id,
        "document": new.document,
        "number": new.number,
        "parent": new.parent,
        "title": new.content.title,
        "content": content_as_json(new.content),
        "overrides": overrides_as_json(new.overrides),
        "charts": charts_as_json(new.charts),
        "author": new.author,
        "saved_at": new.saved_at,
    }


def revision_from_row(row: Row[tuple[object, ...]]) -> Revision:
    """The revision in a row of its table."""
    return Revision(
        id=RevisionId(row.id),
        document=DocumentId(row.document),
        number=row.number,
        parent=RevisionId(row.parent) if row.parent else None,
        content=content_from_json(row.content),
        overrides=overrides_from_json(row.overrides),
        charts=charts_from_json(row.charts),
        author=MemberId(row.author),
        saved_at=row.saved_at,
    )
