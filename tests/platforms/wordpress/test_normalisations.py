"""Each known rewriting is shown by a recorded reply, and hides no changed number, name, link or alternative text."""

from dataclasses import replace

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.platforms.articles import images_in
from editor_app.platforms.contract import Normalisation, Observed
from editor_app.platforms.readback import compared
from editor_app.platforms.wordpress.normalisations import NORMALISATIONS
from tests.platforms.wordpress.fake import RECORDED, recorded


def both_sides(known: Normalisation) -> tuple[Observed, Observed]:
    """What was sent and what came back."""
    reply = recorded(known.recorded.removesuffix(".json"))
    sent, back = reply["sent"], reply["reply"]
    assert isinstance(sent, dict)
    assert isinstance(back, dict)
    texts = ((sent["title"], sent["content"]), (back["title"]["raw"], back["content"]["raw"]))
    wanted, seen = (Observed(t, (body,), tuple(i.alt for i in images_in(body))) for t, body in texts)
    return wanted, seen


@pytest.mark.parametrize("known", NORMALISATIONS, ids=lambda known: known.name)
def test_the_recorded_reply_is_equal_only_through_its_rewriting(known: Normalisation) -> None:
    assert (RECORDED / known.recorded).exists()
    wanted, seen = both_sides(known)
    assert compared(wanted, seen, ()).verdict is Verdict.DIFFERENT
    verdict = compared(wanted, seen, [known])
    assert (verdict.verdict, verdict.normalisations) == (Verdict.NORMALISED, (known.name,))


@pytest.mark.parametrize("known", NORMALISATIONS, ids=lambda known: known.name)
@pytest.mark.parametrize(
    ("old", "new"), [("12 个", "13 个"), ("政务服务网", "政务网"), ("x=1", "x=2"), ("12 万件", "12 件")]
)
def test_a_changed_number_name_link_or_alt_stays_different(known: Normalisation, old: str, new: str) -> None:
    wanted, seen = both_sides(known)
    assert old in seen.parts[0]
    altered = replace(seen, parts=(seen.parts[0].replace(old, new),))
    assert compared(wanted, altered, NORMALISATIONS).verdict is Verdict.DIFFERENT


def test_an_address_with_a_number_added_by_the_server_stays_different() -> None:
    reply = recorded("slug_taken")
    assert isinstance(reply["sent"], dict)
    assert isinstance(reply["reply"], dict)
    wanted, seen = (Observed("x", (), (), fields=(("slug", str(r["slug"])),)) for r in (reply["sent"], reply["reply"]))
    assert compared(wanted, seen, NORMALISATIONS).verdict is Verdict.DIFFERENT
