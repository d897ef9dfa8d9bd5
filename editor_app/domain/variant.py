"""How a variant inherits: account before platform before document, field by field."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor_app.domain.document import Content, Override, Placed, Revision, Variant
from editor_app.domain.identifiers import Digest
from editor_app.domain.media import Media, Placement, placements

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from editor_app.domain.account import Account
    from editor_app.domain.chart import Chart
    from editor_app.domain.document import DocumentKind

_LISTS = ("tags", "categories")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a variant is resolved against: the media it may place and the limits of its platform."""

    kind: DocumentKind
    media: Mapping[Digest, Media]
    limits: Mapping[str, int]
    today: date | None = None
    """The day in the office."""


def variant_of(revision: Revision, account: Account | None, around: Surroundings) -> Variant:
    """What `account` says of `revision`; None gives the master."""
    content = _content(revision, account)
    return Variant(
        account=account.id if account else None,
        account_name=account.name if account else "",
        platform=account.platform if account else "",
        revision=revision.id,
        kind=around.kind,
        content=content,
        cover=_cover(content, around.media),
        pictures=tuple(
            _placed(placement, content.body, revision, around.media) for placement in placements(content.body)
        ),
        options=dict(account.options) if account else {},
        limits=around.limits,
        today=around.today,
    )


def overridden_fields(revision: Revision, account: Account) -> dict[str, Override]:
    """Which fields the account says differently, the nearest override winning."""
    nearest: dict[str, Override] = {}
    for override in sorted(revision.overrides, key=lambda o: o.target.account is not None):
        if override.target.account == account.id or (
            override.target.account is None and override.target.platform == account.platform
        ):
            nearest[override.field] = override
    return nearest


def _content(revision: Revision, account: Account | None) -> Content:
    if account is None:
        return revision.content
    values: dict[str, object] = {
        name: tuple(filter(None, override.value.split("\n"))) if name in _LISTS else override.value
        for name, override in overridden_fields(revision, account).items()
    }
    return replace(revision.content, **values)  # type: ignore[arg-type]


def _cover(content: Content, media: Mapping[Digest, Media]) -> Placed | None:
    if not content.cover:
        return None
    known = media.get(Digest(content.cover))
    return _of_media(Digest(content.cover), known, content.cover_alt, ("", 0))


def _placed(placement: Placement, body: str, revision: Revision, media: Mapping[Digest, Media]) -> Placed:
    where = (placement.caption, body.count("\n", 0, placement.start) + 1)
    if placement.media is not None:
        return _of_media(placement.media, media.get(placement.media), placement.alt, where)
    chart = revision.chart(placement.chart) if placement.chart else None
    return _of_chart(chart, placement.alt, where)


def _of_media(digest: Digest, known: Media | None, alt: str, where: tuple[str, int]) -> Placed:
    return Placed(
        digest=digest,
        chart=None,
        alt=alt or (known.alt if known else ""),
        caption=where[0],
        credit=known.credit if known else "",
        mime=known.mime if known else "",
        width=known.width if known else 0,
        height=known.height if known else 0,
        size=known.size if known else 0,
        ai_made=known.ai_made if known else False,
        line=where[1],
    )


def _of_chart(chart: Chart | None, alt: str, where: tuple[str, int]) -> Placed:
    return Placed(
        digest=None,
        chart=chart,
        alt=alt or (chart.alt if chart else ""),
        caption=where[0],
        credit=chart.source if chart else "",
        mime="image/png" if chart else "",
        width=0,
        height=0,
        size=0,
        ai_made=False,
        line=where[1],
    )
