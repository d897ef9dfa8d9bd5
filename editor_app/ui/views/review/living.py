"""The review beside what readers see now: what differs from it, and where it is not what was approved."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.errors import DeskError
from editor_app.ui.views.review.differences import Difference, differences

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from editor_app.domain.edition import Manifest
    from editor_app.domain.identifiers import AccountId, DocumentId
    from editor_app.services.desk import Desk
    from editor_app.services.live import Live

log = logging.getLogger(__name__)
REVIEWED, LIVE = "reviewed", "live"
"""The two sides that an edition is compared with."""


@dataclass(frozen=True, slots=True)
class LiveSide:
    """What is live of one account, beside the edition that is reviewed."""

    live: Live
    changes: tuple[Difference, ...]
    """From what is live to the edition that is reviewed."""
    drift: tuple[Difference, ...]
    """From what was approved to what is live; empty = it is what was approved."""


def sides(desk: Desk, document: DocumentId, manifest: Manifest, zone: ZoneInfo) -> Mapping[AccountId, LiveSide]:
    """By account; empty where nothing is out. Runs on threads."""
    from editor_app.services import live

    try:
        found = live.live(desk, document)
    except DeskError as error:
        log.info("what is live can't be told: %s", error.code)
        return {}
    return {
        payload.account: _side(found[payload.account], manifest, payload.account, zone)
        for payload in manifest.payloads
        if payload.account in found
    }


def _side(live: Live, manifest: Manifest, account: AccountId, zone: ZoneInfo) -> LiveSide:
    payload = manifest.payload_for(account)
    is_this = live.approved.edition == manifest.edition
    drift = differences(live.approved, live.manifest, live.payload, zone) if live.has_drifted else ()
    if is_this and not live.has_drifted:
        return LiveSide(live, (), ())
    return LiveSide(live, differences(live.manifest, manifest, payload, zone), drift)
