"""What happened to one delivery, told from the audit log in plain sentences; apart because it is evidence."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from editor_app.domain.text import text_from_json
from editor_app.ui.i18n import N_, joined, said, tr, tr_n
from editor_app.ui.views.queue import words
from editor_app.ui.views.queue.coming import reading_word
from editor_app.ui.widgets.timeline import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor_app.domain.audit import AuditRow
    from editor_app.domain.delivery import ReadBack
    from editor_app.ui.views.queue.loading import Chosen
    from editor_app.ui.views.queue.words import OfficeTime


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind of audit row is told."""

    glyph: str
    sentence: str
    detail: str = ""


_KINDS: Final = {
    "delivery.queue": _Kind("dot", N_("Put into the queue by {name}")),
    "delivery.hold": _Kind("held", N_("Held by {name}")),
    "delivery.freeze": _Kind("held", N_("Stopped by the freeze")),
    "delivery.miss": _Kind("held", N_("Its time was missed; held")),
    "delivery.release": _Kind("dot", N_("Released by {name}")),
    "delivery.reschedule": _Kind("dot", N_("{name} gave it another time")),
    "delivery.wait": _Kind("dot", N_("Waits: the platform asked for a pause")),
    "delivery.recheck": _Kind("done", N_("Checks run again: nothing against it")),
    "delivery.adopt": _Kind("sent", N_("Sent by another copy; {name} kept it as sent")),
    "delivery.look_elsewhere": _Kind("dot", N_("Looked whether it went out from elsewhere")),
    "delivery.release_past": _Kind("dot", N_("{name} let it pass an undecided one")),
    "delivery.pace": _Kind("dot", N_("Waits its turn on this account")),
    "delivery.claim": _Kind("dot", N_("Due; taken from the queue")),
    "delivery.reclaim": _Kind("dot", N_("Taken up again after the program had ended")),
    "delivery.intend": _Kind("done", N_("“About to publish” written down first")),
    "delivery.done": _Kind("sent", N_("The platform confirmed it")),
    "delivery.refuse_for_now": _Kind("advised", N_("Not taken now; tried again by itself")),
    "delivery.refuse": _Kind("failed", N_("Refused; nothing is public")),
    "delivery.lose_sight": _Kind("unknown", N_("No certain answer came"), N_("It is looked for before anything else.")),
    "delivery.pending": _Kind("dot", N_("The platform has it and has not decided yet")),
    "delivery.look": _Kind("advised", N_("Looked on the platform, without an answer")),
    "delivery.sighting": _Kind("sent", N_("Found on the platform: it is out")),
    "delivery.find_absent": _Kind("done", N_("Certainly not on the platform; it may be sent again")),
    "delivery.give_to_person": _Kind("ask", N_("Handed to a person"), N_("Nothing is sent again by itself.")),
    "delivery.answer_there": _Kind("sent", N_("{name} saw it on the platform")),
    "delivery.answer_there_one": _Kind("sent", N_("{name} saw it on the platform"), N_("Its further steps go on.")),
    "delivery.hand_take": _Kind("dot", N_("{name} took the kit")),
    "delivery.hand_back": _Kind("dot", N_("{name} gave the kit back")),
    "delivery.hand_confirm": _Kind("done", N_("{name} looked as a second person: as signed")),
    "delivery.leave": _Kind("dot", N_("{name} looked and left it open")),
    "delivery.acknowledge": _Kind("dot", N_("{name} took note of the alarm")),
    "delivery.answer_not_there": _Kind("dot", N_("{name} did not see it; it is sent again")),
    "delivery.answer_gone": _Kind("sent", N_("{name} saw that the post is gone")),
    "delivery.answer_gone_one": _Kind("sent", N_("{name} saw that the post is gone"), N_("Its further steps go on.")),
    "delivery.answer_still_public": _Kind("dot", N_("{name} still saw the post; it is taken away once more")),
    "delivery.unreadable": _Kind("dot", N_("It can't be read back there; nothing more is asked")),
    "delivery.unread": _Kind("advised", N_("Reading back did not work; tried again by itself")),
    "delivery.retry": _Kind("dot", N_("{name} had it tried again")),
    "delivery.cancel": _Kind("cancelled", N_("Taken out of the queue by {name}")),
    "delivery.void": _Kind("void", N_("The approval was voided; it stays unsent")),
    "delivery.expire": _Kind("expired", N_("The approved window has passed")),
    "delivery.withdraw": _Kind("withdrawn", N_("Withdrawn")),
    "delivery.recall": _Kind("ask", N_("Under recall: {name} opened a case")),
    "delivery.replaced": _Kind("dot", N_("Another edition's now; read back for that one")),
}
_READS: Final = ("delivery.verify", "delivery.read_back", "delivery.drift")
_BEGUN: Final = ("delivery.prepare", "delivery.step", "delivery.intend")
_UNTOLD: Final = ("delivery.prepare", "delivery.find", "delivery.find_one")
_ONCE: Final = (
    "delivery.step",
    "delivery.look",
    "delivery.pending",
    "delivery.unread",
    "delivery.pace",
    "delivery.wait",
)
_BY_HAND: Final = {
    "delivery.lose_sight": _Kind("done", N_("The kit was laid ready for a person")),
    "delivery.answer_there": _Kind("sent", N_("{name} posted it by hand")),
    "delivery.answer_not_there": _Kind("held", N_("{name}: not posted")),
}
"""How what people post is told where it differs."""
_QUIET: Final = N_("A step done that nobody sees yet")
_STEPS: Final = {
    "picture": N_("Pictures made ready (not public yet)"),
    "upload": N_("Pictures uploaded (not public yet)"),
    "draft": N_("Draft made on the platform (not public yet)"),
    "terms": N_("Tags prepared (not public yet)"),
}
_SAID: Final = {
    "delivery.acknowledge": "note",
    "delivery.answer_there": "url",
    "delivery.answer_there_one": "url",
    "delivery.adopt": "url",
    "delivery.answer_gone": "url",
    "delivery.answer_gone_one": "url",
}
"""The field of a record that is told as it stands."""
_STOPPED: Final = N_("Stopped: a person is needed")


