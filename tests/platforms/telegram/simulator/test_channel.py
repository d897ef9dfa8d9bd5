import pytest

from editor_app.platforms.telegram.simulator.books import BOT
from tests.platforms.telegram.channel import Desk


def test_the_bot_says_who_it_is_and_what_it_may() -> None:
    desk = Desk()
    assert desk.told("getMe")["result"]["id"] == BOT
    assert desk.told("getChat")["result"]["type"] == "channel"
    assert desk.told("getChatMember", user_id=BOT)["result"]["can_post_messages"] is True
    desk.conduct.may_post = False
    assert desk.told("getChatMember", user_id=BOT)["result"]["status"] == "member"
    assert desk.asked("sendMessage", text="字").status == 403


@pytest.mark.parametrize(
    ("text", "words"), [("", "empty"), ("字" * 4097, "too long"), ("🎉" * 2049, "too long"), ("<p>字</p>", "entities")]
)
def test_texts_that_telegram_refuses(text: str, words: str) -> None:
    desk = Desk()
    answer = desk.told("sendMessage", text=text)
    assert (answer["ok"], words in answer["description"]) == (False, True)
    assert desk.told("sendMessage", text="🎉" * 2048)["ok"]


def test_a_channel_takes_twenty_messages_a_minute() -> None:
    desk = Desk()
    for _ in range(20):
        desk.posted()
    refused = desk.told("sendMessage", text="字")
    assert (refused["error_code"], refused["parameters"]) == (429, {"retry_after": 60})
    desk.clock.turn(seconds=61)
    assert desk.posted() == 121


def test_editing_what_is_the_same_or_gone_is_refused_and_a_change_is_counted() -> None:
    desk = Desk()
    number = desk.posted("一")
    assert "not modified" in desk.told("editMessageText", message_id=number, text="一")["description"]
    assert desk.told("editMessageText", message_id=number, text="二")["ok"]
    assert desk.books.messages[number].edited == 1
    assert "not modified" in desk.told("editMessageReplyMarkup", message_id=number)["description"]
    assert "not found" in desk.told("editMessageText", message_id=999, text="二")["description"]


def test_messages_can_be_deleted_for_two_days_and_missing_ones_are_passed_over() -> None:
    desk = Desk()
    first, second = desk.posted(), desk.posted()
    assert desk.told("deleteMessages", message_ids=[first, 999])["ok"]
    desk.clock.turn(hours=48, seconds=1)
    assert "can't be deleted" in desk.told("deleteMessages", message_ids=[second])["description"]
    assert list(desk.books.messages) == [second]


def test_other_chats_and_unknown_calls_are_refused() -> None:
    desk = Desk()
    assert "chat not found" in desk.told("sendMessage", chat_id="@other_channel", text="字")["description"]
    assert desk.asked("getEverything").status == 404
    assert "group send failed" in desk.told("sendMediaGroup", media=[{"media": "attach://p1"}])["description"]
    assert "no photo" in desk.told("sendPhoto", photo="attach://p1")["description"]
