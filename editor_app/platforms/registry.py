"""Platforms found by place: apart, because it alone knows where adapters lie and who may not bring one."""

from __future__ import annotations

import importlib
import logging
import pkgutil
import re
from dataclasses import dataclass
from functools import partial
from importlib.metadata import EntryPoint, distributions
from typing import TYPE_CHECKING, TypeAlias

from editor_app.domain.errors import Invalid, NotFound, PlatformError
from editor_app.domain.text import T, Text
from editor_app.platforms.absent import StandIn
from editor_app.platforms.admission import NAME, require_fit
from editor_app.platforms.contract import Platform
from editor_app.platforms.gateway import called
from editor_app.platforms.outcomes import brief

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from importlib.metadata import Distribution

log = logging.getLogger(__name__)

PACKAGE = "editor_app.platforms"
GROUP = "editor_app.platforms"
"""The entry point group of platforms that others bring."""
CONTRACT = 1
"""The contract's version, which a platform of others names as `contract`; it grows when adapters must be changed."""


@dataclass(frozen=True, slots=True)
class Torn:
    """A package whose list of what it brings can't be read; whether it brings a platform nobody knows."""

    package: str
    reason: Text


_Brought: TypeAlias = EntryPoint | Torn


def installed() -> Iterator[_Brought]:
    """What every installed package brings; of several with one name the first on the path, as Python itself takes it.

    Package by package, because a single list that can't be read would take all the others with it.
    """
    passed: list[Distribution] = []
    for package in distributions():
        try:
            points = called("what a package brings", partial(_platforms_of, package, passed))
        except PlatformError as torn:
            where = str(package.locate_file(""))
            yield Torn(where, T("What a package in {place} brings can't be read: {reason}", place=where,
                                reason=_said(torn.__cause__ or torn)))  # fmt: skip
            continue
        passed.append(package)
        yield from points


def _platforms_of(package: Distribution, passed: list[Distribution]) -> list[EntryPoint]:
    """The platforms it brings; none when one of the same name came before.

    Names are read only beside a package with platforms: what a hundred others say of themselves takes 60 ms of a start.
    """
    points = list(package.entry_points.select(group=GROUP))
    is_second = bool(points) and any(_same(package, each) for each in passed)
    return [] if is_second else points


def _same(one: Distribution, other: Distribution) -> bool:
    """Whether both have one name, as Python compares names; one that can't be read is no other's."""
    names = [re.sub(r"[-_.]+", "-", _name_of(each)).lower() for each in (one, other)]
    return names[0] == names[1] != ""


def _name_of(package: Distribution | None) -> str:
    """Its name; empty when it has none or that can't be read, which Python and the backport of its finder say apart."""
    try:
        return (package.name or "") if package is not None else ""
    except (OSError, ValueError):
        return ""


