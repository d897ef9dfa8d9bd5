"""The public note says what was wrong and links the wrong post; a change's id never meets the post's own."""

from datetime import date

import pytest

from editor_app.domain.document import Content
from editor_app.domain.edition import EditionKind, Part, Payload
from editor_app.domain.identifiers import AccountId, DeliveryKey
from editor_app.domain.recall import (
    MEASURE_WORDS,
    STANDING_WORDS,
    Aim,
    Measure,
    Standing,
    aimed,
    follow_up,
    keys_of,
    measure_of,
    receipt_id,
    taking_away,
    target_in,
    targets_of,
    with_note,
)

DAY = date(2026, 11, 29)
KEY = DeliveryKey("0123456789abcdef")
PAYLOAD = Payload(
    AccountId("a"), "site", "wordpress", "u", "html", "题目", "", "", "ti-mu", "zh-CN", (Part(1, "x"),), (),
    (("status", "publish"),), ("draft_id",),
)  # fmt: skip


def test_a_payload_says_what_it_does_about_which_posts() -> None:
    made = aimed(PAYLOAD, Aim(Measure.EDIT, ("42", "43"), (KEY,), "https://x/"))
    assert (measure_of(made), targets_of(made), keys_of(made)) == (Measure.EDIT, ("42", "43"), (KEY,))
    assert made.option("status") == "publish"
    assert (measure_of(PAYLOAD), targets_of(PAYLOAD)) == (None, ())


def test_a_withdrawal_has_no_text_of_its_own() -> None:
    made = taking_away(PAYLOAD, Aim(Measure.DELETE, ("42",), (KEY,), ""))
    assert (made.parts, made.media, made.late, made.slug) == ((), (), (), "ti-mu")


@pytest.mark.parametrize("own", ["42", "at://did:plc:x/app.bsky.feed.post/3k", "articles/a#listed", "a~b"])
def test_the_posts_own_id_is_found_in_that_of_its_change(own: str) -> None:
    assert target_in(receipt_id(own, KEY)) == own
    assert target_in(own) == own


def test_a_corrected_text_ends_with_the_note() -> None:
    made = with_note(Content(body="正文。\n"), "第二段的数字应为 *12*。", DAY)
    assert made.body == "正文。\n\n**更正说明（2026-11-29）**：第二段的数字应为 \\*12\\*。\n"
    assert with_note(Content(body="正文。"), "  ", DAY) == Content(body="正文。")


def test_a_follow_up_links_the_wrong_post_and_brings_the_corrected_text() -> None:
    made = follow_up(
        Content(title="题目", body="正文。", slug="x"), EditionKind.CORRECTION, ("旧[题]", "https://x/(1)"), "", DAY
    )
    assert made.title == "更正：题目"
    assert made.body.startswith("**更正说明（2026-11-29）**：此前发布的[《旧\\[题\\]》](https://x/%281%29)有误。")
    assert made.body.endswith("正文。")
    assert made.slug == ""


def test_the_note_of_a_withdrawal_repeats_nothing_of_the_text_and_speaks_its_language() -> None:
    wrong = Content(title="Title", body="wrong text", summary="wrong", cover="c", language="en")
    made = follow_up(wrong, EditionKind.WITHDRAWAL, ("Title", "https://x/"), "It was a draft.", DAY)
    assert made.title == "Withdrawn: Title"
    assert "wrong" not in made.body + made.summary
    assert made.body.startswith("**Withdrawn (2026-11-29):** [“Title”](https://x/) has been withdrawn; ")
    assert made.body.endswith(" It was a draft.\n")


def test_every_measure_and_standing_has_its_word() -> None:
    assert (set(MEASURE_WORDS), set(STANDING_WORDS)) == (set(Measure), set(Standing))
