from datetime import UTC, datetime, timedelta

from editor_app.domain.manifest_json import Fields
from editor_app.platforms.contract import Absent, Found, Order, Unclear
from editor_app.platforms.mastodon import PLATFORM
from editor_app.platforms.mastodon.tracing import is_older, judged
from editor_app.platforms.tracing import SLACK
from tests.platforms.workshop import Bench, order_of, variant

AT = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)


def ordered() -> Order:
    return order_of(PLATFORM.compose(variant("便民事项", cover=False, link=""), "social.example/1", Bench()))


def status(words: str, program: str = "Press Desk", number: str = "1") -> Fields:
    content = "".join(f"<p>{one}</p>" for one in words.split("\n\n"))
    return Fields({
        "id": number, "content": content, "spoiler_text": "", "visibility": "public", "language": "zh-CN",
        "media_attachments": [], "in_reply_to_id": None, "poll": None, "url": f"https://social.example/@o/{number}",
        "application": {"name": program}, "created_at": AT.isoformat(),
    })  # fmt: skip


def test_a_post_with_its_words_by_this_program_is_its_own() -> None:
    words = ordered().payload.parts[0].body
    found = judged(ordered(), "social.example", [status("别的"), status(words, number="7")])
    assert isinstance(found, Found)
    assert found.result.remote_id == "7"


def test_the_same_words_by_another_program_or_twice_are_for_a_person() -> None:
    words = ordered().payload.parts[0].body
    for listed in ([status(words, "Tusky")], [status(words), status(words, number="2")]):
        assert isinstance(judged(ordered(), "social.example", listed), Unclear)
    assert judged(ordered(), "social.example", [status("别的")]) == Absent()


def test_what_was_made_long_before_is_older() -> None:
    assert is_older(status("x"), AT + SLACK + timedelta(seconds=1))
    assert not is_older(status("x"), AT + SLACK)
