"""The same text to the same account twice within a day: found before it is queued, and said with its figures."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from editor_app.domain.edition import EditionKind
from editor_app.domain.errors import Refused
from editor_app.domain.similarity import percent_alike
from editor_app.domain.text import T
from editor_app.domain.words import state_words
from editor_app.services import signatures
from editor_app.storage.queries import editions, embargo
from editor_app.storage.queries.lately import lately

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.delivery import DeliveryState
    from editor_app.domain.edition import Manifest, Payload
    from editor_app.domain.identifiers import DeliveryId, EditionId
    from editor_app.storage.database import Snapshot

WITHIN = timedelta(hours=24)
ALIKE_PERCENT = 90
"""From here on two texts are taken for the same."""
_REPLACES = frozenset({EditionKind.CORRECTION, EditionKind.WITHDRAWAL})
"""These are meant to be like what is out."""
_MARK = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Twin:
    """A delivery whose text is nearly or wholly that of a payload."""

    delivery: DeliveryId
    account_name: str
    title: str
    state: DeliveryState
    at: datetime
    """When it went out, else when it shall."""
    percent: int


class QueuedBefore(Refused):
    """The same text is on its way to the account, or went out there within a day; nothing was queued.

    Args:
        twins: at least one, the most alike first.
        zone: IANA zone in which the sentence says the time.
    """

    code: ClassVar[str] = "queued_before"

    def __init__(self, twins: tuple[Twin, ...], zone: str) -> None:
        first = twins[0]
        time = first.at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")
        super().__init__(
            T(
                "“{account}” has this text already, {percent} % alike: “{title}”, {state}, {time}.",
                account=first.account_name,
                percent=first.percent,
                title=first.title,
                state=state_words(first.state),
                time=time,
            ),
            T("Nothing was queued. If it is to go out again, queue it once more and say why."),
        )
        self.twins = twins


def twins_of(snapshot: Snapshot, manifest: Manifest, span: tuple[datetime, datetime], after: int = 0) -> list[Twin]:
    """Deliveries of other editions that bring (nearly) the same text to the same accounts, the most alike first.

    Args:
        snapshot: of the moment.
        manifest: what shall be queued.
        span: now and the time it shall go out; a day is added on both sides.
        after: only deliveries queued after this line of the audit log.
    """
    if manifest.kind in _REPLACES:
        return []
    near = _Near(snapshot, manifest, (min(span) - WITHIN, max(span) + WITHIN), after)
    found = [twin for payload in manifest.payloads for twin in near.twins(payload)]
    return sorted(found, key=lambda twin: -twin.percent)


def words_of(payload: Payload) -> str:
    """What readers read of a payload: title, summary and parts without marks."""
    bodies = [part.body for part in payload.parts]
    if payload.format == "html":
        bodies = [html.unescape(_MARK.sub(" ", body)) for body in bodies]
    return "\n".join(filter(None, (payload.title, payload.summary, *bodies)))


class _Near:
    """What else is near in time, for the accounts of one manifest; each edition is read once for all of them."""

    def __init__(self, snapshot: Snapshot, manifest: Manifest, span: tuple[datetime, datetime], after: int) -> None:
        self._snapshot = snapshot
        self._edition = manifest.edition
        self._span = span
        self._after = after
        self._unreadable = embargo.unreadable(snapshot)
        self._read: dict[EditionId, Manifest] = {}

    def twins(self, payload: Payload) -> list[Twin]:
        """Of the payload's account."""
        wanted, found = words_of(payload), []
        for one in lately(self._snapshot, payload.account, self._span, self._after):
            if one.edition == self._edition or one.id in self._unreadable:
                continue
            other = self._manifest(one.edition).payload_for(payload.account)
            percent = percent_alike(wanted, words_of(other))
            if percent >= ALIKE_PERCENT:
                found.append(Twin(one.id, payload.account_name, other.title, one.state, one.at, percent))
        return found

    def _manifest(self, edition: EditionId) -> Manifest:
        if edition not in self._read:
            self._read[edition] = signatures.sealed(editions.edition_by_id(self._snapshot.unveiled(), edition))
        return self._read[edition]
