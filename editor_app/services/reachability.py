"""Whether a route can be completed by the people there are now: asked before anything is handed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from editor_app.domain.errors import Refused
from editor_app.domain.member import MemberState, Role
from editor_app.domain.text import T, T_n
from editor_app.storage.queries import documents, duties, people

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import datetime

    from editor_app.domain.approval import Route, Stage
    from editor_app.domain.identifiers import DocumentId, MemberId
    from editor_app.domain.member import Member
    from editor_app.domain.text import Text
    from editor_app.storage.database import Snapshot

    _Wanted = tuple[Stage, frozenset[MemberId]]
    _Pair = tuple[MemberId, MemberId]
    """A deputy, and for whom."""

_MOST_WAYS = 2_000
"""Of letting deputies sign, that are tried; an office names a few."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A stage for which somebody is missing."""

    stage: Stage
    missing: int
    """How many signatures nobody is left to give."""

    @property
    def words(self) -> Text:
        """Who is missing, in a few words."""
        named = ", ".join(each.name for each in self.stage.terms.signers)
        if named:
            return T("{stage} (of {names}, or who stands in for them)", stage=self.stage.name, names=named)
        if self.stage.terms.role is Role.EXPERT:
            return T_n("{stage} ({count} more expert)", "{stage} ({count} more experts)", count=self.missing,
                       stage=self.stage.name)  # fmt: skip
        return T_n("{stage} ({count} more reviewer)", "{stage} ({count} more reviewers)", count=self.missing,
                   stage=self.stage.name)  # fmt: skip


def require_complete(
    snapshot: Snapshot, route: Route, document: DocumentId, submitter: MemberId, now: datetime
) -> None:
    """Pass when the route can be completed by people who neither wrote nor submit the document.

    Raises:
        Refused: it can't; the sentence says at which stages somebody is missing.
    """
    near = documents.authors_since_last_publication(snapshot, document) | {submitter}
    found = gaps(snapshot, route, near, now)
    if found:
        left = ", ".join(each.stage.name for each in found)
        raise Refused(
            T(
                "The route {name} can't be completed: somebody is missing for {stages}. First: {first}.",
                name=route.name,
                stages=left,
                first=found[0].words,
            ),
            T("Who wrote or submits it can't sign. Choose another route, or ask an admin for a reviewer or a deputy."),
        )


def require_in_time(route: Route, begins: datetime | None, now: datetime) -> None:
    """Pass when an approval on this route can still be in use when the window begins.

    Raises:
        Refused: every stage has a deadline, and even the last of them comes too early.
    """
    if begins is None or not route.use_hours or not all(stage.terms.hours for stage in route.stages):
        return
    latest = now + timedelta(hours=sum(stage.terms.hours for stage in route.stages) + route.use_hours)
    if begins > latest:
        soonest = f"{begins - (latest - now):%Y-%m-%d %H:%M} UTC"
        raise Refused(
            T("An approval on the route {name} would be too old when the window begins.", name=route.name),
            T("Submit it after {time}, or choose a route without a latest use.", time=soonest),
        )


def gaps(snapshot: Snapshot, route: Route, near: Collection[MemberId], now: datetime) -> tuple[Gap, ...]:
    """The stages for which somebody is missing; none = the route can be completed.

    Each person counts once, and a deputy who signs takes the name of whom they stand in for along.
    """
    there = [each for each in people.members(snapshot) if each.state is MemberState.CONFIRMED and each.id not in near]
    wanted = [(stage, _own(stage, there)) for stage in route.stages for _ in range(stage.needs)]
    standing_in = [
        (each.deputy.id, each.principal.id)
        for each in duties.deputies(snapshot)
        if each.is_in_force(now) and each.principal.id not in near and each.deputy.id not in near
    ]
    short = min(
        (_short(wanted, used, there) for used in islice(_uses(wanted, standing_in), _MOST_WAYS)),
        key=lambda missing: sum(missing.values()),
    )
    return tuple(Gap(stage, short[stage.ordinal]) for stage in route.stages if stage.ordinal in short)


def _own(stage: Stage, there: Collection[Member]) -> frozenset[MemberId]:
    """Who could sign a stage in the own name: the named, or whoever has the role."""
    able = frozenset(each.id for each in there if stage.terms.role in each.roles)
    return able & stage.terms.names() if stage.terms.signers else able


def _uses(wanted: Sequence[_Wanted], standing_in: Sequence[_Pair], first: int = 0) -> Iterator[dict[int, _Pair]]:
    """Every way to let deputies sign, nobody twice: the place by its number, and who signs there for whom."""
    yield {}
    for at in range(first, len(standing_in)):
        deputy, principal = standing_in[at]
        for rest in _uses(wanted, standing_in, at + 1):
            if {deputy, principal} & {one for pair in rest.values() for one in pair}:
                continue
            for number, (stage, _) in enumerate(wanted):
                if principal in stage.terms.names() and number not in rest:
                    yield {number: (deputy, principal), **rest}


def _short(wanted: Sequence[_Wanted], used: Mapping[int, _Pair], there: Collection[Member]) -> dict[int, int]:
    """How many signatures each stage lacks when those deputies sign; a deputy without the role fills no place."""
    roles = {each.id: each.roles for each in there}
    gone = {one for pair in used.values() for one in pair}
    places = [(stage, own - gone) for stage, own in wanted]
    taken: dict[MemberId, int] = {}
    short: dict[int, int] = {}
    for number, (stage, _) in enumerate(places):
        by_deputy = number in used and stage.terms.role in roles.get(used[number][0], ())
        if not by_deputy and not _seated(number, places, taken, set()):
            short[stage.ordinal] = short.get(stage.ordinal, 0) + 1
    return short


def _seated(number: int, wanted: Sequence[_Wanted], taken: dict[MemberId, int], asked: set[MemberId]) -> bool:
    """Whether somebody signs that place, others moved to another place where that makes room."""
    for one in sorted(wanted[number][1] - asked):
        asked.add(one)
        if one not in taken or _seated(taken[one], wanted, taken, asked):
            taken[one] = number
            return True
    return False
