"""What is asked, and the freeze, as the command line shows them: the JSON contract and the lines of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.text import T
from editor_app.services.twins import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from editor_app.cli.answers import Voice
    from editor_app.domain.canonical import Json
    from editor_app.domain.delivery import Attempt
    from editor_app.services.adopting import Elsewhere
    from editor_app.services.asking import AskCase
    from editor_app.services.silence import Silence

_ANSWERS = ("--there URL", "--not-there", "--leave NOTE")
_ANSWERS_GONE = ("--gone", "--still-public", "--leave NOTE")


def case_as_json(voice: Voice, case: AskCase) -> dict[str, Json]:
    """One question of `ask` with all its evidence; times are RFC 3339 in UTC."""
    return {
        "id": case.row.id,
        "asks": "gone" if case.is_withdrawal else "there",
        "edition": case.row.edition,
        "account": case.account.name,
        "address": case.public_address,
        "title": case.payload.title,
        "text": words_of(case.payload),
        "parts": [part.body for part in case.payload.parts],
        "step": case.step.name,
        "further_steps": case.further_steps,
        "begun_at": case.asked.begun_at.isoformat(),
        "key": case.asked.key,
        "watermark": case.asked.watermark,
        "attempts": [_attempt_as_json(voice, attempt) for attempt in case.attempts],
        "looks": [
            {"at": look.at.isoformat(), "by": look.by, "message": voice.words(look.said), "seen": list(look.seen)}
            for look in case.looks
        ],
    }


def case_lines(voice: Voice, case: AskCase) -> Iterator[str]:
    """The same for a person: what is asked, the text, the evidence, the three answers."""
    if case.is_withdrawal:
        yield from _withdrawal_lines(voice, case)
        return
    account = T("{account}: is “{title}” public there?", account=case.account.name, title=case.payload.title)
    yield f"{case.row.id[:8]}  {voice.words(account)}"
    yield voice.words(T("Look here: {address}", address=case.public_address))
    yield voice.words(T("It was being sent at {time}; no certain answer came.", time=_time(case.asked.begun_at)))
    yield from _looks(voice, case)
    yield voice.words(T("What would have been sent:"))
    yield from (f"    {line}" for line in words_of(case.payload).splitlines() if line.strip())
    there, not_there, leave = _commands(case, _ANSWERS)
    yield voice.words(T("It is there: {command}", command=there))
    yield voice.words(T("It is not there, send it again: {command}", command=not_there))
    yield voice.words(T("Leave it open: {command}", command=leave))


def _withdrawal_lines(voice: Voice, case: AskCase) -> Iterator[str]:
    account = T("{account}: is “{title}” gone from there?", account=case.account.name, title=case.payload.title)
    yield f"{case.row.id[:8]}  {voice.words(account)}"
    yield voice.words(T("Look here: {address}", address=case.payload.option("address") or case.public_address))
    yield voice.words(T("It was being taken away at {time}; no certain answer came.", time=_time(case.asked.begun_at)))
    yield from _looks(voice, case)
    gone, still_public, leave = _commands(case, _ANSWERS_GONE)
    yield voice.words(T("It is gone: {command}", command=gone))
    yield voice.words(T("It is still public, take it away again: {command}", command=still_public))
    yield voice.words(T("Leave it open: {command}", command=leave))


def _looks(voice: Voice, case: AskCase) -> Iterator[str]:
    for look in case.looks:
        yield " · ".join((_time(look.at), look.by, voice.words(look.said), *look.seen))


def _commands(case: AskCase, options: tuple[str, ...]) -> Iterator[str]:
    return (f"editor-app ask {case.row.id[:8]} {option}" for option in options)


def elsewhere_as_json(held: Elsewhere) -> dict[str, Json]:
    """A held delivery whose post another copy of the workspace put there."""
    return {
        "id": held.row.id,
        "edition": held.row.edition,
        "account": held.row.account_name,
        "address": held.public_address,
        "title": held.row.title,
        "looked": held.came.outcome,
        "seen": list(held.came.seen),
    }


def elsewhere_lines(voice: Voice, held: Elsewhere) -> Iterator[str]:
    """The same for a person: what lies there, and the three things that can be done."""
    said = T("{account}: “{title}” waits here, and another copy of this workspace may have sent it.",
             account=held.row.account_name, title=held.row.title)  # fmt: skip
    yield f"{held.row.id[:8]}  {voice.words(said)}"
    yield voice.words(T("Look here: {address}", address=held.public_address))
    yield from (f"    {url}" for url in held.came.seen)
    url = held.came.seen[0] if held.came.seen else "URL"
    there = f"editor-app ask {held.row.id[:8]} --there {url}"
    yield voice.words(T("It is ours, keep it as sent: {command}", command=there))
    release = f"editor-app release {held.row.id[:8]} --reason …"
    yield voice.words(T("It is not there, let it go out: {command}", command=release))
    cancel = f"editor-app cancel {held.row.id[:8]} --reason …"
    yield voice.words(T("Take it out of the queue here: {command}", command=cancel))


def silence_as_json(silence: Silence | None) -> dict[str, Json]:
    """How the freeze stands."""
    if silence is None:
        return {"frozen": False, "since": "", "by": "", "reason": ""}
    return {
        "frozen": True,
        "since": silence.since.isoformat(),
        "by": silence.by_name,
        "reason": silence.reason,
    }


def silence_line(voice: Voice, silence: Silence | None) -> str:
    """The same in a sentence."""
    if silence is None:
        return voice.words(T("Nothing is frozen; sending goes on as planned."))
    since = _time(silence.since)
    sentence = T("All sending is frozen since {time}, by {name}: {reason}", time=since, name=silence.by_name,
                 reason=silence.reason)  # fmt: skip
    return voice.words(sentence)


def _attempt_as_json(voice: Voice, attempt: Attempt) -> dict[str, Json]:
    return {
        "step": attempt.step,
        "state": attempt.state.value,
        "begun_at": attempt.begun_at.isoformat(),
        "ended_at": attempt.ended_at.isoformat() if attempt.ended_at else "",
        "watermark": attempt.watermark,
        "reason": voice.words(attempt.reason) if attempt.reason else "",
    }


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
