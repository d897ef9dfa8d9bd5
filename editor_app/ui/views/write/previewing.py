"""When the preview is made: at once from the changed block, in full when typing rests; apart from its look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from editor_app.domain.errors import DeskError
from editor_app.ui import background
from editor_app.ui.i18n import said, tr
from editor_app.ui.saying import sentence
from editor_app.ui.views.write import exact, pages, sheet
from editor_app.ui.views.write.exact import ExactPreview
from editor_app.ui.views.write.illustrating import Illustrator
from editor_app.ui.views.write.part_pages import part_html
from editor_app.ui.views.write.preview_panel import PreviewPanel, Tab

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtGui import QImage

    from editor_app.domain.account import Account
    from editor_app.domain.document import Revision
    from editor_app.platforms.contract import Composed
    from editor_app.services.desk import Desk, Seat
    from editor_app.ui.views.write.pages import Blocks, Head
    from editor_app.ui.views.write.room import Room

_AFTER_FRAME_MS: Final = 4  # the editor paints its own frame first
_REST_MS: Final = 300
_TOO_LONG: Final = 400_000  # characters from which only the full render is shown


class Previewing(QObject):
    """Keeps the panel showing what the chosen account's readers would see."""

    shown = Signal()

    def __init__(self, room: Room, panel: PreviewPanel) -> None:
        super().__init__(room.owner)
        self._room = room
        self._panel = panel
        self._key = ""
        self._live: dict[str, pages.LivePages] = {}
        self._illustrator: Illustrator | None = None
        self._exact: ExactPreview | None = None
        self._job: background.Job | None = None
        self._soon = _timer(self, _AFTER_FRAME_MS, self.update_now)
        self._rest = _timer(self, _REST_MS, self._render_in_full)
        panel.chosen.connect(self.choose)
        panel.exact_asked.connect(self.toggle_exact)
        panel.live.picture_wanted.connect(
            self._want,
        )
        room.editor.verticalScrollBar().valueChanged.connect(lambda _value: self._follow())

    # What changed

    def begin(self, seat: Seat) -> None:
        """Another document is on the desk."""
        self._live = {}
        self.close_exact()
        if self._illustrator is None:
            self._illustrator = Illustrator(seat.desk, self)
            self._illustrator.ready.connect(self._picture_ready)
        self._panel.live.clear_blocks()
        self.update_now()

    def typed(self) -> None:
        """A key was pressed."""
        if not self._soon.isActive():
            self._soon.start()
        self._rest.start()

    @property
    def account(self) -> Account | None:
        """Whose page is shown; None = the main text's."""
        return next((account for account in self._room.accounts if account.id == self._key), None)

    def choose(self, key: str) -> None:
        """Show another account's page."""
        self._key = key
        self._panel.live.clear_blocks()
        self.update_now()
        if self._exact is not None:
            self._show_exact()

    def show_accounts(self, breaking: Collection[str]) -> None:
        """A tab for each account; those in `breaking` break a rule of their platform."""
        seat, working = self._room.seat, self._room.working
        if seat is None or working is None:
            return
        tabs = []
        for account in self._room.accounts:
            kind = seat.desk.platforms.of(account.platform)
            differs = len(working.differs(account))
            breaks = account.id in breaking
            tabs.append(Tab(account.id, account.name, kind.tile, said(kind.title), differs, breaks))
        if not tabs:
            tabs = [Tab("", tr("Main text"), "", tr("No account is connected yet"))]
        if self._key not in {tab.key for tab in tabs}:
            self._key = tabs[0].key
        self._panel.show_tabs(tabs, self._key)

    # Live

    def update_now(self) -> None:
        """Set anew what changed since the last time."""
        working = self._room.working
        if working is None:
            return
        if self._is_text() or len(working.content.body) > _TOO_LONG:
            self._rest.start()
            return
        live = self._live.setdefault(self._key, pages.LivePages())
        try:
            blocks = live.blocks(self._head(), self._body())
        except DeskError as refused:
            blocks = pages.refused(sentence(refused))
        self._show(blocks)

    def _show(self, blocks: Blocks) -> None:
        working = self._room.working
        if working is not None and self._illustrator is not None:
            for address in self._illustrator.use_charts(working.charts):
                self._panel.live.forget_picture(address)
                self._illustrator.want(address)
        self._panel.live.show_blocks(blocks.html, blocks.starts)
        self.shown.emit()

    def _render_in_full(self) -> None:
        """Typing rests: render from nothing, in the background, as saving does."""
        working, seat = self._room.working, self._room.seat
        if working is None or seat is None:
            return
        if self._job is not None:
            self._job.cancel()
        account, revision = self.account, working.revision()
        if self._is_text() and account is not None:
            desk = seat.desk
            self._job = background.run(self, lambda: _posts(desk, revision, account), self._show, self._refuse)
        else:
            head, body = self._head(), self._body()
            self._job = background.run(self, lambda: pages.full_blocks(head, body), self._show, self._refuse)
        if self._exact is not None:
            self._show_exact()

    def _refuse(self, error: Exception) -> None:
        self._show(pages.refused(sentence(error)))

    def _is_text(self) -> bool:
        account, seat = self.account, self._room.seat
        return account is not None and seat is not None and seat.desk.platforms.of(account.platform).format == "text"

    def _head(self) -> Head:
        working, account = self._room.working, self.account
        if working is None:
            return pages.Head("")
        day = working.based_on.saved_at.date().isoformat()
        name = account.name if account is not None else ""
        return pages.Head(working.value("title", account), name, day)

    def _body(self) -> str:
        return self._room.working.value("body", self.account) if self._room.working is not None else ""

    def _follow(self) -> None:
        """Scroll along with the editor, when both show the same text."""
        editor, account = self._room.editor, self._room.account
        if account != self.account and account is not None:
            return
        self._panel.live.follow(
            editor.first_position() - sheet.body_start(editor.document().firstBlock().text() + "\n\n")
        )

    # Pictures

    def _want(self, address: str) -> None:
        illustrator = self._illustrator
        if illustrator is not None:  # later: the preview is in the middle of its layout
            QTimer.singleShot(0, illustrator, lambda: illustrator.want(address))

    def _picture_ready(self, address: str, image: QImage) -> None:
        self._panel.live.keep_picture(address, image)

    # Exact

    def toggle_exact(self) -> None:
        """Show the page as a browser sets it, or the live preview again."""
        if self._exact is not None:
            self.close_exact()
            return
        if reason := exact.why_not():
            self._room.shell.toast(reason)
            return
        self._exact = ExactPreview()
        self._exact.failed.connect(self._exact_failed)
        self._panel.show_exact(self._exact)
        self._show_exact()

    @property
    def exact(self) -> ExactPreview | None:
        """The exact preview while it is shown."""
        return self._exact

    def close_exact(self) -> None:
        """Back to the live preview."""
        if self._exact is not None:
            self._panel.show_exact(None)
            self._exact.close_page()
            self._exact = None

    def _show_exact(self) -> None:
        working, seat, account = self._room.working, self._room.seat, self.account
        if working is None or seat is None:
            return
        desk, revision = seat.desk, working.revision()
        background.run(self, lambda: _exact_page(desk, revision, account), self._exact_ready, self._exact_error)

    def _exact_ready(self, made: tuple[str, dict[str, bytes]]) -> None:
        if self._exact is not None:
            self._exact.show_page(made[0], made[1], dark=self._panel.live.is_dark)

    def _exact_error(self, error: Exception) -> None:
        self._exact_failed(sentence(error))

    def _exact_failed(self, words: str) -> None:
        self.close_exact()
        self._room.shell.toast(words)


