"""Over the wire to the reference receiver: shown once, read back, and a lost answer looked up or asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import AuthExpired, OutcomeUnknown, Rejected
from editor_app.domain.secrets import Secret
from editor_app.platforms.cap import Kind, Message, message_in
from editor_app.platforms.contract import Absent, Connection, Found, Unclear
from editor_app.platforms.readback import compared
from editor_app.platforms.webhook import PLATFORM
from tests.platforms.alarm import WEATHER, emergency, faults_of
from tests.platforms.faulty import FAULTS, WITHOUT_EFFECT
from tests.platforms.gallery import gallery
from tests.platforms.honest import outcome
from tests.platforms.remedies import carried_out, correction, proof, withdrawal
from tests.platforms.webhook.client import SECRET, Client, running
from tests.platforms.workshop import NOW, TITLE, Bench, Sent, before_public, order_of, sent, variant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.platforms.contract import Link, Order


@pytest.fixture
def client() -> Iterator[Client]:
    with running() as made:
        yield made


@pytest.fixture
def link(client: Client) -> Iterator[Link]:
    made = PLATFORM.link(client.connection)
    yield made
    made.close()


def order() -> Order:
    return order_of(PLATFORM.compose(variant(), "webhook:x", Bench()))


def verdict(link: Link, done: Sent) -> Verdict:
    return compared(PLATFORM.expected(done.order), link.observe(done.order, done.remote_ids), ()).verdict


def test_what_the_client_shows_is_what_was_approved(link: Link, client: Client) -> None:
    done = sent(PLATFORM, link, order())
    assert verdict(link, done) is Verdict.IDENTICAL
    assert client.shown() == [TITLE]
    assert done.url == f"{client.server.url}/read/1"
    [document] = client.receiver.shelf.documents.values()
    document["html"] = str(document["html"]).replace("12 个事项", "21 个事项")
    assert verdict(link, done) is Verdict.DIFFERENT
    document["visible"] = False
    assert verdict(link, done) is Verdict.NOT_VISIBLE


def test_every_request_carries_the_delivery_and_a_signature_of_its_own(link: Link, client: Client) -> None:
    done = sent(PLATFORM, link, order())
    came = [asked for asked in client.server.asked if asked.method != "GET"]
    assert {asked.headers["x-delivery"] for asked in came} == {done.order.key}
    assert came[-1].headers["idempotency-key"] == done.order.key
    assert len({asked.headers["press-desk-nonce"] for asked in came}) == len(came)
    assert SECRET not in str(came)


def test_who_we_are_is_what_the_client_says(link: Link) -> None:
    who = link.identity()
    assert (who.remote_uid, who.version, who.may_publish, who.notes) == (
        "webhook:reference",
        "press-desk-receiver 1",
        True,
        (),
    )
    assert who.server_time is not None
    assert link.rehearse() == ""


@pytest.mark.parametrize(
    ("method", "fault"),
    [*(("POST", fault) for fault in FAULTS), *((m, fault) for m in ("PUT", "GET") for fault in WITHOUT_EFFECT)],
)
def test_no_fault_makes_two_documents_or_none(link: Link, client: Client, method: str, fault: str) -> None:
    waiting = before_public(PLATFORM, link, order())
    client.server.faults = {method: fault}
    if method == "PUT":
        assert outcome(link, PLATFORM.steps(waiting.payload)[0], waiting) in {"sent", "lost"}
    assert outcome(link, PLATFORM.steps(waiting.payload)[-1], waiting) == "sent"
    assert client.shown() == [TITLE]
    client.server.faults = {}
    assert verdict(link, Sent(waiting, ())) is Verdict.IDENTICAL


@pytest.mark.parametrize("fault", FAULTS)
def test_a_client_that_does_not_say_what_became_of_a_delivery_leaves_it_to_a_person(fault: str) -> None:
    with running(mute=True) as client:
        link = PLATFORM.link(client.connection)
        assert [str(note) for note in link.identity().notes] == [
            "It doesn't say what became of a delivery: a lost answer is for a person."
        ]
        waiting = before_public(PLATFORM, link, order())
        client.server.faults = {"POST": fault}
        said = outcome(link, PLATFORM.steps(waiting.payload)[-1], waiting)
        assert said == ("sent" if fault.startswith("429") else "ask")
        with pytest.raises(Rejected, match="doesn't say what it shows"):
            link.observe(waiting, ["1"])
        link.close()
    assert len(client.shown()) == (fault not in {"drop_before", "5xx", "late"})


def test_a_secret_that_ends_on_the_way_is_for_a_person_and_nothing_is_lost(link: Link, client: Client) -> None:
    waiting = before_public(PLATFORM, link, order())
    publish = PLATFORM.steps(waiting.payload)[-1]
    client.server.faults = {"POST": "auth"}
    with pytest.raises(AuthExpired):
        link.perform(publish, waiting)
    assert link.find(publish, waiting, "") == Absent()
    assert isinstance(link.perform(publish, waiting).remote_id, str)
    assert isinstance(link.find(publish, waiting, ""), Found)


@pytest.mark.parametrize("secret", ["", "short", SECRET[::-1], SECRET + "\n x"])
def test_a_wrong_or_short_secret_is_refused(client: Client, secret: str) -> None:
    link = PLATFORM.link(Connection(client.server.url, Secret(secret)))
    with pytest.raises(AuthExpired):
        link.identity()
    link.close()


def test_a_clock_that_is_off_is_said_in_words(link: Link, client: Client) -> None:
    del client
    with patch("time.time", lambda: 1_000_000_000), pytest.raises(Rejected, match="check the clocks"):
        link.identity()


def test_a_server_that_answers_404_to_everything_settles_nothing(link: Link, client: Client) -> None:
    waiting = before_public(PLATFORM, link, order())
    link.identity()
    from tests.platforms.faulty import Answer

    client.server.effect = lambda _asked: Answer(404, b"<h1>moved</h1>")
    with pytest.raises((Rejected, OutcomeUnknown)):
        link.find(PLATFORM.steps(waiting.payload)[-1], waiting, "")
    with pytest.raises((Rejected, OutcomeUnknown)):
        link.observe(waiting, ["1"])


def test_a_hidden_document_is_for_a_person(link: Link, client: Client) -> None:
    done = sent(PLATFORM, link, order())
    [document] = client.receiver.shelf.documents.values()
    document["visible"] = False
    assert isinstance(link.find(PLATFORM.steps(done.order.payload)[-1], done.order, ""), Unclear)
    assert isinstance(link.trace(done.order, NOW), Unclear)  # type: ignore[attr-defined]


def test_a_correction_replaces_and_a_withdrawal_takes_away_each_read_back(link: Link, client: Client) -> None:
    done = sent(PLATFORM, link, order())
    fixing = correction(done, PLATFORM.compose(variant(title="更正后的题目"), "webhook:x", Bench()))
    client.server.faults = {"PUT": "drop_after"}
    fixed = carried_out_with_patience(link, fixing)
    assert (client.shown(), fixed.remote_ids) == (["更正后的题目"], [f"{done.remote_ids[0]}~{'f' * 16}"])
    assert proof(PLATFORM, link, fixed.order).verdict is Verdict.IDENTICAL
    away = withdrawal(done)
    assert proof(PLATFORM, link, away).verdict is Verdict.DIFFERENT
    carried_out(PLATFORM, link, away)
    assert proof(PLATFORM, link, away).verdict is Verdict.IDENTICAL
    assert client.shown() == []
    carried_out(PLATFORM, link, away)  # a second time changes nothing


def carried_out_with_patience(link: Link, fixing: Order) -> Sent:
    """The first picture's answer is lost and asked for again, as a worker does with what is repeatable."""
    with pytest.raises(OutcomeUnknown):
        carried_out(PLATFORM, link, fixing)
    return carried_out(PLATFORM, link, fixing)


