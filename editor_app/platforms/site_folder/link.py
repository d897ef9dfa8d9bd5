"""A site folder on this machine: every write whole, nobody else's page touched, and reading what lies there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import unquote, urlsplit

from typing_extensions import override

from editor_app.domain.errors import OutcomeUnknown, Rejected, Unreachable
from editor_app.domain.identifiers import sha256
from editor_app.domain.recall import Measure, keys_of, measure_of
from editor_app.domain.text import T
from editor_app.platforms.articles import images_in
from editor_app.platforms.contract import Absent, Found, Identity, Link, Observed, Platform, StepResult, Unclear
from editor_app.platforms.site_folder.disk import NotSynced, content_of, inside, is_safe_slug, put
from editor_app.platforms.site_folder.listings import Article, Site, article_from, listings, page_url
from editor_app.platforms.site_folder.sealed import LISTED, page_of, remote_id
from editor_app.platforms.site_folder.settings import checked_settings
from editor_app.platforms.tracing import Tracing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor_app.platforms.contract import Connection, Order, Sighting, Step

R = TypeVar("R")


class SiteLink(Link, Tracing):
    """One site folder."""

    def __init__(self, platform: Platform, connection: Connection) -> None:
        """Touch nothing yet.

        Raises:
            Rejected: the address is no whole path.
            Invalid: a setting that makes no site.
        """
        checked_settings(connection.options, "")
        self._platform = platform
        self._root = _folder(connection.url)

    @override
    def identity(self) -> Identity:
        def looked_up() -> Identity:
            self._root.mkdir(parents=True, exist_ok=True)
            root = self._root.resolve()
            return Identity(f"site:{sha256(str(root).encode())[:16]}", root.name, "", os.access(root, os.W_OK))

        return self._certain(looked_up)

    @override
    def perform(self, step: Step, order: Order) -> StepResult:
        self._require_ours(order)
        if step.name == LISTED:
            self._certain(lambda: self._list(order))
        else:
            outgoing = self._platform.outgoing(step, order)
            self._certain(lambda: put(inside(self._root, outgoing.target), outgoing.body))
        return self._result(step, order)

    @override
    def watermark(self, order: Order) -> str:
        return ""

    @override
    def find(self, step: Step, order: Order, watermark: str) -> Sighting:
        return self._certain(lambda: self._sighting(step, order))

    @override
    def trace(self, order: Order) -> Sighting:
        page = next(step for step in self._platform.steps(order.payload) if step.name == "page")
        return self._certain(lambda: self._sighting(page, order))

    @override
    def observe(self, order: Order, remote_ids: Sequence[str]) -> Observed:
        return self._certain(lambda: self._seen(order))

    @override
    def rehearse(self) -> str:
        def rehearsed() -> str:
            trial = self._root / ".press-desk-rehearsal"
            put(trial, b"Press Desk")
            trial.unlink()
            return str(self._root)

        return self._certain(rehearsed)

    def remove(self, order: Order, place: str) -> None:
        """Take away the page and its record; one that another delivery put there stays.

        Raises:
            Rejected: another page lies there.
        """
        self._require_ours(order)

        def removed() -> None:
            for name in ("index.html", "article.json"):
                inside(self._root, f"{place}/{name}").unlink(missing_ok=True)

        self._certain(removed)

    def list_anew(self, order: Order) -> None:
        """Write what lists the articles that lie there."""
        self._certain(lambda: self._list(order))

    def has_page(self, place: str) -> bool:
        """Whether readers get a page; a folder that isn't there says nothing.

        Raises:
            Unreachable: the site's folder isn't there.
        """
        return self._certain(lambda: bool(list(self._root.iterdir())) and self._lies(f"{place}/index.html"))

    def is_listed(self, place: str) -> bool:
        """Whether front page, feeds or sitemap lead to a page.

        Raises:
            Unreachable: the site's folder isn't there.
        """
        named = f"{place}/".encode()
        names = ("index.html", "feed.xml", "feed.json", "sitemap.xml")

        def listed() -> bool:
            list(self._root.iterdir())
            return any(named in (content_of(self._root / name) or b"") for name in names)

        return self._certain(listed)

    def _lies(self, target: str) -> bool:
        return content_of(inside(self._root, target)) is not None

    @override
    def close(self) -> None:
        """Nothing is open."""

    def _certain(self, deed: Callable[[], R]) -> R:
        """What the deed gives; errors of the disk as the platform errors that they mean."""
        try:
            return deed()
        except NotSynced as unsure:
            raise OutcomeUnknown(
                T("The disk did not confirm that {folder} is written.", folder=self._root.name),
                T("It will be looked up before anything is sent again."),
            ) from unsure
        except PermissionError as refused:
            raise Rejected(
                T("{folder} can't be read or written by this user.", folder=str(self._root)),
                T("Change the rights of the folder, or choose another one."),
            ) from refused
        except ValueError as hostile:
            raise Rejected(
                T("A path leads out of the site's folder, so nothing was written."), T("Look into the folder.")
            ) from hostile
        except OSError as broken:
            raise Unreachable(
                T("{folder} can't be used: {why}.", folder=str(self._root), why=broken.strerror or str(broken)),
                T("Check the disk, then try again."),
            ) from broken

    def _place(self, order: Order) -> str:
        if not is_safe_slug(order.payload.slug):
            raise Rejected(
                T("“{slug}” can't be the address of a page.", slug=order.payload.slug[:80]),
                T("Use small letters a-z, digits and single hyphens, at most 80."),
            )
        return f"articles/{order.payload.slug}"

    def _require_ours(self, order: Order) -> None:
        """Refuses to touch a page that another delivery, or somebody else, put at the same address."""
        place = self._place(order)
        record, page = (
            self._certain(lambda name=name: content_of(inside(self._root, f"{place}/{name}")))  # type: ignore[misc]
            for name in ("article.json", "index.html")
        )
        ours = {order.key, *keys_of(order.payload)}
        if (record is not None or page is not None) and _key_of(record) not in ours:
            raise Rejected(
                T("Another page lies at {place} already.", place=place),
                T("Give the document another address (slug) for this account."),
            )

    def _list(self, order: Order) -> None:
        for name, content in self._derived(order).items():
            path = inside(self._root, name)
            if content_of(path) != content:
                put(path, content)

    def _derived(self, order: Order) -> dict[str, bytes]:
        return listings(self._site(order), self._articles())

    def _articles(self) -> list[Article]:
        """Every article whose page is there; what can't be read is left out, never guessed."""
        found = []
        for page in sorted(self._root.glob("articles/*/index.html")):
            record = content_of(page.with_name("article.json"))
            try:
                article = article_from(record or b"")
            except ValueError:
                continue
            if article.slug == page.parent.name:
                found.append(article)
        return found

    def _site(self, order: Order) -> Site:
        payload = order.payload
        base = payload.option("base_url") or self._root.resolve().as_uri()
        return Site(payload.option("site_title") or payload.account_name, payload.option("language") or "zh-CN", base)

    def _result(self, step: Step, order: Order) -> StepResult:
        if not step.step_class.needs_intent:
            return StepResult()
        return StepResult(remote_id=remote_id(step, order), url=page_url(self._site(order), order.payload.slug))

    def _sighting(self, step: Step, order: Order) -> Sighting:
        place = self._place(order)
        if step.name == LISTED:
            return Found(self._result(step, order)) if self._is_listed(order) else Absent()
        if step.name != "page":
            return Absent()
        page = content_of(inside(self._root, f"{place}/index.html"))
        if page == page_of(order):
            return Found(self._result(step, order))
        if page is None or measure_of(order.payload) is Measure.EDIT:
            return Absent()
        if _key_of(content_of(inside(self._root, f"{place}/article.json"))) == order.key:
            return Found(self._result(step, order))
        return Unclear(T("Another page lies at {place} already.", place=place))

    def _is_listed(self, order: Order) -> bool:
        return all(content_of(self._root / name) == content for name, content in self._derived(order).items())

    def _seen(self, order: Order) -> Observed:
        place = self._place(order)
        page = content_of(inside(self._root, f"{place}/index.html"))
        if page is None:
            return Observed(title="", parts=(), alts=(), visible=False)
        text = page.decode("utf-8", "replace")
        record = content_of(inside(self._root, f"{place}/article.json")) or b""
        images = images_in(text)
        return Observed(
            title=_title_of(record),
            parts=(text,),
            alts=tuple(image.alt for image in images),
            media=tuple(self._picture(place, image.src) for image in images),
            fields=((LISTED, "yes" if self._names(order) else "no"), ("record", record.decode("utf-8", "replace"))),
        )

    def _names(self, order: Order) -> bool:
        """Whether front page and sitemap lead to the article; feeds name the newest only."""
        slug = f"articles/{order.payload.slug}/".encode()
        return all(slug in (content_of(self._root / name) or b"") for name in ("index.html", "sitemap.xml"))

    def _picture(self, place: str, src: str) -> str:
        """The digest of a picture of a page; empty when it is gone or lies elsewhere."""
        target = os.path.normpath(f"{place}/{src}").replace(os.sep, "/")
        if urlsplit(src).scheme or target.startswith(".."):
            return ""
        content = content_of(inside(self._root, target))
        return sha256(content) if content is not None else ""


def _folder(url: str) -> Path:
    path = unquote(urlsplit(url).path) if url.startswith("file://") else url
    if not path or "\0" in path or not Path(path).is_absolute():
        raise Rejected(
            T("“{path}” is not the whole path of a folder.", path=url[:200]), T("Write it from the root on.")
        )
    return Path(path)


def _key_of(record: bytes | None) -> str:
    try:
        return article_from(record or b"").key
    except ValueError:
        return ""


def _title_of(record: bytes) -> str:
    try:
        return article_from(record).title
    except ValueError:
        return ""
