"""Posts of the simulated Weibo: what share and the advanced calls take, what lists show, what becomes of addresses."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from editor_app.domain.identifiers import sha256
from editor_app.platforms.weibo.addresses import is_on, number_of, short_name
from editor_app.platforms.weibo.counting import ADDRESS, characters
from editor_app.platforms.weibo.simulator.books import Picture, Status
from editor_app.platforms.weibo.simulator.quotas import BEIJING
from editor_app.platforms.weibo.simulator.refusals import Fail

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.platforms.weibo.simulator.books import Books
    from editor_app.platforms.weibo.simulator.mishaps import Conduct

_TOPIC = re.compile(r"#([^#\s][^#\n]*)#")
_MOST, _MOST_LONG, _PICTURES = 140, 2000, 9
_NEWEST, _PAGE = 5, 100
_REST = 600.0
"""Seconds in which the same words with another address are too similar."""


class Wall:
    """Posts of one account."""

    def __init__(self, books: Books, conduct: Conduct, origin: str) -> None:
        self._books, self._conduct, self.origin = books, conduct, origin

    def share(self, told: dict[str, str], picture: tuple[str, bytes] | None, now: float) -> dict[str, Json]:
        """statuses/share.

        Raises:
            Fail: no address on a bound domain, a topic, too long, or said already.
        """
        self._require_rip(told)
        text = _text(told, _MOST)
        if _TOPIC.search(text):
            if self._conduct.topics == "refuse":
                raise Fail(10017, "Parameter (status)'s value invalid, expect (no topic) , see doc for more info")
            text = _TOPIC.sub(r"\1", text)
        addresses = ADDRESS.findall(text)
        bound = self._conduct.safe_domains
        if not addresses or (bound is not None and not any(is_on(url, one) for url in addresses for one in bound)):
            raise Fail(10017, "appkey not bind domain!")
        self._require_new(text, now, 20019)
        return self.told(self._posted(text, [self.kept(picture)] if picture else [], 0, now))

    def update(self, told: dict[str, str], now: float) -> dict[str, Json]:
        """statuses/update and statuses/upload_url_text.

        Raises:
            Fail: not granted, too long, too many or unknown pictures, or said already.
        """
        if not self._conduct.granted:
            raise Fail(10014, "Insufficient app permissions!")
        self._require_rip(told)
        text = _text(told, _MOST_LONG if told.get("is_longtext") == "1" else _MOST)
        pictures = [one for one in told.get("pic_id", "").split(",") if one]
        if len(pictures) > _PICTURES or any(one not in self._books.pictures for one in pictures):
            raise Fail(10017, "Parameter (pic_id)'s value invalid, see doc for more info")
        self._require_new(text, now, 20111)
        return self.told(self._posted(text, pictures, int(told.get("visible") == "1"), now))

    def upload(self, picture: tuple[str, bytes] | None) -> dict[str, Json]:
        """statuses/upload_pic.

        Raises:
            Fail: not granted, or no picture.
        """
        if not self._conduct.granted and not self._conduct.articles:
            raise Fail(10014, "Insufficient app permissions!")
        if picture is None:
            raise Fail(20007, "does multipart has image?")
        made = self.kept(picture)
        return {"pic_id": made, **self._addresses(made)}

    def kept(self, picture: tuple[str, bytes]) -> str:
        """The id of a new picture; the same bytes sent twice are two."""
        mime, content = picture
        made = f"a716fd45ly1{sha256(content)[:10]}{self._books.number():04d}"
        self._books.pictures[made] = Picture(made, mime, content)
        return made

    def post(self, text: str, article: str, now: float) -> Status:
        """The post that a headline article comes with."""
        made = self._posted(text, [], 0, now)
        made.article = article
        return made

    def show(self, told: dict[str, str], now: float) -> dict[str, Json]:
        """statuses/show.

        Raises:
            Fail: there is no such post (any more).
        """
        found = self._known(told)
        if found.at + self._conduct.lag.total_seconds() > now:
            raise Fail(20101, "target weibo does not exist!")
        return self.told(found, whole=told.get("isGetLongText") == "1")

    def timeline(self, told: dict[str, str], now: float) -> dict[str, Json]:
        """statuses/user_timeline: the five newest for ordinary applications."""
        shown = [
            one
            for one in sorted(self._books.statuses.values(), key=lambda one: one.id, reverse=True)
            if not one.deleted and one.at + self._conduct.lag.total_seconds() <= now
        ]
        newer = [one for one in shown if one.id > int(told.get("since_id") or 0)]
        most = min(int(told.get("count") or 20), _PAGE)
        page = newer[:most] if self._conduct.granted else newer[: min(most, _NEWEST)]
        if self._conduct.shuffled:
            page.sort(key=lambda one: sha256(str(one.id).encode()))
        statuses: list[Json] = [self.told(one) for one in page]
        return {"statuses": statuses, "total_number": len(shown), "previous_cursor": 0, "next_cursor": 0}

    def destroy(self, told: dict[str, str]) -> dict[str, Json]:
        """statuses/destroy.

        Raises:
            Fail: there is no such post (any more).
        """
        found = self._known(told)
        found.deleted = True
        self._books.keep()
        return self.told(found)

    def expanded(self, short: str) -> dict[str, Json]:
        """short_url/expand, of one address.

        Raises:
            Fail: there is none.
        """
        if not short:
            raise Fail(10016, "Miss required parameter (url_short) , see doc for more info")
        whole = self._books.shorts.get(short, "")
        return {"urls": [{"url_short": short, "url_long": whole, "type": 0, "result": bool(whole)}]}

    def number(self, told: dict[str, str]) -> dict[str, Json]:
        """statuses/queryid: the number of the last part of an address.

        Raises:
            Fail: it is none.
        """
        found = number_of(told.get("mid", ""))
        if not found:
            raise Fail(10008, "Param error, see doc for more info")
        return {"id": found}

    def told(self, one: Status, *, whole: bool = False) -> dict[str, Json]:
        """A post as the interface tells it."""
        is_long = characters(one.sent) > _MOST
        at = datetime.fromtimestamp(one.at, BEIJING)
        told: dict[str, Json] = {
            "created_at": f"{at:%a %b %d %H:%M:%S %z %Y}", "id": one.id, "mid": str(one.id), "idstr": str(one.id),
            "text": f"{one.text[:_MOST]}...全文：{self.origin}/{short_name(str(one.id))} " if is_long else one.text,
            "source": '<a href="http://app.weibo.com/t/feed/1" rel="nofollow">练习</a>', "favorited": False,
            "truncated": False, "isLongText": is_long, "reposts_count": 0, "attitudes_count": 0,
            "comments_count": sum(c.status == one.id and not c.deleted for c in self._books.comments.values()),
            "pic_urls": [{"thumbnail_pic": self._addresses(p)["thumbnail_pic"]} for p in one.pictures],
            "user": {"id": int(self._books.uid), "idstr": self._books.uid, "screen_name": self._books.name},
            "visible": {"type": one.visible, "list_id": 0},
        }  # fmt: skip
        if is_long and whole:
            told["longText"] = {"longTextContent": one.text}
        return {**told, **(self._addresses(one.pictures[0]) if one.pictures else {})}

    def _posted(self, text: str, pictures: list[str], visible: int, now: float) -> Status:
        shown = ADDRESS.sub(lambda found: self._books.short_of(found[0]), text) if self._conduct.shorten else text
        made = Status(self._books.post_number(), text, shown, pictures, now, visible)
        self._books.statuses[made.id] = made
        self._books.keep()
        return made

    def _require_rip(self, told: dict[str, str]) -> None:
        if self._conduct.rip_required and not told.get("rip"):
            raise Fail(10016, "Miss required parameter (rip) , see doc for more info")

    def _require_new(self, text: str, now: float, same: int) -> None:
        """Pass when it is neither the last post once more nor nearly one of the last minutes."""
        others = [one for one in self._books.statuses.values() if not one.deleted]
        if others and others[-1].sent == text:
            raise Fail(same, "repeated content!" if same == 20019 else "repeated weibo text!")
        bare = ADDRESS.sub("", text)
        if any(ADDRESS.sub("", one.sent) == bare and one.at > now - _REST for one in others):
            raise Fail(20017, "similar content!")

    def _known(self, told: dict[str, str]) -> Status:
        number = told.get("id", "")
        found = self._books.statuses.get(int(number)) if number.isdigit() else None
        if found is None or found.deleted:
            raise Fail(20101, "target weibo does not exist!")
        return found

    def _addresses(self, picture: str) -> dict[str, Json]:
        sizes = {"thumbnail_pic": "thumbnail", "bmiddle_pic": "bmiddle", "original_pic": "large"}
        ending = self._books.pictures[picture].mime.rpartition("/")[2].replace("jpeg", "jpg")
        return {name: f"{self.origin}/{size}/{picture}.{ending}" for name, size in sizes.items()}


def _text(told: dict[str, str], most: int) -> str:
    text = told.get("status", "").strip()
    if not text:
        raise Fail(20008, "content is null!")
    if characters(text) > most:
        raise Fail(20012, "Text too long, please input text less than 140 characters")
    return text
