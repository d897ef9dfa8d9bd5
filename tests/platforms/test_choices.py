import pytest

from editor_app.domain.errors import Invalid
from editor_app.domain.text import T
from editor_app.platforms.choices import require_choices, spelled
from editor_app.platforms.contract import OptionField

FORM = OptionField(
    "form", T("Form of a post"), default="share", choices=(("share", T("short")), ("long", T("at length")))
)
HOME = OptionField("home", T("Address"))


def test_what_is_none_of_the_choices_is_refused_with_every_value_and_its_words() -> None:
    with pytest.raises(Invalid) as refused:
        require_choices((HOME, FORM), {"form": "novel", "home": "anything"})
    assert str(refused.value.message) == "“novel” is nothing that Form of a post (form) can be."
    assert str(refused.value.next_step) == "Choose one of share (short), long (at length)."


def test_a_choice_that_is_not_given_is_its_default() -> None:
    require_choices((HOME, FORM), {})
    require_choices((HOME, FORM), {"form": "long"})


def test_one_choice_is_spelled_alone() -> None:
    assert str(spelled((("yes", T("always")),))) == "yes (always)"