def _timer(parent: QObject, milliseconds: int, act) -> QTimer:  # type: ignore[no-untyped-def]  # noqa: ANN001
    made = QTimer(parent)
    made.setSingleShot(True)
    made.setInterval(milliseconds)
    made.timeout.connect(act)
    return made


def _posts(desk: Desk, revision: Revision, account: Account) -> Blocks:
    from editor_app.services import composing

    return pages.posts(composing.composed(desk, composing.variant(desk, revision, account), account))


def _exact_page(desk: Desk, revision: Revision, account: Account | None) -> tuple[str, dict[str, bytes]]:
    """The HTML that an account would receive, its pictures by name; of the main text when there is no account."""
    from editor_app.rendering.chart import chart_picture
    from editor_app.rendering.markdown import article_html
    from editor_app.services import composing

    variant = composing.variant(desk, revision, account)
    if account is not None:
        return _of_payload(composing.composed(desk, variant, account))
    media: dict[str, bytes] = {}
    for number, placed in enumerate(variant.pictures, 1):
        if placed.chart is not None:
            media[str(number)] = chart_picture(placed.chart).content
        elif placed.digest is not None and placed.mime:
            media[str(number)] = desk.store.media.read(placed.digest)
    return article_html(variant, lambda number: f"media:{number}"), media


def _of_payload(made: Composed) -> tuple[str, dict[str, bytes]]:
    import html

    from editor_app.domain.edition import late_placeholder

    body = "<hr>".join(
        part_html(part, made.payload) if made.payload.format == "html" else f"<p>{html.escape(part.body)}</p>"
        for part in made.payload.parts
    )
    for sealed in made.payload.media:
        body = body.replace(late_placeholder(f"media_url/{sealed.ordinal}"), f"media:{sealed.digest}")
    title = f"<h1>{html.escape(made.payload.title)}</h1>" if made.payload.title else ""
    return title + body, {str(digest): content for digest, content in made.media.items()}
