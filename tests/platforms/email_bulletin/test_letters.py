from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from email.header import decode_header, make_header
from email.utils import parseaddr
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.errors import Invalid
from editor_app.platforms.email_bulletin import PLATFORM
from editor_app.platforms.email_bulletin.letters import BATCH, batches, letter, message_id
from tests.platforms.email_bulletin.post_office import SENDER
from tests.platforms.workshop import KEY, NOW, TITLE, Bench, order_of, variant, with_late

if TYPE_CHECKING:
    from email.message import EmailMessage

    from editor_app.platforms.contract import Order


def order(to: str = "a@b.example, c@d.example", title: str = TITLE, **options: str) -> Order:
    said = variant(options={"sender": SENDER, "to": to, **options}, title=title)
    made = order_of(PLATFORM.compose(said, "mail:x", Bench()))
    return with_late(made, PLATFORM.prepared(made, NOW))


def read(made: Order, ordinal: int = 1) -> EmailMessage:
    return email.message_from_bytes(letter(made, ordinal), policy=email.policy.default)  # type: ignore[return-value]


def test_each_reader_gets_a_letter_or_a_hundred_share_one_without_seeing_each_other() -> None:
    assert batches(order().payload) == [("a@b.example",), ("c@d.example",)]
    assert [read(order(), n)["To"] for n in (1, 2)] == ["a@b.example", "c@d.example"]
    many = order(", ".join(f"r{n}@b.example" for n in range(BATCH + 1)), letters="bcc")
    assert [len(batch) for batch in batches(many.payload)] == [BATCH, 1]
    assert read(many)["To"] == "undisclosed-recipients:;"
    assert b"b.example" not in letter(many, 1)


def test_a_letter_is_the_same_in_every_attempt_and_has_a_name_of_its_own() -> None:
    made = order()
    assert letter(made, 1) == letter(made, 1)
    assert [read(made, n)["Message-ID"] for n in (1, 2)] == [f"<pd-{KEY}.{n}@press.test>" for n in (1, 2)]
    assert message_id(made.payload, made.key, 2) == f"pd-{KEY}.2@press.test"
    assert read(made)["Date"] == "Sat, 28 Nov 2026 09:30:00 +0000"


@pytest.mark.parametrize(
    "name", ["Press Desk", '"Press" \\ Desk', "市政务服务局", "市政务服务局新闻办公室与政务公开办公室联合发布"]
)
@pytest.mark.parametrize("title", [TITLE, "A plain title", "市" * 120, "Long " * 38 + "title"])
def test_names_and_titles_come_out_as_they_were_meant_on_lines_that_servers_take(name: str, title: str) -> None:
    made = order(title=title, sender_name=name)
    said = read(made)
    assert said["Subject"] == title
    shown, _ = parseaddr(str(email.message_from_bytes(letter(made, 1))["From"]))
    assert str(make_header(decode_header(shown))) == name
    assert said["From"].addresses[0].addr_spec == SENDER
    head = letter(made, 1).partition(b"\r\n\r\n")[0]
    assert all(len(line) <= 78 for line in head.split(b"\r\n"))


def test_text_html_and_pictures_lie_inside_and_nothing_is_fetched() -> None:
    said = read(order())
    assert said.get_content_type() == "multipart/alternative"
    text, related = said.iter_parts()  # type: ignore[misc]
    page, *pictures = related.iter_parts()  # type: ignore[attr-defined]
    assert TITLE in text.get_content()
    html = page.get_content()
    cids = [picture["Content-ID"].strip("<>") for picture in pictures]
    assert len(cids) == len(order().payload.media) == 3
    assert [f'src="cid:{cid}"' in html for cid in cids] == [True] * 3
    assert 'src="http' not in html
    assert 'alt="办件量由 12 万件增至 15 万件的柱形图"' in html
    assert "［图］大厅窗口" in text.get_content()
    made = order()
    assert [p.get_content() for p in pictures] == [made.media(m.digest) for m in made.payload.media]


def test_readers_leave_by_a_letter_or_by_one_click() -> None:
    assert read(order())["List-Unsubscribe"] == f"<mailto:{SENDER}?subject=unsubscribe>"
    assert read(order())["List-Unsubscribe-Post"] is None
    made = order(unsubscribe="https://www.example.gov/off?of={recipient}")
    said = read(made)["List-Unsubscribe"]
    assert said.startswith("<https://www.example.gov/off?of=a%40b.example>,")
    assert read(made)["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    shared = order(unsubscribe="https://www.example.gov/off", letters="bcc")
    assert read(shared)["List-Unsubscribe"].startswith("<https://www.example.gov/off>,")


@pytest.mark.parametrize("where", ["title", "sender", "sender_name", "recipients", "date", "language"])
def test_a_line_break_in_the_head_is_refused_even_when_it_came_past_every_check(where: str) -> None:
    evil = "a@b.example\r\nBcc: everybody@b.example"
    made = order()
    if where == "date":
        made = with_late(made, {"date": evil})
    elif where in {"title", "language"}:
        made = replace(made, payload=replace(made.payload, **{where: evil}))
    else:
        options = tuple(sorted({**dict(made.payload.options), where: evil.replace("\n", "\r")}.items()))
        made = replace(made, payload=replace(made.payload, options=options))
    with pytest.raises(Invalid):
        letter(made, 1)
