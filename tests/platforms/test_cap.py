"""A notice for machines keeps CAP 1.2 in both languages; an update names what it replaces, a cancellation what ends."""

from datetime import UTC, datetime

import pytest
from defusedxml import ElementTree

from editor_app.domain.identifiers import DeliveryKey
from editor_app.domain.notice import Notice
from editor_app.platforms.cap import Kind, Message, alert_of, cancelled, message_in, name
from editor_app.platforms.site_folder import PLATFORM
from tests.platforms.alarm import HEALTH, SPACE, WEATHER, emergency, faults_of
from tests.platforms.workshop import NOW, Bench, order_of, with_late


def message(notice: Notice = WEATHER, language: str = "zh-CN") -> Message:
    order = order_of(PLATFORM.compose(emergency(notice, language), "site:x", Bench()))
    order = with_late(order, PLATFORM.prepared(order, NOW))
    return alert_of(order, "news.example.gov.cn", order.late["published_at"])


@pytest.mark.parametrize(("notice", "language"), [(WEATHER, "zh-CN"), (HEALTH, "en")])
def test_a_notice_keeps_every_rule_of_cap(notice: Notice, language: str) -> None:
    document = message(notice, language).as_bytes()
    assert faults_of(document) == []
    info = ElementTree.fromstring(document).find(f"{SPACE}info")
    assert info is not None
    assert (info.findtext(f"{SPACE}language"), info.findtext(f"{SPACE}event")) == (language, notice.event)
    assert info.findtext(f"{SPACE}area/{SPACE}areaDesc") == notice.area
    assert info.findtext(f"{SPACE}senderName") == notice.issuer
    assert info.findtext(f"{SPACE}description") == "请减少外出 <避险>。"
    instruction = info.findtext(f"{SPACE}instruction") or ""
    assert "远离河道 & 桥涵。" in instruction if language == "zh-CN" else "Stay at home." in instruction


def test_a_notice_without_an_end_lasts_a_day_and_one_of_a_practice_workspace_is_an_exercise() -> None:
    root = ElementTree.fromstring(message(HEALTH, "en").as_bytes())
    assert root.findtext(f"{SPACE}status") == "Exercise"
    assert root.findtext(f"{SPACE}sent") == "2026-11-28T17:30:00+08:00"
    assert root.findtext(f"{SPACE}info/{SPACE}expires") == "2026-11-29T17:30:00+08:00"


def test_the_rules_written_out_here_find_what_is_wrong() -> None:
    good = message().as_bytes()
    wrong = [
        good.replace(b"<status>Actual", b"<status>Real"),
        good.replace(b"+08:00</sent>", b"Z</sent>"),
        good.replace(b"<msgType>Alert", b"<msgType>Update"),
        good.replace(b"press-desk-", b"press desk "),
        good.replace(b"<urgency>Expected</urgency>", b""),
        good.replace(b"<event>", b"<web>https://a.example</web>\n<event>"),
        good.replace(b"areaDesc", b"area"),
    ]
    assert [faults_of(each) != [] for each in wrong] == [True] * len(wrong)


def test_a_message_is_read_back_as_it_was_written() -> None:
    first = message()
    assert message_in(first.as_bytes()) == first
    for other in (b"", b"<alert/>", b"<html>", b'<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"/>'):
        assert message_in(other) is None


def test_a_cancellation_names_every_earlier_message_and_keeps_its_words() -> None:
    first = message()
    away = cancelled(first, DeliveryKey("f" * 16))
    assert faults_of(away.as_bytes()) == []
    assert (away.kind, away.references) == (
        Kind.CANCEL,
        "news.example.gov.cn,press-desk-0123456789abcdef,2026-11-28T17:30:00+08:00",
    )
    again = cancelled(away, DeliveryKey("e" * 16))
    assert again.references.split() == [away.references, f"news.example.gov.cn,press-desk-{'f' * 16},{away.sent}"]
    assert datetime.fromisoformat(away.sent) <= datetime.now(UTC)
    assert away.info == first.info


def test_no_word_of_a_notice_can_be_taken_for_a_late_field() -> None:
    from dataclasses import replace

    hostile = replace(WEATHER, issuer="pd-late:published_at", area="</areaDesc><x>\x00")
    document = message(hostile).as_bytes()
    root = ElementTree.fromstring(document)
    assert root.findtext(f"{SPACE}info/{SPACE}senderName") == "pd-late:published_at"
    assert root.findtext(f"{SPACE}info/{SPACE}area/{SPACE}areaDesc") == "</areaDesc><x>"


def test_a_sender_is_written_as_cap_takes_it() -> None:
    assert [name(text) for text in ("a b,c", "news.example.gov", " <& ")] == ["a-b-c", "news.example.gov", "press-desk"]
