"""What tests of platforms share: a variant with pictures, a workbench with Pillow, and a small honest worker."""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

from PIL import Image

from editor_app.domain.chart import Chart, ChartKind
from editor_app.domain.document import Content, DocumentKind, Placed, Variant
from editor_app.domain.errors import Accepted, NotFound
from editor_app.domain.identifiers import AccountId, ChartId, DeliveryKey, Digest, RevisionId, sha256
from editor_app.domain.media import placements
from editor_app.domain.secrets import Secret
from editor_app.domain.text import T
from editor_app.platforms.contract import (
    Composed,
    Connection,
    Fit,
    Found,
    Link,
    Order,
    Picture,
    Platform,
    Step,
    StepResult,
)
from editor_app.platforms.sandbox.server import SandboxServer

NOW = datetime(2026, 11, 28, 9, 30, 0, 123456, tzinfo=UTC)
CHART = "3f1c6a52-9a7e-4c0e-8d4a-0f6f3b1f2d11"
TITLE = "网上办事指南 2026"
SUMMARY = "12 个事项一次办成。"


_PICTURES = Path(__file__).with_name("pictures")
FIRST, SECOND, COVER, DRAWN = (
    (_PICTURES / name).read_bytes() for name in ("hall.png", "queue.jpg", "centre.png", "chart.png")
)
"""Stored, not made: another version of Pillow would write other bytes."""


@dataclass(frozen=True, slots=True)
class Bench:
    """A workbench over bytes in memory."""

    stored: Mapping[Digest, bytes] = field(default_factory=lambda: {sha256(b): b for b in (FIRST, SECOND, COVER)})

    def picture(self, digest: Digest, fit: Fit) -> Picture:
        if digest not in self.stored:
            raise NotFound(T("No such picture."))
        return _fitted(self.stored[digest], fit)

    def chart(self, chart: Chart, fit: Fit) -> Picture:
        assert chart.rows
        return _fitted(DRAWN, fit)


def _fitted(content: bytes, fit: Fit) -> Picture:
    with Image.open(io.BytesIO(content)) as image:
        mime, size = Image.MIME[image.format or ""], image.size
        if mime in fit.mimes and max(size) <= fit.longest_side and len(content) <= fit.max_bytes:
            return Picture(content, sha256(content), mime, *size)
        image.thumbnail((fit.longest_side, fit.longest_side))
        out = io.BytesIO()
        image.convert("RGB").save(out, "JPEG", quality=80)
        return Picture(out.getvalue(), sha256(out.getvalue()), "image/jpeg", *image.size)


def chart() -> Chart:
    """A chart with two rows."""
    return Chart(
        id=ChartId(CHART), kind=ChartKind.COLUMN, title="办件量", unit="万件", source="市政务办", as_of="2026-10",
        alt="办件量由 12 万件增至 15 万件的柱形图", note="", x="月", y="量", series="", columns=("月", "量"),
        rows=(("9 月", "12"), ("10 月", "15")),
    )  # fmt: skip


BODY = f"""自 12 月 1 日起，**12 个事项**可在 [政务服务网](https://example.gov.cn/a?x=1&y=2) 办理。

![大厅窗口](media:{sha256(FIRST)} "办事大厅")

## 怎么办

- 登录后选择“一件事”
- 上传材料

![](chart:{CHART})

![队伍 "变短" 了 <3>](media:{sha256(SECOND)})
"""


def placed(content: bytes, alt: str) -> Placed:
    """A stored picture where it stands."""
    made = _fitted(content, Fit(4000, 10**8))
    return Placed(
        digest=made.digest, chart=None, alt=alt, caption="", credit="", mime=made.mime, width=made.width,
        height=made.height, size=len(content), ai_made=False, line=1,
    )  # fmt: skip


