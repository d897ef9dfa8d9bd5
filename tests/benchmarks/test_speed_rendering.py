"""How fast a text, a comparison, a picture and a chart are made, beside the plain way of doing it."""

from __future__ import annotations

import random
from io import BytesIO

import markdown
from PIL import Image

from editor_app.domain.chart import Chart, ChartKind
from editor_app.domain.identifiers import ChartId
from editor_app.rendering import picture_jobs
from editor_app.rendering.assembly import Illustration
from editor_app.rendering.chart import chart_picture
from editor_app.rendering.diff import text_diff
from editor_app.rendering.markdown import Preview, page
from editor_app.rendering.sanitised import sanitised
from tests.benchmarks.document import LENGTH, long_document
from tests.benchmarks.measured import cpu_milliseconds, record

SIZES = ((2560, 900_000), (1920, 500_000), (1280, 250_000), (1080, 180_000), (640, 60_000), (320, 15_000))


def illustrate(_placement: object) -> Illustration:
    return Illustration("media:x", "alt")


def test_an_edit_costs_a_twentieth_of_the_whole_and_three_milliseconds() -> None:
    source = long_document()
    assert len(source) == LENGTH
    live = Preview()
    live.page(source, illustrate)
    peer = markdown.Markdown(extensions=["tables", "footnotes", "attr_list", "toc", "sane_lists", "fenced_code"])
    edits = iter(range(10_000))
    at = source.index("。", 50_000)

    def edit() -> str:
        return live.page(f"{source[:at]}字{next(edits)}{source[at:]}", illustrate).html

    def whole() -> str:
        return page(source, illustrate).html

    def plain() -> str:
        return peer.reset().convert(source)

    one, full, theirs = cpu_milliseconds(edit, whole, plain, rounds=15)
    record("live edit / whole render", one / full, 0.05)
    record("live edit", one, 3.0, "ms ")
    record("whole render with sanitising / Python-Markdown alone", full / theirs, 2.0)
    assert one / full <= 0.05
    assert one <= 3.0


def test_one_article_is_rendered_and_sanitised_in_twenty_milliseconds() -> None:
    source = long_document()[:10_000]
    html = page(source, illustrate).html
    render, clean = cpu_milliseconds(lambda: page(source, illustrate).html, lambda: sanitised(html), rounds=15)
    record("publish render of 10,000 characters", render, 20.0, "ms ")
    record("sanitise the same", clean, 2.5, "ms ")
    assert render <= 20.0
    assert clean <= 2.5


def test_a_hundred_thousand_characters_are_compared_in_fifty_milliseconds() -> None:
    before, chance = long_document()[:100_000], random.Random(2)
    after = before
    for _ in range(200):
        at = chance.randrange(len(after) - 10)
        after = after[:at] + chance.choice(("改", "2026", "", "新的一句。")) + after[at + chance.randrange(6) :]
    (taken,) = cpu_milliseconds(lambda: text_diff(before, after))
    record("compare 100,000 characters with 200 edits", taken, 50.0, "ms ")
    assert taken <= 50.0


def photograph() -> bytes:
    """24 million pixels with as much detail as a camera gives."""
    soft = Image.effect_noise((1500, 1000), 90).resize((6000, 4000), Image.Resampling.BICUBIC)
    fine = Image.effect_noise((6000, 4000), 12)
    out = BytesIO()
    Image.merge("RGB", (Image.blend(soft, fine, 0.2), soft, Image.blend(soft, fine, 0.2))).save(out, "JPEG", quality=92)
    return out.getvalue()


def test_six_sizes_of_a_photograph_cost_a_sixth_of_plain_pillow() -> None:
    content = photograph()
    encodes: list[int] = []
    real = picture_jobs._jpeg

    def counted(canvas: Image.Image, quality: int) -> bytes:
        encodes.append(canvas.width * canvas.height)
        return real(canvas, quality)

    def ours() -> None:
        encodes.clear()
        picture_jobs._last.clear()
        for side, most in SIZES:
            picture_jobs.fit({"longest_side": side, "max_bytes": most, "mimes": ["image/jpeg"]}, content)

    def plain() -> None:
        for side, most in SIZES:
            picture = Image.open(BytesIO(content)).convert("RGB")
            picture = picture.resize((side, side * 2 // 3), Image.Resampling.LANCZOS)
            for quality in range(95, 5, -5):
                out = BytesIO()
                picture.save(out, "JPEG", quality=quality, optimize=True)
                if out.tell() <= most:
                    break

    picture_jobs._jpeg = counted
    try:
        mine, theirs = cpu_milliseconds(ours, plain, rounds=3)
    finally:
        picture_jobs._jpeg = real
    record("six sizes of 24 Mpx / plain Pillow", mine / theirs, 0.18)
    record("six sizes of 24 Mpx", mine, 700, "ms ")
    largest = sum(side * side * 2 // 3 for side, _ in SIZES)
    record("encodes a size, by pixels", sum(encodes) / largest, 3.0)
    assert mine / theirs <= 0.18
    assert sum(encodes) / largest <= 3.0


def test_a_warm_chart_takes_a_fifth_of_a_second() -> None:
    rows = tuple((str(2001 + n), name, str(n * k)) for k, name in enumerate(("甲", "乙", "丙"), 1) for n in range(17))
    chart = Chart(
        ChartId("c"), ChartKind.LINE, "题", "万件", "源", "2017", "替", "", "年", "数", "类", ("年", "类", "数"), rows
    )
    (taken,) = cpu_milliseconds(lambda: chart_picture(chart))
    record("chart of 1080 px, warm", taken, 200.0, "ms ")
    assert taken <= 200.0
