"""Findings against an emergency: each in its whole sentence, a warning with its reason."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from editor_app.domain.finding import Finding, Place, Severity
from editor_app.domain.text import T
from editor_app.ui.views.emergency.accepting import Accepting
from editor_app.ui.widgets.labels import Label

WARNING = Finding("doubled", Severity.WARN, Place("body", excerpt="的的"), T("A character stands twice."))
BLOCK = Finding("missing", Severity.BLOCK, Place("title"), T("The title is missing."))


def shown(qtbot: QtBot, *found: Finding) -> Accepting:
    made = Accepting()
    qtbot.addWidget(made)
    made.show_findings(found, {})
    return made


def test_a_warning_is_complete_with_its_reason_which_stays_when_it_is_shown_again(qtbot: QtBot) -> None:
    made = shown(qtbot, WARNING)
    assert not made.isHidden()
    assert not made.is_complete()
    field = made.fields[WARNING.digest,]
    assert field.control.has_error
    field.set_text(" 原文如此 ")
    assert made.is_complete()
    made.show_findings([BLOCK, WARNING], {})
    assert made.reasons() == {WARNING.digest: "原文如此"}
    said = [label.text() for label in made.findChildren(Label)]
    assert "“的的”" in said
    assert "A character stands twice." in said


def test_the_same_words_in_several_places_take_one_reason(qtbot: QtBot) -> None:
    made = shown(qtbot, WARNING, replace(WARNING, place=Place("title", excerpt="的的")), WARNING)
    (field,) = made.fields.values()
    field.set_text("原文如此")
    assert set(made.reasons()) == {WARNING.digest, replace(WARNING, place=Place("title", excerpt="的的")).digest}


def test_what_must_be_put_right_takes_no_reason(qtbot: QtBot) -> None:
    made = shown(qtbot, BLOCK)
    assert made.fields == {}
    assert made.is_complete()
    made.begin()


def test_without_findings_there_is_nothing_to_see(qtbot: QtBot) -> None:
    made = shown(qtbot, WARNING)
    made.show_findings([], {})
    assert made.isHidden()
    assert made.is_complete()
