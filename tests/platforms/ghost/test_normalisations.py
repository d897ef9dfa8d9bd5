"""Each known rewriting is shown by a recorded reply, and hides no changed number, name, link or alternative text."""

from dataclasses import replace

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.manifest_json import Fields
from editor_app.platforms.articles import images_in
from editor_app.platforms.contract import Observed
from editor_app.platforms.ghost.normalisations import NORMALISATIONS, ORIGINAL, LexicalMarkup, OptimisedPictures
from editor_app.platforms.readback import compared
from tests.platforms.ghost.fake import RECORDED, recorded


def lexical() -> tuple[Observed, Observed]:
    """What was sent and what came back."""
    found = Fields(recorded("lexical"))  # type: ignore[arg-type]
    sent = Fields(found.optional("sent")).text("html")
    back = Fields(Fields(Fields(found.optional("reply")).items("posts")).optional(0)).text("html")
    wanted, seen = (Observed("x", (body,), tuple(i.alt for i in images_in(body))) for body in (sent, back))
    return wanted, seen


def test_every_rewriting_has_its_recorded_reply() -> None:
    assert all((RECORDED / known.recorded).exists() for known in NORMALISATIONS)
    assert len({known.name for known in NORMALISATIONS}) == len(NORMALISATIONS)


def test_the_recorded_markup_is_equal_only_in_its_structure() -> None:
    wanted, seen = lexical()
    assert compared(wanted, seen, ()).verdict is Verdict.DIFFERENT
    verdict = compared(wanted, seen, NORMALISATIONS)
    assert (verdict.verdict, verdict.normalisations) == (Verdict.NORMALISED, (LexicalMarkup().name,))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("12 个", "13 个"),
        ("上传材料", "上传资料"),
        ("x=1", "x=2"),
        ("增至 15 万件", "增至 51 万件"),
        ("1.png", "2.png"),
        (">15<", ">16<"),
        ("见通知", "见公告"),
        ("市政务办", "市政府办"),
    ],
)
def test_a_changed_number_name_link_or_alt_stays_different(old: str, new: str) -> None:
    wanted, seen = lexical()
    assert old in seen.parts[0]
    altered = replace(seen, parts=(seen.parts[0].replace(old, new),))
    assert compared(wanted, altered, NORMALISATIONS).verdict is Verdict.DIFFERENT


def test_a_compressed_picture_passes_only_with_its_original_beside_it() -> None:
    found = Fields(recorded("optimised"))  # type: ignore[arg-type]
    sent, reply = Fields(found.optional("sent")), Fields(found.optional("reply"))
    assert reply.text("served") != sent.text("digest") == reply.text("original")
    wanted = Observed("x", (), (), media=(sent.text("digest"),))
    kept = replace(wanted, media=(ORIGINAL + reply.text("original"),))
    verdict = compared(wanted, kept, NORMALISATIONS)
    assert (verdict.verdict, verdict.normalisations) == (Verdict.NORMALISED, (OptimisedPictures().name,))
    other = replace(wanted, media=(reply.text("served"),))
    assert compared(wanted, other, NORMALISATIONS).verdict is Verdict.DIFFERENT