def test_nine_pictures_with_chinese_names_are_read_back_in_order(link: Link) -> None:
    bench, said = gallery()
    done = sent(PLATFORM, link, order_of(PLATFORM.compose(said, "webhook:x", bench)))
    assert verdict(link, done) is Verdict.IDENTICAL
    seen = link.observe(done.order, done.remote_ids)
    assert list(seen.alts[:9]) == [f"第 {n} 张：政务服务大厅" for n in range(1, 10)]
    assert len(set(seen.media)) == 9


def test_a_client_that_never_answers_ends_at_the_deadline(client: Client) -> None:
    with patch.object(type(PLATFORM), "deadline", timedelta(seconds=0.3)):
        from tests.platforms.loopback import serving, silent

        with serving(silent) as slow:
            link = PLATFORM.link(Connection(slow.url, client.connection.secret))
            with pytest.raises(OutcomeUnknown, match="no answer in time"):
                link.identity()
            link.close()


def test_an_emergency_carries_its_notice_a_correction_updates_and_a_withdrawal_cancels_it(
    link: Link, client: Client
) -> None:
    done = sent(PLATFORM, link, order_of(PLATFORM.compose(emergency(), "webhook:x", Bench())))
    first = told(client)
    assert (first.kind, first.sender, verdict(link, done)) == (Kind.ALERT, "webhook:x", Verdict.IDENTICAL)
    graver = PLATFORM.compose(emergency(replace(WEATHER, severity="Extreme")), "webhook:x", Bench())
    fixed = carried_out(PLATFORM, link, correction(done, graver))
    update = told(client)
    assert (update.kind, update.references) == (Kind.UPDATE, first.reference)
    assert proof(PLATFORM, link, fixed.order).verdict is Verdict.IDENTICAL
    away = withdrawal(done)
    carried_out(PLATFORM, link, away)
    assert (told(client).kind, told(client).references) == (Kind.CANCEL, update.reference)
    assert proof(PLATFORM, link, away).verdict is Verdict.IDENTICAL


def told(client: Client) -> Message:
    [document] = client.receiver.shelf.documents.values()
    content = str(document["cap"]).encode()
    assert faults_of(content) == []
    found = message_in(content)
    assert found is not None
    return found
