"""Good and bad examples of rules: a small variant made from a few words that a colleague in the office understands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.document import Content, DocumentKind, Placed, Variant
from editor_app.domain.identifiers import RevisionId
from editor_app.domain.media import placements

if TYPE_CHECKING:
    from datetime import date

    from editor_app.domain.link import LinkLook


@dataclass(frozen=True, slots=True)
class Example:
    """What is needed of a variant to show a rule; everything else is as it should be."""

    body: str = "正文写得清楚。"
    title: str = "便民事项一次办好"
    summary: str = ""
    link: str = ""
    source: str = "区政务公开办"
    known_media: bool = True
    """Whether the pictures of the body are in the store, with a size."""
    limits: tuple[tuple[str, int], ...] = ()
    today: date | None = None
    links: tuple[LinkLook, ...] = ()

    def variant(self) -> Variant:
        """The variant that rules are shown."""
        return Variant(
            account=None,
            account_name="",
            platform="",
            revision=RevisionId("example"),
            kind=DocumentKind.EXPLAINER,
            content=Content(title=self.title, summary=self.summary, body=self.body, link=self.link, source=self.source),
            cover=None,
            pictures=tuple(
                Placed(
                    digest=found.media,
                    chart=None,
                    alt=found.alt,
                    caption=found.caption,
                    credit="",
                    mime="image/jpeg" if self.known_media else "",
                    width=800 if self.known_media else 0,
                    height=600 if self.known_media else 0,
                    size=50_000 if self.known_media else 0,
                    ai_made=False,
                    line=self.body.count("\n", 0, found.start) + 1,
                )
                for found in placements(self.body)
            ),
            limits=dict(self.limits),
            today=self.today,
            links=self.links,
        )
