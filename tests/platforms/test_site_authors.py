"""Authors of a site: who is looked up, and that nobody is guessed."""

from dataclasses import replace

import pytest

from editor_app.domain.errors import Rejected
from editor_app.platforms import site_authors
from editor_app.platforms.article_fields import byline_html
from editor_app.platforms.contract import Platform, Step, StepClass
from editor_app.platforms.ghost import PLATFORM as GHOST
from editor_app.platforms.wordpress import PLATFORM as WORDPRESS
from tests.platforms.workshop import Bench, variant

STAFF = {"author_as": "staff"}


def test_an_account_that_says_nothing_keeps_the_author_below_the_text() -> None:
    content = variant().content
    for options in ({}, {"author_as": "line"}):
        assert site_authors.names(content, options, several=True) == ()
    assert "市政务服务局" in byline_html(site_authors.beside(content, ()), with_original=False)
    assert site_authors.names(replace(content, author="  "), STAFF, several=True) == ()


def test_several_authors_are_told_apart_where_a_site_takes_several() -> None:
    content = variant(author=" 市发展改革委、 市财政局 ; 市发展改革委").content
    assert site_authors.names(content, STAFF, several=True) == ("市发展改革委", "市财政局")
    assert site_authors.names(content, STAFF, several=False) == ("市发展改革委、 市财政局 ; 市发展改革委",)


def test_only_the_one_author_of_exactly_that_name_is_taken() -> None:
    found = [("7", "市财政局"), ("8", "市财政局办公室"), ("7", "市财政局")]
    assert site_authors.only_one(found, "市财政局", "官网") == "7"
    with pytest.raises(Rejected, match="官网 has no author called “财政局”"):
        site_authors.only_one(found, "财政局", "官网")
    with pytest.raises(Rejected, match="several authors"):
        site_authors.only_one([*found, ("9", "市财政局")], "市财政局", "官网")


@pytest.mark.parametrize("platform", [WORDPRESS, GHOST])
def test_authors_are_sealed_and_looked_up_before_anything_is_sent(platform: Platform) -> None:
    named = platform.compose(variant(options=STAFF), "u", Bench()).payload
    assert named.option("authors") == "市政务服务局"
    assert "author_id/1" in named.late
    assert "市政务服务局" not in named.parts[0].body
    assert platform.steps(named)[0] == Step(1, "author/1", StepClass.READ)
    plain = platform.compose(variant(), "u", Bench()).payload
    assert not [step for step in platform.steps(plain) if step.name.startswith(site_authors.STEP)]
    assert "authors" not in dict(plain.options)
