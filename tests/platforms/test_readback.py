"""A verdict is identical, explained by known rewritings, or different, and says what differs."""

from dataclasses import replace

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.identifiers import sha256
from editor_app.platforms.contract import Observed
from editor_app.platforms.readback import Comparison, compared, observed_bytes, observed_digest, observed_from

APPROVED = Observed(
    title="网上办事指南",
    parts=("<p>自 12 月 1 日起办理 12 个事项。</p>",),
    alts=("大厅窗口",),
    media=("a" * 64,),
    link="https://example.gov.cn/a",
    fields=(("slug", "ban-shi"),),
)


class Swapped:
    """A rewriting that replaces one text by another on the platform's side."""

    recorded = "none.json"

    def __init__(self, name: str, there: str, here: str) -> None:
        self.name, self._there, self._here = name, there, here

    def __call__(self, observed: Observed) -> Observed:
        return replace(observed, parts=tuple(part.replace(self._there, self._here) for part in observed.parts))


QUOTES = Swapped("closing tags", "</P>", "</p>")
OTHER = Swapped("never seen", "§", "$")


def test_the_same_is_identical() -> None:
    assert compared(APPROVED, replace(APPROVED), (QUOTES,)) == Comparison(Verdict.IDENTICAL, (), ())


def test_what_is_gone_is_not_visible_whatever_else_it_says() -> None:
    assert compared(APPROVED, replace(APPROVED, visible=False), (QUOTES,)).verdict is Verdict.NOT_VISIBLE


def test_a_known_rewriting_is_named_and_those_that_changed_nothing_are_not() -> None:
    seen = replace(APPROVED, parts=(APPROVED.parts[0].replace("</p>", "</P>"),))
    assert compared(APPROVED, seen, (OTHER, QUOTES)) == Comparison(Verdict.NORMALISED, ("closing tags",), ())


def test_the_same_difference_without_its_rewriting_is_different() -> None:
    seen = replace(APPROVED, parts=(APPROVED.parts[0].replace("</p>", "</P>"),))
    assert compared(APPROVED, seen, (OTHER,)).verdict is Verdict.DIFFERENT


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": "网上办事指北"}, "title"),
        ({"parts": (APPROVED.parts[0].replace("12 个", "21 个"),)}, "parts"),
        ({"parts": (*APPROVED.parts, "more")}, "parts"),
        ({"alts": ("",)}, "alts"),
        ({"media": ("b" * 64,)}, "media"),
        ({"link": "https://example.org/a"}, "link"),
        ({"fields": (("slug", "other"),)}, "fields"),
    ],
)
def test_every_other_difference_is_told_by_its_field_and_its_place(change: dict[str, object], field: str) -> None:
    comparison = compared(APPROVED, replace(APPROVED, **change), (QUOTES,))  # type: ignore[arg-type]
    assert comparison.verdict is Verdict.DIFFERENT
    assert [difference.partition(":")[0] for difference in comparison.differences] == [field]
    assert "→" in comparison.differences[0]
    assert len(comparison.differences[0]) <= 200


def test_the_digest_of_what_was_read_changes_with_all_of_it() -> None:
    changed = [replace(APPROVED, title="x"), replace(APPROVED, alts=()), replace(APPROVED, visible=False)]
    assert len({observed_digest(seen) for seen in (APPROVED, *changed)}) == 4
    assert observed_digest(APPROVED) == observed_digest(replace(APPROVED))


def test_halves_of_characters_that_others_posted_are_a_difference_like_any_other() -> None:
    broken = replace(APPROVED, title="指南\ud83d", parts=("<p>\udc00</p>",), fields=(("slug", "\ud800"),))
    comparison = compared(APPROVED, broken, (QUOTES,))
    assert comparison.verdict is Verdict.DIFFERENT
    assert [each.encode() for each in comparison.differences]
    assert observed_digest(broken) != observed_digest(replace(broken, title="指南"))


def test_what_was_read_comes_back_from_its_canonical_form() -> None:
    seen = Observed("题", ("<p>一</p>", "二"), ("替",), ("a" * 64,), "https://x.cn", (("slug", "s"),))
    assert observed_from(observed_bytes(seen).decode()) == seen
    assert observed_digest(seen) == sha256(observed_bytes(seen))
    for wrong in ("{}", "[]", "nothing"):
        with pytest.raises(ValueError, match=r"form|Expecting"):
            observed_from(wrong)
