"""Platforms found by place: apart, because it alone knows where adapters lie and what makes one unfit."""

from __future__ import annotations

import importlib
import logging
import pkgutil
import re
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING

from editor_app.domain.edition import MediaRole, Part, Payload, SealedMedia
from editor_app.domain.errors import Invalid, NotFound, PlatformError
from editor_app.domain.identifiers import AccountId, sha256
from editor_app.domain.recall import Aim, Measure, aimed
from editor_app.domain.text import T, Text
from editor_app.platforms.contract import Capabilities, Platform, StepClass
from editor_app.platforms.gateway import called
from editor_app.platforms.outcomes import brief

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

log = logging.getLogger(__name__)

PACKAGE = "editor_app.platforms"
GROUP = "editor_app.platforms"
"""The entry point group of platforms that others bring."""
CONTRACT = 1
"""The contract's version, which a platform of others names as `contract`; it grows when adapters must be changed."""
_NAME = re.compile(r"[a-z][a-z0-9_]{1,31}")
_LATE = re.compile(r"[a-z_]+(?:/\*)?")
_DECLARED = ("title", "tile", "format", "capabilities", "limits", "late_fields", "options", "settle", "deadline")


def _installed() -> Iterable[EntryPoint]:
    return entry_points(group=GROUP)


class Registry:
    """Every platform of this installation by name; an adapter is imported when it is first asked for.

    A platform is a folder below `editor_app/platforms` whose package has `PLATFORM`, or an entry point of the group
    `editor_app.platforms` that names such an object. A folder's name can't be taken by an entry point, and a name that
    two packages want is nobody's: an account must never be served by whichever happens to be found first.
    """

    def __init__(self, package: str = PACKAGE, installed: Callable[[], Iterable[EntryPoint]] = _installed) -> None:
        self._package = package
        self._installed = installed
        self._loaded: dict[str, Platform] = {}
        self._unfit: dict[str, Invalid] = {}
        self._found: _Found | None = None

    def names(self) -> tuple[str, ...]:
        """The names of all platforms that are there, sorted; imports none of them."""
        return tuple(sorted(self._places().by_name))

    def platform(self, name: str) -> Platform:
        """The platform of that name.

        Raises:
            NotFound: there is none.
            Invalid: it is there but doesn't keep the contract.
        """
        if name in self._unfit:
            raise self._unfit[name]
        if name not in self._loaded:
            self._loaded[name] = self._load(name)
        return self._loaded[name]

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
                log.warning("platform %s is not used: %s", name, unfit)
                reasons[name] = unfit.message
        return reasons

    def _places(self) -> _Found:
        if self._found is None:
            modules = pkgutil.iter_modules(importlib.import_module(self._package).__path__)
            ours = [module.name for module in modules if module.ispkg]
            places = {name: EntryPoint(name, f"{self._package}.{name}:PLATFORM", GROUP) for name in ours}
            self._found = _Found(places, {}, frozenset(ours))
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
            raise self._unfit[name] from broken


@dataclass
class _Found:
    """What lies where, before anything is imported."""

    by_name: dict[str, EntryPoint]
    turned_away: dict[str, Text]
    ours: frozenset[str]

    def welcome(self, points: Iterable[EntryPoint]) -> None:
        """Add the platforms of other packages, but for those whose name can't be theirs."""
        wanted: dict[str, dict[str, EntryPoint]] = {}
        for point in points:
            wanted.setdefault(point.name, {})[_package_of(point)] = point
        for name, by_package in sorted(wanted.items()):
            reason = self._objection(name, sorted(by_package))
            if reason is None:
                self.by_name[name] = next(iter(by_package.values()))
            else:
                self.turned_away |= {f"{name} ({package})": reason for package in sorted(by_package)}

    def _objection(self, name: str, packages: list[str]) -> Text | None:
        if not _NAME.fullmatch(name):
            return T("A platform's name has small letters, digits and _ only, and begins with a letter.")
        if name in self.ours:
            return T("Press Desk has a platform “{name}” of its own; another package can't take its place.", name=name)
        if len(packages) > 1:
            return T("Several packages bring a platform “{name}”: {packages}.", name=name, packages=", ".join(packages))
        return None


