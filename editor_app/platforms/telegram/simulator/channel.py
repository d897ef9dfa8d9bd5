"""What the played bot may do in its channel, and how Telegram refuses the rest.

Source: core.telegram.org/bots/api (read 2026-11-29); the words of refusals as public clients know them.
"""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.platforms.telegram.simulator.books import BOT, CHAT, NAME, Asked, Books, Message
from editor_app.platforms.telegram.simulator.entities import plain, units

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from editor_app.domain.canonical import Json

_TEXT, _CAPTION, _ALBUM = 4096, 1024, 10
_PICTURE = 10 * 1024 * 1024
_DELETABLE = timedelta(hours=48)
_SAME = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
_LONG = "message caption is too long"
Files = dict[str, tuple[bytes, str]]


class Denied(Exception):
    """A refusal in Telegram's words."""

    def __init__(self, status: int, description: str, retry_after: int = 0) -> None:
        super().__init__(description)
        self.status, self.description, self.retry_after = status, description, retry_after


@dataclass(slots=True)
class Conduct:
    """How the played channel behaves; changed behind the counter only."""

    may_post: bool = True
    public: bool = True
    """Whether the channel has a name."""
    a_minute: int = 20
    """Messages that a channel takes in a minute (core.telegram.org/bots/faq, read 2026-11-29)."""
    moments: deque[float] = field(default_factory=deque)


