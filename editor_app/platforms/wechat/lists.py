"""Looking through the account's lists of drafts and articles: pages of 20 in no promised order, as few as will do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from editor_app.domain.manifest_json import Fields
from editor_app.platforms.contract import StepResult
from editor_app.platforms.ghost.structure import structure
from editor_app.platforms.wechat import calls
from editor_app.platforms.wechat.normalisations import as_sent
from editor_app.platforms.wechat.settings import PICTURES

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.platforms.contract import Order

Call: TypeAlias = Callable[[str, Mapping[str, "Json"]], Fields]
_PAGE, _MOST_PAGES = 20, 5
_EARLIER = timedelta(minutes=10)
"""Clocks may differ so much; what is older than that was not sent by us."""


class Listed(NamedTuple):
    """A published article with its text."""

    updated: datetime
    content: str
    result: StepResult


class _Row(NamedTuple):
    key: str
    updated: datetime
    news: Fields


class Lists:
    """What lies in the account."""

    def __init__(self, call: Call) -> None:
        self._call = call

    def draft_like(self, order: Order) -> str:
        """The id of the one draft that is exactly the order's article; empty = there is none, or not one only."""
        same = [
            row.key
            for row in self._rows(calls.DRAFT_LIST, "media_id", whole=True)
            if _is_like(row.news, order, whole=True)
        ]
        return same[0] if len(same) == 1 else ""

    def articles_like(self, order: Order, since: datetime) -> list[StepResult]:
        """Published articles with the order's cover and title that are not older than its submission."""
        return [
            StepResult({"article_id": row.key}, remote_id=row.key, url=calls.secure(row.news.text("url")))
            for row in self._rows(calls.ARTICLES, "article_id", whole=False)
            if row.updated >= since - _EARLIER and _is_like(row.news, order, whole=False)
        ]

    def articles_titled(self, title: str) -> list[Listed]:
        """Published articles with exactly that title, text included."""
        return [
            Listed(
                row.updated,
                row.news.text("content"),
                StepResult({"article_id": row.key}, remote_id=row.key, url=calls.secure(row.news.text("url"))),
            )
            for row in self._rows(calls.ARTICLES, "article_id", whole=True)
            if row.news.text("title") == title
        ]

    def drafts_titled(self, title: str) -> list[str]:
        """The ids of the drafts that have exactly that title."""
        rows = self._rows(calls.DRAFT_LIST, "media_id", whole=False)
        return [row.key for row in rows if row.news.text("title") == title]

    def id_of(self, url: str) -> str:
        """The id of the published article at `url`; empty = it is not in the list."""
        wanted = _place(url)
        rows = self._rows(calls.ARTICLES, "article_id", whole=False)
        return next((row.key for row in rows if _place(row.news.text("url")) == wanted), "")

    def _rows(self, path: str, key: str, *, whole: bool) -> Iterator[_Row]:
        """Every row of the first pages, each once: the order may change between two pages."""
        seen: set[str] = set()
        for page in range(_MOST_PAGES):
            told = self._call(path, {"offset": page * _PAGE, "count": _PAGE, "no_content": 0 if whole else 1})
            for item in map(Fields, told.items("item")):
                if item.text(key) in seen:
                    continue
                seen.add(item.text(key))
                news = Fields(Fields(item.optional("content")).items("news_item"))
                at = datetime.fromtimestamp(item.integer("update_time"), UTC)
                yield _Row(item.text(key), at, Fields(news.optional(0)))
            if (page + 1) * _PAGE >= told.integer("total_count"):
                return


def _is_like(news: Fields, order: Order, *, whole: bool) -> bool:
    """Whether a draft or article has the order's title and cover, and, where its text was asked for, its text."""
    is_pictures = order.payload.option("form") == PICTURES
    cover = calls.picture_ids(order)[0] if is_pictures else calls.cover_id(order)
    if (news.text("title"), news.text("thumb_media_id")) != (order.payload.title, cover):
        return False
    return not whole or structure(as_sent(news.text("content"))) == structure(as_sent(calls.content(order)))


def _place(url: str) -> str:
    return calls.secure(url).partition("#")[0].rstrip("/")
