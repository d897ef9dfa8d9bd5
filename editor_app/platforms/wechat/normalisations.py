"""What WeChat is known to change in an article that says the same: laid over both sides before they are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor_app.platforms.ghost.structure import structure
from editor_app.platforms.wechat.calls import secure

if TYPE_CHECKING:
    from editor_app.platforms.contract import Normalisation, Observed

_LAZY = re.compile(r'(<img\b[^>]*?)\sdata-src="')
_SRC = re.compile(r'(?<=src=")http://[^"]*(?=")')


@dataclass(frozen=True, slots=True)
class LazyPictures:
    """Pictures are given back with `data-src`, and by plain http."""

    name: str = "lazy-pictures"
    recorded: str = "delivery.json"

    def __call__(self, observed: Observed) -> Observed:
        """The same with the addresses as they were sent."""
        return replace(observed, parts=tuple(as_sent(part) for part in observed.parts))


@dataclass(frozen=True, slots=True)
class InlineMarkup:
    """Wrappers, attributes and spaces may differ; words, links, pictures and their alternative texts may not."""

    name: str = "inline-markup"
    recorded: str = "delivery.json"

    def __call__(self, observed: Observed) -> Observed:
        """The same with the structure of every part instead of its markup."""
        return replace(observed, parts=tuple(structure(part) for part in observed.parts))


def as_sent(part: str) -> str:
    """The HTML of an article with the addresses of its pictures as they were sent."""
    return _SRC.sub(lambda found: secure(found[0]), _LAZY.sub(r'\1 src="', part))


NORMALISATIONS: tuple[Normalisation, ...] = (LazyPictures(), InlineMarkup())
