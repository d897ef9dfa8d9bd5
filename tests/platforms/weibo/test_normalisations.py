"""Short addresses are laid over both sides; where one leads is compared and never overlooked."""

from dataclasses import replace

from editor_app.domain.delivery import Verdict
from editor_app.platforms.contract import Observed
from editor_app.platforms.readback import compared
from editor_app.platforms.weibo.normalisations import NORMALISATIONS

PAGE = "https://www.example.gov.cn/a?pd=0123456789abcdef"
EXPECTED = Observed("", (f"办事 {PAGE}",), (), fields=(("pictures", "1"),))


def seen(text: str, leads_to: str = PAGE) -> Observed:
    return Observed("", (text,), (), fields=(("pictures", "1"), ("short http://t.cn/A6abcde", leads_to)))


def test_a_short_address_that_leads_there_is_the_same() -> None:
    comparison = compared(EXPECTED, seen("办事 http://t.cn/A6abcde"), NORMALISATIONS)
    assert (comparison.verdict, comparison.normalisations) == (Verdict.NORMALISED, ("short-addresses",))


def test_a_short_address_that_leads_elsewhere_is_different() -> None:
    elsewhere = seen("办事 http://t.cn/A6abcde", "https://evil.test/")
    assert compared(EXPECTED, elsewhere, NORMALISATIONS).verdict is Verdict.DIFFERENT


def test_a_changed_number_is_different() -> None:
    assert compared(EXPECTED, seen("办 1 事 http://t.cn/A6abcde"), NORMALISATIONS).verdict is Verdict.DIFFERENT


def test_the_address_of_an_article_at_the_end_of_its_post_is_known_and_elsewhere_it_is_not() -> None:
    article = "https://weibo.com/ttarticle/p/show?id=2309405240000000001009"
    at_the_end = Observed("", (f"办事 {PAGE} {article}",), (), fields=(("pictures", "1"),))
    assert compared(EXPECTED, at_the_end, NORMALISATIONS).normalisations == ("article-address",)
    elsewhere = replace(at_the_end, parts=(at_the_end.parts[0].replace("weibo.com", "weibo.com.evil.test"),))
    assert compared(EXPECTED, elsewhere, NORMALISATIONS).verdict is Verdict.DIFFERENT
    inside = Observed("", (f"办事 {article} {PAGE}",), (), fields=(("pictures", "1"),))
    assert compared(EXPECTED, inside, NORMALISATIONS).verdict is Verdict.DIFFERENT
