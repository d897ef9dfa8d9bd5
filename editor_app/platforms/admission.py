"""What a platform must say before it is let in: apart, because the registry only finds, and this makes one unfit."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from editor_app.domain.edition import MediaRole, Part, Payload, SealedMedia
from editor_app.domain.identifiers import AccountId, sha256
from editor_app.domain.recall import Aim, Measure, aimed
from editor_app.domain.text import Text
from editor_app.platforms.contract import Capabilities, OptionField, Platform, StepClass, Withdrawal
from editor_app.platforms.messages import Conversation
from editor_app.platforms.offering import Offer, offer_of
from editor_app.platforms.signing_in import SignIn, sign_in_of

if TYPE_CHECKING:
    from types import UnionType

NAME = re.compile(r"[a-z][a-z0-9_]{1,31}")
_LATE = re.compile(r"[a-z_]+(?:/\*)?")
_DECLARED = (
    "title", "tile", "format", "capabilities", "limits", "late_fields", "options", "settle", "deadline",
    "normalisations",
)  # fmt: skip
_SWITCHES = ("one_budget_a_host", "by_hand", "loopback_only", "on_register")


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
    if platform.name != name or not NAME.fullmatch(name):
        raise ValueError("its name is not the name of its folder.")
    _require_declarations(platform)
    _require_kinds(platform)
    _require_limits(platform)
    _require_steps(platform)
    _require_remedies(platform)
    _require_answers(platform)


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


def _require_kinds(platform: Platform) -> None:
    """What the windows and the worker read without asking what it is."""
    can = platform.capabilities
    switches = [getattr(can, name) for name in Capabilities.__slots__] + [getattr(platform, n) for n in _SWITCHES]
    if not all(isinstance(switch, bool) for switch in switches):
        raise TypeError("what it can do is not said by True and False.")
    if not all(_is(option, OptionField) and _is(option.label, Text) for option in platform.options):
        raise TypeError("a setting is no OptionField with a label.")
    named = (getattr(each, "name", "") and getattr(each, "recorded", "") for each in platform.normalisations)
    if not all(named):
        raise TypeError("a normalisation has no name or no recorded reply.")
    if not (_is(platform.withdrawal, Withdrawal | None) and _is(platform.conversation, Conversation | None)):
        raise TypeError("its withdrawal or its conversation is of another type.")
    if not (_is(offer_of(platform), Offer | None) and _is(sign_in_of(platform), SignIn | None)):
        raise TypeError("its offer or its sign-in is of another type.")


def _is(said: object, kind: type | UnionType) -> bool:
    """Whether it is of that type, whatever the contract promises: a package of others was checked by nobody."""
    return isinstance(said, kind)


def _require_answers(platform: Platform) -> None:
    """The pure questions that lists and pages ask of it are answered, and don't raise."""
    smallest = smallest_payload(platform)
    str(platform.title)
    platform.announcement(smallest)
    doubts = platform.doubts(smallest)
    if not all(isinstance(words, Text) for doubt in doubts for words in doubt):
        raise TypeError("its doubts are not said in words.")


def _require_limits(platform: Platform) -> None:
    for limit in platform.limits:
        date.fromisoformat(limit.checked_on)
        if not limit.source or limit.value < 1:
            raise ValueError(f"the limit {limit.name} has no source or no value.")


def _require_steps(platform: Platform) -> None:
    """Plans a made-up payload: every call has a class, and at least one makes something public."""
    steps = platform.steps(smallest_payload(platform))
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
    smallest = smallest_payload(platform)
    if not platform.edits(smallest):
        return
    corrected = platform.steps(aimed(smallest, Aim(Measure.EDIT, ("x",), (), "")))
    if any(step.step_class is StepClass.PUBLIC for step in corrected):
        raise ValueError("it corrects by a second post.")


def smallest_payload(platform: Platform) -> Payload:
    """A payload as small as one can be, of which the pure questions are asked."""
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
