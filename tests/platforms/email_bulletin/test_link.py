"""Whole bulletins to a mail server: lost, refused, put off; nobody gets two and nobody is forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor_app.domain.errors import AuthExpired, OutcomeUnknown, RateLimited, Rejected, Unreachable
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection, Unclear
from editor_app.platforms.email_bulletin import PLATFORM
from tests.platforms.email_bulletin.post_office import SENDER, PostOffice, connection, serving
from tests.platforms.workshop import NOW, Bench, order_of, sent, variant, with_late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.platforms.contract import Link, Order

READERS = tuple(f"r{n}@press.test" for n in range(3))


class Site:
    """The server and our connection to it."""

    def __init__(self, office: PostOffice) -> None:
        self.office = office
        self.link: Link = PLATFORM.link(connection(office))

    def order(self, *readers: str, **options: str) -> Order:
        said = {"sender": SENDER, "to": ", ".join(readers or READERS), **options}
        order = order_of(PLATFORM.compose(variant(options=said), f"mail:{SENDER}", Bench()))
        return with_late(order, PLATFORM.prepared(order, NOW))


@pytest.fixture
def at() -> Iterator[Site]:
    with serving() as office:
        site = Site(office)
        yield site
        site.link.close()


def test_an_account_is_its_sender_and_says_how_many_read_it(at: Site) -> None:
    who = at.link.identity()
    assert (who.remote_uid, who.name, who.may_publish) == (f"mail:{SENDER}", f"{SENDER} (127.0.0.1)", True)
    assert "1 recipient" in str(who.notes[0])
    assert "Post Office" in who.version
    assert at.link.rehearse() == ""
    assert at.office.letters == []


def test_every_reader_gets_one_letter_over_one_connection(at: Site) -> None:
    done = sent(PLATFORM, at.link, at.order())
    assert at.office.reached() == list(READERS)
    assert at.office.connections == 1
    assert done.order.late["queue/2"] == "2.0.0 Ok: queued as Q2"
    assert len(set(done.remote_ids)) == 3


def test_blind_copies_share_one_letter(at: Site) -> None:
    sent(PLATFORM, at.link, at.order(letters="bcc"))
    assert len(at.office.letters) == 1
    assert at.office.reached() == list(READERS)


@pytest.mark.parametrize("fault", ["drop_before", "drop_after", "421_after", "malformed", "451", "452_data"])
@pytest.mark.parametrize("letter", [1, 2])
def test_a_fault_makes_nobody_read_it_twice_and_what_is_unknown_is_asked(at: Site, fault: str, letter: int) -> None:
    order = at.order()
    steps = PLATFORM.steps(order.payload)
    for step in steps[: letter - 1]:
        at.link.perform(step, order)
    at.office.faults = [fault]
    step = steps[letter - 1]
    if fault in {"drop_after", "421_after", "malformed"}:
        with pytest.raises(OutcomeUnknown):
            at.link.perform(step, order)
        seen = at.link.find(step, order, "")
        assert isinstance(seen, Unclear)
        assert f".{letter}@press.test" in str(seen.reason)
    elif letter == 2 and fault.startswith("drop"):
        at.link.perform(step, order)  # the server had closed an idle connection: nothing was sent over it
    else:
        with pytest.raises((Unreachable, RateLimited)):
            at.link.perform(step, order)
        at.link.perform(step, order)
    for after in steps[letter:]:
        at.link.perform(after, order)
    assert sorted(at.office.reached()) == sorted(READERS)


def test_a_connection_that_breaks_in_the_middle_of_a_letter_has_delivered_nothing(at: Site) -> None:
    """Whether the last dot had left by then is the network's to say: then a person is asked."""
    order = at.order()
    at.office.faults = ["drop_in"]
    with pytest.raises((Unreachable, OutcomeUnknown)):
        at.link.perform(PLATFORM.steps(order.payload)[0], order)
    assert at.office.letters == []


def test_refused_readers_are_on_record_and_named_when_it_is_read_back(at: Site) -> None:
    at.office.refusals = {READERS[1]: "550 5.1.1 no such user"}
    done = sent(PLATFORM, at.link, at.order())
    assert done.order.late["refused/2"] == f"{READERS[1]}: 550 5.1.1 no such user"
    with pytest.raises(Rejected, match="2 of 3 recipients") as said:
        at.link.observe(done.order, done.remote_ids)
    assert f"Refused: {READERS[1]}" in str(said.value)
    assert "can't be read back" in str(said.value.next_step)


def test_a_bulletin_that_nobody_at_all_may_get_has_failed(at: Site) -> None:
    at.office.refusals = dict.fromkeys(READERS, "550 5.1.1 no such user")
    with pytest.raises(Rejected, match="no such user"):
        sent(PLATFORM, at.link, at.order())
    assert at.office.letters == []


def test_a_connection_that_the_server_closed_meanwhile_is_opened_anew(at: Site) -> None:
    order = at.order()
    first, second, _third = PLATFORM.steps(order.payload)
    at.link.perform(first, order)
    at.link._session._smtp.sock.shutdown(2)  # type: ignore[attr-defined]
    at.link.perform(second, order)
    assert at.office.reached() == list(READERS[:2])
    assert at.office.connections == 2


def test_a_broken_sign_in_is_said_before_anything_is_sent() -> None:
    with serving() as office:
        for secret in ("name", "name:", ":password", "press:wrong", "press:пароль"):
            link = PLATFORM.link(Connection(office.url, Secret(secret), {"sender": SENDER, "to": "a@b.example"}))
            with pytest.raises(AuthExpired):
                link.identity()
            link.close()
        assert office.letters == []


def test_a_list_that_can_not_be_read_is_said_when_the_account_is_connected() -> None:
    with serving() as office:
        link = PLATFORM.link(connection(office, to="/nowhere/readers.csv"))
        with pytest.raises(Rejected, match="can't be read"):
            link.identity()
        link.close()


def test_another_machine_is_never_reached_without_encryption() -> None:
    link = PLATFORM.link(Connection("smtp://mail.example.gov", Secret(""), {"sender": SENDER}))
    assert link._context() is not None  # type: ignore[attr-defined]
    with pytest.raises(Rejected, match="certificate file"):
        PLATFORM.link(
            Connection("smtps://127.0.0.1:9", certificates="/nowhere.pem", options={"sender": SENDER})
        )._context()  # type: ignore[attr-defined]


@pytest.mark.parametrize("is_open", [False, True])
def test_a_server_that_says_nothing_holds_nobody_longer_than_the_deadline(
    at: Site, monkeypatch: pytest.MonkeyPatch, *, is_open: bool
) -> None:
    order = at.order()
    first, second, _third = PLATFORM.steps(order.payload)
    if is_open:
        at.link.perform(first, order)
    monkeypatch.setattr(at.link, "_seconds", 0.3)
    at.office.faults = ["silent"]
    with pytest.raises(Unreachable, match="in time"):
        at.link.perform(second, order)
    at.office.hush.set()
    assert at.office.reached() == list(READERS[: int(is_open)])


def test_every_command_to_the_server_is_counted_over_all_connections(at: Site) -> None:
    order = at.order()
    first, second, _third = PLATFORM.steps(order.payload)
    at.link.identity()
    assert at.link.spent() > 0, "greeting and sign-in"
    at.link.perform(first, order)
    assert at.link.spent() == len(("MAIL", "RCPT", "DATA"))
    at.link._session._smtp.sock.shutdown(2)  # type: ignore[attr-defined]
    at.link.perform(second, order)
    assert at.link.spent() > len(("MAIL", "RCPT", "DATA")), "signed in again"
    assert at.link.spent() == 0
