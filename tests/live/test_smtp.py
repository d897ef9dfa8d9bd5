"""On a real mail server: every reader gets one letter as it was approved, and a lost answer is asked about."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from editor_app.domain.errors import AuthExpired, OutcomeUnknown, Rejected, Unreachable
from editor_app.domain.identifiers import DeliveryKey
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection, Unclear
from editor_app.platforms.email_bulletin import PLATFORM
from tests.live.cutting import Cutting
from tests.platforms.authority import authority_in
from tests.platforms.workshop import NOW, TITLE, Bench, order_of, sent, variant, with_late

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editor_app.platforms.contract import Link, Order
    from tests.live.targets import LiveSmtp

SENDER = "news@press.test"
READERS = ("reader@press.test", "leser@example.org", "读者@政务.中国".replace("读者", "reader"))


@pytest.fixture
def link(smtp: LiveSmtp) -> Iterator[Link]:
    smtp.mailbox.empty()
    opened = connected(smtp, smtp.url)
    yield opened
    opened.close()


def connected(target: LiveSmtp, url: str, password: str = "") -> Link:
    secret = Secret(f"{target.user}:{password or target.password}")
    options = {"sender": SENDER, "to": ",".join(READERS)}
    return PLATFORM.link(Connection(url, secret, options, certificates=str(target.authority)))


def fresh(**options: str) -> Order:
    said = variant(options={"sender": SENDER, "sender_name": "市政务服务局", "to": ",".join(READERS), **options})
    order = order_of(PLATFORM.compose(said, f"mail:{SENDER}", Bench()), DeliveryKey(uuid4().hex[:16]))
    return with_late(order, PLATFORM.prepared(order, NOW))


def test_we_are_let_in_and_a_wrong_password_is_not(smtp: LiveSmtp, link: Link) -> None:
    assert link.identity().remote_uid == f"mail:{SENDER}"
    assert link.rehearse() == ""
    assert smtp.mailbox.letters() == []
    wrong = connected(smtp, smtp.url, "wrong")
    with pytest.raises(AuthExpired):
        wrong.identity()
    wrong.close()


def test_every_reader_gets_one_letter_with_its_pictures_inside(smtp: LiveSmtp, link: Link) -> None:
    done = sent(PLATFORM, link, fresh())
    letters = smtp.mailbox.letters()
    assert len(letters) == len(READERS) == len(set(done.remote_ids))
    read = [email.message_from_string(smtp.mailbox.raw(one), policy=email.policy.default) for one in letters]
    assert {one["To"] for one in read} == {"reader@press.test", "leser@example.org", "reader@xn--zfr164b.xn--fiqs8s"}
    assert {one["Subject"] for one in read} == {TITLE}
    assert {str(one["From"]) for one in read} == {f"市政务服务局 <{SENDER}>"}
    kinds = [part.get_content_type() for part in read[0].walk()]
    assert kinds[:4] == ["multipart/alternative", "text/plain", "multipart/related", "text/html"]
    pictures = [part for part in read[0].walk() if part.get_content_maintype() == "image"]
    medium = done.order.payload.media[0]
    assert pictures[0].get_content() == done.order.media(medium.digest)
    with pytest.raises(Rejected, match="3 of 3 recipients"):
        link.observe(done.order, done.remote_ids)


def test_nothing_is_said_to_a_server_that_no_authority_of_ours_vouches_for(smtp: LiveSmtp, tmp_path: Path) -> None:
    _context, another = authority_in(tmp_path)
    stranger = connected(replace(smtp, authority=another), smtp.url)
    with pytest.raises(Unreachable, match="certificate"):
        stranger.identity()
    stranger.close()


def test_blind_copies_are_one_letter_that_names_nobody(smtp: LiveSmtp, link: Link) -> None:
    sent(PLATFORM, link, fresh(letters="bcc"))
    letters = smtp.mailbox.letters()
    assert len(letters) == 1
    assert "leser@example.org" not in smtp.mailbox.raw(letters[0])


def test_an_answer_lost_after_the_last_dot_is_asked_about_and_one_before_it_has_sent_nothing(smtp: LiveSmtp) -> None:
    smtp.mailbox.empty()
    order = fresh(letters="bcc")
    step = PLATFORM.steps(order.payload)[0]
    with Cutting(smtp.url, smtp.authority, after=b"\r\n.\r\n") as proxy:
        through = connected(smtp, proxy.url)
        with pytest.raises(OutcomeUnknown):
            through.perform(step, order)
        through.close()
        assert proxy.is_answered()
    assert isinstance(through.find(step, order, ""), Unclear)
    assert len(smtp.mailbox.letters()) == 1
    with Cutting(smtp.url, smtp.authority, after=b"Subject:") as proxy:
        through = connected(smtp, proxy.url)
        with pytest.raises((Unreachable, OutcomeUnknown)):  # whether the last dot had left is the network's to say
            through.perform(step, order)
        through.close()
    assert len(smtp.mailbox.letters()) == 1
