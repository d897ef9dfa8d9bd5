import json

from editor_app.platforms.contract import Observed
from editor_app.platforms.mastodon.content import words_of
from editor_app.platforms.mastodon.normalisations import NORMALISATIONS, Handles
from tests.platforms.recording import PLATFORMS

SENT = "请关注 @zwdt@fuwu.example 。"


def seen(words: str) -> Observed:
    return Observed("", (words,), ())


def test_a_handle_that_the_server_knows_is_shown_by_its_name() -> None:
    reply = json.loads((PLATFORMS / "mastodon" / "recorded" / "handles.json").read_text("utf-8"))
    shown = words_of(json.loads(reply["body"])["content"])
    assert shown == "请关注 @zwdt 。"
    assert Handles()(seen(SENT)) == Handles()(seen(shown))


def test_another_name_a_number_and_a_link_are_never_normalised_away() -> None:
    for other in ("请关注 @zwdT2@fuwu.example 。", "请关注 @zwdt 12 。", "请关注 https://fuwu.example/@zwdt 。"):
        for normalisation in NORMALISATIONS:
            assert normalisation(seen(SENT)) != normalisation(seen(other))
