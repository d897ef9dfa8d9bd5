"""What is said over one connection, in which order, and when nothing was taken for certain."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.errors import AuthExpired, RateLimited, Rejected
from editor_app.platforms.email_bulletin.session import Login, Session, opened
from editor_app.platforms.email_bulletin.settings import Server
from editor_app.platforms.site_sftp.timed import Timed
from tests.platforms.authority import authority_in
from tests.platforms.email_bulletin.post_office import PASSWORD, SENDER, USER, PostOffice, serving

if TYPE_CHECKING:
    from pathlib import Path

READER = "reader@press.test"
SECONDS = 20.0
BODY = b"Subject: x\r\n\r\n.a dot\r\n..two\r\nend\r\n"


def session(office: PostOffice, context: ssl.SSLContext | None = None, user: str = USER) -> Session:
    server = Server("127.0.0.1", office.port, office.is_tls)
    return opened(server, Login(user, PASSWORD), context, Timed(), SECONDS)


def test_a_letter_arrives_as_it_is_with_dots_at_line_starts() -> None:
    with serving() as office, closing(session(office)) as at:
        timed = Timed()
        taken = at.send(SENDER, [READER], BODY, timed)
        assert taken.queue == "2.0.0 Ok: queued as Q1"
        assert timed.may_show
        assert (office.letters[0].content, office.reached()) == (BODY, [READER])


def test_a_check_sends_nothing() -> None:
    with serving() as office, closing(session(office)) as at:
        at.check(SENDER, SENDER)
        assert office.letters == []
    with (
        serving(refusals={SENDER: "550 5.7.1 not yours"}) as office,
        closing(session(office)) as at,
        pytest.raises(Rejected, match="not yours"),
    ):
        at.check(SENDER, SENDER)


def test_who_is_refused_is_told_and_the_others_get_it() -> None:
    refusals = {"gone@press.test": "550 5.1.1 no such user", "full@press.test": "452 4.2.2 mailbox full"}
    with serving(refusals=refusals) as office, closing(session(office)) as at:
        taken = at.send(SENDER, ["gone@press.test", READER, "full@press.test"], BODY, Timed())
        assert [who for who, _ in taken.refused] == ["gone@press.test", "full@press.test"]
        assert "no such user" in taken.refused[0][1]
        assert office.reached() == [READER]
        assert at.send(SENDER, ["gone@press.test"], BODY, Timed()).queue == ""
        assert office.reached() == [READER]


def test_a_server_that_asks_to_come_later_for_one_gives_the_letter_to_nobody_yet() -> None:
    with serving(refusals={"grey@press.test": "450 4.7.1 greylisted"}) as office, closing(session(office)) as at:
        with pytest.raises(RateLimited):
            at.send(SENDER, [READER, "grey@press.test"], BODY, Timed())
        office.refusals = {}
        at.send(SENDER, [READER, "grey@press.test"], BODY, Timed())
        assert office.reached() == [READER, "grey@press.test"]


@pytest.mark.parametrize(
    ("fault", "error"), [("451", RateLimited), ("550", Rejected), ("452_data", RateLimited), ("554_data", Rejected)]
)
def test_a_refusal_of_the_whole_letter_has_taken_nothing(fault: str, error: type[Exception]) -> None:
    with serving(faults=[fault]) as office, closing(session(office)) as at:
        with pytest.raises(error):
            at.send(SENDER, [READER], BODY, Timed())
        assert office.letters == []


@pytest.mark.parametrize(
    ("fault", "may_show"),
    [("drop_before", False), ("drop_after", True), ("421_after", True), ("malformed", True)],
)
def test_only_after_the_last_dot_may_a_broken_connection_have_sent_it(fault: str, *, may_show: bool) -> None:
    with serving(faults=[fault]) as office, closing(session(office)) as at:
        timed = Timed()
        with pytest.raises((OSError, smtplib.SMTPException)):
            at.send(SENDER, [READER], BODY, timed)
        assert timed.may_show is may_show
        assert len(office.letters) == int(may_show)


def test_a_wrong_password_and_a_server_without_a_sign_in_are_told_apart() -> None:
    with serving() as office, pytest.raises(AuthExpired, match="somebody"):
        session(office, user="somebody")
    with serving(auth=False) as office, pytest.raises(Rejected, match="no sign-in"):
        session(office)
    with serving(auth=False) as office, closing(session(office, user="")) as at:
        assert "Post Office" in at.greeting


@pytest.mark.parametrize("is_tls", [True, False])
def test_a_letter_goes_encrypted_to_a_server_that_the_authority_vouches_for(tmp_path: Path, *, is_tls: bool) -> None:
    theirs, pem = authority_in(tmp_path)
    ours = ssl.create_default_context(cafile=str(pem))
    with serving(context=theirs, is_tls=is_tls) as office:
        with closing(session(office, ours)) as at:
            at.send(SENDER, [READER], BODY, Timed())
        assert office.reached() == [READER]
        assert is_tls or office.said[:3] == ["EHLO", "STARTTLS", "EHLO"]
        with pytest.raises(ssl.SSLCertVerificationError):
            session(office, ssl.create_default_context())
        assert len(office.letters) == 1


def test_nothing_is_said_to_a_server_that_offers_no_encryption_where_it_is_wanted() -> None:
    with serving() as office, pytest.raises(Rejected, match="without encryption"):
        session(office, ssl.create_default_context())
    assert office.said == ["EHLO"]
