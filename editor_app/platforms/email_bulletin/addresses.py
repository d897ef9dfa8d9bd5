"""Who receives a bulletin: addresses out of a list, each checked, written one way, and named once."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.domain.errors import Invalid
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 2000
"""More belong on a list server, which takes in who leaves: it is one address here."""
_LARGEST = 4_000_000
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
"""A dot-atom of RFC 5321 4.1.2; quoted forms and letters beyond ASCII need servers that few have."""
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_LONGEST_LOCAL, _LONGEST = 64, 254
"""RFC 5321 4.5.3.1.1 and 4.5.3.1.3."""
_ENCODINGS = ("utf-8-sig", "gb18030")
"""What spreadsheets here write."""


@dataclass(frozen=True, slots=True)
class Recipients:
    """The addresses of a list in its order."""

    addresses: tuple[str, ...]
    repeated: int = 0
    """How many lines named one that was there already."""


def address(written: str) -> str:
    """The address as servers take it: the domain in lower case and in ASCII.

    Raises:
        Invalid: it is none.
    """
    local, at, domain = written.strip().rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        ascii_domain = ""
    labels = ascii_domain.split(".")
    is_domain = len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels) and not labels[-1].isdigit()
    is_local = _LOCAL.fullmatch(local) is not None and len(local) <= _LONGEST_LOCAL
    whole = f"{local}@{ascii_domain}"
    if not (at and is_domain and is_local and len(whole) <= _LONGEST):
        raise Invalid(
            T("“{address}” is no e-mail address that every server takes.", address=_shown(written)),
            T("Write it like name@example.gov.cn."),
        )
    return whole


def recipients(said: str) -> Recipients:
    """The addresses that an account's setting names: addresses, or a file of them.

    Raises:
        Invalid: the file can't be read, a line of it is no address, there is none, or there are too many.
    """
    wanted = said.strip()
    if "@" in wanted and not _is_file(wanted):
        return listed((number, piece) for number, piece in enumerate(re.split(r"[,;\s]+", wanted), 1) if piece)
    try:
        return listed(_rows(_content(wanted)))
    except csv.Error:
        raise _unreadable(wanted) from None


def listed(rows: Iterable[tuple[int, str]]) -> Recipients:
    """The addresses of numbered lines, each once; case tells no two apart.

    Raises:
        Invalid: a line is no address, there is none, or there are too many.
    """
    found, repeated = dict[str, str](), 0
    for number, written in rows:
        try:
            checked = address(written)
        except Invalid as wrong:
            raise Invalid(
                T("Line {number} of the recipients: {what}", number=number, what=wrong.message), wrong.next_step
            ) from None
        repeated += checked.lower() in found
        found.setdefault(checked.lower(), checked)
    if not found:
        raise Invalid(T("The list of recipients has no address."), T("Name one address, or a file with one per line."))
    if len(found) > MOST:
        raise Invalid(
            T("The list has {count} addresses; Press Desk writes to {limit} at most.", count=len(found), limit=MOST),
            T("Put them on a list server and name its one address, so that readers can leave by themselves."),
        )
    return Recipients(tuple(found.values()), repeated)


def _is_file(said: str) -> bool:
    return "/" in said.partition("@")[0] or "\\" in said


def _content(place: str) -> str:
    try:
        with Path(place).expanduser().open("rb") as file:
            raw = file.read(_LARGEST + 1)
    except (OSError, ValueError):
        raise _unreadable(place) from None
    for encoding in _ENCODINGS:
        try:
            return raw[:_LARGEST].decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def _unreadable(place: str) -> Invalid:
    return Invalid(
        T("The list of recipients can't be read: {file}", file=_shown(place)),
        T("Choose a file with one address per line, or a CSV with the addresses in its first column."),
    )


def _rows(content: str) -> Iterable[tuple[int, str]]:
    """The first column of each line that says something; a heading is passed over, and so are remarks after “#”."""
    separator = ";" if content.partition("\n")[0].count(";") > content.partition("\n")[0].count(",") else ","
    reader = csv.reader(io.StringIO(content.replace("\0", "")), delimiter=separator)
    is_first = True
    for row in reader:
        cells = [cell.strip() for cell in row]
        if not any(cells) or cells[0].startswith("#"):
            continue
        if not (is_first and not any("@" in cell for cell in cells)):
            yield reader.line_num, cells[0]
        is_first = False


def _shown(written: str) -> str:
    return "".join(c if c.isprintable() else " " for c in written)[:80]
