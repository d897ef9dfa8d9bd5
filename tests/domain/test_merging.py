"""Two drafts put together: fields, accounts' versions and charts, not the text alone."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.chart import Chart, ChartKind
from editor_app.domain.document import Content, Override, Target
from editor_app.domain.identifiers import AccountId, ChartId
from editor_app.domain.merging import Merge, Place, merge, words_of
from editor_app.domain.text_merge import Keep

SITE, SOCIAL = Target(AccountId("site")), Target(platform="bluesky")
CHART = Chart(
    ChartId("c1"), ChartKind.COLUMN, "办件量", "件", "政务办", "2026-11", "逐月上升", "", "月", "件", "", ("月", "件"),
    (("1", "10"), ("2", "20")),
)  # fmt: skip


@dataclass(frozen=True)
class Draft:
    content: Content
    overrides: tuple[Override, ...] = ()
    charts: tuple[Chart, ...] = ()


BASE = Draft(
    Content(title="标题", summary="摘要", body="一。\n\n二。\n", tags=("a", "b"), source="政务办"),
    (Override(SITE, "title", "网站标题"), Override(SITE, "body", "甲。\n\n乙。")),
    (CHART,),
)


def said(draft: Draft, **fields: object) -> Draft:
    return replace(draft, content=replace(draft.content, **fields))  # type: ignore[arg-type]


def overriding(draft: Draft, *overrides: Override) -> Draft:
    return replace(draft, overrides=overrides)


def charted(draft: Draft, *charts: Chart) -> Draft:
    return replace(draft, charts=charts)


def written(found: Merge, *keeps: Keep) -> Draft:
    return Draft(*found.written(keeps))


def together(mine: Draft, theirs: Draft) -> Draft:
    found = merge(BASE, mine, theirs)
    assert found.conflicts == ()
    return written(found)


def test_different_fields_come_together_by_themselves() -> None:
    mine, theirs = said(BASE, title="新标题", reprint=True), said(BASE, summary="新摘要", body="一。\n\n二，改。\n")
    assert together(mine, theirs).content == replace(
        BASE.content, title="新标题", reprint=True, summary="新摘要", body="一。\n\n二，改。\n"
    )


def test_tags_that_either_added_or_took_away_are_so() -> None:
    assert together(said(BASE, tags=("b", "c")), said(BASE, tags=("a", "b", "d"))).content.tags == ("b", "d", "c")


def test_a_field_that_both_wrote_is_asked_and_both_can_stay() -> None:
    found = merge(BASE, said(BASE, title="我的"), said(BASE, title="他的"))
    (conflict,) = found.conflicts
    assert (conflict.place, conflict.base, conflict.mine, conflict.theirs) == (Place("title"), "标题", "我的", "他的")
    titles = [written(found, keep).content.title for keep in Keep]
    assert titles == ["我的", "他的", "我的 / 他的"]


@pytest.mark.parametrize("field", ["link", "slug", "cover", "language"])
def test_of_an_address_or_a_picture_only_one_can_stay(field: str) -> None:
    found = merge(BASE, said(BASE, **{field: "x"}), said(BASE, **{field: "y"}))
    assert [conflict.joins for conflict in found.conflicts] == [False]
    assert [getattr(written(found, keep).content, field) for keep in Keep] == ["x", "y", "x"]


def test_versions_of_accounts_come_together_by_field_and_paragraph() -> None:
    title, body = BASE.overrides
    mine = overriding(BASE, title, replace(body, value="甲，改。\n\n乙。"), Override(SOCIAL, "title", "短标题"))
    theirs = overriding(BASE, replace(title, value="新网站标题"), replace(body, value="甲。\n\n乙，改。"))
    assert set(together(mine, theirs).overrides) == {
        Override(SITE, "title", "新网站标题"),
        Override(SITE, "body", "甲，改。\n\n乙，改。"),
        Override(SOCIAL, "title", "短标题"),
    }


def test_a_version_given_up_by_one_and_written_on_by_the_other_is_asked() -> None:
    title, body = BASE.overrides
    found = merge(BASE, overriding(BASE, title), overriding(BASE, title, replace(body, value="甲。\n\n乙乙。")))
    assert [(each.place, each.mine, each.joins) for each in found.conflicts] == [(Place("body", SITE), "", False)]
    assert written(found, Keep.MINE).overrides == (title,)
    assert written(found, Keep.THEIRS).overrides == (title, replace(body, value="甲。\n\n乙乙。"))


def test_tags_of_an_account_come_together() -> None:
    base = overriding(BASE, Override(SITE, "tags", "a"))
    found = merge(base, overriding(base, Override(SITE, "tags", "a\nb")), overriding(base, Override(SITE, "tags", "c")))
    assert [each.value for each in written(found).overrides] == ["c\nb"]


def test_words_and_table_of_a_chart_come_together() -> None:
    mine = charted(BASE, replace(CHART, alt="先升后降", title="办件"))
    theirs = charted(BASE, replace(CHART, rows=(("1", "10"), ("2", "25"))))
    assert together(mine, theirs).charts == (replace(CHART, alt="先升后降", title="办件", rows=theirs.charts[0].rows),)


def test_a_table_that_both_changed_is_asked_as_a_whole() -> None:
    mine, theirs = (charted(BASE, replace(CHART, rows=(("1", "10"), ("2", cell)))) for cell in ("21", "22"))
    found = merge(BASE, mine, theirs)
    assert [(each.place, each.joins) for each in found.conflicts] == [(Place("data", chart=CHART.id), False)]
    assert "2, 21" in found.conflicts[0].mine
    assert written(found, Keep.THEIRS).charts == theirs.charts


def test_new_charts_of_both_are_there_and_one_that_was_taken_away_is_asked_when_the_other_changed_it() -> None:
    one, two = replace(CHART, id=ChartId("c2")), replace(CHART, id=ChartId("c3"))
    assert set(together(charted(BASE, CHART, one), charted(BASE, CHART, two)).charts) == {CHART, one, two}
    found = merge(BASE, charted(BASE), charted(BASE, replace(CHART, title="新")))
    assert len(found.conflicts) == 1
    assert written(found, Keep.MINE).charts == ()
    assert [chart.title for chart in written(found, Keep.THEIRS).charts] == ["新"]


def test_conflicts_are_settled_one_by_one_in_their_order() -> None:
    mine, theirs = (said(BASE, title=f"{who}题", body=f"{who}一。\n\n二。\n\n{who}三。\n") for who in ("我", "他"))
    found = merge(BASE, mine, theirs)
    assert [each.place.field for each in found.conflicts] == ["title", "body", "body"]
    chosen = written(found, Keep.MINE, Keep.THEIRS, Keep.BOTH).content
    assert chosen.title == "我题"
    assert chosen.body.split() == ["他一。", "二。", "我三。", "他三。"]


def test_a_value_is_shown_as_words() -> None:
    table = ("column", ("x", "y"), (("1", "2"),))
    assert [words_of(value) for value in (True, False, None, "a", ("a", "b"), table)] == [
        "✓", "", "", "a", "a, b", "column\nx, y\n1, 2",
    ]  # fmt: skip


words = st.sampled_from(["", "a", "b", "c"])
drafts = st.builds(
    lambda title, body, tags, over: Draft(
        Content(title=title, body="\n\n".join(body), tags=tuple(dict.fromkeys(tags))),
        tuple(Override(SITE, "title", word) for word in over[:1]),
        (CHART,),
    ),
    words,
    st.lists(words, max_size=4),
    st.lists(words, max_size=3),
    st.lists(words, max_size=1),
)


@given(drafts, drafts)
def test_what_only_one_changed_is_never_asked(base: Draft, changed: Draft) -> None:
    for three in ((base, changed, base), (base, base, changed), (base, changed, changed)):
        found = merge(*three)
        assert found.conflicts == ()
        assert written(found) == changed


@given(drafts, drafts, drafts)
def test_all_mine_or_all_theirs_gives_the_word_of_that_person_wherever_both_wrote(
    base: Draft, mine: Draft, theirs: Draft
) -> None:
    found = merge(base, mine, theirs)
    for keep, person in ((Keep.MINE, mine), (Keep.THEIRS, theirs)):
        done = written(found, *[keep] * len(found.conflicts))
        if base.content.title not in (mine.content.title, theirs.content.title):
            assert done.content.title == person.content.title