class Registry:
    """Every platform of this installation by name; an adapter is imported when it is first asked for.

    A platform is a folder below `editor_app/platforms` whose package has `PLATFORM`, or an entry point of the group
    `editor_app.platforms` that names such an object. A folder's name can't be taken by an entry point, and a name that
    two packages want is nobody's: an account must never be served by whichever happens to be found first.
    """

    def __init__(
        self, package: str = PACKAGE, installed: Callable[[], Iterable[EntryPoint | Torn]] = installed
    ) -> None:
        self._package = package
        self._installed = installed
        self._loaded: dict[str, Platform] = {}
        self._unfit: dict[str, Invalid] = {}
        self._found: _Found | None = None

    def names(self) -> tuple[str, ...]:
        """The names of all platforms that are there, sorted; imports none of them."""
        return tuple(sorted(self._places().by_name))

    def platform(self, name: str) -> Platform:
        """The platform of that name, where one is to be connected; what is there already asks `of`.

        Raises:
            NotFound: there is none.
            Invalid: it is there but doesn't keep the contract.
        """
        if name in self._unfit:
            raise self._unfit[name]
        if name not in self._loaded:
            self._loaded[name] = self._load(name)
        return self._loaded[name]

    def of(self, name: str) -> Platform:
        """The platform of what is on record; where it isn't installed any more, a stand-in that refuses in words."""
        try:
            return self.platform(name)
        except NotFound:
            return StandIn(name, self._places().nobodys.get(name))
        except Invalid as unfit:
            return StandIn(name, unfit.message)

    def all(self) -> tuple[Platform, ...]:
        """Every fit platform by name; an unfit one of others is left out and logged, see `refused`."""
        unfit = self.refused()
        return tuple(self.platform(name) for name in self.names() if name not in unfit)

    def refused(self) -> dict[str, Text]:
        """Why platforms that are there can't be used, by name and package; for `doctor`."""
        reasons = dict(self._places().turned_away)
        for name in self.names():
            try:
                self.platform(name)
            except Invalid as unfit:
                reasons[name] = unfit.message
        return reasons

    def _places(self) -> _Found:
        if self._found is None:
            modules = pkgutil.iter_modules(importlib.import_module(self._package).__path__)
            ours = [module.name for module in modules if module.ispkg]
            places = {name: EntryPoint(name, f"{self._package}.{name}:PLATFORM", GROUP) for name in ours}
            self._found = _Found(places, {}, frozenset(ours), {})
            self._found.welcome(self._installed())
        return self._found

    def _load(self, name: str) -> Platform:
        places = self._places()
        place = places.by_name.get(name)
        if place is None:
            raise NotFound(
                T("There is no platform “{name}”.", name=name), T("“platform list” shows the platforms there are.")
            )

        def loaded() -> Platform:
            platform = place.load()
            if name not in places.ours:
                _require_version(platform)
            require_fit(platform, name)
            return platform  # type: ignore[no-any-return]

        try:
            return called(f"loading platform {name}", loaded)
        except (PlatformError, SystemExit) as failed:
            broken = failed.__cause__ or failed
            self._unfit[name] = Invalid(
                T("The platform “{name}” does not keep the contract: {reason}", name=name, reason=_said(broken)),
                T("Update or remove it."),
            )
            log.warning("platform %s is not used: %s", name, self._unfit[name])
            raise self._unfit[name] from broken


@dataclass
class _Found:
    """What lies where, before anything is imported."""

    by_name: dict[str, EntryPoint]
    turned_away: dict[str, Text]
    ours: frozenset[str]
    nobodys: dict[str, Text]
    """Names that somebody wants and nobody gets, and why."""

    def welcome(self, points: Iterable[_Brought]) -> None:
        """Add the platforms of other packages, but for those whose name can't be theirs."""
        wanted: dict[str, dict[str, EntryPoint]] = {}
        for point in points:
            if isinstance(point, Torn):
                self.turned_away[point.package] = point.reason
            else:
                wanted.setdefault(point.name, {})[_package_of(point)] = point
        for name, by_package in sorted(wanted.items()):
            reason = self._objection(name, by_package)
            if reason is None:
                self.by_name[name] = next(iter(by_package.values()))
            else:
                self.nobodys[name] = reason
                self.turned_away |= {f"{name} ({package})": reason for package in sorted(by_package)}

    def _objection(self, name: str, by_package: dict[str, EntryPoint]) -> Text | None:
        packages = sorted(by_package)
        if not NAME.fullmatch(name):
            return T("A platform's name has small letters, digits and _ only, and begins with a letter.")
        if name in self.ours:
            return T("Press Desk has a platform “{name}” of its own; another package can't take its place.", name=name)
        if len(packages) > 1:
            return T("Several packages bring a platform “{name}”: {packages}.", name=name, packages=", ".join(packages))
        place = by_package[packages[0]].value
        if not EntryPoint.pattern.match(place):
            return T("Its entry point names no object: {value}", value=brief(place))
        return None


def _package_of(point: EntryPoint) -> str:
    return _name_of(point.dist) or point.value.partition(":")[0]


def _said(broken: BaseException) -> str:
    """What an error says, in one line; some say nothing but their name."""
    words = brief(str(broken))
    usual = isinstance(broken, ImportError | SyntaxError | TypeError | ValueError) and words
    return words if usual else f"{type(broken).__name__}: {words}".rstrip(": ")


def _require_version(platform: object) -> None:
    """Pass when a platform of others was written for this contract.

    Raises:
        ValueError: it was written for another one, or doesn't say.
    """
    version = getattr(platform, "contract", None)
    if not isinstance(platform, Platform):
        return  # which is worse, and said by `require_fit`
    if version != CONTRACT or isinstance(version, bool):
        said = f"version {version}" if version is not None else "no version"
        raise ValueError(f"it names {said} of the contract, and this program has version {CONTRACT}.")
