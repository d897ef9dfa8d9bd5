"""A test post to the account's draft box: made, read, changed, read again and deleted, with the picture that it shows.

draft/add, get, update, delete, material/add_material and del_material as developers.weixin.qq.com has them (read
2026-11-29). Nothing is submitted, so that nothing public can come of it.
"""

from __future__ import annotations

import struct
import zlib
from secrets import token_hex
from typing import TYPE_CHECKING

from editor_app.domain.edition import MediaRole, SealedMedia
from editor_app.domain.errors import OutcomeUnknown, PlatformError, RateLimited, Rejected, Unreachable
from editor_app.domain.identifiers import sha256
from editor_app.domain.manifest_json import Fields
from editor_app.domain.text import T
from editor_app.platforms.contract import Outgoing
from editor_app.platforms.ghost.structure import structure
from editor_app.platforms.multipart import form
from editor_app.platforms.wechat import calls
from editor_app.platforms.wechat.normalisations import as_sent
from editor_app.platforms.wechat.refusals import NO_SUCH_MEDIA, code_of

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.domain.text import Text
    from editor_app.platforms.http_link import HttpLink
    from editor_app.platforms.replies import Reply
    from editor_app.platforms.wechat.lists import Lists

NO_RIGHT = 48001
_PLACE = "mp.weixin.qq.com"
_FIRST = "<section><p>这是 Press Desk 的<strong>连接测试</strong>，读回后即删除，请勿发布。</p></section>"
_SECOND = "<section><p>这是 Press Desk 的<strong>连接测试</strong>，已更新一次，随即删除，请勿发布。</p></section>"
_WIDTH, _HEIGHT, _COLOUR = 470, 200, b"\x9d\xb2\xbf"
_TRIES = 2


