"""The command that moves a workspace between a folder and a team's database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from editor_app.cli import team_commands, team_media_commands
from editor_app.cli.arguments import WrongUsage
from editor_app.cli.progress import bar
from editor_app.cli.words import _
from editor_app.domain.media_place import media_place
from editor_app.domain.text import T, T_n
from editor_app.services import moving, workspaces

if TYPE_CHECKING:
    from editor_app.cli.call import Call
    from editor_app.domain.canonical import Json
    from editor_app.domain.media_place import MediaPlace
    from editor_app.domain.text import Text
    from editor_app.services.media_places import Carried


def add_to(app: typer.Typer) -> None:
    """Put the command on the top level."""
    app.command("move", help=_("Move the workspace to a new folder or database, or say where it went."))(move)


def move(
    context: typer.Context,
    *,
    to: Annotated[str, typer.Option("--to", help=_("A new folder, or an empty PostgreSQL database."))] = "",
    media: Annotated[
        str,
        typer.Option(
            "--media", help=_("Of a team: where its pictures are kept, a shared folder or s3://BUCKET/PREFIX.")
        ),
    ] = "",
    media_endpoint: Annotated[str, typer.Option(help=_("Of a server that speaks S3; else Amazon's."))] = "",
    stay: Annotated[
        bool, typer.Option("--stay", help=_("Open it here again after a move that came to nothing."))
    ] = False,
) -> None:
    """Move the workspace, take a move back, or say where it went."""
    call: Call = context.obj
    if to and stay:
        raise WrongUsage(T("One deed at a time."), T("Use either --to or --stay."))
    if to:
        _move(call, to, media_place(media, endpoint=media_endpoint) if media else None)
    elif stay:
        moving.stay(call.seat())
        call.voice.answer(
            {"moved": None}, [call.voice.words(T("It is open here again; opened anew, it verifies first."))]
        )
    else:
        _tell_where(call)


def _move(call: Call, to: str, pictures: MediaPlace | None) -> None:
    seat, place = call.seat(), workspaces.place_of(to)
    if pictures is not None:
        if isinstance(place, Path):
            raise WrongUsage(T("A workspace in a folder keeps its pictures there."), T("Leave --media out."))
        team_media_commands.keep_key(call, seat, pictures)
    with bar(call.voice) as progress:
        moved = moving.move(seat, place, progress, pictures=pictures)
    lines = [
        T("Moved to {place}: {n} rows, compared one by one. The old one is closed for writing.", place=moved.place,
          n=moved.rows),
        T("What waits there is held until a person has looked at the platforms; "
          "on another computer secrets must be given again."),
    ]  # fmt: skip
    value: dict[str, Json] = {"moved": moved.place, "rows": moved.rows, "sequence": moved.sequence, "head": moved.head}
    if moved.admitted is not None:
        lines += team_commands.lines_of(moved.admitted)
        value["password"] = moved.admitted.password.reveal()
    if pictures is not None:
        value["pictures"] = moved.pictures.carried if moved.pictures else None
        lines.append(_told(moved.pictures))
    call.voice.answer(value, [call.voice.words(line) for line in lines])


def _told(carried: Carried | None) -> Text:
    if carried is None:
        return T("The pictures stay on this computer for now; carry them with `editor-app team media --to`.")
    return T_n(
        "{count} picture is there, read back and compared.",
        "{count} pictures are there, each read back and compared.",
        count=carried.carried,
    )


def _tell_where(call: Call) -> None:
    place = moving.where(call.desk())
    said = T("This workspace has moved to {place}.", place=place) if place else T("This workspace is here.")
    call.voice.answer({"moved": place}, [call.voice.words(said)])
