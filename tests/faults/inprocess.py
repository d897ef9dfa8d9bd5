"""The practice platform without a socket: the same rules, adapter and outcome classes, at a clock turned by hand."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from typing_extensions import override

from editor_app.domain.errors import OutcomeUnknown, Unreachable
from editor_app.domain.text import T
from editor_app.platforms.outcomes import unknown, unreachable
from editor_app.platforms.registry import Registry
from editor_app.platforms.replies import Reply
from editor_app.platforms.sandbox.exchange import Answer, Asked, Fate, refusal
from editor_app.platforms.sandbox.faults import Fault, Strike
from editor_app.platforms.sandbox.ledger import Ledger
from editor_app.platforms.sandbox.link import SandboxLink
from editor_app.platforms.sandbox.platform import Sandbox
from editor_app.platforms.sandbox.practice import LATE_SECONDS, Practice
from tests.faults.stage import URL
from tests.services.office import FakeClock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from editor_app.domain.instants import Clock
    from editor_app.platforms.contract import Connection, Link, Order, Outgoing, Platform, Step, StepResult
    from tests.faults.weather import Weather

_TRIP = timedelta(milliseconds=20)
"""What a request and its answer take."""


class StepClock(FakeClock):
    """A clock turned by hand whose wall can also be set without any time going by."""

    def step_wall(self, by: timedelta) -> None:
        """Somebody (or a time server) sets the wall clock; the boot clock goes on as it was."""
        self._now += by


class Pending(NamedTuple):
    """An effect that is still on its way inside the platform."""

    at: int
    """Microseconds of the boot clock."""
    effect: Callable[[Strike], Answer]
    strike: Strike


class Remote(Practice):
    """The platform itself: its list of posts is the truth that everything here is judged by."""

    def __init__(self, clock: Clock, weather: Weather, ledger: Ledger | None = None, origin: str = URL) -> None:
        self.ledger = ledger or Ledger(None)
        self.clock = clock
        self.weather = weather
        self.late = timedelta(seconds=LATE_SECONDS)
        self.signed_in = True
        self.reachable = True
        self.slow = timedelta(0)
        """How long the next publishing answer takes; longer than the deadline means that nobody hears it."""
        self.asked: list[str] = []
        """Kind of every request that arrived."""
        self._pending: list[Pending] = []
        super().__init__(self.ledger, weather, self._at, origin)

    def sign_out(self) -> None:
        """The token is worth nothing from here."""
        self.signed_in = False

    def go_away(self) -> None:
        """Nobody can connect."""
        self.reachable = False

    def come_back(self) -> None:
        """Everybody can connect."""
        self.reachable = True

    def settle_late_effects(self) -> None:
        """What is due by now takes effect."""
        now = self.clock.boot().microseconds
        with self.ledger.lock:
            due = [one for one in self._pending if one.at <= now]
            self._pending = [one for one in self._pending if one.at > now]
        for one in sorted(due, key=lambda one: one.at):
            one.effect(one.strike)

    @override
    def _after(self, strike: Strike, effect: Callable[[Strike], Answer]) -> Answer:
        if strike.transport is Fault.LATE:
            at = self.clock.boot().microseconds + self.late // timedelta(microseconds=1)
            with self.ledger.lock:
                self._pending.append(Pending(at, effect, strike))
            return Answer(fate=Fate.DROP)
        return super()._after(strike, effect)

    def _at(self) -> datetime:
        return self.clock.now()


class Wire:
    """Takes the place of the HTTP client: a request goes to the platform by a call, and its answer comes back."""

    host = "practice"

    def __init__(self, remote: Remote, clock: FakeClock, deadline: timedelta) -> None:
        self._remote = remote
        self._clock = clock
        self._deadline = deadline
        self.sent = 0
        """As `http.Client` counts them."""

    def send(self, outgoing: Outgoing, authorization: Mapping[str, str]) -> Reply:
        """The answer, or one of the two errors of a connection."""
        remote = self._remote
        self.sent += 1
        self._clock.turn(_TRIP)
        if not remote.reachable:
            raise unreachable(self.host, T("the connection could not be opened"))
        remote.settle_late_effects()
        answer = self._answer(outgoing, authorization)
        waits = remote.slow if remote.asked and remote.asked[-1] == "publish" else timedelta(0)
        if waits > self._deadline:
            self._clock.turn(self._deadline)
            raise unknown(self.host, T("no answer in time"))
        if answer.fate is not Fate.SEND:
            raise unknown(self.host, T("the connection broke off"))
        headers = {name.lower(): value for name, value in answer.headers}
        return Reply(answer.status, {"date": format_datetime(remote.clock.now(), usegmt=True), **headers}, answer.body)

    def close(self) -> None:
        """Nothing is open."""

    def _answer(self, outgoing: Outgoing, authorization: Mapping[str, str]) -> Answer:
        if not self._remote.signed_in:
            return refusal(401, "token", "the token is wrong")
        parts = urlsplit(outgoing.target)
        headers = {name.lower(): value for name, value in (*outgoing.headers, *authorization.items())}
        path = tuple(unquote(piece) for piece in parts.path.split("/") if piece)
        if path[:1] == ("media",):
            picture = self._remote.ledger.pictures.get(path[1])  # type: ignore[call-overload]
            return Answer(200, picture.content, picture.mime) if picture else refusal(404, "gone", "it is gone")
        before = len(self._remote.ledger.requests)
        answer = self._remote.answer(Asked(outgoing.method, path, dict(parse_qsl(parts.query)), headers, outgoing.body))
        self._remote.asked += [request.kind for request in self._remote.ledger.requests[before:]]
        return answer


class InProcessLink(SandboxLink):
    """The practice adapter over a wire that is a call."""

    def __init__(self, platform: InProcess, connection: Connection) -> None:
        super().__init__(platform, connection)
        self.practice = platform
        self._client.close()
        self._client = Wire(platform.remote, platform.clock, platform.deadline)  # type: ignore[assignment]

    @override
    def perform(self, step: Step, order: Order) -> StepResult:
        if step.step_class.needs_intent:
            self.practice.before_byte("before_byte")
        try:
            return super().perform(step, order)
        except OutcomeUnknown as lost:
            if self.practice.naive:
                raise Unreachable(lost.message) from lost
            raise


class InProcess(Sandbox):
    """The practice platform's adapter, bound to one remote; a run may give it another settle time."""

    def __init__(self, remote: Remote, clock: FakeClock) -> None:
        self.remote = remote
        self.clock = clock
        self.naive = False
        """An ablation: a lost reply counts as a refusal, as programs do that simply try again."""
        self.before_byte: Callable[[str], None] = lambda _point: None
        """Called when every check is done and the request is about to leave."""

    @override
    def link(self, connection: Connection) -> Link:
        return InProcessLink(self, connection)


class OnlyInProcess(Registry):
    """A registry that knows this one platform under the practice platform's name."""

    def __init__(self, platform: Platform) -> None:
        super().__init__()
        self._loaded["sandbox"] = platform