class Rehearsal:
    """One test draft, known by a title that no other has, and the picture of its cover."""

    def __init__(self, over: HttpLink, lists: Lists, *, compares_cover: bool) -> None:
        """Ask nothing yet.

        Args:
            over: the open connection.
            lists: of the account.
            compares_cover: whether the account gives a cover back under the id that it was given.
        """
        mark = token_hex(4)
        self.title = f"连接测试，请勿发布 Press Desk {mark}"
        self.picture_name = f"press-desk-test-{mark}.png"
        self._over, self._lists, self._compares_cover = over, lists, compares_cover
        self._picture = self._draft = ""
        self._lost: set[str] = set()
        """What was sent without a certain answer: it may be there without its id being known."""

    def run(self) -> str:
        """Where the draft was; empty when the account may make none.

        Raises:
            PlatformError: what didn't go as it must, and what may be left behind.
        """
        try:
            proven = self._over.understood("rehearse", self._is_proven)
        except PlatformError as failed:
            left = self._cleared()
            if left is None:
                raise
            raise _with(failed, left) from failed
        left = self._cleared()
        if left is not None:
            told = T(
                "The test draft was made, read, changed and read again; deleting it was not proven. {left}", left=left
            )
            raise Rejected(told if proven else left, T("Look on mp.weixin.qq.com, then test again."))
        return f"{_PLACE} · {self.title}" if proven else ""

    def _is_proven(self) -> bool:
        """Whether the account takes drafts, gives them back as they were sent, and lets them be changed.

        Raises:
            PlatformError: it doesn't.
        """
        self._picture = self._made(calls.PICTURE_OF_LIBRARY, self._upload())
        if not self._picture:
            return False
        self._draft = self._made(calls.DRAFT, calls.posted(calls.DRAFT, {"articles": [self._article(_FIRST)]}))
        if not self._draft:
            return False
        self._require_given_back(_FIRST)
        said: dict[str, Json] = {"media_id": self._draft, "index": 0, "articles": self._article(_SECOND)}
        self._over.tell(calls.posted(calls.DRAFT_UPDATE, said))
        self._require_given_back(_SECOND)
        return True

    def _made(self, what: str, outgoing: Outgoing) -> str:
        """The id of what was made; empty = the account has no right to it."""
        try:
            reply = self._over.tell(outgoing, lambda answer: code_of(answer) in {NO_RIGHT, NO_SUCH_MEDIA})
            code = code_of(reply)
            made = "" if code else Fields(reply.json()).text("media_id")
        except (OutcomeUnknown, ValueError):
            self._lost.add(what)
            raise
        if code == NO_SUCH_MEDIA:
            raise Unreachable(
                T("WeChat does not know the picture of the test draft yet (40007)."),
                T("Test the account again in a minute."),
            )
        return made

    def _upload(self) -> Outgoing:
        content = _png()
        medium = SealedMedia(
            1, MediaRole.COVER, sha256(content), "image/png", _WIDTH, _HEIGHT, len(content), alt="", origin=""
        )
        content_type, body = form(medium, self.picture_name, content, (), "media")
        return Outgoing("POST", calls.PICTURE_OF_LIBRARY, (("Content-Type", content_type),), body)

    def _article(self, content: str) -> dict[str, Json]:
        return {
            "article_type": "news",
            "title": self.title,
            "author": "",
            "digest": "连接测试，请勿发布。",
            "content": content,
            "content_source_url": "",
            "thumb_media_id": self._picture,
            "need_open_comment": 0,
            "only_fans_can_comment": 0,
        }

    def _require_given_back(self, content: str) -> None:
        asked = calls.posted(calls.DRAFT_GET, {"media_id": self._draft})
        told = Fields(self._over.tell(asked).json())
        news = Fields(Fields(told.items("news_item")).optional(0))
        same_words = structure(as_sent(news.text("content"))) == structure(as_sent(content))
        if news.text("title") != self.title or not same_words:
            raise Rejected(
                T("WeChat gives the test draft back with another title or text than it was given."),
                T("Look what changes drafts there (a relay, another program), then test again."),
            )
        if self._compares_cover and news.text("thumb_media_id") != self._picture:
            raise Rejected(
                T("WeChat gives the cover of the test draft back under another id than it was given."),
                T("Set “Compare the cover” to “no” for this account, then test again."),
            )

    def _cleared(self) -> Text | None:
        """Delete everything that was made, the draft before its picture; what may be left, in words."""
        draft, picture = self._is_draft_gone(), self._is_picture_gone()
        named = {"title": self.title, "name": self.picture_name}
        match draft, picture:
            case True, True:
                return None
            case False, True:
                return T("A draft named “{title}” may be left in the account's draft box; delete it there.", **named)
            case True, False:
                return T("A picture named {name} may be left in the account's library; delete it there.", **named)
        return T(
            "A draft named “{title}” may be left in the account's draft box, and a picture named {name} in its "
            "library; delete them there.",
            **named,
        )

    def _is_draft_gone(self) -> bool:
        """Whether no draft of this title is left; one whose answer was lost is looked up by its title."""
        if calls.DRAFT not in self._lost:
            return not self._draft or self._is_deleted(calls.DRAFT_DELETE, self._draft)
        try:
            found = self._over.understood("rehearse", lambda: self._lists.drafts_titled(self.title))
        except PlatformError:
            return False
        gone = [self._is_deleted(calls.DRAFT_DELETE, one) for one in found]
        return bool(gone) and all(gone)

    def _is_picture_gone(self) -> bool:
        if calls.PICTURE_OF_LIBRARY in self._lost:
            return False
        return not self._picture or self._is_deleted(calls.PICTURE_DELETE, self._picture)

    def _is_deleted(self, path: str, made: str) -> bool:
        """Whether WeChat says that it is gone; a lost answer is asked for once more."""
        for tried in range(_TRIES):
            try:
                told = Fields(self._over.tell(calls.posted(path, {"media_id": made}), _is_unknown).json())
            except (OutcomeUnknown, ValueError):
                continue
            except PlatformError:
                return False
            # a picture may be so new that it isn't known yet, and come to be
            return tried > 0 or path == calls.DRAFT_DELETE or calls.number_in(told, "errcode") == "0"
        return False


def _is_unknown(answer: Reply) -> bool:
    return code_of(answer) == NO_SUCH_MEDIA


def _with(failed: PlatformError, left: Text) -> PlatformError:
    """The same error, saying what may be left as well."""
    message = T("{why} {left}", why=failed.message, left=left)
    if isinstance(failed, RateLimited):
        return RateLimited(message, failed.retry_after)
    return type(failed)(message, failed.next_step)


def _png() -> bytes:
    """A plain picture in the shape in which lists show covers."""
    rows = (b"\0" + _COLOUR * _WIDTH) * _HEIGHT
    head = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(said)) + kind + said + struct.pack(">I", zlib.crc32(kind + said)) for kind, said in chunks
    )
