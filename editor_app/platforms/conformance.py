"""What every platform promises, asked of one: for the tests of packages that bring a platform, and for our own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from editor_app.domain.document import Content, DocumentKind, Placed, Variant
from editor_app.domain.errors import Invalid, NotFound
from editor_app.domain.identifiers import AccountId, DeliveryKey, Digest, RevisionId, sha256
from editor_app.domain.text import T
from editor_app.platforms.contract import Composed, Fit, Order, Picture, Platform, StepClass
from editor_app.platforms.http_link import HttpPlatform

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from editor_app.domain.chart import Chart
    from editor_app.domain.edition import Part, Payload
    from editor_app.platforms.contract import Outgoing

_PICTURES = tuple(sha256(f"picture {number}".encode()) for number in (1, 2))
_ALT = "大厅窗口"
_BODY = f"""自 12 月 1 日起，**12 个事项**可在 [政务服务网](https://example.gov.cn/a?x=1&y=2) 办理。

![{_ALT}](media:{_PICTURES[0]})

- 登录后选择“一件事”
"""
_SIGNED, _ALTERED = "12 个事项", "21 个事项"
_NOW = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
_SHORTEST_SETTLE = timedelta(seconds=5)
_MARK = re.compile(rb"9[12]00(\d{3})77")


def objections(
    platform: Platform, options: Mapping[str, str] | None = None, remote_uid: str = "uid"
) -> tuple[str, ...]:
    """What `platform` promises and doesn't keep, each in a sentence; empty when there is nothing.

    Nothing is sent: only what is pure is asked. What a real server says is shown by a delivery of your own.

    Args:
        platform: yours.
        options: settings of an account, where the defaults make none.
        remote_uid: who such an account is on the other side, where requests are made of it.
    """
    found: list[str] = []
    settings = {option.name: option.default for option in platform.options} | dict(options or {})
    asked = _Asked(platform, settings, remote_uid)
    for promise in _PROMISES:
        try:
            found += promise(asked)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, Invalid) as broken:
            found.append(f"{promise.__name__.strip('_')} ends with {type(broken).__name__}: {broken}")
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Bench:
    """Pictures that are there, and a chart that is drawn at once."""

    has_pictures: bool = True

    def picture(self, digest: Digest, fit: Fit) -> Picture:
        """Bytes of the type that the platform prefers."""
        if not self.has_pictures or digest not in _PICTURES:
            raise NotFound(T("No such picture."))
        content = f"{digest} as {fit.mimes[0]}".encode()
        return Picture(content, sha256(content), fit.mimes[0], 64, 48)

    def chart(self, chart: Chart, fit: Fit) -> Picture:
        """Bytes that stand for it."""
        content = f"{chart.id} as {fit.mimes[0]}".encode()
        return Picture(content, sha256(content), fit.mimes[0], 64, 48)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A platform with the settings of one account."""

    platform: Platform
    options: Mapping[str, str]
    remote_uid: str

    def composed(self, alt: str = _ALT) -> Composed:
        """The payload of our text, whose picture has that alternative text."""
        return self.platform.compose(_variant(self, alt), self.remote_uid, _Bench())

    def order(self, filling: int = 1, alt: str = _ALT) -> Order:
        """With a value for every late field that appears nowhere else; two fillings differ in nothing but these."""
        composed = self.composed(alt)
        late = {name: _late_value(name, f"9{filling}00{at:03d}77") for at, name in enumerate(composed.payload.late)}
        return Order(composed.payload, DeliveryKey("0123456789abcdef"), composed.media.__getitem__, late)

    def requests(self, order: Order) -> list[Outgoing]:
        """Of every step."""
        return [self.platform.outgoing(step, order) for step in self.platform.steps(order.payload)]


def _variant(asked: _Asked, alt: str = _ALT) -> Variant:
    body = _BODY.replace(_ALT, alt)
    content = Content(
        title="网上办事指南 2026", summary="12 个事项一次办成。", body=body, link="https://example.gov.cn/zn/2026.html",
        cover=_PICTURES[1], cover_alt="市民中心外景", tags=("便民",), author="市政务服务局",
    )  # fmt: skip
    return Variant(
        account=AccountId("0b9c7a2e-1111-4222-8333-444455556666"),
        account_name="practice",
        platform=asked.platform.name,
        revision=RevisionId("r"),
        kind=DocumentKind.EXPLAINER,
        content=content,
        cover=_placed(_PICTURES[1], "市民中心外景"),
        pictures=(_placed(_PICTURES[0], alt),),
        options=asked.options,
    )


def _placed(digest: Digest, alt: str) -> Placed:
    return Placed(
        digest=digest, chart=None, alt=alt, caption="", credit="", mime="image/png", width=64, height=48, size=1000,
        ai_made=False, line=3,
    )  # fmt: skip


def _late_value(name: str, number: str) -> str:
    kind = name.partition("/")[0]
    return {"blob": f'"{number}"', "media_url": f"http://127.0.0.1/{number}"}.get(kind, number)


def _steps_are_planned(asked: _Asked) -> Iterator[str]:
    payload = asked.composed().payload
    steps = asked.platform.steps(payload)
    if steps != asked.platform.steps(payload):
        yield "steps are planned differently the second time"
    if [step.ordinal for step in steps] != list(range(1, len(steps) + 1)):
        yield "steps are not numbered 1, 2, 3 …"
    alone = [step.media for step in steps if step.media]
    along = [ordinal for part in payload.parts for ordinal in part.media] if not alone else []
    if sorted(alone + along) != [medium.ordinal for medium in payload.media]:
        yield "not every picture is sent exactly once, by itself or with its part"
    if any(step.step_class is not StepClass.REPEATABLE for step in steps if step.media):
        yield "an upload is not REPEATABLE"
    public = [step for step in steps if step.step_class.needs_intent]
    if [step.part for step in public if step.part] != [part.ordinal for part in payload.parts]:
        yield "not every part is made public exactly once, in order"
    if not public or tuple(public) != tuple(steps[-len(public) :]):
        yield "something invisible comes after what is public"


def _composing_is_pure(asked: _Asked) -> Iterator[str]:
    one, two = asked.composed(), asked.composed()
    if (one.payload, dict(one.media)) != (two.payload, dict(two.media)):
        yield "the same variant is composed differently the second time"
    if (one.payload.platform, one.payload.format) != (asked.platform.name, asked.platform.format):
        yield "a payload has another platform or format"
    if {medium.digest for medium in one.payload.media} != set(one.media):
        yield "the pictures that are sealed are not those that come along"
    if any((sha256(b), len(b)) != (m.digest, m.size) for m in one.payload.media if (b := one.media.get(m.digest))):
        yield "a sealed picture has another digest or size than its bytes"


def _nothing_is_half_composed(asked: _Asked) -> Iterator[str]:
    try:
        asked.platform.compose(_variant(asked), asked.remote_uid, _Bench(has_pictures=False))
    except (NotFound, Invalid):
        return
    yield "it composes a text whose picture is missing"


def _requests_are_pure(asked: _Asked) -> Iterator[str]:
    one, two = (asked.requests(asked.order()) for _ in range(2))
    if one != two:
        yield "the same order and step give another request the second time"
    for request in one:
        if "authorization" in {name.lower() for name, _ in request.headers}:
            yield "a request carries the authorization, which would be hashed into the attempt"
        if "://" in request.target:
            yield "a request's target is no path"


def _only_late_fields_differ(asked: _Asked) -> Iterator[str]:
    one, two = (asked.requests(asked.order(filling)) for filling in (1, 2))
    for step, pair in zip(asked.platform.steps(asked.order().payload), zip(one, two, strict=True), strict=True):
        if len({_MARK.sub(rb"<late \1>", _bytes_of(request)) for request in pair}) > 1:
            yield f"the request of step {step.ordinal} differs in more than its late fields"


def _late_fields_are_listed(asked: _Asked) -> Iterator[str]:
    order = asked.order()
    patterns = [re.compile(re.escape(late).replace(r"/\*", r"/[0-9]+")) for late in asked.platform.late_fields]
    for name in order.payload.late:
        if not any(pattern.fullmatch(name) for pattern in patterns):
            yield f"the late field {name} is not on the closed list"
    bare = replace(order, late={})
    chosen = asked.platform.prepared(bare, _NOW)
    if chosen != asked.platform.prepared(bare, _NOW) or not set(chosen) <= set(order.payload.late):
        yield "what it chooses itself is not pure, or not on the list"


def _signed_words_are_sent(asked: _Asked) -> Iterator[str]:
    order = asked.order()
    before = asked.requests(order)
    for part in order.payload.parts:
        fields = tuple((name, value.replace(_SIGNED, _ALTERED)) for name, value in part.fields)
        altered = replace(part, body=part.body.replace(_SIGNED, _ALTERED), fields=fields)
        if altered != part and asked.requests(replace(order, payload=_with(order.payload, altered))) == before:
            yield f"part {part.ordinal} can be altered without any request being another"


def _alternative_texts_are_sent(asked: _Asked) -> Iterator[str]:
    if not asked.platform.capabilities.alt_text:
        return
    if asked.requests(asked.order()) == asked.requests(asked.order(alt="大厅里的人")):
        yield "it says that it has alternative texts, and a picture's goes out in no request"


def _with(payload: Payload, altered: Part) -> Payload:
    return replace(payload, parts=tuple(altered if one.ordinal == altered.ordinal else one for one in payload.parts))


def _declarations_are_whole(asked: _Asked) -> Iterator[str]:
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date()
    names = [limit.name for limit in asked.platform.limits]
    if not names or len(set(names)) != len(names):
        yield "it declares no limits, or one of them twice"
    if any(date.fromisoformat(limit.checked_on) > tomorrow for limit in asked.platform.limits):
        yield "a limit was read on a day that is to come"
    calls = isinstance(asked.platform, HttpPlatform) and not asked.platform.loopback_only
    if calls and asked.platform.settle < _SHORTEST_SETTLE + asked.platform.deadline:
        yield "its settle time is shorter than a call may take"
    options = [option.name for option in asked.platform.options]
    if len(set(options)) != len(options) or not all(re.fullmatch(r"[a-z][a-z_]*", name) for name in options):
        yield "settings have strange names, or one name twice"
    if any(option.secret and option.default for option in asked.platform.options):
        yield "a secret setting has a default"


def _capabilities_agree(asked: _Asked) -> Iterator[str]:
    classes = {step.step_class for step in asked.platform.steps(asked.composed().payload)}
    if asked.platform.capabilities.idempotent and StepClass.PUBLIC in classes:
        yield "it calls itself idempotent and has a PUBLIC step"
    if asked.platform.capabilities.drafts and StepClass.FLIP not in classes:
        yield "it says that it has drafts and makes none public"


def _bytes_of(request: Outgoing) -> bytes:
    return f"{request.method} {request.target} {request.headers}".encode() + request.body


_PROMISES: tuple[Callable[[_Asked], Iterator[str]], ...] = (
    _steps_are_planned,
    _composing_is_pure,
    _nothing_is_half_composed,
    _requests_are_pure,
    _only_late_fields_differ,
    _late_fields_are_listed,
    _signed_words_are_sent,
    _alternative_texts_are_sent,
    _declarations_are_whole,
    _capabilities_agree,
)
