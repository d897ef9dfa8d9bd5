"""What WordPress is known to rewrite, each with a recorded reply; never a number, name, link or alternative text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor_app.platforms.contract import Normalisation, Observed

_DECIMAL_ENTITY = re.compile(r"&#(\d{1,7});")


@dataclass(frozen=True, slots=True)
class Rewriting:
    """One known rewriting of texts."""

    name: str
    recorded: str
    rewritten: Callable[[str], str]

    def __call__(self, observed: Observed) -> Observed:
        """The same with every text in the rewritten form."""
        return replace(
            observed,
            title=self.rewritten(observed.title),
            parts=tuple(self.rewritten(part) for part in observed.parts),
            fields=tuple((name, self.rewritten(value)) for name, value in observed.fields),
        )


def _padded(text: str) -> str:
    """Numeric entities with at least three digits, as the filter for users without `unfiltered_html` writes them."""
    return _DECIMAL_ENTITY.sub(lambda found: f"&#{int(found[1]):03d};", text)


NORMALISATIONS: tuple[Normalisation, ...] = (Rewriting("padded-entities", "kses.json", _padded),)
