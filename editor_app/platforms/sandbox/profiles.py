"""The five kinds of platform that practice accounts play, shared by client and server so that both mean the same."""

from __future__ import annotations

from enum import StrEnum

from editor_app.platforms.contract import StepClass


class Profile(StrEnum):
    """How an account takes a post, and whether it can be read."""

    DRAFT_FLIP = "draft-flip"
    """A private draft, then an idempotent flip (as WordPress and Ghost)."""
    KEYED = "keyed"
    """One call with a key; the server removes duplicates for ever (as Bluesky)."""
    PUBLIC_READABLE = "public-readable"
    """One call without a key; the list of posts can be read (as Weibo)."""
    PUBLIC_BLIND = "public-blind"
    """One call without a key, and nothing can be read (as a Telegram bot)."""
    FILE = "file"
    """A file that is put at a path, only when nothing lies there (as S3)."""

    @property
    def step_class(self) -> StepClass:
        """The class of the public step."""
        return _CLASSES[self]

    @property
    def readable(self) -> bool:
        """Whether posts can be read back."""
        return self is not Profile.PUBLIC_BLIND


_CLASSES = {
    Profile.DRAFT_FLIP: StepClass.FLIP,
    Profile.KEYED: StepClass.KEYED,
    Profile.PUBLIC_READABLE: StepClass.PUBLIC,
    Profile.PUBLIC_BLIND: StepClass.PUBLIC,
    Profile.FILE: StepClass.KEYED,
}


def profile_named(name: str) -> Profile | None:
    """The profile of that name; None when there is none."""
    return _BY_NAME.get(name)


_BY_NAME = {profile.value: profile for profile in Profile}
