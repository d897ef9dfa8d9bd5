from __future__ import annotations

from dataclasses import replace

from editor_app.domain.account import Account, AccountState
from editor_app.domain.document import Content, DocumentKind, Override, Revision, Target
from editor_app.domain.identifiers import AccountId, DocumentId, MemberId, RevisionId, sha256
from editor_app.domain.media import Media
from editor_app.domain.variant import Surroundings, overridden_fields, variant_of
from tests.domain.made import NOON
from tests.domain.test_chart import CHART

DIGEST = sha256(b"p")
MEDIA = Media(DIGEST, "image/jpeg", 10, 10, 1, "p.jpg", "默认", "某人", ai_made=False)
ACCOUNT = Account(AccountId("a"), "网站", "wordpress", "", "", {"category": "解读"}, "", AccountState.ACTIVE, NOON)
REVISION = Revision(
    RevisionId("r"),
    DocumentId("d"),
    1,
    None,
    Content(title="主稿", body="正文", tags=("甲",)),
    (),
    (),
    MemberId("m"),
    NOON,
)
AROUND = Surroundings(DocumentKind.EXPLAINER, {DIGEST: MEDIA}, {"title_characters": 300})


def with_overrides(*overrides: Override) -> Revision:
    return replace(REVISION, overrides=overrides)


def test_an_account_inherits_what_it_does_not_say() -> None:
    variant = variant_of(REVISION, ACCOUNT, AROUND)
    assert (variant.content, variant.account_name, variant.options) == (REVISION.content, "网站", ACCOUNT.options)


def test_the_account_wins_over_its_platform_and_the_platform_over_the_document() -> None:
    own = Override(Target(account=ACCOUNT.id), "title", "账号题")
    platform = Override(Target(platform="wordpress"), "title", "平台题")
    assert variant_of(with_overrides(platform), ACCOUNT, AROUND).content.title == "平台题"
    assert variant_of(with_overrides(own, platform), ACCOUNT, AROUND).content.title == "账号题"
    assert overridden_fields(with_overrides(own, platform), ACCOUNT) == {"title": own}


def test_what_is_said_for_others_does_not_matter() -> None:
    elsewhere = Override(Target(platform="ghost"), "title", "别的")
    assert variant_of(with_overrides(elsewhere), ACCOUNT, AROUND).content.title == "主稿"


def test_lists_are_overridden_whole() -> None:
    tags = Override(Target(account=ACCOUNT.id), "tags", "乙\n丙")
    assert variant_of(with_overrides(tags), ACCOUNT, AROUND).content.tags == ("乙", "丙")


def test_the_master_has_no_account() -> None:
    variant = variant_of(REVISION, None, AROUND)
    assert (variant.account, variant.platform) == (None, "")


def test_alt_text_belongs_to_the_placement_and_falls_back_to_the_medium() -> None:
    body = f"![](media:{DIGEST})\n\n![这里](media:{DIGEST})\n\n![](chart:{CHART_ID})"
    chart = replace(CHART, id=CHART_ID)
    revision = replace(REVISION, content=Content(body=body), charts=(chart,))
    pictures = variant_of(revision, None, AROUND).pictures
    assert [(p.alt, p.line) for p in pictures] == [("默认", 1), ("这里", 3), ("逐年上升", 5)]
    assert pictures[2].chart == chart


def test_a_picture_that_is_not_in_the_store_is_placed_all_the_same_so_that_checks_see_it() -> None:
    missing = sha256(b"gone")
    revision = replace(REVISION, content=Content(body=f"![x](media:{missing})", cover=missing))
    variant = variant_of(revision, None, AROUND)
    assert (variant.pictures[0].digest, variant.pictures[0].size) == (missing, 0)
    assert variant.cover is not None
    assert variant.cover.mime == ""


CHART_ID = type(CHART.id)("0b0e9f0e-6a6f-4a7e-9d59-0e7d5a3f0c11")
