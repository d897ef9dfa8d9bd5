"""What the panel says of an account's care: its page in the register, and how it stands today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.register import PENDING, RegisterState
from editor_app.ui.i18n import said, tr, tr_n
from editor_app.ui.moments import when
from editor_app.ui.views.accounts.fact import Fact, facts
from editor_app.ui.views.accounts.words import is_folder
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import across, boxed
from editor_app.ui.widgets.timeline import Entry as Line
from editor_app.ui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from PySide6.QtWidgets import QWidget

    from editor_app.domain.register import Entry
    from editor_app.domain.text import Text
    from editor_app.services.account_care import Care
    from editor_app.services.registered import Registered

_GLYPHS = {
    RegisterState.OPENING: "dot",
    RegisterState.OPEN: "done",
    RegisterState.CHANGING: "advised",
    RegisterState.CLOSING: "advised",
    RegisterState.CLOSED: "withdrawn",
}


def standing_look(found: Registered) -> tuple[str, str]:
    """Mark and colour of where an account stands in the register."""
    if found.is_overdue:
        return "must_fix", "carmine"
    if found.standing.due_on is not None:
        return "advised", "ochre"
    if found.standing.state is RegisterState.OPEN:
        return "done", "green"
    return "note", "ink2"


def register_facts(found: Registered) -> list[QWidget]:
    """Where it stands, whose it is, and under which number."""
    from editor_app.services.register_words import standing_words

    entry = found.standing.entry
    mark, tone = standing_look(found)
    parts: list[QWidget] = [Fact(mark, tone, said(standing_words(found)))]
    if entry is not None:
        known = entry.particulars
        pairs = [
            (tr("Owner unit"), known.owner_unit or tr("not entered yet")),
            (tr("Operator unit"), known.operator_unit or known.owner_unit),
            (tr("Person responsible"), known.responsible or tr("not entered yet")),
            (tr("Filing number"), entry.filing_number or tr("not registered yet")),
            (tr("Second account because"), entry.exemption),
        ]
        parts.append(facts([(label, value) for label, value in pairs if value]))
    return parts


def register_deeds(found: Registered, asked: Callable[[str], None]) -> QWidget:
    """The buttons; `asked` is told "enter", "file", "close" or "keep"."""
    state = found.standing.state
    enter = Button(tr("Enter…") if state is None else tr("Change…"), small=True, name=tr("Enter whose account it is"))
    file = Button(tr("File it…"), small=True, name=tr("Say that the authority has it"))
    is_closing = state is RegisterState.CLOSING
    end = Button(tr("Take back…") if is_closing else tr("Deregister…"), Kind.QUIET, small=True)
    enter.clicked.connect(lambda: asked("enter"))
    file.clicked.connect(lambda: asked("file"))
    end.clicked.connect(lambda: asked("keep" if is_closing else "close"))
    enter.block(tr("It is being closed.") if is_closing else "")
    file.block("" if state in PENDING else tr("Nothing of it is to be filed now."))
    end.block("" if state in {*PENDING, RegisterState.OPEN} else tr("It isn't in the register."))
    return boxed(across(enter, file, end, None))


def register_history(lines: Sequence[Entry], now: datetime, zone: ZoneInfo) -> QWidget:
    """The page line by line, the first one first."""
    from editor_app.services.register_words import STATES

    return Timeline(
        [
            Line(
                _GLYPHS[each.state],
                said(STATES[each.state]),
                " ".join(filter(None, (each.filing_number, each.particulars.owner_unit, each.exemption, each.note))),
                _day(each.at, now, zone),
            )
            for each in lines
        ]
    )


def _day(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """The day, short enough for the margin."""
    there, here = at.astimezone(zone), now.astimezone(zone)
    return f"{there:%m-%d}" if there.year == here.year else f"{there:%Y-%m}"


def care_facts(care: Care, now: datetime, zone: ZoneInfo) -> list[QWidget]:
    """What is wrong or soon will be, then the figures."""
    parts: list[QWidget] = [Fact("advised", "ochre", said(each)) for each in beside_register(care)]
    if not care.warnings:
        parts.append(Fact("done", "green", tr("Nothing to look after in the next seven days.")))
    look = care.health.last_look
    pairs = [
        (tr("Credentials"), credentials_words(care, now, zone)),
        (tr("Last post"), last_post_words(care, now, zone)),
        (tr("Last look"), when(look.checked_at, now, zone) if look else tr("none yet")),
        (said(care.left_counts) if care.left_counts else tr("Still takes"), left_words(care, now, zone)),
        *sendings_facts(care),
        (requests_head(care), requests_words(care)),
    ]
    parts.append(facts(pairs))
    return parts


def beside_register(care: Care) -> list[Text]:
    """The warnings without that of the register, which stands beside them already."""
    from editor_app.services.register_words import standing_words

    return [each for each in care.warnings if each != standing_words(care.registered)]


def credentials_words(care: Care, now: datetime, zone: ZoneInfo) -> str:
    """Until when they are good."""
    if is_folder(care.health.account.platform):
        return tr("none needed")
    if care.health.has_secret is None:
        return tr("only admins and publishers see them")
    if care.health.has_secret is False:
        return tr("none on this computer")
    if care.credentials_end is None:
        return tr("no end is known")
    until = tr("valid until {time}", time=when(care.credentials_end, now, zone))
    return tr("{until}, renewed by itself", until=until) if care.renews else until


def last_post_words(care: Care, now: datetime, zone: ZoneInfo) -> str:
    """When it last published, and how long ago that is."""
    if care.last_post is None:
        return tr("none yet")
    ago = tr_n("{count} day ago", "{count} days ago", count=care.silent_days) if care.silent_days else ""
    at = when(care.last_post, now, zone)
    return tr("{time}, {ago}", time=at, ago=ago) if ago else at


def left_words(care: Care, now: datetime, zone: ZoneInfo) -> str:
    """What the platform still takes, as it said last."""
    if care.left is None:
        return tr("it didn't say")
    until = when(care.left.resets_at, now, zone)
    return tr("{left} of {most} until {time}", left=care.left.remaining, most=care.left.ceiling, time=until)


def requests_head(care: Care) -> str:
    """What the figure of `requests_words` counts."""
    return tr("Operations a post") if care.unit == "operations" else tr("Requests a post")


def requests_mean(care: Care) -> str:
    """The figure for a cell; where it counts no requests it says so."""
    if care.requests_a_post is None:
        return "–"
    mean = f"{care.requests_a_post:.1f}"
    return tr("{mean} operations", mean=mean) if care.unit == "operations" else mean


def sendings_facts(care: Care) -> list[tuple[str, str]]:
    """How often it may still notify everybody who follows it; nothing where it notifies nobody."""
    from editor_app.services.sendings import sendings_words

    return [(tr("Sendings to followers"), said(sendings_words(care.sendings)))] if care.sendings is not None else []


def sendings_short(care: Care) -> str:
    """The same for a cell; empty where it notifies nobody."""
    if care.sendings is None:
        return ""
    return tr("to followers {left} / {most}", left=care.sendings.left, most=care.sendings.quota.most)


def requests_words(care: Care) -> str:
    """What a post costs, of how many posts."""
    if care.requests_a_post is None:
        return tr("none counted in 30 days")
    mean = f"{care.requests_a_post:.1f}"
    return tr_n(
        "{mean} (of {count} post in 30 days)", "{mean} (of {count} posts in 30 days)", count=care.posts, mean=mean
    )
