"""Five profiles stand for the five kinds of platform."""

from editor_app.platforms.contract import StepClass
from editor_app.platforms.sandbox.profiles import Profile, profile_named


def test_each_profile_has_the_class_of_the_platforms_that_it_plays() -> None:
    assert {profile.value: profile.step_class for profile in Profile} == {
        "draft-flip": StepClass.FLIP,
        "keyed": StepClass.KEYED,
        "public-readable": StepClass.PUBLIC,
        "public-blind": StepClass.PUBLIC,
        "file": StepClass.KEYED,
    }


def test_only_the_blind_one_cannot_be_read() -> None:
    assert [profile for profile in Profile if not profile.readable] == [Profile.PUBLIC_BLIND]


def test_an_unknown_profile_has_no_name() -> None:
    assert profile_named("keyed") is Profile.KEYED
    assert profile_named("telegraph") is None
