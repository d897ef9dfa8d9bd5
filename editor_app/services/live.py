"""What readers see of a document now, as it was last read back, in the form of what was approved."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor_app.domain.delivery import Verdict
from editor_app.domain.edition import EditionKind, Part
from editor_app.platforms.readback import observed_from
from editor_app.services import signatures
from editor_app.storage.queries import editions, seen

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.edition import Edition, Manifest, Payload
    from editor_app.domain.identifiers import AccountId, DocumentId
    from editor_app.platforms.contract import Observed
    from editor_app.services.desk import Desk
    from editor_app.storage.queries.seen import SeenRow

_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Live:
    """One account's post as it was read back, beside the payload that was approved for it."""

    edition: Edition
    """Which one was sent."""
    approved: Manifest
    payload: Payload
    """The approved one, with what was read in place of its title and texts."""
    url: str
    at: datetime
    """When it was read back."""
    verdict: Verdict

    @property
    def has_drifted(self) -> bool:
        """Whether it is not what was approved."""
        return self.verdict is Verdict.DIFFERENT

    @property
    def manifest(self) -> Manifest:
        """The approved manifest as if what is live had been approved for this account."""
        others = (each for each in self.approved.payloads if each.account != self.payload.account)
        return replace(self.approved, payloads=(self.payload, *others))


def live(desk: Desk, document: DocumentId) -> dict[AccountId, Live]:
    """What each account shows of the document; none where nothing is out or it was never read back.

    Raises:
        Veiled: an embargo hides the document from whoever reads.
        SealBroken: a stored edition isn't what its digest says.
    """
    with desk.database.read() as snapshot:
        rows = {row.account: row for row in seen.last_seen(snapshot, document)}  # the newest edition's comes last
        found = {row.edition: editions.edition_by_id(snapshot, row.edition) for row in rows.values()}
    return {
        account: made
        for account, row in rows.items()
        if row.kind is not EditionKind.WITHDRAWAL and (made := _live(row, found[row.edition])) is not None
    }


def _live(row: SeenRow, edition: Edition) -> Live | None:
    manifest = signatures.sealed(edition)
    payload = next((each for each in manifest.payloads if each.account == row.account), None)
    observed = observed_from(row.content)
    if payload is None or not observed.visible:
        return None
    return Live(edition, manifest, _as_payload(payload, observed), row.url, row.at, row.verdict)


def _as_payload(payload: Payload, observed: Observed) -> Payload:
    """The payload with what was read; pictures keep their sealed bytes where there are as many of them."""
    is_html = payload.format == "html"
    parts = tuple(
        Part(number, _with_pictures(body, old.body) if is_html and old else body, old.media if old else ())
        for number, (body, old) in enumerate(_pairs(payload, observed), 1)
    )
    title = html.unescape(observed.title) if is_html else observed.title
    return replace(payload, title=title or payload.title, parts=parts)


def _pairs(payload: Payload, observed: Observed) -> list[tuple[str, Part | None]]:
    known = dict(enumerate(payload.parts))
    return [(body, known.get(at)) for at, body in enumerate(observed.parts)]


def _with_pictures(body: str, approved: str) -> str:
    """What was read, its pictures named as the approved text names them; where their number differs, without any."""
    names = _IMAGE.findall(approved)
    if len(_IMAGE.findall(body)) != len(names):
        return _IMAGE.sub("", body)
    left = iter(names)
    return _IMAGE.sub(lambda _found: next(left), body)
