"""How platforms are offered to somebody who connects an account: their group, their order, a line about each."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Final

from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from editor_app.domain.text import Text
    from editor_app.platforms.contract import Platform


class Family(StrEnum):
    """The groups, in the order in which a press office looks for them."""

    OFFICIAL = "official"
    """The official accounts that every office has."""
    OWN = "own"
    """What the office runs itself: its site, its client."""
    BY_HAND = "by_hand"
    MAIL = "mail"
    SITES = "sites"
    """Systems that run a site of others' making."""
    NETWORKS = "networks"
    PRACTICE = "practice"
    OTHERS = "others"
    """Of packages that don't say where they belong."""


FAMILY_WORDS: Final[dict[Family, Text]] = {
    Family.OFFICIAL: T("Official accounts"),
    Family.OWN: T("Own site and own client"),
    Family.BY_HAND: T("Posted by hand"),
    Family.MAIL: T("By mail"),
    Family.SITES: T("Site systems"),
    Family.NETWORKS: T("Open networks and channels"),
    Family.PRACTICE: T("Practice"),
    Family.OTHERS: T("From other packages"),
}
_ORDER: Final = {family: place for place, family in enumerate(Family)}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the list, where a platform has several."""

    title: Text
    tile: str
    about: Text
    options: Mapping[str, str] = field(default_factory=dict)
    """The settings that choosing this row gives."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Where a platform stands in the list."""

    family: Family
    place: int
    """Within the group."""
    about: Text
    """What goes out there, in a few words."""
    entries: tuple[Entry, ...] = ()
    """Its rows; none = one row with the platform's own title and tile."""


class Offered:
    """Mixed into a platform that says where it stands in the list."""

    offer: ClassVar[Offer]


@dataclass(frozen=True, slots=True)
class Choosable:
    """A row of the list: a platform, with what is known of the account already."""

    platform: Platform
    family: Family
    title: Text
    tile: str
    about: Text | None = None
    """None = the platform says nothing of itself."""
    options: Mapping[str, str] = field(default_factory=dict)


def choosables(platforms: Iterable[Platform]) -> tuple[Choosable, ...]:
    """Every row in its order; platforms that don't say where they belong come last."""
    ranked = sorted(platforms, key=_rank)
    return tuple(row for platform in ranked for row in _rows(platform))


def row_of(platform: Platform, options: Mapping[str, str]) -> Choosable:
    """The row that an account with these settings was chosen by, or would be; else the platform's own."""
    rows = _rows(platform)
    own = Choosable(platform, rows[0].family, platform.title, platform.tile, rows[0].about)
    return next((row for row in rows if row.options.items() <= options.items()), own)


def offer_of(platform: Platform) -> Offer | None:
    """Where a platform stands in the list; None = it doesn't say."""
    return platform.offer if isinstance(platform, Offered) else None


def _rank(platform: Platform) -> tuple[int, int, str]:
    offer = offer_of(platform)
    if offer is None:
        return _ORDER[Family.OTHERS], 0, platform.name
    return _ORDER[offer.family], offer.place, platform.name


def _rows(platform: Platform) -> tuple[Choosable, ...]:
    offer = offer_of(platform)
    if offer is None:
        return (Choosable(platform, Family.OTHERS, platform.title, platform.tile),)
    if not offer.entries:
        return (Choosable(platform, offer.family, platform.title, platform.tile, offer.about),)
    return tuple(
        Choosable(platform, offer.family, entry.title, entry.tile, entry.about, entry.options)
        for entry in offer.entries
    )
