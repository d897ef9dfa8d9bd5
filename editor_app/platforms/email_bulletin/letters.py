"""A letter as bytes that are always the same for the same order: headers, text, HTML and its pictures inside.

By hand, because the standard library folds a long address into an encoded word, which mail programs don't read, and
because another Python would fold otherwise. Sources: RFC 5322, 2047, 2046, 2392 (cid), 2369 and 8058 (unsubscribing).
"""

from __future__ import annotations

import base64
from email.header import Header
from typing import TYPE_CHECKING
from urllib.parse import quote

from editor_app.domain.edition import filled
from editor_app.platforms.contract import StepResult
from editor_app.platforms.email_bulletin.composing import page_html
from editor_app.platforms.email_bulletin.settings import EACH, RECIPIENT, require_header
from editor_app.platforms.multipart import file_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.edition import Payload, SealedMedia
    from editor_app.domain.identifiers import DeliveryKey
    from editor_app.platforms.contract import Order, Step

BATCH = 100
"""A server takes at least a hundred recipients of one letter: RFC 5321 4.5.3.1.8."""
_LINE = 76
_WORD = 60
"""Characters of an encoded word's line, its name left out: RFC 2047 allows 75 a word."""


def batches(payload: Payload) -> list[tuple[str, ...]]:
    """The recipients of each letter; one letter without any where nobody was named yet."""
    everybody = [one for one in payload.option("recipients").split("\n") if one]
    size = 1 if payload.option("letters") == EACH else BATCH
    return [tuple(everybody[at : at + size]) for at in range(0, len(everybody), size)] or [()]


def message_id(payload: Payload, key: DeliveryKey, ordinal: int) -> str:
    """The name of a letter, without its angle brackets: the same in every attempt."""
    return f"pd-{key}.{ordinal}@{_domain(payload)}"


def content_id(payload: Payload, medium: SealedMedia) -> str:
    """The name of a picture inside of the letter."""
    return f"{medium.digest[:24]}.{medium.ordinal}@{_domain(payload)}"


def named(step: Step, order: Order, queue: str = "", refused: str = "") -> StepResult:
    """What a letter that was accepted is called, in which queue it lies, and whom the server refused."""
    known = message_id(order.payload, order.key, step.ordinal)
    late = {f"queue/{step.ordinal}": queue, f"refused/{step.ordinal}": refused}
    return StepResult(late, remote_id=known, url=f"mid:{quote(known, safe='@')}")


def letter(order: Order, ordinal: int) -> bytes:
    """The whole letter of that batch, lines ended by CR LF.

    Raises:
        Invalid: a header would hold a control character.
        KeyError: its date hasn't been chosen yet.
    """
    outer, inner = f"pd-{order.key}-a", f"pd-{order.key}-r"
    html = ("Content-Type: text/html; charset=utf-8", order_html(order))
    pieces = [_encoded(*html), *(_picture(order, medium) for medium in order.payload.media)]
    related = f'Content-Type: multipart/related; boundary="{inner}"; type="text/html"\r\n\r\n' + _parts(inner, pieces)
    plain = _encoded("Content-Type: text/plain; charset=utf-8", dict(order.payload.parts[0].fields)["text"])
    head = [*_headers(order, ordinal), f'Content-Type: multipart/alternative; boundary="{outer}"']
    whole = "\r\n".join(head) + "\r\n\r\n" + _parts(outer, [plain, related])
    return whole.encode("ascii")


def order_html(order: Order) -> str:
    """The page with the names of its pictures filled in."""
    payload = order.payload
    names = {f"media_url/{medium.ordinal}": f"cid:{content_id(payload, medium)}" for medium in payload.media}
    return page_html(payload.title, payload.language, filled(payload.parts[0].body, names))


def _headers(order: Order, ordinal: int) -> list[str]:
    payload = order.payload
    sender, name, title = payload.option("sender"), payload.option("sender_name"), payload.title
    readers = batches(payload)[ordinal - 1]
    for words in (sender, name, title, payload.language, order.late["date"], *readers):
        require_header(words)
    is_each = payload.option("letters") == EACH
    to = readers[0] if is_each and readers else "undisclosed-recipients:;"
    return [
        f"From: {_named(name)}\r\n <{sender}>" if name else f"From: {sender}",
        f"To: {to}",
        f"Subject: {_words(title, 'Subject')}",
        f"Date: {order.late['date']}",
        f"Message-ID: <{message_id(payload, order.key, ordinal)}>",
        *_unsubscribing(payload, readers if is_each else ()),
        f"Content-Language: {payload.language}",
        "MIME-Version: 1.0",
    ]


def _unsubscribing(payload: Payload, readers: Sequence[str]) -> list[str]:
    """How a reader leaves: by one click where a web address is given, and by a letter in any case."""
    by_letter = f"<mailto:{payload.option('sender')}?subject=unsubscribe>"
    url = payload.option("unsubscribe")
    if not url:
        return [f"List-Unsubscribe: {by_letter}"]
    mine = url.replace(RECIPIENT, quote(readers[0], safe="")) if readers else url
    return [f"List-Unsubscribe: <{mine}>,\r\n {by_letter}", "List-Unsubscribe-Post: List-Unsubscribe=One-Click"]


def _named(name: str) -> str:
    if not name.isascii():
        return _words(name, "From")
    return '"' + name.replace("\\", r"\\").replace('"', r"\"") + '"'


def _words(words: str, header: str) -> str:
    """Words as a header has them: ASCII as it is, folded at spaces; anything else in encoded words."""
    charset = "us-ascii" if words.isascii() else "utf-8"
    return Header(words, charset, maxlinelen=_WORD, header_name=header).encode(linesep="\r\n")


def _picture(order: Order, medium: SealedMedia) -> str:
    name = file_name(order.key, medium)
    head = (
        f'Content-Type: {medium.mime}; name="{name}"\r\n'
        f"Content-ID: <{content_id(order.payload, medium)}>\r\n"
        f'Content-Disposition: inline; filename="{name}"'
    )
    return _in_base64(head, order.media(medium.digest))


def _encoded(head: str, text: str) -> str:
    return _in_base64(head, "\r\n".join(text.splitlines()).encode())


def _in_base64(head: str, content: bytes) -> str:
    said = base64.b64encode(content).decode()
    lines = "\r\n".join(said[at : at + _LINE] for at in range(0, len(said), _LINE))
    return f"{head}\r\nContent-Transfer-Encoding: base64\r\n\r\n{lines}\r\n"


def _parts(boundary: str, pieces: Sequence[str]) -> str:
    return "".join(f"--{boundary}\r\n{piece}\r\n" for piece in pieces) + f"--{boundary}--\r\n"


def _domain(payload: Payload) -> str:
    return payload.option("sender").rpartition("@")[2] or "localhost"
