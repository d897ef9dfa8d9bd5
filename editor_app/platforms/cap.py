"""Emergency notices as CAP 1.2 documents: what is sealed of them, and what they become when they go out.

Elements and their order after docs.oasis-open.org/emergency/cap/v1.2/CAP-v1.2-os.html, read 2026-11-29.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from editor_app.domain.edition import filled, late_placeholder
from editor_app.rendering.sanitised import inert

if TYPE_CHECKING:
    from editor_app.domain.document import Content
    from editor_app.domain.identifiers import DeliveryKey
    from editor_app.domain.notice import Notice
    from editor_app.platforms.contract import Order

SPACE = "urn:oasis:names:tc:emergency:cap:1.2"
MIME = "application/cap+xml"
EXPIRES = "alert_expires"
"""The late field of a notice whose template names no end."""
LASTS = timedelta(hours=24)
FIELD, STATUS = "cap", "cap_status"
"""Fixed fields of a part: the sealed information, and whether it is meant."""
_LONGEST_HEADLINE = 160
_NOT_IN_NAMES = re.compile(r"[\s,<&]+")
_HEAD = ("identifier", "sender", "sent", "status", "references")
_INFO = re.compile(r"<info>.*</info>", re.DOTALL)


class Kind(StrEnum):
    """What a message does about earlier ones."""

    ALERT = "Alert"
    UPDATE = "Update"
    CANCEL = "Cancel"


@dataclass(frozen=True, slots=True)
class Message:
    """One CAP message."""

    identifier: str
    sender: str
    sent: str
    """With the offset from UTC, never `Z`."""
    status: str
    kind: Kind
    references: str
    """`sender,identifier,sent` of every earlier message, with blanks between; empty for the first."""
    info: str
    """The `info` element as it stands; empty = none."""

    def as_bytes(self) -> bytes:
        """The document."""
        head = (
            ("identifier", self.identifier),
            ("sender", self.sender),
            ("sent", self.sent),
            ("status", self.status),
            ("msgType", self.kind.value),
            ("scope", "Public"),
            ("references", self.references),
        )
        lines = "\n".join(_element(name, text) for name, text in head if text)
        info = f"{self.info}\n" if self.info else ""
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<alert xmlns="{SPACE}">\n{lines}\n{info}</alert>\n'.encode()

    @property
    def reference(self) -> str:
        """How later messages name this one and all before it."""
        return f"{self.references} {self.sender},{self.identifier},{self.sent}".strip()


def sealed_info(notice: Notice, content: Content) -> str:
    """The `info` element that reviewers sign; only an end that nobody named arises later."""
    expires = notice.expires.isoformat(timespec="seconds") if notice.expires else late_placeholder(EXPIRES)
    onset = notice.onset.isoformat(timespec="seconds") if notice.onset else ""
    rows = (
        ("language", content.language),
        ("category", notice.category),
        ("event", notice.event),
        ("responseType", notice.response),
        ("urgency", notice.urgency),
        ("severity", notice.severity),
        ("certainty", notice.certainty),
        ("onset", onset),
    )
    told = (
        ("senderName", notice.issuer),
        ("headline", content.title[:_LONGEST_HEADLINE]),
        ("description", content.summary),
        ("instruction", _instruction(content)),
        ("web", content.link),
        ("contact", notice.hotline),
    )
    lines = [_element(name, text) for name, text in rows if text]
    lines += [f"<expires>{expires}</expires>"]
    lines += [_element(name, text) for name, text in told if text]
    if notice.area:
        lines.append(f"<area>{_element('areaDesc', notice.area)}</area>")
    return "<info>\n{}\n</info>".format("\n".join(lines))


def sealed_fields(notice: Notice | None, content: Content) -> tuple[tuple[str, str], ...]:
    """What is sealed of a notice in the fields of a part; nothing where there is none."""
    if notice is None:
        return ()
    return ((FIELD, sealed_info(notice, content)), (STATUS, "Exercise" if notice.is_exercise else "Actual"))


def late_names(notice: Notice | None) -> tuple[str, ...]:
    """The late fields of a notice."""
    return (EXPIRES,) if notice is not None and notice.expires is None else ()


def late_values(order: Order, local: datetime) -> dict[str, str]:
    """What of them is chosen when it goes out: the end of a notice that names none."""
    return {EXPIRES: (local + LASTS).isoformat(timespec="seconds")} if EXPIRES in order.payload.late else {}


def info_of(order: Order) -> str:
    """The `info` element as it goes out; empty = this is no emergency notice.

    Raises:
        KeyError: its late field hasn't arisen yet.
    """
    sealed = dict(order.payload.parts[0].fields).get(FIELD, "") if order.payload.parts else ""
    return filled(sealed, order.late) if sealed else ""


def alert_of(order: Order, sender: str, sent: str) -> Message:
    """A first message of an order that has a notice."""
    status = dict(order.payload.parts[0].fields)[STATUS]
    return Message(identifier(order.key), name(sender), sent, status, Kind.ALERT, "", info_of(order))


def identifier(key: DeliveryKey) -> str:
    """The id of a delivery's message."""
    return f"press-desk-{key}"


def cancelled(earlier: Message, key: DeliveryKey) -> Message:
    """The message that takes an earlier one back, sent now."""
    sent = datetime.now(UTC).isoformat(timespec="seconds")
    return Message(identifier(key), earlier.sender, sent, earlier.status, Kind.CANCEL, earlier.reference, earlier.info)


def message_in(document: bytes) -> Message | None:
    """The message of a document that we wrote; None = it is none."""
    from defusedxml import ElementTree

    try:
        root = ElementTree.fromstring(document)
        kind = Kind(root.findtext(f"{{{SPACE}}}msgType") or "")
        text = document.decode()
    except (ElementTree.ParseError, ValueError):
        return None
    said = {each: root.findtext(f"{{{SPACE}}}{each}") or "" for each in _HEAD}
    found = _INFO.search(text)
    return Message(kind=kind, info=found[0] if found else "", **said)


def name(text: str) -> str:
    """A name as CAP takes it: without blanks, commas and the beginnings of markup."""
    return _NOT_IN_NAMES.sub("-", text).strip("-") or "press-desk"


def _instruction(content: Content) -> str:
    from editor_app.rendering.text import plain_text

    return plain_text(content.body).text.strip()


def _element(tag: str, text: str) -> str:
    shown = "".join(c for c in text if c >= " " or c in "\t\n")
    return f"<{tag}>{inert(escape(shown))}</{tag}>"
