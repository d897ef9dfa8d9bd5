"""What a person says of a mail account: the server, the sender, who receives, and how readers leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from editor_app.domain.errors import Invalid, Rejected
from editor_app.domain.text import T
from editor_app.platforms.contract import OptionField
from editor_app.platforms.email_bulletin.addresses import address
from editor_app.platforms.http import is_loopback

if TYPE_CHECKING:
    from collections.abc import Mapping

EACH, BLIND = "each", "bcc"
RECIPIENT = "{recipient}"
"""Stands in the address to unsubscribe where each reader's own address comes."""
_PORTS = {"smtp": 587, "smtps": 465}
_LONGEST_URL, _LONGEST_NAME = 700, 100
OPTIONS = (
    OptionField(
        "sender", T("Address of the sender"), required=True, hint=T("The address in From, such as news@example.gov.cn.")
    ),
    OptionField("sender_name", T("Name of the sender"), hint=T("What readers see instead of the address.")),
    OptionField(
        "to",
        T("Recipients"),
        required=True,
        hint=T("Addresses, or a file with one per line; a CSV has them in its first column."),
    ),
    OptionField(
        "letters",
        T("Letters"),
        default=EACH,
        choices=((EACH, T("one for each recipient")), (BLIND, T("blind copies, a hundred at a time"))),
    ),
    OptionField(
        "unsubscribe",
        T("Address to unsubscribe"),
        hint=T("https://…; {recipient} in it becomes the reader's address. Empty: a letter to the sender."),
    ),
)


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server."""

    host: str
    port: int
    is_tls: bool
    """From the first byte; else after STARTTLS."""

    @property
    def is_here(self) -> bool:
        """Whether it is this computer, to which alone letters go without encryption."""
        return is_loopback(self.host)


def server_of(url: str) -> Server:
    """The server of an account's address.

    Raises:
        Rejected: it is none.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    if parts.scheme not in _PORTS or not host or parts.username is not None or parts.path.strip("/") or parts.query:
        raise Rejected(
            T("“{url}” is not the address of a mail server.", url=url[:80]),
            T("Write it like smtp://mail.example.gov.cn:587, or smtps://mail.example.gov.cn:465."),
        )
    return Server(host, port or _PORTS[parts.scheme], parts.scheme == "smtps")


def checked_settings(options: Mapping[str, str]) -> dict[str, str]:
    """The settings but for the recipients, with their defaults; what may not stand in a header is refused.

    Raises:
        Invalid: a setting that can't be used.
    """
    sender = options.get("sender", "").strip()
    name = " ".join(options.get("sender_name", "").split(" ")).strip()
    letters = options.get("letters") or EACH
    if letters not in {EACH, BLIND}:
        raise Invalid(T("“{value}” is no way to write letters.", value=letters[:80]), T("Choose each or bcc."))
    require_header(name)
    if len(name) > _LONGEST_NAME:
        raise Invalid(T("The sender's name is too long."), T("Shorten it to {limit} characters.", limit=_LONGEST_NAME))
    return {
        "sender": address(sender) if sender else "",
        "sender_name": name,
        "letters": letters,
        "unsubscribe": _unsubscribe(options.get("unsubscribe", "").strip(), letters),
    }


def require_header(words: str) -> None:
    """Pass when words may stand in a header: a line break in one would begin another.

    Raises:
        Invalid: they hold a control character.
    """
    if any(not c.isprintable() and c != "\u3000" for c in words):
        raise Invalid(
            T("A line break or another invisible character stands in the head of the letter."),
            T("Delete it in the title and in the sender's name."),
        )


def _unsubscribe(url: str, letters: str) -> str:
    if not url:
        return ""
    plain = url.replace(RECIPIENT, "x", 1)
    is_fit = plain.isascii() and plain.isprintable() and len(plain) <= _LONGEST_URL and not set(plain) & set(' <>"{},')
    if not (is_fit and plain.startswith("https://") and urlsplit(plain).hostname):
        raise Invalid(
            T("“{url}” is no address to unsubscribe.", url=url[:80]),
            T("Write it like https://www.example.gov.cn/unsubscribe?of={recipient}."),
        )
    if RECIPIENT in url and letters == BLIND:
        raise Invalid(
            T("Blind copies are the same letter for all, so no reader's address can stand in it."),
            T("Choose one letter for each recipient, or an address without {recipient}."),
        )
    return url
