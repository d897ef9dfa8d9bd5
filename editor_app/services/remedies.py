"""What corrections and withdrawals share: the posts that an edition is about, and its way to the reviewers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from editor_app.domain.audit import Subject
from editor_app.domain.errors import Refused
from editor_app.domain.finding import Severity
from editor_app.domain.member import Deed, require
from editor_app.domain.recall import TAKES_AWAY, Aim, Measure, target_in
from editor_app.domain.text import T
from editor_app.services import freezing
from editor_app.storage.queries import accounts, deliveries, documents, editions, recall

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from editor_app.domain.account import Account
    from editor_app.domain.canonical import Json
    from editor_app.domain.document import Revision, Variant
    from editor_app.domain.edition import Edition, EditionKind, Payload
    from editor_app.domain.finding import Finding
    from editor_app.domain.identifiers import DeliveryId, EditionId
    from editor_app.services.desk import Desk, Seat
    from editor_app.services.freezing import Drafted
    from editor_app.services.recalling import Case
    from editor_app.storage.database import Snapshot


@dataclass(frozen=True, slots=True)
class Post:
    """What an account has out, and what is done about it."""

    account: Account
    edition: EditionId
    number: int
    """Of that edition."""
    payload: Payload
    """As it went out last."""
    measure: Measure
    aim: Aim
    parts: int = 1
    """How many public posts it was published in."""
    edits_parts: bool = False
    """Whether its platform replaces each of them in place."""
    slugs: tuple[str, ...] = ()
    """The last part of the address of each post that is aimed at together."""


def require_kind(case: Case, kind: EditionKind) -> None:
    """Pass when the case is open and of that kind.

    Raises:
        Refused: it isn't.
    """
    if case.row.closed_at is not None:
        raise Refused(T("This case is closed."), T("Open a new one."))
    if case.row.kind is not kind:
        raise Refused(T("This case is about something else: {kind}.", kind=case.row.kind.value), T("Open a new one."))


def posts(desk: Desk, case: Case, wanted: Collection[Measure]) -> tuple[Post, ...]:
    """One for each account of the case with such a measure: posts that go together are aimed at together."""
    with desk.database.read() as snapshot:
        found = [
            _post(desk, snapshot, place.row.delivery, place.row.measure)
            for place in case.places
            if place.row.delivery is not None and place.row.measure in wanted and not place.is_settled
        ]
    together: dict[str, Post] = {}
    for post in found:
        before = together.get(post.account.id)
        is_more = before is not None and post.measure is before.measure and _together(desk, post)
        together[post.account.id] = _joined(before, post) if before is not None and is_more else post
    return tuple(together.values())


def require_one_post_each(case: Case, found: Sequence[Post]) -> None:
    """Pass when every account that is corrected in place has one post out, in one part or in parts that can be edited.

    Raises:
        Refused: several; the sentence says which of the case's copies somebody has to correct by hand.
    """
    for post in found:
        if post.measure is not Measure.EDIT:
            continue
        name = post.account.name
        copies = [
            str(place.row.ordinal)
            for place in case.places
            if place.row.account == post.account.id and place.row.measure is Measure.EDIT and not place.is_settled
        ]
        if len(copies) > max(1, len(post.slugs)):
            raise Refused(
                T("{account} has {count} posts of it out; a correction edits one of them.", account=name,
                  count=len(copies)),
                T("Leave all but one by hand, each with a proof: `editor-app recall set {case} {items} by_hand`.",
                  case=case.row.id[:8], items=copies[0]),
            )  # fmt: skip
        if post.parts > 1 and not post.edits_parts:
            raise Refused(
                T("{account} published it in {count} parts; a correction edits one post.", account=name,
                  count=post.parts),
                T("Choose a follow-up, or by hand with a proof of each part: `editor-app recall set {case} {items} …`.",
                  case=case.row.id[:8], items=copies[0]),
            )  # fmt: skip


def of_note(variant: Variant, post: Post) -> tuple[Finding, ...]:
    """What must not go out with a note; the address of the wrong post itself is public already."""
    from editor_app.checks import registry

    grave = [each for each in registry.findings(variant) if each.severity in {Severity.BLOCK, Severity.OVERRIDE}]
    new = [each for each in grave if not each.place.excerpt or each.place.excerpt not in post.aim.address]
    return tuple(replace(each, account=variant.account) for each in new)


def newest_revision(desk: Desk, case: Case) -> Revision:
    """The text as it stands now."""
    with desk.database.read() as snapshot:
        return documents.head_revision(snapshot, case.row.document)


def newest_edition(found: Sequence[Post]) -> EditionId:
    """The edition that is set right."""
    return max(found, key=lambda post: post.number).edition


def today(desk: Desk) -> date:
    """The day in the office."""
    return desk.clock.now().astimezone(ZoneInfo(desk.workspace.zone)).date()


def handed_in(seat: Seat, case: Case, drafted: Drafted) -> Edition:
    """The edition, in review and tied to its case."""
    require(seat.member, Deed.SUBMIT)
    frozen = freezing.frozen_as(seat, drafted)
    detail: dict[str, Json] = {
        "document": frozen.edition.document,
        "digest": frozen.edition.digest,
        "revision": frozen.edition.revision,
    }
    with seat.write(Deed.SUBMIT, "edition.submit", Subject("edition", frozen.edition.id), detail) as work:
        made = freezing.keep(work, frozen)
        work.record("recall.edition", Subject("recall", case.row.id), {"edition": made.id})
        recall.insert_edition(work, case.row.id, made.id)
        return made


def _post(desk: Desk, snapshot: Snapshot, of: DeliveryId, measure: Measure) -> Post:
    delivery = deliveries.delivery_by_id(snapshot, of)
    edition = editions.edition_by_id(snapshot, delivery.edition)
    rows = [row.remote_id for row in deliveries.steps(snapshot, of) if row.remote_id]
    targets = tuple(dict.fromkeys(target_in(one) for one in rows))
    address = delivery.receipt.url if delivery.receipt else ""
    payload = edition.sealed().payload_for(delivery.account)
    account = accounts.account_by_id(snapshot, delivery.account)
    can = desk.platforms.of(account.platform).capabilities
    return Post(
        account,
        edition.id,
        edition.number,
        payload,
        measure,
        Aim(measure, targets, (delivery.key,), address),
        len(payload.parts),
        can.edit and (can.threads or can.edits_parts),
        (payload.slug,),
    )


def _together(desk: Desk, post: Post) -> bool:
    """Whether further posts of the account are aimed at by the same payload."""
    edits = post.measure is Measure.EDIT and desk.platforms.of(post.account.platform).capabilities.edits_several
    return post.measure in TAKES_AWAY or edits


def _joined(first: Post, second: Post) -> Post:
    """Both posts of an account, in one payload."""
    aim = replace(
        first.aim, targets=(*first.aim.targets, *second.aim.targets), keys=(*first.aim.keys, *second.aim.keys)
    )
    return replace(second, aim=replace(aim, address=second.aim.address), slugs=(*first.slugs, *second.slugs))
