"""A step is one request, only the five errors come out, and a refused sign-in is renewed once."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import ClassVar

import pytest
from typing_extensions import override

from editor_app.domain.document import Variant
from editor_app.domain.edition import Payload
from editor_app.domain.errors import AuthExpired, OutcomeUnknown, PlatformError, RateLimited, Rejected, Unreachable
from editor_app.domain.identifiers import AccountId, DeliveryKey, Digest
from editor_app.domain.manifest_json import Fields
from editor_app.domain.text import T, Text
from editor_app.platforms.contract import (
    Absent,
    Capabilities,
    Composed,
    Connection,
    Identity,
    Limit,
    Link,
    Normalisation,
    Observed,
    OptionField,
    Order,
    Outgoing,
    Sighting,
    Step,
    StepClass,
    StepResult,
    Workbench,
)
from editor_app.platforms.http_link import HttpLink, HttpPlatform
from editor_app.platforms.replies import Reply
from tests.platforms.loopback import Behaviour, Loopback, answer, drip, drop, reset, serving, silent

STEP = Step(1, "publish", StepClass.PUBLIC)


class Letters(HttpPlatform):
    """The smallest platform over HTTP."""

    name: ClassVar[str] = "letters"
    title: ClassVar[Text] = T("Letters")
    tile: ClassVar[str] = "信"
    format: ClassVar[str] = "text"
    capabilities: ClassVar[Capabilities] = Capabilities(
        edit=False, delete=False, alt_text=False, idempotent=False, find=True, drafts=False, comments=False
    )
    limits: ClassVar[tuple[Limit, ...]] = ()
    late_fields: ClassVar[tuple[str, ...]] = ()
    options: ClassVar[tuple[OptionField, ...]] = ()
    settle: ClassVar[timedelta] = timedelta(seconds=1)
    deadline: ClassVar[timedelta] = timedelta(seconds=0.5)
    normalisations: ClassVar[tuple[Normalisation, ...]] = ()

    @override
    def compose(self, variant: Variant, remote_uid: str, bench: Workbench) -> Composed:
        raise AssertionError

    def steps(self, payload: Payload) -> tuple[Step, ...]:
        del payload
        return (STEP,)

    def outgoing(self, step: Step, order: Order) -> Outgoing:
        del step
        return Outgoing("POST", "/letters", (), order.payload.parts[0].body.encode() if order.payload.parts else b"x")

    def prepared(self, order: Order, now: datetime) -> Mapping[str, str]:
        del order, now
        return {}

    @override
    def expected(self, order: Order) -> Observed:
        raise AssertionError

    def received(self, step: Step, order: Order, reply: Reply) -> StepResult:
        del step, order
        return StepResult(remote_id=str(Fields(reply.json()).integer("id")))

    def words(self, reply: Reply) -> str:
        return reply.body.decode()

    def link(self, connection: Connection) -> Link:
        return LettersLink(self, connection)


class LettersLink(HttpLink):
    token = "old"
    renewals = 0

    def authorization(self) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def renewed(self, reply: Reply) -> bool:
        self.renewals += 1
        self.token = "new"
        return b"stale" in reply.body

    def who(self) -> Identity:
        found = self.fields("/me")
        return Identity(found.text("uid"), found.text("name"), "", may_publish=True)

    def sighting(self, step: Step, order: Order) -> Sighting:
        del step, order
        self.ask("GET", "/letters/1", also={404})
        return Absent()

    def seen(self, order: Order, remote_ids: Sequence[str]) -> Observed:
        del order, remote_ids
        raise TypeError("unforeseen")

    def rehearsal(self) -> str:
        self.ask("POST", "/drafts", body=b"{}")
        return "draft"


def no_media(digest: Digest) -> bytes:
    raise AssertionError(digest)


def order() -> Order:
    payload = Payload(
        account=AccountId("a"), account_name="A", platform="letters", remote_uid="u", format="text", title="",
        summary="", link="", slug="", language="", parts=(), media=(),
    )  # fmt: skip
    return Order(payload, DeliveryKey("k"), no_media)


def linked(server: Loopback) -> LettersLink:
    return LettersLink(Letters(), Connection(server.url))


def test_a_step_sends_the_outgoing_request_and_reads_the_answer() -> None:
    with serving(answer(201, {"id": 12})) as server:
        assert linked(server).perform(STEP, order()) == StepResult(remote_id="12")
    assert [(r.method, r.target, r.body) for r in server.requests] == [("POST", "/letters", b"x")]


@pytest.mark.parametrize(
    ("behaviour", "error"),
    [
        (drop, OutcomeUnknown),
        (reset, OutcomeUnknown),
        (silent, OutcomeUnknown),
        (drip, OutcomeUnknown),
        (answer(500), OutcomeUnknown),
        (answer(409), OutcomeUnknown),
        (answer(200, b"<html>not json"), OutcomeUnknown),
        (answer(200, {"number": 1}), OutcomeUnknown),
        (answer(200, [1]), OutcomeUnknown),
        (answer(400, b"too long"), Rejected),
        (answer(413), Rejected),
        (answer(401), AuthExpired),
        (answer(429, Retry_After="5"), RateLimited),
        (answer(429, Retry_After="Sat, 28 Nov 2026 12:00:09 GMT", Date="Sat, 28 Nov 2026 12:00:00 GMT"), RateLimited),
    ],
)
def test_each_fault_is_one_of_the_five_errors(behaviour: Behaviour, error: type[PlatformError]) -> None:
    with serving(behaviour) as server, pytest.raises(error):
        linked(server).perform(STEP, order())


def test_a_server_that_is_away_got_nothing() -> None:
    with serving(drop) as server:
        link = linked(server)
    with pytest.raises(Unreachable):
        link.perform(STEP, order())


def test_a_stale_sign_in_is_renewed_and_the_same_request_goes_out_once_more() -> None:
    with serving(answer(401, b"stale"), answer(201, {"id": 3})) as server:
        assert linked(server).perform(STEP, order()).remote_id == "3"
    first, second = server.requests
    assert (first.headers["authorization"], second.headers["authorization"]) == ("Bearer old", "Bearer new")
    assert (first.body, first.target) == (second.body, second.target)


def test_a_sign_in_that_stays_refused_is_tried_twice_and_not_more() -> None:
    with serving(answer(401, b"stale")) as server, pytest.raises(AuthExpired):
        linked(server).perform(STEP, order())
    assert len(server.requests) == 2


def test_reads_raise_the_same_errors_and_anything_unforeseen_is_unknown(caplog: pytest.LogCaptureFixture) -> None:
    with serving(answer(200, {"uid": "u1", "name": "desk"}), answer(404), answer(200, {"uid": 5})) as server:
        link = linked(server)
        assert link.identity() == Identity("u1", "desk", "", may_publish=True)
        assert link.find(STEP, order(), "") == Absent()
        assert link.watermark(order()) == ""
        with pytest.raises(OutcomeUnknown, match="not understood"):
            link.identity()
        assert link.rehearse() == "draft"
        with pytest.raises(OutcomeUnknown, match="unforeseen"):
            link.observe(order(), ["1"])
        link.close()
    assert "unforeseen in observe" in caplog.text


def test_what_the_server_still_takes_is_remembered_until_it_says_otherwise() -> None:
    told = {"ratelimit-limit": "3000", "ratelimit-remaining": "7", "ratelimit-reset": "60"}
    with serving(answer(201, {"id": 1}, **told), answer(201, {"id": 2})) as server:
        link = linked(server)
        assert link.allowance() is None
        for _ in range(2):
            link.perform(STEP, order())
            left = link.allowance()
            assert left is not None
            assert (left.remaining, left.ceiling) == (7, 3000)
