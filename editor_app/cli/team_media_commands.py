"""Commands about where a team keeps its pictures: a shared folder or a bucket, and the key of it here."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from editor_app.cli.arguments import WrongUsage
from editor_app.cli.progress import bar
from editor_app.cli.words import _
from editor_app.domain.media_place import media_place
from editor_app.domain.text import T, T_n
from editor_app.services import media_keys, media_places, members, teams

if TYPE_CHECKING:
    from editor_app.cli.call import Call
    from editor_app.domain.canonical import Json
    from editor_app.domain.media_place import MediaPlace
    from editor_app.services.desk import Desk, Seat
    from editor_app.services.media_places import Carried
    from editor_app.services.teams import Admitted
    from editor_app.services.workspaces import Founder

KEY = "EDITOR_APP_MEDIA_KEY"
"""`ACCESS:SECRET` in the environment, or a file named by `EDITOR_APP_MEDIA_KEY_FILE`."""
Endpoint = Annotated[str, typer.Option("--endpoint", help=_("Of a server that speaks S3; else Amazon's."))]
Region = Annotated[str, typer.Option("--region", help=_("Of the bucket."))]
Proxy = Annotated[str, typer.Option("--proxy", help=_("Like http://10.0.0.1:3128; the environment's is not used."))]
Certificates = Annotated[str, typer.Option("--certificates", help=_("A PEM file with the authority of the house."))]


def add_to(group: typer.Typer) -> None:
    """Put the commands beside the others about a team."""
    help_text = _("Where the team's pictures are; --to carries them to a shared folder or a bucket.")
    group.command("media", help=help_text)(media)
    group.command("media-key", help=_("Keep the key of the team's bucket on this computer, as ACCESS:SECRET."))(
        media_key
    )


def media(
    context: typer.Context,
    *,
    to: Annotated[str, typer.Option("--to", help=_("A shared folder, or s3://BUCKET/PREFIX."))] = "",
    endpoint: Endpoint = "",
    region: Region = "",
    proxy: Proxy = "",
    certificates: Certificates = "",
    here: Annotated[str, typer.Option("--here", help=_("How this computer reaches the shared folder."))] = "",
    lost: Annotated[bool, typer.Option("--lost", help=_("With --to: the place until now is gone for good."))] = False,
    bring: Annotated[bool, typer.Option("--bring", help=_("Carry there what lies on this computer alone."))] = False,
    agree: Annotated[bool, typer.Option("--agree", help=_("Carry them where another admin proposed."))] = False,
    decline: Annotated[bool, typer.Option("--decline", help=_("Leave them where they are."))] = False,
) -> None:
    """Say, choose or name the place of the pictures, or carry there what lies here."""
    call: Call = context.obj
    if sum(map(bool, (to, here, bring, agree, decline))) > 1:
        raise WrongUsage(T("One deed at a time."), T("Use one of --to, --here, --bring, --agree and --decline."))
    if to:
        place = media_place(to, endpoint=endpoint, region=region, proxy=proxy, certificates=certificates)
        _tell_carried(call, _chosen(call, call.seat(), place, lost=lost))
    elif bring or agree:
        seat = call.seat()
        with bar(call.voice) as progress:
            _tell_carried(call, (media_places.agree if agree else media_places.bring)(seat, progress))
    elif decline:
        declined = media_places.decline(call.seat())
        line = call.voice.words(T("The pictures stay where they are."))
        call.voice.answer({"declined": declined.place.as_json()}, [line])
    else:
        desk = call.desk()
        if here:
            media_places.name_here(desk, Path(here).expanduser())
        _tell_where(call, desk)


def media_key(context: typer.Context) -> None:
    """Keep the bucket's key in the vault of this computer."""
    call: Call = context.obj
    seat = call.seat()
    media_keys.keep(seat, call.passphrase_if_any(KEY) or call.secret_from_input())
    call.voice.answer({"kept": True}, [call.voice.words(T("The key of the bucket is kept in this computer's vault."))])


def begin(call: Call, admitted: Admitted, founder: Founder, place: MediaPlace) -> None:
    """Let a team that was just founded keep its pictures there, by its first admin.

    Raises:
        PicturesAway, NotFound, Conflict, Unavailable: not usable; the team stands, without a place for its pictures.
    """
    with closing(teams.open_desk(admitted.address, founder.name, admitted.password)) as desk:
        _chosen(call, members.sign_in(desk, founder.name, founder.passphrase), place)


def keep_key(call: Call, seat: Seat, place: MediaPlace) -> None:
    """Keep the bucket's key, when it came along with the call."""
    key = call.passphrase_if_any(KEY) if place.is_bucket else None
    if key is not None:
        media_keys.keep(seat, key)


def _chosen(call: Call, seat: Seat, place: MediaPlace, *, lost: bool = False) -> Carried | None:
    keep_key(call, seat, place)
    with bar(call.voice) as progress:
        return media_places.choose(seat, place, progress, old_is_lost=lost)


def _tell_carried(call: Call, carried: Carried | None) -> None:
    if carried is None:
        line = T("Another admin has to agree: `editor-app team media --agree`. Until then the pictures stay.")
        call.voice.answer({"waits": True}, [call.voice.words(line)])
        return
    lines = [
        T_n(
            "{count} picture is there, read back and compared.",
            "{count} pictures are there, each read back and compared.",
            count=carried.carried,
        )
    ]
    if carried.missing:
        lines.append(
            T_n("{count} picture lies on another computer or is lost; there: `editor-app team media --bring`.",
                "{count} pictures lie on other computers or are lost; there: `editor-app team media --bring`.",
                count=len(carried.missing))
        )  # fmt: skip
    value: dict[str, Json] = {"carried": carried.carried, "missing": [*carried.missing]}
    call.voice.answer(value, [call.voice.words(line) for line in lines])


def _tell_where(call: Call, desk: Desk) -> None:
    place = media_places.where(desk)
    value: dict[str, Json] = {"place": place.as_json() if place else None}
    said = T("Each computer keeps the pictures that were added at it.")
    if place is not None:
        said = T("The team's pictures are in {place}.", place=place.address)
        path = media_places.path_here(desk)
        if path is not None and str(path) != place.address:
            said = T("The team's pictures are in {place}, here {path}.", place=place.address, path=str(path))
            value["here"] = str(path)
    lines = [call.voice.words(said)]
    change = media_places.waiting(desk)
    if change is not None:
        value["proposed"] = {**change.place.as_json(), "by": change.proposed_by.name}
        proposed = T("{name} proposed {place}; another admin agrees or declines.", name=change.proposed_by.name,
                     place=change.place.address)  # fmt: skip
        lines.append(call.voice.words(proposed))
    call.voice.answer(value, lines)
