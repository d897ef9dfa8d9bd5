"""Drafts and articles of the simulated WeChat: what draft/add takes, what the audit makes of it, what lists show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from editor_app.domain.identifiers import sha256
from editor_app.platforms.wechat.simulator.books import PUBLIC, RUNNING, Article, Draft, Job
from editor_app.platforms.wechat.simulator.filtering import given_back, stored
from editor_app.platforms.wechat.simulator.mishaps import Outcome
from editor_app.platforms.wechat.simulator.refusals import Fail

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.platforms.wechat.simulator.books import Books
    from editor_app.platforms.wechat.simulator.mishaps import Conduct

_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_MOST, _PAGE = 8, 20
_STATUS = {Outcome.ORIGINALITY: 2, Outcome.ORDINARY: 3, Outcome.REFUSED: 4}
_SIZES = (("author", 16, 45110, "author size out of limit"), ("digest", 120, 45004, "description size out of limit"))
TEXT_CHARACTERS, CONTENT_BYTES, LINK_BYTES = 20_000, 1_048_576, 1024
_PICTURES = 20


class Shelf:
    """Drafts, jobs and published articles of one account."""

    def __init__(self, books: Books, conduct: Conduct, origin: str) -> None:
        self._books, self._conduct, self._origin = books, conduct, origin

    def add(self, asked: dict[str, Json], now: float) -> dict[str, Json]:
        """draft/add.

        Raises:
            Fail: something about the articles is not taken.
        """
        sent = asked.get("articles")
        if not isinstance(sent, list) or not sent:
            raise Fail(44003, "empty news data")
        if len(sent) > _MOST:
            raise Fail(45008, "article count out of limit")
        articles = [self._taken(cast("dict[str, Json]", one), now) for one in sent]
        number = self._books.number()
        made = Draft(f"draft-{number}-{sha256(str(number).encode())[:40]}", articles, now)
        self._books.drafts[made.id] = made
        self._books.keep()
        return {"media_id": made.id, "item": []}

    def draft(self, asked: dict[str, Json]) -> dict[str, Json]:
        """draft/get."""
        return {"news_item": [self._told(one) for one in self._known(asked).articles]}

    def drafts(self, asked: dict[str, Json]) -> dict[str, Json]:
        """draft/batchget."""
        return self._page(asked, [("media_id", d.id, d.articles, d.updated) for d in self._books.drafts.values()])

    def count(self) -> dict[str, Json]:
        """draft/count."""
        return {"total_count": len(self._books.drafts)}

    def update(self, asked: dict[str, Json], now: float) -> dict[str, Json]:
        """draft/update: one article of a draft, by its place from 0; the others stay as they are.

        Raises:
            Fail: no such draft or place, or something about the article is not taken.
        """
        draft, at, sent = self._known(asked), asked.get("index"), asked.get("articles")
        if not isinstance(at, int) or not 0 <= at < len(draft.articles):
            raise Fail(40114, "invalid index value")
        if not isinstance(sent, dict):
            raise Fail(47001, "data format error")
        taken = self._taken(sent, now)
        draft.articles = [taken if n == at else one for n, one in enumerate(draft.articles)]
        draft.updated = now
        self._books.keep()
        return {"errcode": 0, "errmsg": "ok"}

    def drop(self, asked: dict[str, Json]) -> dict[str, Json]:
        """draft/delete."""
        self._books.drafts.pop(self._known(asked).id)
        self._books.keep()
        return {"errcode": 0, "errmsg": "ok"}

    def submit(self, asked: dict[str, Json], now: float) -> dict[str, Json]:
        """freepublish/submit: accepted, and nothing more."""
        draft = self._known(asked)
        job = Job(2_247_483_000 + self._books.number(), draft.id, draft.articles,
                  now + self._conduct.audit.total_seconds(), self._conduct.outcome.value)  # fmt: skip
        self._books.jobs[job.id] = job
        self._books.keep()
        return {"errcode": 0, "errmsg": "ok", "publish_id": job.id, "msg_data_id": job.id}

    def status(self, asked: dict[str, Json]) -> dict[str, Json]:
        """freepublish/get."""
        job = self._books.jobs.get(int(str(asked.get("publish_id") or 0)))
        if job is None:
            raise Fail(40007, "invalid publish_id")
        told: dict[str, Json] = {"publish_id": job.id, "publish_status": job.status, "fail_idx": []}
        if job.status == PUBLIC:
            items: list[Json] = [{"idx": 1, "article_url": self._url(job.article)}]
            told |= {"article_id": job.article, "article_detail": {"count": 1, "item": items}}
        elif job.status != RUNNING:
            told["fail_idx"] = [1]
        return told

    def article(self, asked: dict[str, Json]) -> dict[str, Json]:
        """freepublish/getarticle."""
        found = self._books.articles.get(str(asked.get("article_id")))
        if found is None:
            raise Fail(53600, "Article ID invalid")
        return {"news_item": [{**self._told(n), "url": self._url(found.id), "is_deleted": found.deleted}
                              for n in found.news]}  # fmt: skip

    def articles(self, asked: dict[str, Json]) -> dict[str, Json]:
        """freepublish/batchget."""
        rows = [("article_id", a.id, [{**n, "url": self._url(a.id), "is_deleted": a.deleted} for n in a.news],
                 a.published) for a in self._books.articles.values() if not a.deleted]  # fmt: skip
        return self._page(asked, rows)

    def remove(self, asked: dict[str, Json]) -> dict[str, Json]:
        """freepublish/delete."""
        found = self._books.articles.get(str(asked.get("article_id")))
        if found is None or found.deleted:
            raise Fail(53600, "Article ID invalid")
        found.deleted = True
        self._books.keep()
        return {"errcode": 0, "errmsg": "ok"}

    def decide(self, now: float) -> None:
        """Let every audit that is over end: the article is public and its draft gone, or it is refused."""
        for job in self._books.jobs.values():
            if job.status != RUNNING or job.due > now or job.outcome == Outcome.NEVER:
                continue
            if job.outcome == Outcome.PUBLIC:
                number = self._books.number()
                job.article = f"art-{number}-{sha256(f'a{number}'.encode())[:32]}"
                self._books.articles[job.article] = Article(job.article, job.articles, now)
                self._books.drafts.pop(job.draft, None)
                job.status = PUBLIC
            else:
                job.status = _STATUS[Outcome(job.outcome)]
            self._books.keep()

    def _taken(self, sent: dict[str, Json], now: float) -> dict[str, Json]:
        texts = {name: str(sent.get(name) or "") for name in ("title", "author", "digest", "content",
                 "content_source_url", "thumb_media_id")}  # fmt: skip
        kind = str(sent.get("article_type") or "news")
        if not texts["title"] or len(texts["title"]) > self._conduct.title_characters:
            raise Fail(45003, "title size out of limit")
        for name, most, code, words in _SIZES:
            if len(texts[name]) > most:
                raise Fail(code, words)
        self._require_content(texts)
        if kind == "newspic":
            return self._picture_post(sent, texts, now)
        self._require_picture(texts["thumb_media_id"], now)
        words = _TAG.sub("", texts["content"]).strip()
        return {
            **texts, "article_type": kind, "content": stored(texts["content"], self._origin),
            "digest": texts["digest"] or words[:54], "thumb_url": self._address(texts["thumb_media_id"]),
            "need_open_comment": int(sent.get("need_open_comment") == 1),
            "only_fans_can_comment": int(sent.get("only_fans_can_comment") == 1),
        }  # fmt: skip

    def _picture_post(self, sent: dict[str, Json], texts: dict[str, str], now: float) -> dict[str, Json]:
        info = sent.get("image_info")
        pictures = info.get("image_list") if isinstance(info, dict) else None
        if not isinstance(pictures, list) or not 0 < len(pictures) <= _PICTURES:
            raise Fail(40007, "invalid media_id", "image_list has 1 to 20 pictures")
        ids = [str(cast("dict[str, Json]", one).get("image_media_id")) for one in pictures]
        for one in ids:
            self._require_picture(one, now)
        images: list[Json] = [{"image_media_id": one, "url": self._address(one)} for one in ids]
        return {**texts, "article_type": "newspic", "content": _TAG.sub("", texts["content"]),
                "thumb_media_id": ids[0], "image_info": {"image_list": images}}  # fmt: skip

    def _require_content(self, texts: dict[str, str]) -> None:
        if not texts["content"]:
            raise Fail(44004, "empty content")
        too_long = len(_TAG.sub("", texts["content"])) >= TEXT_CHARACTERS
        if too_long or len(texts["content"].encode()) >= CONTENT_BYTES:
            raise Fail(45002, "content size out of limit")
        if len(texts["content_source_url"].encode()) >= LINK_BYTES:
            raise Fail(45005, "url size out of limit")

    def _require_picture(self, media: str, now: float) -> None:
        found = self._books.pictures.get(media)
        if found is None or not found.library or found.at + self._conduct.fresh.total_seconds() > now:
            raise Fail(40007, "invalid media_id")

    def _known(self, asked: dict[str, Json]) -> Draft:
        draft = self._books.drafts.get(str(asked.get("media_id")))
        if draft is None:
            raise Fail(40007, "invalid media_id")
        return draft

    def _page(
        self, asked: dict[str, Json], rows: list[tuple[str, str, list[dict[str, Json]], float]]
    ) -> dict[str, Json]:
        offset, count = asked.get("offset"), asked.get("count")
        if not isinstance(offset, int) or not isinstance(count, int) or not 1 <= count <= _PAGE:
            raise Fail(40009, "invalid count", "1 to 20")
        ordered = sorted(rows, key=lambda row: row[3], reverse=True)
        if self._conduct.shuffled:
            ordered.sort(key=lambda row: sha256(f"{row[1]}{len(rows)}".encode()))
        bare = asked.get("no_content") == 1
        items: list[Json] = [
            {name: key, "update_time": int(at),
             "content": {"news_item": [self._told(one, bare=bare) for one in news]}}
            for name, key, news, at in ordered[offset : offset + count]
        ]  # fmt: skip
        return {"total_count": len(rows), "item_count": len(items), "item": items}

    def _told(self, article: dict[str, Json], *, bare: bool = False) -> dict[str, Json]:
        content = "" if bare else str(article["content"])
        return {**article, "content": given_back(content) if self._conduct.lazy else content}

    def _address(self, media: str) -> str:
        return f"{self._origin}/mmbiz/{media}"

    def _url(self, article: str) -> str:
        return f"{self._origin}/s/{article}"