class Channel:
    """The channel, without a socket."""

    def __init__(self, books: Books, conduct: Conduct, now: Callable[[], datetime]) -> None:
        self.books = books
        self.conduct = conduct
        self._now = now
        self._methods: dict[str, Callable[[Mapping[str, str], Files], Json]] = {
            "getMe": self._me,
            "getChat": self._chat,
            "getChatMember": self._member,
            "sendMessage": self._send_message,
            "sendPhoto": self._send_photo,
            "sendMediaGroup": self._send_album,
            "editMessageText": self._edit_text,
            "editMessageMedia": self._edit_picture,
            "editMessageReplyMarkup": self._edit_buttons,
            "deleteMessages": self._delete,
        }

    def done(self, method: str, fields: Mapping[str, str], files: Files) -> Json:
        """The result of a call.

        Raises:
            Denied: refused.
        """
        if method not in self._methods:
            raise Denied(404, "Not Found")
        before = self.books.last
        result = self._methods[method](fields, files)
        self.books.calls.append(Asked(method, tuple(range(before + 1, self.books.last + 1))))
        self.books.keep()
        return result

    def chat(self) -> dict[str, Json]:
        """The channel as answers name it."""
        named: dict[str, Json] = {"username": NAME} if self.conduct.public else {}
        return {"id": CHAT, "type": "channel", "title": "便民之声", **named}

    def _me(self, _fields: Mapping[str, str], _files: Files) -> Json:
        return {"id": BOT, "is_bot": True, "first_name": "Press Desk", "username": "press_desk_bot"}

    def _chat(self, fields: Mapping[str, str], _files: Files) -> Json:
        self._require_chat(fields)
        return self.chat()

    def _member(self, fields: Mapping[str, str], _files: Files) -> Json:
        self._require_chat(fields)
        if not self.conduct.may_post:
            return {"status": "member", "user": {"id": BOT, "is_bot": True}}
        return {"status": "administrator", "can_post_messages": True, "user": {"id": BOT, "is_bot": True}}

    def _send_message(self, fields: Mapping[str, str], _files: Files) -> Json:
        self._require_rights(fields, 1)
        text = _checked(fields.get("text", ""), _TEXT, "message text is empty", "message is too long")
        made = self.books.add(text, self._at())
        made.silent = fields.get("disable_notification") == "true"
        return self._told(made)

    def _send_photo(self, fields: Mapping[str, str], files: Files) -> Json:
        self._require_rights(fields, 1)
        caption = _checked(fields.get("caption", ""), _CAPTION, "", _LONG)
        return self._told(self.books.add(caption, self._at(), _picture(fields.get("photo", ""), files)))

    def _send_album(self, fields: Mapping[str, str], files: Files) -> Json:
        wanted = json.loads(fields.get("media", "[]"))
        if not 2 <= len(wanted) <= _ALBUM:
            raise Denied(400, "Bad Request: group send failed")
        self._require_rights(fields, len(wanted))
        pictures = [_picture(str(one["media"]), files) for one in wanted]
        captions = [_checked(str(one.get("caption", "")), _CAPTION, "", _LONG) for one in wanted]
        album = str(self.books.last + 1)
        return [
            self._told(self.books.add(caption, self._at(), picture, album))
            for caption, picture in zip(captions, pictures, strict=True)
        ]

    def _edit_text(self, fields: Mapping[str, str], _files: Files) -> Json:
        message = self._to_edit(fields)
        text = _checked(fields.get("text", ""), _TEXT, "message text is empty", "message is too long")
        if message.picture:
            raise Denied(400, "Bad Request: there is no text in the message to edit")
        return self._edited(message, text, (message.picture, message.mime))

    def _edit_picture(self, fields: Mapping[str, str], files: Files) -> Json:
        import base64

        message, wanted = self._to_edit(fields), json.loads(fields.get("media", "{}"))
        content, mime = _picture(str(wanted["media"]), files)
        caption = _checked(str(wanted.get("caption", "")), _CAPTION, "", _LONG)
        return self._edited(message, caption, (base64.b64encode(content).decode(), mime))

    def _edited(self, message: Message, text: str, picture: tuple[str, str]) -> Json:
        if (message.text, message.picture, message.mime) == (text, *picture):
            raise Denied(400, _SAME)
        message.text, (message.picture, message.mime) = text, picture
        message.edited += 1
        return self._told(message)

    def _edit_buttons(self, fields: Mapping[str, str], _files: Files) -> Json:
        self._to_edit(fields)
        raise Denied(400, _SAME)

    def _delete(self, fields: Mapping[str, str], _files: Files) -> Json:
        self._require_rights(fields, 0)
        wanted = [int(number) for number in json.loads(fields.get("message_ids", "[]"))]
        there = [self.books.messages[number] for number in wanted if number in self.books.messages]
        if any(self._at() - message.at > _DELETABLE.total_seconds() for message in there):
            raise Denied(400, "Bad Request: message can't be deleted for everyone")
        for message in there:
            del self.books.messages[message.id]
        return True

    def _to_edit(self, fields: Mapping[str, str]) -> Message:
        self._require_rights(fields, 0)
        message = self.books.messages.get(int(fields.get("message_id", "0")))
        if message is None:
            raise Denied(400, "Bad Request: message to edit not found")
        return message

    def _require_chat(self, fields: Mapping[str, str]) -> None:
        if fields.get("chat_id") not in {str(CHAT), f"@{NAME}"}:
            raise Denied(400, "Bad Request: chat not found")

    def _require_rights(self, fields: Mapping[str, str], posts: int) -> None:
        """Pass when the bot may write, and hasn't written too much in this minute."""
        self._require_chat(fields)
        if not self.conduct.may_post:
            raise Denied(403, "Forbidden: bot is not a member of the channel chat")
        moments, at = self.conduct.moments, self._at()
        while moments and moments[0] <= at - 60:
            moments.popleft()
        if posts and len(moments) + posts > self.conduct.a_minute:
            wait = max(1, round(moments[0] + 60 - at)) if moments else 60
            raise Denied(429, f"Too Many Requests: retry after {wait}", wait)
        moments.extend([at] * posts)

    def _told(self, message: Message) -> Json:
        return {"message_id": message.id, "date": int(message.at), "chat": self.chat()}

    def _at(self) -> float:
        return self._now().timestamp()


def _checked(marked: str, most: int, empty: str, long: str) -> str:
    try:
        shown = plain(marked)
    except ValueError as broken:
        raise Denied(400, f"Bad Request: {broken}") from broken
    if empty and not shown.strip():
        raise Denied(400, f"Bad Request: {empty}")
    if units(shown) > most:
        raise Denied(400, f"Bad Request: {long}")
    return marked


def _picture(named: str, files: Files) -> tuple[bytes, str]:
    found = files.get(named.removeprefix("attach://"))
    if found is None:
        raise Denied(400, "Bad Request: there is no photo in the request")
    if len(found[0]) > _PICTURE:
        raise Denied(413, "Request Entity Too Large")
    if found[0][:4] not in {b"\x89PNG", b"RIFF", b"GIF8"} and found[0][:2] != b"\xff\xd8":
        raise Denied(400, "Bad Request: IMAGE_PROCESS_FAILED")
    return found
