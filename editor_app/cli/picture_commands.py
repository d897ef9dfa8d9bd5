"""Commands about pictures and charts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from editor_app.cli.words import _
from editor_app.domain.chart import ChartKind
from editor_app.services import charts as chart_services
from editor_app.services import documents
from editor_app.services import media as media_services
from editor_app.services.media import Words

if TYPE_CHECKING:
    from editor_app.cli.call import Call
    from editor_app.domain.canonical import Json

charts = typer.Typer(no_args_is_help=True)
media = typer.Typer(no_args_is_help=True)


@charts.callback()
def _charts() -> None:
    """Keep `add` a command of the group although it is the only one."""


@media.callback()
def _media() -> None:
    """Keep `add` a command of the group although it is the only one."""


@charts.command("add", help=_("Draw a chart from a table and put it at the document's end."))
def add_chart(
    context: typer.Context,
    document: str,
    file: Path,
    kind: Annotated[ChartKind, typer.Option("--type", help=_("line, column, bar, stacked or area."))],
    title: Annotated[str, typer.Option(help=_("What the chart shows, as a finding."))],
    unit: Annotated[str, typer.Option(help=_("Unit of the values."))],
    source: Annotated[str, typer.Option(help=_("Where the data come from."))],
    as_of: Annotated[str, typer.Option(help=_("Date of the data."))],
    alt: Annotated[str, typer.Option(help=_("What it shows, for those who can't see it."))],
    x: Annotated[str, typer.Option(help=_("Column of the horizontal axis; without it the first."))] = "",
    y: Annotated[str, typer.Option(help=_("Column of the values; without it the last with numbers."))] = "",
    series: Annotated[str, typer.Option(help=_("Column that tells series apart."))] = "",
    note: Annotated[str, typer.Option(help=_("A note below the chart."))] = "",
) -> None:
    """Add a chart."""
    call: Call = context.obj
    seat = call.seat()
    found = documents.opened(seat.desk, document)
    facts = chart_services.Words(kind, title, unit, source, as_of, alt, note, x, y, series)
    added = chart_services.add_file(seat, found.document.id, file, facts)
    value: dict[str, Json] = {
        "chart": added.chart.id,
        "document": found.document.id,
        "revision": added.revision.number,
        "alt": added.chart.alt,
        "rows": len(added.chart.rows),
    }
    call.voice.answer(value, [f"chart:{added.chart.id}  {added.chart.title}"])


@media.command("add", help=_("Take a picture in; every trace of camera, place and author is removed."))
def add_media(
    context: typer.Context,
    file: Path,
    alt: Annotated[str, typer.Option(help=_("What it shows, for those who can't see it."))],
    credit: Annotated[str, typer.Option(help=_("Who made it."))] = "",
    to: Annotated[str, typer.Option(help=_("Put it at the end of this document."))] = "",
) -> None:
    """Add a picture."""
    call: Call = context.obj
    seat = call.seat()
    kept = media_services.add_file(seat, file, Words(alt, credit))
    value: dict[str, Json] = {
        "digest": kept.digest,
        "mime": kept.mime,
        "width": kept.width,
        "height": kept.height,
        "size": kept.size,
        "alt": kept.alt,
        "credit": kept.credit,
    }
    if to:
        revision = media_services.place(seat, documents.opened(seat.desk, to).document.id, kept, credit, alt)
        value |= {"document": revision.document, "revision": revision.number}
    call.voice.answer(value, [f"media:{kept.digest}  {kept.width}×{kept.height}  {kept.mime}"])
