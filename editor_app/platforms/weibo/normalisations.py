"""What Weibo is known to change in a post that says the same: laid over both sides before they are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor_app.platforms.contract import Normalisation, Observed

SHORT = re.compile(r"https?://t\.cn/[0-9A-Za-z]+")
FIELD = "short "
"""Fields of this name say where a short address leads; reading back asks the platform for it."""
_ARTICLE = re.compile(
    r"(?<!\s)\s*https?://(?:(?:weibo\.com|127\.0\.0\.1:\d+)/ttarticle/p/show|media\.weibo\.cn/article)\?id=\w+\s*$",
    re.ASCII,
)
"""On Weibo itself, or played on this computer; another host's is never overlooked."""


@dataclass(frozen=True, slots=True)
class ShortAddresses:
    """Every address is shown as one of t.cn; where it leads is compared."""

    name: str = "short-addresses"
    recorded: str = "delivery.json"

    def __call__(self, observed: Observed) -> Observed:
        """The same with the whole addresses."""
        known = {name.removeprefix(FIELD): url for name, url in observed.fields if name.startswith(FIELD)}
        parts = tuple(SHORT.sub(lambda found: known.get(found[0], found[0]), part) for part in observed.parts)
        fields = tuple(field for field in observed.fields if not field[0].startswith(FIELD))
        return replace(observed, parts=parts, fields=fields)


@dataclass(frozen=True, slots=True)
class ArticleAddress:
    """The address of a headline article is put at the end of its post."""

    name: str = "article-address"
    recorded: str = "article.json"

    def __call__(self, observed: Observed) -> Observed:
        """The same without it."""
        return replace(observed, parts=tuple(_ARTICLE.sub("", part) for part in observed.parts))


NORMALISATIONS: tuple[Normalisation, ...] = (ShortAddresses(), ArticleAddress())