def told(chosen: Chosen, office: OfficeTime) -> tuple[Entry, ...]:
    """The whole history, the first thing first."""
    rows = chosen.timeline.rows
    reads = enumerate(chosen.timeline.read_backs)
    entries: list[Entry] = []
    at = 0
    while at < len(rows):
        row = rows[at]
        after = _run_end(rows, at)
        if row.action in _READS:
            entries.append(_of_reading(row, next(reads, None), office))
        elif row.action not in _UNTOLD:
            entries.append(_of_rows(chosen, rows[at:after], office))
        if row.action in ("delivery.claim", "delivery.reclaim") and _begun(rows, at):
            entries.append(_checked(chosen))
        at = after
    return tuple(entries)


def _run_end(rows: Sequence[AuditRow], at: int) -> int:
    """Rows that say the same are told once: uploads of several pictures, look-ups without an answer."""
    after = at + 1
    if rows[at].action in _ONCE:
        while after < len(rows) and _same(rows[at], rows[after]):
            after += 1
    return after


def _same(one: AuditRow, other: AuditRow) -> bool:
    return one.action == other.action and _detail(one).get("step") == _detail(other).get("step")


def _begun(rows: Sequence[AuditRow], at: int) -> bool:
    """Whether the claim at `at` came past the check of seals and bytes, without which no step is begun."""
    return at + 1 < len(rows) and rows[at + 1].action in _BEGUN


def _checked(chosen: Chosen) -> Entry:
    row = chosen.timeline.row
    facts = [tr("edition {number}", number=row.edition_number)]
    if chosen.record is not None:
        payload = chosen.record.manifest.payload_for(row.account)
        facts.append(tr_n("{count} seal", "{count} seals", count=len(chosen.signed_stages)))
        facts.append(tr_n("{count} picture", "{count} pictures", count=len(payload.media)))
    return Entry("done", tr("Seals and bytes checked"), joined(*facts))


