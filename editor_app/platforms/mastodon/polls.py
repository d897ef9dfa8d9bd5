"""A poll in a text: the list of `- [ ]` at its end, taken out of the words and checked against what a server takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor_app.domain.canonical import canonical
from editor_app.domain.errors import Invalid
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.canonical import Json
    from editor_app.platforms.mastodon.limits import Limits

_LIST = re.compile(r"(?:^[ ]{0,3}[-*+] \[[ xX]?\][^\n]*(?:\n|\Z)\s*)+\Z", re.MULTILINE)
_CHOICE = re.compile(r"^[ ]{0,3}[-*+] \[[ xX]?\](.*)$", re.MULTILINE)
_DAY = 86_400


def taken_out(body: str) -> tuple[str, tuple[str, ...]]:
    """The text without its poll, and the choices in order; none = there is no poll."""
    found = _LIST.search(body)
    if found is None:
        return body, ()
    choices = tuple(" ".join(choice[1].split()) for choice in _CHOICE.finditer(found[0]))
    return body[: found.start()].rstrip(), choices


def poll_of(choices: tuple[str, ...], settings: Mapping[str, str], limits: Limits) -> str:
    """The poll as a post carries it, in canonical JSON.

    Raises:
        Invalid: too few choices or too many, one that is empty, too long or there twice.
    """
    if not 2 <= len(choices) <= limits.choices or len(set(choices)) < len(choices):
        raise Invalid(
            T("A poll on this account has 2 to {count} different choices.", count=limits.choices),
            T("Change the list at the end of the text for this account."),
        )
    for choice in choices:
        if not 1 <= len(choice) <= limits.choice:
            raise Invalid(
                T("The choice “{choice}” has {length} characters; 1 to {count} are taken.",
                  choice=choice, length=len(choice), count=limits.choice),
                T("Change the list at the end of the text for this account."),
            )  # fmt: skip
    said: dict[str, Json] = {
        "options": list(choices),
        "expires_in": int(settings["poll_days"]) * _DAY,
        "multiple": settings["poll_multiple"] == "yes",
    }
    return canonical(said).decode()
