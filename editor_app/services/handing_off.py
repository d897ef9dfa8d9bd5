"""Handing over by hand: one person takes the kit, posts it and says where it is; a second one looks."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from editor_app.domain.audit import Subject
from editor_app.domain.delivery import AttemptState, Delivery, DeliveryState, Event, Receipt
from editor_app.domain.errors import Conflict, Invalid, Refused
from editor_app.domain.identifiers import Digest, grouped
from editor_app.domain.instants import wall_text
from editor_app.domain.media import Media
from editor_app.domain.member import Deed, require
from editor_app.domain.text import T
from editor_app.platforms.hand_off.kit import files_of, folder_of
from editor_app.services import proof
from editor_app.services.hands import Hand, hand, told
from editor_app.services.reasons import spoken
from editor_app.services.silence import stilled
from editor_app.storage import audit, seals
from editor_app.storage.queries import attempts, deliveries, media
from editor_app.storage.queries.deliveries import Change
from editor_app.translation import lookup

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.domain.canonical import Json
    from editor_app.domain.identifiers import AttemptId, DeliveryId
    from editor_app.platforms.contract import StepResult
    from editor_app.services.desk import Desk, Seat

TAKE, BACK, CONFIRM = "delivery.hand_take", "delivery.hand_back", "delivery.hand_confirm"
_POSTED = "delivery.answer_there"
_ORDER_SHEET = "0-order.txt"


def take(seat: Seat, delivery: DeliveryId) -> Hand:
    """Take the kit: from now on nobody else posts it. Signatures, window, freeze and recall are looked at again.

    Raises:
        Refused: somebody has it, it doesn't wait any more, everything is frozen, or its document is under recall.
        SealBroken: it isn't what was signed, or its window is over.
        Conflict: somebody else took it at the same moment.
    """
    found = hand(seat.desk, delivery)
    _require_mine_or_free(seat, found)
    if found.taken is not None:
        return found
    _require_postable(seat.desk, found)
    subject = Subject("delivery", found.row.id)
    with seat.write(Deed.CONTROL_DELIVERY, TAKE, subject, {"earlier": len(found.earlier)}) as work:
        still = told(audit.of_subject(work, subject)[:-1])
        if deliveries.delivery_by_id(work, found.row.id).state is not DeliveryState.ASK or still.taken is not None:
            raise Conflict(T("Somebody else took it at the same moment."), T("Look at its newest state."))
    return hand(seat.desk, found.row.id)


def give_back(seat: Seat, delivery: DeliveryId, reason: str) -> Hand:
    """Give the kit back unposted, so that another person can take it; an admin's or publisher's for who left, too.

    Raises:
        Refused: nobody has it.
        Invalid: no reason.
    """
    found = hand(seat.desk, delivery)
    detail: dict[str, Json] = {"reason": spoken(reason).as_json()}  # type: ignore[dict-item]
    if found.taken is None or not found.waits:
        raise Refused(T("Nobody has this kit."), T("Look at its newest state."))
    with seat.write(Deed.CONTROL_DELIVERY, BACK, Subject("delivery", found.row.id), {**detail, "of": found.taken.by}):
        pass
    return hand(seat.desk, found.row.id)


def save_kit(seat: Seat, delivery: DeliveryId, folder: Path) -> Path:
    """Write the kit of who has it into a new folder below `folder`: texts, pictures in order, the checklist.

    Raises:
        Refused: this person doesn't have it.
        Invalid: there is such a folder already, or it can't be written.
    """
    found = hand(seat.desk, delivery)
    _require_taker(seat, found)
    place = folder / folder_of(found.order)
    try:
        place.mkdir(parents=True)
        for name, text in files_of(found.order).items():
            (place / name).write_bytes(text.encode())
        (place / _ORDER_SHEET).write_bytes(_order_sheet(seat, found).encode())
        for picture in found.kit.pictures:
            file = place / picture.name
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(found.order.media(picture.medium.digest))
    except OSError as broken:
        raise Invalid(
            T("{folder} can't be used: {why}.", folder=str(place), why=broken.strerror or str(broken)),
            T("Choose another folder."),
        ) from broken
    return place


def post_back(seat: Seat, delivery: DeliveryId, url: str, note: str = "", screenshot: bytes = b"") -> Hand:
    """Say where the post is that this person made; the worker reads the page, at once and later.

    Args:
        seat: of who has the kit.
        delivery: that waits.
        url: of the post as readers open it, on the account's platform.
        note: what else is to be known; it stays on record.
        screenshot: a picture of the post; it is kept, cleaned, with the pictures of the workspace.

    Raises:
        Refused: this person doesn't have it, it doesn't wait any more, or the address is no post of the platform.
        Invalid: no web address, or no picture.
        Conflict: another delivery has this post.
    """
    found = hand(seat.desk, delivery)
    _require_taker(seat, found)
    platform = seat.desk.platforms.of(found.account.platform)
    step = platform.steps(found.order.payload)[-1]
    result = platform.known_as(step, found.order, url)
    if result is None:
        raise TypeError("a platform of hands knows every address or refuses it")
    kept = _kept(seat, screenshot, found) if screenshot else ""
    said: dict[str, Json] = {"by_hand": True, "note": note.strip(), "screenshot": kept}
    _settle(seat, found, (step.ordinal, result), said)
    return hand(seat.desk, found.row.id)


def not_posted(seat: Seat, delivery: DeliveryId, reason: str) -> Hand:
    """Say that it was certainly not posted and is not to be posted now: it is held until somebody decides.

    Raises:
        Refused: somebody else has it, or it doesn't wait any more.
        Invalid: no reason.
    """
    why = spoken(reason)
    found = hand(seat.desk, delivery)
    _require_mine_or_free(seat, found)
    moved, attempt = _open(seat.desk, found.row.id)
    said: dict[str, Json] = {"attempt": attempt, "reason": why.as_json()}  # type: ignore[dict-item]
    detail = {**deliveries.move_detail(moved, Event.ANSWER_NOT_THERE), **said}
    with seat.write(Deed.CONTROL_DELIVERY, "delivery.answer_not_there", Subject("delivery", moved.id), detail) as work:
        attempts.close_attempt(work, attempt, AttemptState.ABSENT, why)
        change = Change(next_try_at=work.at, clear_reason=True)
        back = stilled(work, deliveries.move(work, moved, Event.ANSWER_NOT_THERE, change))
        if back.state is DeliveryState.QUEUED:
            deliveries.move(work, back, Event.HOLD, Change(reason=why))
    return hand(seat.desk, found.row.id)


def confirm(seat: Seat, delivery: DeliveryId, note: str) -> Hand:
    """Sign off, as a second person, that readers see at the address what was signed.

    Args:
        seat: of a publisher or a reviewer who did not post it.
        delivery: that is out.
        note: what was seen.

    Raises:
        Refused: it isn't out, or this person posted it.
        Invalid: no note.
    """
    said = spoken(note)
    found = hand(seat.desk, delivery)
    if found.posted is None or found.row.state not in {DeliveryState.SENT, DeliveryState.VERIFIED}:
        raise Refused(T("Nobody has said yet where it was posted."), T("Look at its newest state."))
    if found.posted.key == seat.actor.key:
        raise Refused(T("Who posted it does not sign it off."), T("Ask a second person to look at the page."))
    deed = Deed.CONTROL_DELIVERY if seat.member.may(Deed.CONTROL_DELIVERY) else Deed.DECIDE
    detail: dict[str, Json] = {"reason": said.as_json(), "url": found.posted.url}  # type: ignore[dict-item]
    with seat.write(deed, CONFIRM, Subject("delivery", found.row.id), detail):
        pass
    return hand(seat.desk, found.row.id)


def _order_sheet(seat: Seat, found: Hand) -> str:
    """Who posts it, where and by when, in the office's language: what the signed kit itself can't know."""
    look, zone = lookup(seat.desk.workspace.language), ZoneInfo(seat.desk.workspace.zone)
    lines = [
        T("Account: {account}", account=found.row.account_name),
        T("Edition: {digest}", digest=grouped(Digest(found.row.digest))),
        T("Taken by: {name}", name=seat.member.name),
        T("To be out by: {time}", time=wall_text(found.due, zone)),
    ]
    if found.closes is not None:
        lines.append(T("Not to be posted after: {time}", time=wall_text(found.closes, zone)))
    return "\n".join(line.render(look) for line in lines) + "\n"


def _settle(seat: Seat, found: Hand, done: tuple[int, StepResult], said: dict[str, Json]) -> None:
    ordinal, result = done
    moved, attempt = _open(seat.desk, found.row.id)
    detail = deliveries.move_detail(moved, Event.ANSWER_THERE) | {"attempt": attempt, "step": ordinal}
    detail |= {"url": result.url, "remote_id": result.remote_id, **said}
    with seat.write(Deed.CONTROL_DELIVERY, _POSTED, Subject("delivery", moved.id), detail) as work:
        attempts.close_attempt(work, attempt, AttemptState.DONE)
        deliveries.keep_late(work, moved.id, result.late)
        deliveries.finish_step(work, moved.id, ordinal, result.remote_id, result.url)
        receipt = Receipt(result.remote_id, result.url, work.at)
        change = Change(receipt=receipt, next_try_at=work.at, clear_reason=True)
        deliveries.move(work, moved, Event.ANSWER_THERE, change)


def _kept(seat: Seat, screenshot: bytes, found: Hand) -> Digest:
    """The digest of the screenshot, now among the workspace's pictures."""
    from editor_app.rendering import pictures

    require(seat.member, Deed.CONTROL_DELIVERY)
    made = pictures.cleaned(screenshot)
    seat.desk.store.media.put(made.content)
    alt = T("Screenshot of {title} on {account}", title=found.row.title, account=found.row.account_name)
    kept = Media(
        made.digest, made.mime, made.width, made.height, len(made.content), "screenshot", str(alt), "", ai_made=False
    )
    detail: dict[str, Json] = {"size": kept.size, **seals.sealed(media=media.media_values(kept))}
    with seat.write(Deed.CONTROL_DELIVERY, "media.add", Subject("media", kept.digest), detail) as work:
        media.insert_media(work, kept, seat.member.id)
    return kept.digest


