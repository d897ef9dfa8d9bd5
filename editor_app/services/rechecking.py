"""The checks once more, ahead of a slot and at the claim: what was signed may have gone stale while it waited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.delivery import Event
from editor_app.domain.edition import EditionKind
from editor_app.domain.errors import SealBroken
from editor_app.domain.text import T
from editor_app.platforms.absent import StandIn
from editor_app.services import checking, confirming, signatures
from editor_app.storage.queries import accounts, documents, editions

if TYPE_CHECKING:
    from editor_app.domain.delivery import Delivery
    from editor_app.domain.text import Text
    from editor_app.services.desk import Desk


def objection(desk: Desk, delivery: Delivery) -> tuple[Event, Text] | None:
    """The hold, with the finding's words, when the checks find what nobody accepted or took upon himself.

    The rules run with the pack that the edition names; a newer one is not asked. None = nothing new.
    """
    with desk.database.read() as snapshot:
        edition = editions.edition_by_id(snapshot, delivery.edition)
        revision = documents.revision_by_id(snapshot, edition.revision)
        account = accounts.account_by_id(snapshot, delivery.account)
    platform = desk.platforms.of(account.platform)
    if isinstance(platform, StandIn):
        return Event.HOLD, platform.held
    try:
        manifest = signatures.sealed(edition)
    except SealBroken as broken:
        return Event.HOLD, broken.message
    if manifest.kind is EditionKind.WITHDRAWAL:
        return None  # the faults of what goes are why it goes
    mine = (payload for payload in manifest.payloads if payload.account == account.id)  # none = the proof says so
    asked = next(filter(None, (confirming.unconfirmed(desk, delivery, platform, payload) for payload in mine)), None)
    if asked is not None:
        return Event.HOLD, asked
    if not checking.is_installed(manifest.rule_pack):
        return Event.HOLD, T(
            "The rule pack {version}, with which it was approved, is not installed here; it can't be checked again.",
            version=manifest.rule_pack,
        )
    new = next(iter(checking.uncovered(desk, edition, revision, account)), None)
    return (
        None
        if new is None
        else (Event.HOLD, T("A check before sending found something new: {finding}", finding=new.message))
    )
