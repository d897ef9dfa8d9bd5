"""Commands about documents: begin, import, edit, show, list, override, check, render."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from editor_app.cli.reports import FINDING_HEAD, finding_rows, findings_as_json
from editor_app.cli.words import _, state_words
from editor_app.domain.document import DocumentKind, Target
from editor_app.domain.errors import Invalid
from editor_app.domain.finding import Severity
from editor_app.domain.text import T
from editor_app.services import checking, documents, freezing

if TYPE_CHECKING:
    from editor_app.cli.call import Call
    from editor_app.domain.canonical import Json
    from editor_app.services.desk import Desk
    from editor_app.services.documents import Opened
    from editor_app.storage.queries.lists import DocumentRow

_PAGE = 500
_REVISE = typer.Option("--revise", help=_("Void what was approved and still waits to go out."))


def add_to(app: typer.Typer) -> None:
    """Put the commands on the top level."""
    app.command("import", help=_("Make documents of files: md, html, docx, txt; pictures beside them come along."))(
        import_files
    )
    app.command("new", help=_("Begin a document."))(new)
    app.command("edit", help=_("Replace a document's text by a Markdown file."))(edit)
    app.command("show", help=_("A document's text and where it stands."))(show)
    app.command("list", help=_("Documents, the latest saved first."))(list_documents)
    app.command("set", help=_("Let one account say fields differently: field=value; an empty value inherits again."))(
        set_fields
    )
    app.command("check", help=_("Run the editorial checks; exit code 1 when something must be mended."))(check)
    app.command("render", help=_("Write exactly what an account would receive, with digests."))(render)


def import_files(context: typer.Context, files: list[Path]) -> None:
    """Import files."""
    from editor_app.cli.progress import counted
    from editor_app.services import importing

    call: Call = context.obj
    seat = call.seat()
    answer: list[Json] = []
    lines: list[str] = []
    for file in counted(call.voice, _("Importing"), files):
        done = importing.import_file(seat, file)
        found = findings_as_json(call.voice, checking.findings(seat.desk, done.opened.revision, ()), ())
        notes = [call.voice.words(note) for note in done.notes]
        answer.append({**_as_json(done.opened), "findings": found, "notes": list(notes)})
        lines += [f"{done.opened.document.number}  {done.opened.revision.content.title}", *(f"  {n}" for n in notes)]
    call.voice.answer({"documents": answer}, lines)


def new(
    context: typer.Context,
    title: Annotated[str, typer.Option(help=_("The title."))],
    kind: Annotated[DocumentKind, typer.Option(help=_("What the document is for."))] = DocumentKind.EXPLAINER,
) -> None:
    """Begin a document."""
    call: Call = context.obj
    seat = call.seat()
    if not title.strip():
        raise Invalid(T("The title is empty."), T("Say in it what the document is about."))
    _tell(call, documents.create(seat, title, kind))


def edit(
    context: typer.Context,
    document: str,
    file: Annotated[Path, typer.Option(help=_("The Markdown file."))],
    *,
    revise: Annotated[bool, _REVISE] = False,
) -> None:
    """Replace the text."""
    from editor_app.services import importing

    call: Call = context.obj
    seat = call.seat()
    found = documents.opened(seat.desk, document)
    text = importing.text_of(seat, file)
    draft = documents.draft_of(found.revision)
    content = replace(draft.content, body=text.body, title=text.title or draft.content.title)
    saved = documents.save_revision(
        seat, found.document.id, found.revision.id, replace(draft, content=content), revise=revise
    )
    _tell(call, replace(found, revision=saved))


def show(context: typer.Context, document: str) -> None:
    """Show a document."""
    call: Call = context.obj
    found = documents.opened(call.desk(), document)
    content = found.revision.content
    value = {
        **_as_json(found),
        "kind": found.document.kind.value,
        "summary": content.summary,
        "body": content.body,
        "source": content.source,
        "tags": list(content.tags),
        "edition": found.edition.id if found.edition else "",
        "edition_state": found.edition.state.value if found.edition else "",
        "charts": [chart.id for chart in found.revision.charts],
        "overrides": [
            {"account": o.target.account or "", "platform": o.target.platform, "field": o.field, "value": o.value}
            for o in found.revision.overrides
        ],
    }
    call.voice.answer(value, [f"{found.document.number}  {content.title}", "", content.body])


def list_documents(
    context: typer.Context, search: Annotated[str, typer.Option(help=_("Part of a title, or a number."))] = ""
) -> None:
    """List documents."""
    call: Call = context.obj
    rows = _every_row(call.desk(), search)
    call.voice.table(
        {
            "documents": [
                {
                    "id": row.id,
                    "number": row.number,
                    "title": row.title,
                    "revision": row.head_number,
                    "edition_state": row.edition_state.value if row.edition_state else "",
                    "out": row.out,
                    "deliveries": row.deliveries,
                }
                for row in rows
            ]
        },
        (_("Number"), _("Title"), _("Revision"), _("Edition"), _("Out")),
        [
            (
                row.number,
                row.title,
                str(row.head_number),
                call.voice.words(state_words(row.edition_state)) if row.edition_state else "",
                f"{row.out}/{row.deliveries}" if row.deliveries else "",
            )
            for row in rows
        ],
    )


def set_fields(
    context: typer.Context,
    document: str,
    fields: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE...")],
    account: Annotated[str, typer.Option(help=_("The account that says it differently."))],
    *,
    revise: Annotated[bool, _REVISE] = False,
) -> None:
    """Override fields of a variant."""
    call: Call = context.obj
    seat = call.seat()
    found = documents.opened(seat.desk, document)
    target = Target(account=freezing.chosen_accounts(seat.desk, [account])[0].id)
    saved = documents.set_override(
        seat, found.document.id, target, dict(_field(text) for text in fields), revise=revise
    )
    _tell(call, replace(found, revision=saved))


def check(
    context: typer.Context,
    document: str,
    account: Annotated[list[str], typer.Option(help=_("Accounts to check for; without it, all."))] = [],  # noqa: B006 - typer copies it
    *,
    links: Annotated[bool, typer.Option("--links", help=_("Follow the links as well."))] = False,
) -> None:
    """Run the checks."""
    call: Call = context.obj
    desk = call.desk()
    accounts = freezing.chosen_accounts(desk, account)
    revision = documents.opened(desk, document).revision
    unseen = checking.look_at_links(desk, revision, accounts) if links else ()
    found = checking.findings(desk, revision, accounts)
    value = findings_as_json(call.voice, found, accounts)
    not_seen: list[dict[str, str]] = [{"link": look.url, "why": call.voice.words(look.why or "")} for look in unseen]
    told: dict[str, Json] = {"findings": value, "links_not_seen": [dict(one) for one in not_seen]}
    call.voice.table(told, FINDING_HEAD, finding_rows(call.voice, found, value))
    for one in () if call.voice.json else not_seen:
        sentence = T("“{link}” could not be looked at: {why}.", link=one["link"][:200], why=one["why"])
        call.voice.answer({}, [call.voice.words(sentence)])
    if any(finding.severity is Severity.BLOCK for finding in found):
        raise typer.Exit(1)


def render(
    context: typer.Context,
    document: str,
    account: Annotated[str, typer.Option(help=_("The account."))],
    out: Annotated[Path, typer.Option(help=_("Folder for the payload and its pictures."))],
) -> None:
    """Write the payload and its media."""
    from editor_app.services import rendered

    call: Call = context.obj
    desk = call.desk()
    chosen = freezing.chosen_accounts(desk, [account])[0]
    written = rendered.write(desk, documents.opened(desk, document).revision, chosen, out)
    call.voice.answer(
        {
            "payload": str(written.payload),
            "digest": written.digest,
            "media": [{"file": str(path), "digest": digest} for path, digest in written.media],
        },
        [f"{written.digest}  {written.payload}", *(f"{digest}  {path}" for path, digest in written.media)],
    )


def _every_row(desk: Desk, search: str) -> list[DocumentRow]:
    """Page after page, so that a script never takes the first page for everything."""
    page = documents.rows(desk, search, limit=_PAGE)
    found = list(page)
    while len(page) == _PAGE:
        page = documents.rows(desk, search, limit=_PAGE, after=page[-1].mark)
        found += page
    return found


def _field(text: str) -> tuple[str, str | None]:
    name, equals, value = text.partition("=")
    if not equals:
        raise Invalid(T("“{text}” is no field=value.", text=text), T("Write it as field=value."))
    return name, value or None


def _as_json(found: Opened) -> dict[str, Json]:
    return {
        "id": found.document.id,
        "number": found.document.number,
        "title": found.revision.content.title,
        "revision": found.revision.number,
    }


def _tell(call: Call, found: Opened) -> None:
    line = f"{found.document.number}  {found.revision.content.title}  ({found.revision.number})"
    call.voice.answer(_as_json(found), [line])