def _require_postable(desk: Desk, found: Hand) -> None:
    if found.stop is not None:
        raise Refused(found.stop, T("It stays where it is; a publisher decides."))
    row = found.row
    with desk.database.read() as snapshot:
        sendable = proof.require_sendable(snapshot, desk.store, row.edition, row.account, tuple(found.order.late))
    proof.require_in_window(sendable.manifest, found.now, sendable.use_until)


def _require_waiting(found: Hand) -> None:
    if not found.waits:
        raise Refused(T("It does not wait to be posted any more."), T("Look at its newest state."))


def _require_mine_or_free(seat: Seat, found: Hand) -> None:
    _require_waiting(found)
    if found.taken is not None and found.taken.key != seat.actor.key:
        raise Refused(
            T("{name} has the kit.", name=found.taken.by),
            T("Ask {name}, or give it back with a reason before another one takes it.", name=found.taken.by),
        )


def _require_taker(seat: Seat, found: Hand) -> None:
    _require_mine_or_free(seat, found)
    if found.taken is None:
        raise Refused(T("You have not taken this kit."), T("Take it first, so that nobody else posts it too."))


def _open(desk: Desk, delivery: DeliveryId) -> tuple[Delivery, AttemptId]:
    with desk.database.read() as snapshot:
        moved, attempt = deliveries.delivery_by_id(snapshot, delivery), attempts.unsettled_attempt(snapshot, delivery)
    if attempt is None or moved.state is not DeliveryState.ASK:
        raise Refused(T("It does not wait to be posted any more."), T("Look at its newest state."))
    return moved, attempt.id
