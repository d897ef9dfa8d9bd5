"""What differs from the edition before, numbers first; apart because list and counts come from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QTextDocument

from editor_app.ui.i18n import N_, joined, tr
from editor_app.ui.option_words import option_name, option_value
from editor_app.ui.views.review.pages import without_late

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from editor_app.domain.edition import Manifest, Payload
    from editor_app.rendering.diff import Change, NumberChange
    from editor_app.services.comparing import ChartChange

_SHORT: Final = 16
_QUOTED: Final = 40
_FIELDS: Final = {
    "title": N_("Title"),
    "summary": N_("Summary"),
    "link": N_("Link"),
    "slug": N_("Address"),
    "body": N_("Text"),
    "source": N_("Source"),
    "responsible_editor": N_("Responsible editor"),
    "document_number": N_("Document number"),
}


_CHART_FACTS: Final = {
    "title": N_("Title"),
    "kind": N_("Kind"),
    "unit": N_("Unit"),
    "source": N_("Source"),
    "as_of": N_("Date of the data"),
    "alt": N_("Alternative text"),
    "note": N_("Note"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One place that differs: `insert`, `delete` or `replace`, in words."""

    kind: str
    sentence: str
    place: str
    anchor: str = ""
    """Words to scroll to in the page; empty = it is not in the text."""
    is_number: bool = False
    picture: int = 0
    """Place of the picture that can be compared; 0 = it is no picture."""


def differences(before: Manifest, after: Manifest, payload: Payload, zone: ZoneInfo) -> tuple[Difference, ...]:
    """Everything that differs for one account, changed numbers first; runs on threads."""
    old = next((each for each in before.payloads if each.account == payload.account), None)
    found: list[Difference] = []
    if old is None:
        found.append(Difference("insert", tr("This account is new in this edition"), tr("Accounts")))
    else:
        earlier, now = _texts(old, before), _texts(payload, after)
        for name in dict.fromkeys([*now, *earlier]):
            if earlier.get(name, "") != now.get(name, ""):
                found += _of_field(name, earlier.get(name, ""), now.get(name, ""))
    found += _of_window(before, after, zone)
    numbers = [each for each in found if each.is_number]
    return tuple(numbers + [each for each in found if not each.is_number])


def of_charts(changes: Sequence[ChartChange]) -> tuple[Difference, ...]:
    """What differs in the data of charts; a changed figure counts as a number."""
    found = []
    for one in changes:
        kind = "insert" if not one.before else "delete" if not one.after else "replace"
        what = joined(one.row, tr(_CHART_FACTS[one.what]) if one.what in _CHART_FACTS and not one.row else one.what)
        pair = f"{one.before or '—'} → {one.after or '—'}"
        sentence = (
            f"{what} {pair}"
            if what
            else {"insert": tr("A chart was added"), "delete": tr("A chart was taken away")}[kind]
        )
        found.append(Difference(kind, sentence, one.chart or tr("Chart"), is_number=bool(one.row)))
    return tuple(found)


def plain(html: str) -> str:
    """The words of HTML, as a person reads them."""
    document = QTextDocument()
    document.setHtml(without_late(html))
    return document.toPlainText().replace("\ufffc", "")


def _texts(payload: Payload, manifest: Manifest) -> dict[str, str]:
    is_html = payload.format == "html"
    texts = {
        "title": payload.title,
        "body": "\n\n".join(plain(part.body) if is_html else part.body for part in payload.parts),
        "summary": payload.summary,
        "link": payload.link,
        "slug": payload.slug,
        "source": manifest.source,
        "responsible_editor": manifest.responsible_editor,
        "document_number": manifest.document_number,
    }
    for media in payload.media:
        texts[f"alt/{media.ordinal}"] = media.alt
        texts[f"picture/{media.ordinal}"] = media.digest
    where = payload.platform
    return texts | {f"option/{where}/{name}": option_value(where, name, value) for name, value in payload.options}


def place_word(name: str) -> str:
    """A field in words."""
    kind, _, rest = name.partition("/")
    if kind == "alt":
        return tr("Alternative text {number}", number=rest)
    if kind == "picture":
        return tr("Picture {number}", number=rest)
    if kind == "option":
        return option_name(*rest.split("/", 1))
    return tr(_FIELDS[name])


def _of_field(name: str, before: str, after: str) -> Iterator[Difference]:
    from editor_app.rendering.diff import changed_numbers, text_diff

    place = place_word(name)
    if name.startswith("picture/"):
        kind = "insert" if not before else "delete" if not after else "replace"
        words = {
            "insert": tr("A picture was added"),
            "delete": tr("A picture was taken away"),
            "replace": tr("Another picture stands here"),
        }
        yield Difference(kind, words[kind], place, picture=int(name.rpartition("/")[2]))
        return
    changes = text_diff(before, after)
    numbers = changed_numbers(changes)
    for number in numbers:
        sentence = f"{number.before or '—'} → {number.after or '—'}"
        yield Difference("replace", sentence, place, number.after, is_number=True)
    yield from _of_changes(changes, place, numbers, in_text=name in ("body", "title"))


def _is_said(words: str, other: str, numbers: Sequence[NumberChange]) -> bool:
    """Whether a change is no more than a number that was named already."""
    return any(words in number.before and other in number.after for number in numbers)


def _of_changes(
    changes: Sequence[Change], place: str, numbers: Sequence[NumberChange], *, in_text: bool
) -> Iterator[Difference]:
    at = 0
    while at < len(changes):
        op, words = changes[at].op.value, _quoted(changes[at].text)
        following = changes[at + 1] if at + 1 < len(changes) else None
        at += 1
        if op == "same" or not words:
            continue
        if op == "removed" and following is not None and following.op.value == "inserted":
            other = _quoted(following.text)
            if other and len(words) <= _SHORT and len(other) <= _SHORT:
                sentence = tr("“{before}” → “{after}”", before=words, after=other)
                if not _is_said(words, other, numbers):
                    yield Difference("replace", sentence, place, _anchor(following.text, in_text=in_text))
                at += 1
                continue
        kind = "insert" if op == "inserted" else "delete"
        yield Difference(kind, tr("“{words}”", words=words), place, _anchor(changes[at - 1].text, in_text=in_text))


def _of_window(before: Manifest, after: Manifest, zone: ZoneInfo) -> Iterator[Difference]:
    for name, old, new in (
        (N_("Not before"), before.not_before, after.not_before),
        (N_("Not after"), before.not_after, after.not_after),
    ):
        if old != new:
            yield Difference("replace", f"{tr(name)} {_moment(old, zone)} → {_moment(new, zone)}", tr("Time"))


def _moment(moment: datetime | None, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%m-%d %H:%M}" if moment is not None else "—"


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _QUOTED else words[: _QUOTED - 1] + "…"


def _anchor(text: str, *, in_text: bool) -> str:
    line = next((line.strip() for line in text.split("\n") if line.strip()), "")
    return line[:_QUOTED] if in_text else ""
