"""The folder where kits are put, and the public page on which a person says that the post is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from typing_extensions import override

from editor_app.domain.errors import Accepted, RateLimited, Rejected, Unreachable
from editor_app.domain.text import T
from editor_app.platforms.contract import Connection, Identity, Link, Observed, Unclear
from editor_app.platforms.hand_off.composing import HANDED, POSTED
from editor_app.platforms.hand_off.kit import files_of, folder_of, picture_name
from editor_app.platforms.hand_off.page_text import seen_on
from editor_app.platforms.hand_off.profiles import host_in, uid_of
from editor_app.platforms.hand_off.settings import home_of, profile_of
from editor_app.platforms.http import is_loopback
from editor_app.platforms.open_page import read_page
from editor_app.platforms.open_web import OpenWeb, is_global
from editor_app.platforms.sightings import StepResult
from editor_app.platforms.site_folder.folder import FolderShelf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.platforms.contract import Order, Platform, Sighting, Step

WAITS = T("The kit is ready: somebody posts it by hand and pastes the address of the post.")
_GONE, _TOO_MANY, _BROKEN = frozenset({404, 410}), 429, 500
_LATER = timedelta(minutes=10)


class HandOffLink(Link):
    """One account: its folder of kits and its public pages."""

    def __init__(self, platform: Platform, connection: Connection) -> None:
        """Touch nothing yet.

        Raises:
            Invalid: a platform that there isn't.
            Rejected: the address is no whole path.
        """
        self._platform = platform
        self._options = connection.options
        self._profile = profile_of(connection.options)
        self._shelf = FolderShelf(connection.url)

    @override
    def identity(self) -> Identity:
        folder = self._shelf.identity()
        uid = uid_of(self._profile, home_of(self._options))
        notes = (T("A person posts here; Press Desk prepares the kit and reads the public page."),)
        return Identity(uid, f"{self._profile.title} · {folder.name}", "", folder.may_publish, notes)

    @override
    def perform(self, step: Step, order: Order) -> StepResult:
        folder = folder_of(order)
        if step.name == "picture":
            medium = order.payload.media[step.media - 1]
            name = picture_name(medium)
            self._shelf.put(f"{folder}/{name}", order.media(medium.digest), None)
            return StepResult({f"media_url/{step.media}": name})
        for file, text in files_of(order).items():
            self._shelf.put(f"{folder}/{file}", text.encode(), None)
        raise Accepted(WAITS, {HANDED: folder}, timedelta(seconds=1))

    @override
    def watermark(self, order: Order) -> str:
        return ""

    @override
    def find(self, step: Step, order: Order, watermark: str) -> Sighting:
        return Unclear(WAITS)

    @override
    def observe(self, order: Order, remote_ids: Sequence[str]) -> Observed:
        """What stands on the page that the person named.

        Raises:
            Rejected: the page doesn't let itself be read; a second person looks instead.
            Unreachable, RateLimited: it can't be read now.
        """
        address = order.late.get(POSTED, "")
        home = host_in(order.payload.remote_uid)
        web = OpenWeb(may_reach=lambda found: is_global(found) or (is_loopback(home) and is_loopback(found)))
        page = read_page(web, address)
        if page.status in _GONE:
            return Observed("", (), (), visible=False)
        if page.status == _TOO_MANY:
            raise RateLimited(T("{host} asks to come later.", host=urlsplit(address).netloc), _LATER)
        if page.why is not None and (not page.status or page.status >= _BROKEN):
            raise Unreachable(T("{host} can't be reached: {why}.", host=urlsplit(address).netloc, why=page.why))
        seen = seen_on(page.text, self._platform.expected(order)) if page.is_whole else None
        if seen is None:
            raise Rejected(
                T("The page does not let itself be read by a program."),
                T("A second person looks at it and signs it off: `editor-app hand-off confirm`."),
            )
        return seen

    @override
    def rehearse(self) -> str:
        return self._shelf.rehearse()

    @override
    def close(self) -> None:
        self._shelf.close()
