from __future__ import annotations

from dataclasses import replace

from editor_app.domain.finding import Finding, Place, Severity
from editor_app.domain.identifiers import AccountId
from editor_app.domain.text import T

FINDING = Finding("long_sentence", Severity.WARN, Place("body", 3, 1, 5, "一句长话"), T("{n} characters", n=61))


def test_a_finding_keeps_its_digest_when_the_text_moves() -> None:
    moved = replace(FINDING, place=replace(FINDING.place, line=9), message=T("{n} characters", n=60))
    assert moved.digest == FINDING.digest


def test_other_words_another_rule_or_another_account_are_another_finding() -> None:
    others = [
        replace(FINDING, place=replace(FINDING.place, excerpt="另一句")),
        replace(FINDING, rule="x"),
        replace(FINDING, account=AccountId("a")),
        replace(FINDING, place=replace(FINDING.place, field="title")),
    ]
    assert len({FINDING.digest, *(other.digest for other in others)}) == 5


def test_a_place_says_where_for_machines() -> None:
    assert str(FINDING.place) == "body:3:1"
    assert str(Place("title")) == "title"
