"""Bytes of a text file as text: UTF-8, UTF-16 and GB18030 told apart, binary refused, odd characters reported."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from editor_app.domain.errors import Invalid
from editor_app.domain.text import T, T_n, Text

_MAGIC = {
    b"%PDF": "PDF", b"PK\x03\x04": "ZIP", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"RIFF": "WEBP",
    b"\x7fELF": "ELF", b"MZ": "EXE", b"\xd0\xcf\x11\xe0": "Office 97", b"Rar!": "RAR", b"7z\xbc\xaf": "7z",
    b"\x1f\x8b": "GZIP", b"SQLite format 3": "SQLite",
}  # fmt: skip
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u00ad\u034f\u180e\u200b-\u200d\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_EMOJI_JOINED = re.compile("(?<=[\ufe0f\U0001f000-\U0001faff])\u200d")
_COMMON = (
    ("\x80", "\u052f"),
    ("\u2000", "\u33ff"),
    ("\u4e00", "\u9fff"),
    ("\uff00", "\uffef"),
    ("\U0001f000", "\U0001faff"),
)
_PLAUSIBLE = 0.9


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text file, read."""

    text: str
    """With line feeds only, and without control characters."""
    encoding: str
    """`utf-8`, `utf-16-le`, `utf-16-be` or `gb18030`."""
    notes: tuple[Text, ...]
    """What a person should know: characters taken out, or left in although nobody sees them."""


def decoded(content: bytes, name: str, declared: str = "") -> Decoded:
    """The text in `content`.

    Args:
        content: a whole file.
        name: of the file, for the sentence when it isn't text.
        declared: the encoding that the file itself names, tried before guessing; empty = none.

    Raises:
        Invalid: not a text file, or in an encoding that isn't known.
    """
    text, encoding = _read(content, name, declared)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").removeprefix("\ufeff")
    notes = [*_surrogate_notes(text)]
    text = _SURROGATES.sub("\ufffd", text)
    notes += _control_notes(text)
    text = _CONTROLS.sub("", text)
    return Decoded(text, encoding, (*notes, *hidden_notes(text)))


def hidden_notes(text: str) -> tuple[Text, ...]:
    """Sentences about characters that nobody sees and that stay in the text."""
    shown = _EMOJI_JOINED.sub("\ufe0f", text)
    notes = []
    if turning := list(_BIDI.finditer(shown)):
        line = _line(text, turning[0].start())
        notes.append(
            T_n(
                "{count} character turns the direction of writing, in line {line}.",
                "{count} characters turn the direction of writing, first in line {line}.",
                count=len(turning),
                line=line,
            )
        )
    if unseen := list(_INVISIBLE.finditer(shown)):
        line = _line(text, unseen[0].start())
        notes.append(
            T_n(
                "{count} character is invisible, in line {line}.",
                "{count} characters are invisible, first in line {line}.",
                count=len(unseen),
                line=line,
            )
        )
    return tuple(notes)


def _read(content: bytes, name: str, declared: str) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _forced(content[len(bom) :], encoding), encoding
    _require_text(content, name)
    if b"\x00" in content:
        return _wide(content, name)
    for encoding in dict.fromkeys((*_known(declared), "utf-8")):
        text = _strict(content, encoding)
        if text is not None:
            return text, encoding
    nearly = _forced(content, "utf-8")
    if _is_nearly_whole(nearly):
        return nearly, "utf-8"
    text = _strict(content, "gb18030")
    if text is None or not _is_plausible(text):
        raise Invalid(
            T("The encoding of {name} is not known.", name=name),
            T("Open it in a text editor and save it as UTF-8."),
        )
    return text, "gb18030"


def _require_text(content: bytes, name: str) -> None:
    """Refuse what is plainly another kind of file."""
    kind = next((kind for magic, kind in _MAGIC.items() if content.startswith(magic)), "")
    if kind:
        raise Invalid(
            T("{name} is not a text file; its kind is {kind}.", name=name, kind=kind),
            T("Save it as text, Markdown, HTML or Word (.docx) and import that."),
        )
    if sum(map(content.count, (b"\x01", b"\x02", b"\x03", b"\x04", b"\x1b"))) > len(content) // 50 + 8:
        raise _binary(name)


def _known(declared: str) -> tuple[str, ...]:
    names = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "utf-8": "utf-8", "utf8": "utf-8"}
    known = names.get(declared.strip().lower()) or (declared.lower() if declared.lower() == "big5" else "")
    return (known,) if known else ()


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _forced(content: bytes, encoding: str) -> str:
    """Decoded with halves of surrogate pairs let through, so that they can be reported."""
    try:
        return content.decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        return content.decode(encoding, "replace")


def _wide(content: bytes, name: str) -> tuple[str, str]:
    """UTF-16 without its mark: every other byte of Latin letters and line feeds is NUL."""
    for encoding, line_feed in (("utf-16-le", b"\n\x00"), ("utf-16-be", b"\x00\n")):
        text = _strict(content, encoding)
        if text is not None and line_feed in content and "\x00" not in text and _is_plausible(text):
            return text, encoding
    raise _binary(name)


def _is_nearly_whole(text: str) -> bool:
    """Whether this is UTF-8 in which only single characters are broken."""
    broken = text.count("\ufffd") + len(_SURROGATES.findall(text))
    good = sum(character > "\x7f" for character in text) - broken
    return broken <= len(text) // 200 + 1 and good >= 20 * broken


def _binary(name: str) -> Invalid:
    return Invalid(
        T("{name} is not a text file.", name=name),
        T("Save it as text, Markdown, HTML or Word (.docx) and import that."),
    )


def _is_plausible(text: str) -> bool:
    """Whether nearly all characters beyond ASCII are assigned letters, signs or Chinese ones."""
    beyond = [character for character in text[:200_000] if character > "\x7f"]
    good = sum(unicodedata.category(character)[0] in "LPSNZM" for character in beyond)
    private = any("\ue000" <= character <= "\uf8ff" for character in beyond)
    rare = sum(not _is_common(character) for character in beyond)
    return not beyond or (not private and good >= len(beyond) * _PLAUSIBLE and rare <= len(beyond) * 0.2)


def _is_common(character: str) -> bool:
    return any(first <= character <= last for first, last in _COMMON)


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _surrogate_notes(text: str) -> tuple[Text, ...]:
    found = [match.start() for match in _SURROGATES.finditer(text)]
    found += [match.start() for match in re.finditer("\ufffd", text)]
    if not found:
        return ()
    return (
        T_n(
            "{count} broken character became �, in line {line}.",
            "{count} broken characters became �, first in line {line}.",
            count=len(found),
            line=_line(text, min(found)),
        ),
    )


def _control_notes(text: str) -> tuple[Text, ...]:
    found = list(_CONTROLS.finditer(text))
    if not found:
        return ()
    where = _line(text, found[0].start())
    return (
        T_n(
            "{count} control character was taken out, in line {line}.",
            "{count} control characters were taken out, first in line {line}.",
            count=len(found),
            line=where,
        ),
    )
