"""A static site wherever its files lie: every write whole, nobody else's page touched, and reading what lies there."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from typing_extensions import override

from editor_app.domain.errors import Rejected, Unreachable
from editor_app.domain.identifiers import sha256
from editor_app.domain.recall import Measure, keys_of, measure_of
from editor_app.domain.text import T
from editor_app.platforms.articles import images_in
from editor_app.platforms.contract import Absent, Connection, Found, Link, Observed, Platform, StepResult, Unclear
from editor_app.platforms.site_folder.alerts import Alerts
from editor_app.platforms.site_folder.disk import is_safe_slug
from editor_app.platforms.site_folder.listings import STYLE, Article, Site, article_from, listings, page_url
from editor_app.platforms.site_folder.pages import says_withdrawn, stylesheet, withdrawn_page
from editor_app.platforms.site_folder.sealed import ALERT, LISTED, PICTURE, page_of, remote_id
from editor_app.platforms.site_folder.settings import NOTICE, checked_settings
from editor_app.platforms.site_folder.shelf import ABSENT, Kept, Overtaken, Shelf, version_of
from editor_app.platforms.tracing import Tracing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from editor_app.platforms.contract import Identity, Order, Sighting, Step

_TRIES = 8
"""How often a write is begun anew because somebody else was quicker."""


class SiteLink(Link, Tracing):
    """One site on its shelf."""

    def __init__(self, platform: Platform, connection: Connection, shelf: Shelf) -> None:
        """Touch nothing yet.

        Raises:
            Invalid: a setting that makes no site.
        """
        checked_settings(connection.options, "")
        self._platform = platform
        self._shelf = shelf
        self._alerts = Alerts(shelf)
        self._known: dict[tuple[str, str], Article] = {}
        """Records that were read before, by slug and version: a large site is not read whole again."""
        self._told = 0

    @override
    def identity(self) -> Identity:
        return self._shelf.identity()

    @override
    def perform(self, step: Step, order: Order) -> StepResult:
        if step.name == LISTED:
            self._ours(order)
            self.list_anew(order)
        elif step.name == ALERT:
            self._ours(order)
            self._alerts.tell(order, self._site(order).base)
        else:
            self._write(step, order)
        return self._result(step, order)

    @override
    def watermark(self, order: Order) -> str:
        return ""

    @override
    def find(self, step: Step, order: Order, watermark: str) -> Sighting:
        return self._sighting(step, order)

    @override
    def trace(self, order: Order, since: datetime) -> Sighting:
        page = next(step for step in self._platform.steps(order.payload) if step.name == "page")
        return self._sighting(page, order)

    @override
    def late_of(self, order: Order, remote_id: str) -> Mapping[str, str]:
        try:
            article = article_from(self._content(f"{self._place(order)}/article.json") or b"")
        except ValueError:
            return {}
        return {"published_at": article.published_at, "published_on": article.published_on}

    @override
    def observe(self, order: Order, remote_ids: Sequence[str]) -> Observed:
        place = self._place(order)
        page = self._page(place)
        if page is None:
            return Observed(title="", parts=(), alts=(), visible=False)
        text = page.decode("utf-8", "replace")
        record = self._content(f"{place}/article.json") or b""
        images = images_in(text)
        return Observed(
            title=_title_of(record),
            parts=(text,),
            alts=tuple(image.alt for image in images),
            media=tuple(self._picture(place, image.src) for image in images),
            fields=(
                (ALERT, self._alerts.seen(order)),
                (LISTED, "yes" if self._names(order) else "no"),
                ("record", record.decode("utf-8", "replace")),
            ),
        )

    @override
    def rehearse(self) -> str:
        return self._shelf.rehearse()

    @override
    def spent(self) -> int:
        sent = self._shelf.sent()
        told, self._told = sent - self._told, sent
        return told

    @override
    def close(self) -> None:
        self._shelf.close()

    def remove(self, order: Order, place: str) -> None:
        """Take away the page and its record; one that another delivery put there stays.

        Raises:
            Rejected: another page lies there.
        """
        there = self._ours(order)
        page = f"{place}/index.html"
        if order.payload.option("withdrawn") != NOTICE:
            self._shelf.remove(page)
        elif self._page(place) is not None:
            site = self._site(order)
            self._replace(page, withdrawn_page(site.title, order.payload.language or site.language), there[page])
        self._shelf.remove(f"{place}/article.json")

    def has_page(self, place: str) -> bool:
        """Whether readers get a page; a place that isn't there says nothing.

        Raises:
            Unreachable: the site's place isn't there.
        """
        self._shelf.require_there()
        if self._page(place) is not None:
            return True
        # what says that it was withdrawn, beside a record that still lists it: only half was done
        return all(self._content(f"{place}/{name}") is not None for name in ("index.html", "article.json"))

    def is_listed(self, place: str) -> bool:
        """Whether front page, feeds or sitemap lead to a page.

        Raises:
            Unreachable: the site's place isn't there.
        """
        self._shelf.require_there()
        named = f"{place}/".encode()
        return any(named in (self._content(name) or b"") for name in self._derived_names())

    def call_off(self, order: Order, place: str) -> None:
        """Take back what machines were told of a page; what another delivery told stays.

        Raises:
            Rejected: another page lies there.
        """
        self._ours(order)
        self._alerts.call_off(order, place)

    def is_alerting(self, place: str) -> bool:
        """Whether machines are still told of a page.

        Raises:
            Unreachable: the site's place isn't there.
        """
        self._shelf.require_there()
        return self._alerts.is_on(place)

    def list_anew(self, order: Order) -> None:
        """Write what lists the articles that lie there, until it names neither less nor more than those.

        Somebody else may publish at the same time: what lists the site is replaced only as it was read before the
        articles were, or, where the place can't compare, the articles are read again afterwards.

        Raises:
            Unreachable: others never stop publishing at the same time.
        """
        for _ in range(_TRIES):
            if self._is_listed_anew(order):
                return
        raise _too_busy()

    def _is_listed_anew(self, order: Order) -> bool:
        """One try; False = somebody else wrote meanwhile."""
        before = {name: self._shelf.read(name) for name in self._derived_names()}
        derived = self._derived(order)
        try:
            for name, content in derived.items():
                kept = before[name]
                if kept is None or kept.content != content:
                    self._shelf.put(name, content, version_of(kept))
        except Overtaken:
            return False
        return self._shelf.is_guarded or self._derived(order) == derived

    def _write(self, step: Step, order: Order) -> None:
        """One file; where our page's place is taken in the very moment, it is looked at again.

        Pictures are named by their bytes, so nobody's can be written over: one look before the first of them is enough.
        """
        outgoing = self._platform.outgoing(step, order)
        for _ in range(_TRIES):
            there = self._ours(order) if step.name != PICTURE or step.ordinal == 1 else {}
            if step.name == "record":
                self._put_style()
            over = version_of(there[outgoing.target]) if outgoing.target in there else None
            try:
                return self._shelf.put(outgoing.target, outgoing.body, over)
            except Overtaken:
                continue
        raise _too_busy()

    def _put_style(self) -> None:
        """Before the first page is seen, what it looks like lies there."""
        if self._content(STYLE) is None:
            try:
                self._shelf.put(STYLE, stylesheet(), ABSENT)
            except Overtaken:
                return  # somebody else's first page brought it

    def _place(self, order: Order) -> str:
        if not is_safe_slug(order.payload.slug):
            raise Rejected(
                T("“{slug}” can't be the address of a page.", slug=order.payload.slug[:80]),
                T("Use small letters a-z, digits and single hyphens, at most 80."),
            )
        return f"articles/{order.payload.slug}"

    def _ours(self, order: Order) -> dict[str, Kept | None]:
        """Page and record as they lie there.

        Raises:
            Rejected: another delivery, or somebody else, put them at the same address.
        """
        place = self._place(order)
        record, page = f"{place}/article.json", f"{place}/index.html"
        there = {target: self._shelf.read(target) for target in (record, page)}
        ours = {order.key, *keys_of(order.payload)}
        kept, shown = there[record], there[page]
        is_taken = kept is not None or (shown is not None and not says_withdrawn(shown.content))
        if is_taken and _key_of(kept.content if kept else None) not in ours:
            raise Rejected(
                T("Another page lies at {place} already.", place=place),
                T("Give the document another address (slug) for this account."),
            )
        return there

    def _derived(self, order: Order) -> dict[str, bytes]:
        return listings(self._site(order), self._articles())

    def _derived_names(self) -> tuple[str, ...]:
        return tuple(listings(Site("", "", ""), ()))

    def _articles(self) -> list[Article]:
        """Every article whose page is there; what can't be read is left out, never guessed."""
        known, self._known = self._known, {}
        for slug, version in sorted(self._shelf.slugs().items()):
            article = known.get((slug, version)) if version else None
            try:
                article = article or article_from(self._content(f"articles/{slug}/article.json") or b"")
            except ValueError:
                continue
            if article.slug == slug:
                self._known[slug, version] = article
        return list(self._known.values())

    def _site(self, order: Order) -> Site:
        payload = order.payload
        base = payload.option("base_url") or self._shelf.base
        return Site(payload.option("site_title") or payload.account_name, payload.option("language") or "zh-CN", base)

    def _result(self, step: Step, order: Order) -> StepResult:
        if not step.step_class.needs_intent:
            return StepResult()
        return StepResult(remote_id=remote_id(step, order), url=page_url(self._site(order), order.payload.slug))

    def _sighting(self, step: Step, order: Order) -> Sighting:
        self._place(order)
        if step.name == "page":
            return self._page_sighting(step, order)
        told = {LISTED: self._is_up_to_date, ALERT: self._alerts.is_told}.get(step.name)
        return Found(self._result(step, order)) if told is not None and told(order) else Absent()

    def _page_sighting(self, step: Step, order: Order) -> Sighting:
        place = self._place(order)
        page = self._page(place)
        if page == page_of(order):
            return Found(self._result(step, order))
        if page is None or measure_of(order.payload) is Measure.EDIT:
            return Absent()
        if _key_of(self._content(f"{place}/article.json")) == order.key:
            return Found(self._result(step, order))
        return Unclear(T("Another page lies at {place} already.", place=place))

    def _is_up_to_date(self, order: Order) -> bool:
        return all(self._content(name) == content for name, content in self._derived(order).items())

    def _names(self, order: Order) -> bool:
        """Whether front page and sitemap lead to the article; feeds name the newest only."""
        slug = f"articles/{order.payload.slug}/".encode()
        return all(slug in (self._content(name) or b"") for name in ("index.html", "sitemap.xml"))

    def _content(self, target: str) -> bytes | None:
        kept = self._shelf.read(target)
        return kept.content if kept is not None else None

    def _page(self, place: str) -> bytes | None:
        """The article that readers get; None = there is none, or what stands there says that it was withdrawn."""
        page = self._content(f"{place}/index.html")
        return None if page is None or says_withdrawn(page) else page

    def _replace(self, target: str, content: bytes, kept: Kept | None) -> None:
        """Write over what was read just now.

        Raises:
            Unreachable: somebody else was quicker.
        """
        try:
            self._shelf.put(target, content, version_of(kept))
        except Overtaken:
            raise _too_busy() from None

    def _picture(self, place: str, src: str) -> str:
        """The digest of a picture of a page; empty when it is gone or lies elsewhere."""
        target = posixpath.normpath(f"{place}/{src}")
        if urlsplit(src).scheme or target.startswith((".", "/")):
            return ""
        content = self._content(target)
        return sha256(content) if content is not None else ""


def _too_busy() -> Unreachable:
    return Unreachable(
        T("Others publish on this site at the same time, again and again."), T("It is tried again by itself.")
    )


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
