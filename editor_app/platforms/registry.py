"""Platforms found by place: apart, because it alone knows where adapters lie and what makes one unfit."""

from __future__ import annotations

import importlib
import logging
import pkgutil
import re
from datetime import date, timedelta
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING

from editor_app.domain.edition import MediaRole, Part, Payload, SealedMedia
from editor_app.domain.errors import Invalid, NotFound
from editor_app.domain.identifiers import AccountId, sha256
from editor_app.domain.recall import Aim, Measure, aimed
from editor_app.domain.text import T, Text
from editor_app.platforms.contract import Capabilities, Platform, StepClass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

log = logging.getLogger(__name__)

PACKAGE = "editor_app.platforms"
GROUP = "editor_app.platforms"
"""The entry point group of platforms that others bring."""
_NAME = re.compile(r"[a-z][a-z0-9_]{1,31}")
_LATE = re.compile(r"[a-z_]+(?:/\*)?")
_DECLARED = ("title", "tile", "format", "capabilities", "limits", "late_fields", "options", "settle", "deadline")
_BROKEN = (ImportError, AttributeError, SyntaxError, TypeError, ValueError, KeyError, IndexError)


def _installed() -> Iterable[EntryPoint]:
    return entry_points(group=GROUP)


class Registry:
    """Every platform of this installation by name; an adapter is imported when it is first asked for.

    A platform is a folder below `editor_app/platforms` whose package has `PLATFORM`, or an entry point of the group
    `editor_app.platforms` that names such an object. A folder wins over an entry point of the same name.
    """

    def __init__(self, package: str = PACKAGE, installed: Callable[[], Iterable[EntryPoint]] = _installed) -> None:
        self._package = package
        self._installed = installed
        self._loaded: dict[str, Platform] = {}
        self._found: dict[str, EntryPoint] | None = None

    def names(self) -> tuple[str, ...]:
        """The names of all platforms that are there, sorted; imports none of them."""
        return tuple(sorted(self._places()))

    def platform(self, name: str) -> Platform:
        """The platform of that name.

        Raises:
            NotFound: there is none.
            Invalid: it is there but doesn't keep the contract.
        """
        if name not in self._loaded:
            self._loaded[name] = self._load(name)
        return self._loaded[name]

    def all(self) -> tuple[Platform, ...]:
        """Every fit platform by name; an unfit one of others is left out and logged, see `refused`."""
        unfit = self.refused()
        return tuple(self.platform(name) for name in self.names() if name not in unfit)

    def refused(self) -> dict[str, Text]:
        """Why platforms that are there can't be used; for `doctor`."""
        reasons: dict[str, Text] = {}
        for name in self.names():
            try:
                self.platform(name)
            except Invalid as unfit:
                log.warning("platform %s is not used: %s", name, unfit)
                reasons[name] = unfit.message
        return reasons

    def _places(self) -> dict[str, EntryPoint]:
        if self._found is None:
            found = {point.name: point for point in self._installed() if _NAME.fullmatch(point.name)}
            for module in pkgutil.iter_modules(importlib.import_module(self._package).__path__):
                if module.ispkg:
                    place = f"{self._package}.{module.name}:PLATFORM"
                    found[module.name] = EntryPoint(module.name, place, GROUP)
            self._found = found
        return self._found

    def _load(self, name: str) -> Platform:
        place = self._places().get(name)
        if place is None:
            raise NotFound(
                T("There is no platform “{name}”.", name=name), T("“platform list” shows the platforms there are.")
            )
        try:
            platform = place.load()
            require_fit(platform, name)
        except _BROKEN as broken:
            raise Invalid(
                T("The platform “{name}” does not keep the contract: {reason}", name=name, reason=str(broken)),
                T("Update or remove it."),
            ) from broken
        return platform  # type: ignore[no-any-return]


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
