"""A long picture goes out in pieces of its own width, one below the other; nothing of it is lost, each has words."""

from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO

import pytest
from PIL import Image

from editor_app.domain.chart import Chart
from editor_app.domain.document import Variant
from editor_app.domain.edition import MediaRole
from editor_app.domain.identifiers import Digest, sha256
from editor_app.platforms.articles import images_in
from editor_app.platforms.contract import Composed, Fit, Picture
from editor_app.platforms.wechat import PLATFORM
from editor_app.rendering import picture_jobs
from tests.platforms.workshop import COVER, chart, placed, variant

WIDTH, HEIGHT = 300, 9001


@cache
def long_picture() -> bytes:
    """Higher than any picture goes out whole; every hundred rows have a colour of their own."""
    image = Image.new("RGB", (WIDTH, HEIGHT))
    for row in range(0, HEIGHT, 100):
        image.paste((row // 100 % 256, 0, 0), (0, row, WIDTH, min(row + 100, HEIGHT)))
    out = BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


@dataclass(frozen=True)
class Bench:
    """A workbench that fits as the program does, in this process; every chart is the long picture."""

    def picture(self, digest: Digest, fit: Fit) -> Picture:
        return _fitted(COVER if digest == sha256(COVER) else long_picture(), fit)

    def chart(self, drawn: Chart, fit: Fit) -> Picture:
        assert drawn.rows
        return _fitted(long_picture(), fit)


def _fitted(content: bytes, fit: Fit) -> Picture:
    order = {"longest_side": fit.longest_side, "max_bytes": fit.max_bytes, "mimes": list(fit.mimes)}
    facts, (made,) = picture_jobs.fit({**order, "piece": list(fit.piece)}, content)
    return Picture(made, sha256(made), str(facts["mime"]), int(str(facts["width"])), int(str(facts["height"])))


def explained(**said: str) -> Variant:
    plain = variant(body="字", **said)
    whole = replace(placed(COVER, "一图读懂"), digest=sha256(long_picture()), width=WIDTH, height=HEIGHT)
    text = replace(plain.content, body=f'前言\n\n![一图读懂](media:{sha256(long_picture())} "来源：市政务办")\n\n后语')
    return replace(plain, content=text, pictures=(replace(whole, caption="来源：市政务办"),))


@pytest.fixture(scope="module")
def made() -> Composed:
    return PLATFORM.compose(explained(), "wx", Bench())


def test_the_pieces_keep_the_width_and_together_are_the_whole(made: Composed) -> None:
    pieces = [medium for medium in made.payload.media if medium.role is MediaRole.INLINE]
    assert len(pieces) == 4
    assert {piece.width for piece in pieces} == {WIDTH}
    assert sum(piece.height for piece in pieces) == HEIGHT
    assert all(piece.size <= 1_000_000 and piece.mime in {"image/jpeg", "image/png"} for piece in pieces)
    tops = [Image.open(BytesIO(made.media[piece.digest])).convert("RGB").getpixel((100, 50)) for piece in pieces]
    marks = [pixel[0] for pixel in tops if isinstance(pixel, tuple)]
    assert [abs(mark - at) <= 6 for mark, at in zip(marks, (0, 22, 45, 68), strict=True)] == [True] * 4


def test_they_stand_one_below_the_other_with_words_of_their_own_and_one_caption(made: Composed) -> None:
    body = made.payload.parts[0].body
    assert [image.alt for image in images_in(body)] == [
        "一图读懂", *(f"一图读懂（第 {n} 部分，共 4 部分）" for n in (2, 3, 4)),
    ]  # fmt: skip
    assert body.count("来源：市政务办</p>") == 1
    first, *following = body.split("<img ")[1:]
    assert "border-radius:0" in first
    assert all(piece.startswith('src="pd-late:media_url/') for piece in following)


def test_every_piece_is_uploaded_once_and_named_among_the_late_fields(made: Composed) -> None:
    payload = made.payload
    assert [medium.ordinal for medium in payload.media] == [1, 2, 3, 4, 5]
    assert {f"media_url/{n}" for n in (1, 3, 4, 5)} | {"media_id/2"} <= set(payload.late)
    steps = [step.media for step in PLATFORM.steps(payload) if step.name == "upload"]
    assert steps == [1, 2, 3, 4, 5]
    assert set(made.media) == {medium.digest for medium in payload.media}


def test_a_long_chart_is_cut_as_well_and_its_figures_follow_it_once() -> None:
    plain = explained(language="en")
    drawn = replace(plain.pictures[0], digest=None, chart=chart(), width=0, height=0)
    text = replace(plain.content, body=f"![](chart:{chart().id})")
    made = PLATFORM.compose(replace(plain, content=text, pictures=(drawn,)), "wx", Bench())
    alts = [image.alt for image in images_in(made.payload.parts[0].body)]
    assert (len(alts), alts[1].endswith("(part 2 of 4)")) == (4, True)
    assert made.payload.parts[0].body.count("<table") == 1


def test_pieces_are_the_same_every_time() -> None:
    one, two = (PLATFORM.compose(explained(), "wx", Bench()) for _ in range(2))
    assert (one.payload, dict(one.media)) == (two.payload, dict(two.media))
