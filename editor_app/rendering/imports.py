"""Files of a person as the beginning of a document: Markdown, text, HTML and Word, with the pictures beside them."""

from __future__ import annotations

import base64
import binascii
import errno
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from editor_app.domain.errors import Invalid, Unavailable
from editor_app.domain.text import T, T_n, Text
from editor_app.rendering import limited, markup
from editor_app.rendering.charset import decoded, hidden_notes
from editor_app.rendering.given import LARGEST as MAX_FILE_BYTES
from editor_app.rendering.given import content_of
from editor_app.rendering.limited import JobFailed
from editor_app.rendering.markup import FoundPicture, Head
from editor_app.rendering.office_words import refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_TEXT_BYTES = 4 * 1024 * 1024
KINDS = (".md", ".markdown", ".txt", ".html", ".htm", ".docx")
_TITLE = re.compile(r"\A\s*+(?:#[ \t]+(?P<atx>[^\n]+)(?:\n|\Z)|(?P<setext>[^\n]+)\n=+[ \t]*(?:\n|\Z))")
_CLOSING = re.compile(r"(?<![ \t])[ \t]+#+[ \t]*\Z")
_SOURCE = re.compile(
    r"\A\s*(?:信息来源|稿件来源|文章来源|来源|Source)[ \t]*[:：][ \t]*(?P<words>[^\n]{1,120}?)[ \t]*(?:\n\s*\n|\n?\Z)",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[(?P<words>[^\[\]]+)\]\((?P<url>https?://[^)\s]+)\)")
_PICTURE = re.compile(
    r"!\[(?P<alt>(?:\\.|[^\]\\!]|!(?!\[))*)\]\((?P<address><[^>\n]+>|(?:[^)\s!]|!(?!\[))+)(?P<title>\s+\"(?:\\.|[^\"\\])*\")?\)"
)
_FRONT = re.compile(r"\A---[ \t]*\n(?P<lines>(?:.*\n)*?)---[ \t]*(?:\n|\Z)")
_OURS = re.compile(r"(?:media:[0-9a-f]{64}|chart:[0-9a-f-]{36})\Z")


@dataclass(frozen=True, slots=True)
class ImportedPicture:
    """A picture that came with the text."""

    reference: str
    """Its address in the Markdown: `import:1` …; `placed` puts the stored medium there."""
    name: str
    alt: str
    content: bytes
    """As it was in the file; not yet cleaned."""


@dataclass(frozen=True, slots=True)
class ImportedText:
    """A file, read."""

    title: str
    summary: str
    markdown: str
    pictures: tuple[ImportedPicture, ...]
    notes: tuple[Text, ...]
    """What was left out, changed or couldn't be found."""
    source: str
    source_url: str


def imported_file(path: Path) -> ImportedText:
    """The document in a file, with the pictures that lie in its folder or below.

    Raises:
        Invalid: not a kind that can be imported, damaged, too large, not text; the sentence says which.
        Unavailable: the file can't be read.
    """
    return imported(_content_of(path), path.name, path.parent)


def imported(content: bytes, name: str, folder: Path | None) -> ImportedText:
    """The document in `content`.

    Args:
        content: the whole file.
        name: its name; the ending says the kind.
        folder: where pictures named in it may lie; None = it has none.

    Raises:
        Invalid: as `imported_file`.
    """
    kind = Path(name).suffix.lower()
    if kind not in KINDS:
        raise Invalid(
            T("{name} can't be imported.", name=name),
            T("Import Markdown (.md), text (.txt), a web page (.html) or Word (.docx)."),
        )
    if kind == ".docx":
        return _of_word(content, name)
    if len(content) > MAX_TEXT_BYTES:
        raise Invalid(
            T("{name} has {size} MB of text; {limit} MB are the most.", name=name, size=_megabytes(content), limit=4),
            T("Split it into several files."),
        )
    if kind in {".html", ".htm"}:
        return _of_page(content, name, folder)
    text = decoded(content, name)
    markdown, head = (_of_plain(text.text), Head()) if kind == ".txt" else _without_front(text.text)
    markdown, found = _named_pictures(markdown)
    pictures, missing = _gathered(found, folder, ())
    whole = _with_head(_without_missing(markdown, found, pictures), replace(head, title=head.title), name)
    return replace(whole, pictures=pictures, notes=(*text.notes, *missing))


def placed(text: ImportedText, digests: Mapping[str, str]) -> str:
    """The Markdown with stored media in place of the pictures that came along.

    Args:
        text: as imported.
        digests: for each picture's reference the digest it has in the store; a missing one leaves its words.
    """

    def target(match: re.Match[str]) -> str:
        digest = digests.get(match["address"])
        if digest is None:
            return match["alt"] if match["address"].startswith("import:") else match[0]
        return f"![{match['alt']}](media:{digest}{match['title'] or ''})"

    return _PICTURE.sub(target, text.markdown)


def _content_of(path: Path) -> bytes:
    try:
        return content_of(path, MAX_FILE_BYTES)
    except IsADirectoryError as folder:
        raise Invalid(T("{name} is a folder.", name=path.name), T("Choose the files in it.")) from folder
    except FileNotFoundError as gone:
        raise Invalid(T("There is no file {name}.", name=path.name), T("Check the name and the folder.")) from gone
    except OSError as refused:
        if refused.errno == errno.EFBIG:
            raise Invalid(T("{name} is larger than 64 MB.", name=path.name), T("Import a smaller file.")) from refused
        raise Unavailable(
            T("{name} can't be read.", name=path.name), T("Check the rights of the file and the disk.")
        ) from refused


def _megabytes(content: bytes) -> int:
    return -(-len(content) // 1024 // 1024)


def _with_head(markdown: str, head: Head, name: str) -> ImportedText:
    """Title and source taken off the beginning of the text; what the head says otherwise fills the gaps."""
    title, rest = head.title, markdown
    first = _TITLE.match(markdown)
    if first:
        title = _plain(_CLOSING.sub("", first["atx"]) if first["atx"] else first["setext"])
        rest = markdown[first.end() :]
    elif head.title and (same := re.match(r"\A\s*#{2,3}[ \t]+([^\n]+)\n", markdown)) and _plain(same[1]) == head.title:
        rest = markdown[same.end() :]
    source, url = head.source, head.source_url
    if line := _SOURCE.match(rest):
        link = _LINK.search(line["words"])
        source = _plain(line["words"])
        url = link["url"] if link else url
        rest = rest[line.end() :]
    body = rest.strip("\n")
    return ImportedText(
        title=title or Path(name).stem.replace("_", " ").strip(),
        summary=head.summary,
        markdown=body + "\n" if body else "",
        pictures=(),
        notes=(),
        source=source,
        source_url=url,
    )


def _plain(markdown: str) -> str:
    """A line without its marks."""
    text = _LINK.sub(lambda link: link["words"], markdown)
    text = re.sub(r"\[\^[^\[\]]+\]|<[^<>]+>|[*`]|(?<!\w)_|_(?!\w)", "", text)
    return re.sub(r"\\([\\`*_{}\[\]()#+\-.!])", r"\1", text).strip()


def _without_front(markdown: str) -> tuple[str, Head]:
    """The text without its front matter, and what that says."""
    front = _FRONT.match(markdown)
    if front is None:
        return markdown, Head()
    lines = (line.partition(":") for line in front["lines"].splitlines())
    values = {name.strip().lower(): value.strip().strip("\"'") for name, colon, value in lines if colon}
    if not values:
        return markdown, Head()
    summary = values.get("summary") or values.get("description") or ""
    return markdown[front.end() :], Head(values.get("title", ""), summary, values.get("source", ""))


def _of_plain(text: str) -> str:
    """Text as Markdown: every line a paragraph when there are no blank lines; a short first line is the title."""
    lines = [line.strip(" \t\u3000") for line in text.strip().split("\n")]
    lines = [re.sub(r"^([#>])", r"\\\1", line) for line in lines]
    has_gaps = any(not line for line in lines)
    if (
        lines
        and 0 < len(lines[0]) <= 60
        and not lines[0].endswith(("。", "，", "；", ".", ",", ";"))
        and len(lines) > 1
    ):
        lines[0] = "# " + lines[0].removeprefix("\\")
        lines.insert(1, "")
    return ("\n" if has_gaps else "\n\n").join(lines) + "\n"


def _of_page(content: bytes, name: str, folder: Path | None) -> ImportedText:
    charset = re.search(rb"""charset\s*=\s*["']?([\w-]+)""", content[:4096], re.IGNORECASE)
    text = decoded(content, name, charset[1].decode() if charset else "")
    page = markup.markdown_of(text.text)
    pictures, missing = _gathered(page.pictures, folder, ())
    whole = _with_head(_without_missing(page.markdown, page.pictures, pictures), page.head, name)
    return replace(whole, pictures=pictures, notes=(*text.notes, *page.notes, *missing))


def _of_word(content: bytes, name: str) -> ImportedText:
    if len(content) > MAX_FILE_BYTES:
        raise Invalid(T("{name} is larger than 64 MB.", name=name), T("Import a smaller file."))
    try:
        reply = limited.run("office.docx", {}, content)
    except JobFailed as refused:
        raise refusal(refused, name) from refused
    page = markup.markdown_of(reply.blobs[0].decode())
    pictures, missing = _gathered(page.pictures, None, reply.blobs[1:])
    whole = _with_head(_without_missing(page.markdown, page.pictures, pictures), page.head, name)
    if len(whole.markdown) > MAX_TEXT_BYTES:
        raise Invalid(
            T("{name} has {size} MB of text; {limit} MB are the most.", name=name, size=5, limit=4),
            T("Split it into several files."),
        )
    counted = (
        (
            reply.number("comments"),
            T_n("{count} comment was left out.", "{count} comments were left out.", count=reply.number("comments")),
        ),
        (
            reply.number("insertions") + reply.number("deletions"),
            T("Tracked changes were taken as accepted: {added} insertions, {removed} deletions.",
              added=reply.number("insertions"), removed=reply.number("deletions")),
        ),
    )  # fmt: skip
    notes = (*(note for count, note in counted if count), *page.notes, *missing, *hidden_notes(whole.markdown))
    return replace(whole, pictures=pictures, notes=notes)


def _named_pictures(markdown: str) -> tuple[str, list[FoundPicture]]:
    """The Markdown with `import:n` in place of every picture's address; our own media and charts stay."""
    found: list[FoundPicture] = []

    def named(match: re.Match[str]) -> str:
        address = match["address"].strip("<>")
        if _OURS.match(address):
            return match[0]
        found.append(FoundPicture(f"import:{len(found) + 1}", address, re.sub(r"\\(.)", r"\1", match["alt"])))
        return f"![{match['alt']}]({found[-1].reference}{match['title'] or ''})"

    return _PICTURE.sub(named, markdown), found


def _gathered(
    found: list[FoundPicture], folder: Path | None, embedded: tuple[bytes, ...]
) -> tuple[tuple[ImportedPicture, ...], tuple[Text, ...]]:
    """The pictures that could be read, and a note for each that couldn't."""
    pictures: list[ImportedPicture] = []
    notes: list[Text] = []
    for picture in found:
        content = _bytes_of(picture.address, folder, embedded)
        name = _name_of(picture)
        if content is None:
            notes.append(T("The picture {name} is not there and was left out.", name=name))
        else:
            pictures.append(ImportedPicture(picture.reference, name, picture.alt, content))
    return tuple(pictures), tuple(notes)


def _bytes_of(address: str, folder: Path | None, embedded: tuple[bytes, ...]) -> bytes | None:
    if (number := re.fullmatch(r"picture:(\d+)", address)) and int(number[1]) < len(embedded):
        return embedded[int(number[1])]
    if inline := re.match(r"data:image/[\w.+-]+;base64,", address):
        try:
            return base64.b64decode(address[inline.end() :], validate=False)
        except binascii.Error:
            return None
    if folder is None or re.match(r"[a-z][a-z0-9+.-]*:|//", address, re.IGNORECASE):
        return None
    return _beside(unquote(address.partition("?")[0].partition("#")[0]), folder)


def _beside(relative: str, folder: Path) -> bytes | None:
    """A file in the folder or below it; links that lead out are not followed."""
    try:
        path = (folder / relative.replace("\\", "/")).resolve()
        return content_of(path, MAX_FILE_BYTES) if path.is_relative_to(folder.resolve()) else None
    except (OSError, ValueError):
        return None


def _name_of(picture: FoundPicture) -> str:
    if picture.address.startswith(("picture:", "data:")):
        return picture.reference.replace("import:", "picture-")
    return re.split(r"[/\\]", unquote(picture.address.partition("?")[0]))[-1][:80] or picture.reference


def _without_missing(markdown: str, found: list[FoundPicture], got: tuple[ImportedPicture, ...]) -> str:
    """The Markdown in which pictures that couldn't be read are their words, linked where they are on the web."""
    known = {picture.reference for picture in got}
    missing = {picture.reference: picture for picture in found if picture.reference not in known}

    def words(match: re.Match[str]) -> str:
        picture = missing.get(match["address"])
        if picture is None:
            return match[0]
        on_web = picture.address.startswith(("http://", "https://")) and match["alt"]
        return f"[{match['alt']}]({picture.address})" if on_web else match["alt"]

    return _PICTURE.sub(words, markdown)