def _package_of(point: EntryPoint) -> str:
    return point.dist.name if point.dist is not None else point.module


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


def require_fit(platform: object, name: str) -> None:
    """Whether `platform` says everything that the worker relies on.

    Raises:
        TypeError: it is no platform, or one of its declarations is missing or of another type.
        ValueError: a declaration breaks a rule.
    """
    if not isinstance(platform, Platform):
        raise TypeError("PLATFORM is not a Platform.")
    missing = [field for field in _DECLARED if not hasattr(platform, field)]
    if missing:
        raise TypeError(f"it does not declare {', '.join(missing)}.")
    if platform.name != name or not _NAME.fullmatch(name):
        raise ValueError("its name is not the name of its folder.")
    _require_declarations(platform)
    _require_limits(platform)
    _require_steps(platform)
    _require_remedies(platform)


def _require_declarations(platform: Platform) -> None:
    kinds: dict[str, type] = {"title": Text, "capabilities": Capabilities, "settle": timedelta, "deadline": timedelta}
    wrong = [field for field, kind in kinds.items() if not isinstance(getattr(platform, field), kind)]
    if wrong:
        raise TypeError(f"{', '.join(wrong)} have another type.")
    if platform.format not in {"html", "text"}:
        raise ValueError("its format is neither html nor text.")
    if len(platform.tile) != 1:
        raise ValueError("its tile is not one character.")
    if platform.deadline.total_seconds() <= 0 or platform.settle.total_seconds() <= 0:
        raise ValueError("its deadline or its settle time is not positive.")
    strange = [late for late in platform.late_fields if not _LATE.fullmatch(late)]
    if strange:
        raise ValueError(f"late fields have strange names: {', '.join(strange)}.")


def _require_limits(platform: Platform) -> None:
    for limit in platform.limits:
        date.fromisoformat(limit.checked_on)
        if not limit.source or limit.value < 1:
            raise ValueError(f"the limit {limit.name} has no source or no value.")


def _require_steps(platform: Platform) -> None:
    """Plans a made-up payload: every call has a class, and at least one makes something public."""
    steps = platform.steps(_made_up(platform))
    classes: list[object] = [getattr(step, "step_class", None) for step in steps]
    if not all(isinstance(step_class, StepClass) for step_class in classes):
        raise ValueError("a step has no class.")
    if [step.ordinal for step in steps] != list(range(1, len(steps) + 1)):
        raise ValueError("its steps are not numbered 1, 2, 3 …")
    if not any(step.step_class.needs_intent for step in steps):
        raise ValueError("no step makes anything public.")


def _require_remedies(platform: Platform) -> None:
    """A platform that says it can set right what is out says how, and never by a second post."""
    if platform.capabilities.delete and platform.withdrawal is None:
        raise ValueError("it says that it can delete and not how.")
    if platform.capabilities.comments != (platform.conversation is not None):
        raise ValueError("it says that readers can write there and not how that is read.")
    made_up = _made_up(platform)
    if not platform.edits(made_up):
        return
    corrected = platform.steps(aimed(made_up, Aim(Measure.EDIT, ("x",), (), "")))
    if any(step.step_class is StepClass.PUBLIC for step in corrected):
        raise ValueError("it corrects by a second post.")


def _made_up(platform: Platform) -> Payload:
    picture = SealedMedia(1, MediaRole.INLINE, sha256(b"x"), "image/png", 1, 1, 1, "x", "media:" + sha256(b"x"))
    return Payload(
        account=AccountId("x"),
        account_name="x",
        platform=platform.name,
        remote_uid="x",
        format=platform.format,
        title="x",
        summary="x",
        link="",
        slug="x",
        language="zh-CN",
        parts=(Part(1, "x", (1,)),),
        media=(picture,),
    )