def _of_rows(chosen: Chosen, rows: Sequence[AuditRow], office: OfficeTime) -> Entry:
    row = rows[-1]
    detail = _detail(row)
    time = office.exact(row.at)
    if row.action == "delivery.step":
        sentence = tr(_STEPS.get(str(detail.get("step")), _QUIET))
        return Entry("done", sentence, tr("{count} steps", count=len(rows)) if len(rows) > 1 else "", time)
    kind = (_BY_HAND.get(row.action) if chosen.hand is not None else None) or _KINDS.get(row.action)
    if kind is None:
        return Entry("dot", tr("Recorded: {action}", action=row.action), time=time)
    by_worker = not row.actor.key.startswith("member:")
    stopped = row.action == "delivery.hold" and by_worker
    sentence = tr(_STOPPED) if stopped else _filled(kind.sentence, row.actor.name)
    facts = joined(_times(rows, office), _facts(chosen, row.action, detail, office))
    return Entry(kind.glyph, sentence, joined(facts, _explanation(detail, kind)), time)


def _filled(msgid: str, name: str) -> str:
    return tr(msgid, name=name) if "{name}" in msgid else tr(msgid)


def _times(rows: Sequence[AuditRow], office: OfficeTime) -> str:
    """When the same was done before, at most the last three times."""
    return joined(*(office.exact(row.at) for row in rows[:-1][-3:]))


def _facts(chosen: Chosen, action: str, detail: dict[str, object], office: OfficeTime) -> str:
    """What the record says of it besides a reason: the try and where the list stood, times, a link, a note."""
    match action:
        case "delivery.intend":
            return _attempt(chosen, str(detail.get("attempt")))
        case "delivery.reschedule":
            before, planned = _time(detail.get("planned_before"), office), _time(detail.get("planned"), office)
            return f"{before} → {planned}"
        case "delivery.pace" | "delivery.wait":
            return tr("until {time}", time=_time(detail.get("until"), office))
        case "delivery.look_elsewhere":
            return joined(*_seen(detail))
    return str(detail.get(_SAID.get(action, ""), ""))


def _seen(detail: dict[str, object]) -> tuple[str, ...]:
    """Addresses of what a look found."""
    seen = detail.get("seen")
    return tuple(map(str, seen[:3])) if isinstance(seen, list) else ()


def _attempt(chosen: Chosen, wanted: str) -> str:
    for number, attempt in enumerate(chosen.timeline.attempts, 1):
        if attempt.id == wanted:
            mark = tr("the list stood at {mark}", mark=attempt.watermark[:40]) if attempt.watermark else ""
            return joined(tr("try {number}", number=number), mark)
    return ""


def _time(kept: object, office: OfficeTime) -> str:
    try:
        return office.when(datetime.fromisoformat(str(kept)))
    except ValueError:
        return "?"


def _explanation(detail: dict[str, object], kind: _Kind) -> str:
    reason, then = _reason(detail), tr(kind.detail) if kind.detail else ""
    return tr("{what} {then}", what=reason, then=then) if reason and then else reason or then


def _reason(detail: dict[str, object]) -> str:
    kept = detail.get("why") or detail.get("reason")
    if isinstance(kept, str):
        return kept
    try:
        return said(text_from_json(kept)) if kept else ""
    except ValueError:
        return ""


def _of_reading(row: AuditRow, read: tuple[int, ReadBack] | None, office: OfficeTime) -> Entry:
    time = office.exact(row.at)
    if read is None:
        return Entry("done", tr("Read back"), time=time)
    place, found = read
    facts = joined(reading_word(place), *found.normalisations)
    if row.action == "delivery.drift":
        return Entry("must_fix", tr("What readers see was changed since"), joined(words.verdict(found), facts), time)
    glyph = "verified" if found.verdict in words.PROVEN else "must_fix"
    return Entry(glyph, words.verdict(found), facts, time)


def _detail(row: AuditRow) -> dict[str, object]:
    return dict(_lines(row.detail))


def _lines(detail: str) -> Iterator[tuple[str, object]]:
    kept = json.loads(detail or "{}")
    if isinstance(kept, dict):
        yield from kept.items()
