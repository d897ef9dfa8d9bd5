"""Checks over a document: every rule over every account's variant, and what a platform can't make of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor_app.domain.edition import MediaRole
from editor_app.domain.errors import DeskError
from editor_app.domain.finding import Finding, Place, Severity
from editor_app.domain.text import T
from editor_app.platforms.turns import aside
from editor_app.services import composing, freshness, link_looks
from editor_app.services.signatures import sealed
from editor_app.storage.queries import accounts, documents

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor_app.domain.account import Account
    from editor_app.domain.document import Revision
    from editor_app.domain.edition import Edition, SealedMedia
    from editor_app.domain.identifiers import AccountId
    from editor_app.domain.link import LinkLook
    from editor_app.platforms.contract import Composed
    from editor_app.services.desk import Desk

_GRAVEST_FIRST = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Examined:
    """What the checks say, and what every account would receive."""

    findings: tuple[Finding, ...]
    composed: Mapping[AccountId, Composed]
    """Without the accounts whose payload could not be made (a blocking finding says why)."""


def findings(desk: Desk, revision: Revision, chosen: Sequence[Account]) -> tuple[Finding, ...]:
    """Everything found in the master and in each account's variant, the gravest first; no link is followed."""
    return examined(desk, revision, chosen).findings


def look_at_links(desk: Desk, revision: Revision, chosen: Sequence[Account]) -> tuple[LinkLook, ...]:
    """Follow the links of the master and of each account's variant; what `findings` says next knows of them.

    Returns:
        Those that could not be looked at, each with the reason.
    """
    return link_looks.look(desk, [composing.variant(desk, revision, account) for account in (None, *chosen)])


def examined(desk: Desk, revision: Revision, chosen: Sequence[Account]) -> Examined:
    """The same together with the payloads."""
    from editor_app.checks import registry

    found: list[Finding] = list(registry.findings(link_looks.with_looks(composing.variant(desk, revision, None))))
    composed: dict[AccountId, Composed] = {}
    for account in chosen:
        variant = link_looks.with_looks(composing.variant(desk, revision, account))
        found += [replace(finding, account=account.id) for finding in registry.findings(variant)]
        try:
            composed[account.id] = composing.composed(desk, variant, account)
            found += _doubts(desk, account, composed[account.id]) + freshness.notes(desk, account)
        except DeskError as broken:
            found.append(
                Finding("compose", Severity.BLOCK, Place("body"), broken.message, broken.next_step, account.id)
            )
    return Examined(_each_once(found), composed)


def _doubts(desk: Desk, account: Account, made: Composed) -> list[Finding]:
    """What the platform may refuse of it."""
    doubts = desk.platforms.of(account.platform).doubts(made.payload)
    found = [Finding("doubt", Severity.WARN, Place("body"), what, then, account.id) for what, then in doubts]
    return found + [_blurred(account, medium) for medium in made.payload.media if medium.digest in made.blurred]


def _blurred(account: Account, medium: SealedMedia) -> Finding:
    return Finding(
        "picture_blurred",
        Severity.WARN,
        Place("cover" if medium.role is MediaRole.COVER else "body", excerpt=medium.alt[:80]),
        T("The picture “{alt}” loses sharpness to be as small as this account takes it.", alt=medium.alt[:40]),
        T("Choose one with less detail or cut it closer; or accept it after looking at the preview."),
        account.id,
    )


def uncovered(desk: Desk, edition: Edition, revision: Revision, account: Account) -> tuple[Finding, ...]:
    """What the rules say today of what one account receives, and what nobody accepted or took upon himself.

    They read the pack that the edition names. What an account inherits was accepted as a finding of the master. Links
    are followed once more.

    Raises:
        KeyError: that pack is not installed.
    """
    from editor_app.checks import pack as packs
    from editor_app.checks import registry

    manifest = edition.sealed()
    covered = {accepted.digest for accepted in manifest.accepted} | set(manifest.to_override)
    variant = composing.variant(desk, revision, account)
    with packs.in_force(manifest.rule_pack):
        if packs.pack().stale_links:
            with aside():
                link_looks.look(desk, [variant])
        found = registry.findings(link_looks.with_looks(variant))
    mine = [(each, replace(each, account=account.id)) for each in found if each.severity is not Severity.NOTE]
    return tuple(own for of_master, own in mine if not {of_master.digest, own.digest} & covered)


def is_installed(pack: str) -> bool:
    """Whether the rules can be run with that pack."""
    from editor_app.checks import pack as packs

    return packs.is_installed(pack)


def findings_of(desk: Desk, edition: Edition) -> tuple[Finding, ...]:
    """The findings that an edition was submitted with: accepted by the submitter, or for a reviewer to override."""
    manifest = sealed(edition)
    known = {accepted.digest for accepted in manifest.accepted} | set(manifest.to_override)
    with desk.database.read() as snapshot:
        revision = documents.revision_by_id(snapshot, edition.revision)
        chosen = [accounts.account_by_id(snapshot, payload.account) for payload in manifest.payloads]
    if any(accepted.rule == "stale_link" for accepted in manifest.accepted):
        look_at_links(desk, revision, chosen)
    return tuple(finding for finding in findings(desk, revision, chosen) if finding.digest in known)


def rule_pack() -> str:
    """The version of the rules, as manifests carry it."""
    from editor_app.checks import registry

    return registry.version()


def _each_once(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Without what an account's variant says again of words that it inherits from the master."""
    of_master = {_sameness(f) for f in found if f.account is None}
    kept = {f.digest: f for f in found if f.account is None or _sameness(f) not in of_master}
    return tuple(sorted(kept.values(), key=lambda f: (_GRAVEST_FIRST.index(f.severity), f.account or "", f.place.line)))


def _sameness(found: Finding) -> tuple[str, ...]:
    return (found.rule, found.severity.value, found.place.field, found.place.excerpt, found.message.msgid)
