"""The approval sheet."""

import dataclasses
import datetime as dt
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from editor_app.domain.errors import Unavailable
from editor_app.rendering import typeset
from editor_app.rendering.approval_sheet import (
    Sheet,
    SheetAccount,
    SheetMedium,
    SheetSignature,
    SheetStage,
    approval_sheet_pdf,
    approval_sheet_png,
    sheet_words,
)
from editor_app.translation import message


def sheet_of(language: str = "zh") -> Sheet:
    def signed(name: str, at: str) -> SheetSignature:
        return SheetSignature(name, "同意", at, "山川 云海 松柏 江河 晨光 远山", "窗口", "", valid=True)

    broken = dataclasses.replace(signed("吴敏", "2026-11-28 16:20"), valid=False, reason="已核对原文")
    return Sheet(
        language=language,
        words=sheet_words(lambda text: message(text, "zh_CN" if language == "zh" else "en")),
        workspace="滨江区政务公开办",
        number="2026-0017 · 定稿 2",
        title="“指尖上的网上政府”怎么建？国办发文明确了！ #strong[x] $y$",
        summary="提高响应速度，及时公布真相；群众诉求限时办结、及时反馈。",
        digest="7f3a91c204de" + "0123456789abcdef" * 3 + "beef",
        facts=(("状态", "已批准"), ("提交人", "沈知言"), ("提交时间", "2026-11-28 15:42（北京时间）"),
               ("时间窗", "11-28 18:00 至 11-30 18:00"),
               ("来源", "中国政府网"), ("流程", "三审")),
        stages=(
            SheetStage("初审", "事实、数据、出处", (signed("周文", "2026-11-28 16:01"),)),
            SheetStage("初校", "文字", (signed("何清", "2026-11-28 16:05"),), proof=True),
            SheetStage("复审", "政策口径", (broken,)),
            SheetStage("终审", "政治方向", ()),
        ),
        accounts=(
            SheetAccount("门户网站", "WordPress", "“指尖上的网上政府”怎么建？国办发文明确了！", "1,204 字，2 图"),
            SheetAccount("简报站", "Ghost", "“指尖上的网上政府”怎么建？", "1,204 字，2 图"),
        ),
        media=(SheetMedium("门户网站 1", "JPEG 640 × 427，105 KB", "颐和园的湖面与长桥，远处是佛香阁。", "ab" * 32),),
        accepted=(("句子超过 40 字", "法规原文，不能拆分"),),
        printed_at=dt.datetime(2026, 11, 28, 9, 0, tzinfo=dt.UTC),
        printed="2026-11-28 17:00",
    )  # fmt: skip


def test_the_sheet_is_an_archivable_pdf_and_the_same_bytes_twice() -> None:
    content = approval_sheet_pdf(sheet_of())
    assert content.startswith(b"%PDF-1.7")
    assert b"pdfaid:part>2<" in content
    assert approval_sheet_pdf(sheet_of()) == content


def test_another_date_or_digest_gives_another_sheet() -> None:
    assert approval_sheet_pdf(dataclasses.replace(sheet_of(), digest="0" * 64)) != approval_sheet_pdf(sheet_of())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_pages_can_be_looked_at_in_both_languages(language: str) -> None:
    pages = approval_sheet_png(sheet_of(language))
    assert len(pages) == 1
    assert Image.open(BytesIO(pages[0])).size == (1191, 1684)


def test_vermilion_means_that_somebody_signed() -> None:
    def red(sheet: Sheet) -> int:
        page = Image.open(BytesIO(approval_sheet_png(sheet)[0])).convert("RGB")
        return sum(count for count, colour in page.getcolors(10**6) or () if colour == (0xBF, 0x35, 0x1E))

    unsigned = tuple(dataclasses.replace(stage, signatures=()) for stage in sheet_of().stages)
    assert red(sheet_of()) > 1000
    assert red(dataclasses.replace(sheet_of(), stages=unsigned)) == 0


def test_words_of_people_are_never_markup() -> None:
    hostile = '#read("/etc/passwd") *x* \\ #import "@preview/x" "; } $'
    assert approval_sheet_pdf(dataclasses.replace(sheet_of(), title=hostile, summary=hostile))


def test_a_long_sheet_goes_over_several_pages() -> None:
    whole = sheet_of()
    assert len(approval_sheet_png(dataclasses.replace(whole, media=whole.media * 80))) > 1


def test_a_broken_template_is_said_in_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "broken.typ").write_text("#nothing")
    monkeypatch.setattr(typeset, "resource", lambda _name: tmp_path / "broken.typ")
    with pytest.raises(Unavailable, match="can't be set"):
        approval_sheet_pdf(sheet_of())