def variant(
    body: str = BODY, options: Mapping[str, str] | None = None, *, cover: bool = True, **said: str | tuple[str, ...]
) -> Variant:
    """A variant as services resolve it; `said` are fields of its content."""
    content = Content(
        title=TITLE, summary=SUMMARY, body=body, link="https://example.gov.cn/zn/2026.html",
        cover=sha256(COVER) if cover else "", cover_alt="市民中心外景" if cover else "",
        tags=("一网通办", "便民"), author="市政务服务局",
    )  # fmt: skip
    content = replace(content, **said)  # type: ignore[arg-type]
    return Variant(
        account=AccountId("0b9c7a2e-1111-4222-8333-444455556666"),
        account_name="practice",
        platform="any",
        revision=RevisionId("r"),
        kind=DocumentKind.EXPLAINER,
        content=content,
        cover=placed(COVER, "市民中心外景") if cover else None,
        pictures=_pictures(body),
        options=dict(options or {}),
    )


def _pictures(body: str) -> tuple[Placed, ...]:
    stored = {sha256(b): b for b in (FIRST, SECOND, COVER)}
    found = []
    for place in placements(body):
        if place.chart:
            found.append(
                Placed(
                    digest=None,
                    chart=chart(),
                    alt=place.alt or chart().alt,
                    caption=place.caption,
                    credit=chart().source,
                    mime="image/png",
                    width=0,
                    height=0,
                    size=0,
                    ai_made=False,
                    line=1,
                )
            )
        elif place.media in stored:
            found.append(replace(placed(stored[place.media], place.alt), caption=place.caption))
    return tuple(found)


KEY = DeliveryKey("0123456789abcdef")


def order_of(composed: Composed, key: DeliveryKey = KEY) -> Order:
    """The order of a fresh delivery."""
    return Order(composed.payload, key, composed.media.__getitem__)


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of a whole delivery."""

    order: Order
    results: tuple[StepResult, ...]

    @property
    def remote_ids(self) -> list[str]:
        return [result.remote_id for result in self.results if result.remote_id]

    @property
    def url(self) -> str:
        return next(result.url for result in self.results if result.url)


def with_late(order: Order, late: Mapping[str, str]) -> Order:
    """The order with more late fields, as the worker merges them."""
    return replace(order, late={**order.late, **late})


def sent(platform: Platform, link: Link, order: Order, now: datetime = NOW) -> Sent:
    """Every step in order, as the worker does them."""
    order = with_late(order, platform.prepared(order, now))
    results = []
    for step in platform.steps(order.payload):
        watermark = link.watermark(order) if step.step_class.needs_intent else ""
        try:
            result = link.perform(step, order)
        except Accepted as accepted:
            order = with_late(order, accepted.late)
            result = told_by_hand(platform, step, order) if platform.by_hand else decided(link, step, order, watermark)
        order = with_late(order, result.late)
        results.append(result)
    return Sent(order, tuple(results))


def decided(link: Link, step: Step, order: Order, watermark: str) -> StepResult:
    """What came of an accepted step; the servers of tests decide at the first look."""
    sighting = link.find(step, order, watermark)
    assert isinstance(sighting, Found), sighting
    return sighting.result


def told_by_hand(platform: Platform, step: Step, order: Order) -> StepResult:
    """What a person's address of the post says; the place of tests shows what lies in the kit's folder there."""
    host = order.payload.remote_uid.partition(":")[2].partition("/")[0]
    result = platform.known_as(step, order, f"http://{host}/posts/{order.key}")
    assert result is not None
    return result


def before_public(platform: Platform, link: Link, order: Order, now: datetime = NOW) -> Order:
    """The order after every step before the first public one."""
    order = with_late(order, platform.prepared(order, now))
    for step in platform.steps(order.payload):
        if step.step_class.needs_intent:
            break
        order = with_late(order, link.perform(step, order).late)
    return order


@contextmanager
def practice(state: object = None) -> Iterator[SandboxServer]:
    """A practice server in a thread."""
    server = SandboxServer(0, state)  # type: ignore[arg-type]
    thread = Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join(5)


def connection(server: SandboxServer, **options: str) -> Connection:
    """How a practice account is reached."""
    return Connection(server.url, Secret(server.token), options)
