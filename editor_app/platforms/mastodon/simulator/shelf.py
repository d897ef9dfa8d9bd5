"""The pictures and posts of the simulated Mastodon: what it takes, what it refuses, and how it gives them back."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from editor_app.platforms.mastodon.counting import counted
from editor_app.platforms.mastodon.simulator.books import Medium, Status
from editor_app.platforms.mastodon.simulator.refusals import Fail, gone, invalid
from editor_app.platforms.mastodon.simulator.wording import html_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.canonical import Json
    from editor_app.platforms.mastodon.simulator.books import Books
    from editor_app.platforms.mastodon.simulator.conduct import Conduct

ACCOUNT, NAME = "109", "office"
_BOUNDARY = re.compile(r'boundary="?([^";]+)"?')
_FIELD = re.compile(rb'[; ]name="([^"]*)"')
_MAGIC = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif", b"RIFF": "image/webp"}
_VISIBILITIES = ("public", "unlisted", "private", "direct")


class Shelf:
    """Everything that can be posted, under the lock of the books."""

    def __init__(self, books: Books, conduct: Conduct, origin: str) -> None:
        self._books, self._conduct, self._origin = books, conduct, origin

    def add_medium(self, content_type: str, body: bytes) -> Medium:
        """A new picture.

        Raises:
            Fail: no picture, too large, or too long a description.
        """
        fields = _fields_of(content_type, body)
        content = fields.get("file", b"")
        mime = next((mime for magic, mime in _MAGIC.items() if content.startswith(magic)), "")
        if not mime:
            raise invalid("File content type is invalid, File is invalid")
        if len(content) > self._conduct.image_bytes:
            raise invalid(f"File file size must be less than {self._conduct.image_bytes} bytes")
        said = fields.get("description", b"").decode("utf-8", "replace")
        if len(said) > self._conduct.alt:
            raise invalid("Description is too long")
        medium = Medium(self._books.number(), mime, content, said, looks=self._conduct.looks)
        medium.focus = fields.get("focus", b"0.0,0.0").decode("ascii", "replace")
        self._books.media[medium.id] = medium
        self._books.keep()
        return medium

    def looked_at(self, number: str) -> Medium:
        """A picture that no post has yet, once more looked at.

        Raises:
            Fail: there is none.
        """
        medium = self._books.media.get(number)
        if medium is None or medium.status:
            raise gone()
        medium.looks = max(0, medium.looks - 1) if medium.looks else 0
        return medium

    def add(self, told: Mapping[str, Json], key: str, app: str, now: float) -> Status:
        """A new post, or the one that was made under this key within the hour.

        Raises:
            Fail: what the documents say that a server refuses.
        """
        known = self._books.keys.get(key) if key else None
        if known is not None and now - known[1] <= self._conduct.key_seconds and known[0] in self._books.statuses:
            return self._books.statuses[known[0]]
        status = Status(self._books.number(), now, "", app=app)
        answers = str(told.get("in_reply_to_id") or "")
        if answers and not self.is_there(answers):
            raise Fail(404, "The post you are trying to reply to does not appear to exist.")
        status.answers = answers
        status.visibility = str(told.get("visibility") or "public")
        if status.visibility not in _VISIBILITIES:
            raise invalid("Visibility is not included in the list")
        self._fill(status, told)
        self._books.statuses[status.id] = status
        if key:
            self._books.keys[key] = (status.id, now)
        self._books.keep()
        return status

    def change(self, number: str, told: Mapping[str, Json]) -> Status:
        """A post that says something else now; its history is kept.

        Raises:
            Fail: there is none, or as in `add`.
        """
        status = self.one(number)
        before = status.text
        self._fill(status, told)
        status.shown = ""
        status.history.append(before)
        self._books.keep()
        return status

    def remove(self, number: str, query: Mapping[str, str]) -> Status:
        """A post that is gone now; its pictures stay for a while unless they are to go too.

        Raises:
            Fail: there is none.
        """
        status = self.one(number)
        status.deleted = True
        if query.get("delete_media") == "true":
            for medium in status.media:
                del self._books.media[medium]
            status.media = []
        self._books.keep()
        return status

    def is_there(self, number: str) -> bool:
        """Whether a post is there."""
        found = self._books.statuses.get(number)
        return found is not None and not found.deleted

    def one(self, number: str) -> Status:
        """A post.

        Raises:
            Fail: there is none.
        """
        if not self.is_there(number):
            raise gone()
        return self._books.statuses[number]

    def listed(self, query: Mapping[str, str]) -> list[Status]:
        """The account's posts, the newest first."""
        most = min(int(query.get("limit", "20")), 40)
        above, below = int(query.get("since_id", "0")), int(query.get("max_id", str(10**20)))
        own = [one for one in self._books.statuses.values() if not one.deleted and not one.by]
        found = [one for one in own if above < int(one.id) < below]
        return sorted(found, key=lambda one: int(one.id), reverse=True)[:most]

    def _fill(self, status: Status, told: Mapping[str, Json]) -> None:
        text, spoiler = str(told.get("status") or ""), str(told.get("spoiler_text") or "")
        media = [str(one) for one in cast("list[Json]", told.get("media_ids") or [])]
        poll = cast("dict[str, Json] | None", told.get("poll"))
        if not text.strip() and not media:
            raise invalid("Text can't be blank")
        if counted(text, self._conduct.url) + counted(spoiler, self._conduct.url) > self._conduct.characters:
            raise invalid(f"Text character limit of {self._conduct.characters} exceeded")
        if len(media) > self._conduct.pictures or (media and poll):
            raise invalid(f"Cannot attach more than {self._conduct.pictures} files")
        self._require_poll(poll)
        self._attach(status, media)
        status.text, status.spoiler, status.poll = text, spoiler, poll
        status.language = str(told.get("language") or "")

    def _require_poll(self, poll: dict[str, Json] | None) -> None:
        if poll is None:
            return
        options = cast("list[Json]", poll.get("options") or [])
        if not 2 <= len(options) <= self._conduct.choices or any(
            len(str(one)) > self._conduct.choice for one in options
        ):
            raise invalid("Options are invalid")
        if not 300 <= int(str(poll.get("expires_in") or 0)) <= 2_629_746:
            raise invalid("Expires at is invalid")

    def _attach(self, status: Status, numbers: list[str]) -> None:
        found = [self._books.media.get(number) for number in numbers]
        media = [one for one in found if one is not None and one.status in {"", status.id}]
        if len(media) < len(numbers):
            raise Fail(422, "Some media attachments were not found")
        if any(one.looks for one in media):
            raise Fail(422, "Cannot attach files that have not finished processing. Try again in a moment!")
        for one in media:
            one.status = status.id
        status.media = numbers

    def below(self, number: str) -> list[Status]:
        """Every answer to a post and to its answers, the oldest first.

        Raises:
            Fail: there is no such post.
        """
        known, found = {self.one(number).id}, list[Status]()
        for one in self._books.statuses.values():
            if not one.deleted and one.answers in known:
                known.add(one.id)
                found.append(one)
        return found

    def comment(self, to: str, text: str, by: str, now: float) -> Status:
        """A reader's answer to a post.

        Raises:
            Fail: there is no such post.
        """
        made = Status(self._books.number(), now, text, answers=self.one(to).id, by=by, language="zh")
        self._books.statuses[made.id] = made
        self._books.keep()
        return made

    def medium_told(self, medium: Medium) -> dict[str, Json]:
        """A picture as the server gives it."""
        x, _, y = medium.focus.partition(",")
        url = f"{self._origin}/media/{medium.id}"
        return {
            "id": medium.id, "type": "image", "url": None if medium.looks else url, "preview_url": url,
            "remote_url": None, "meta": {"focus": {"x": x, "y": y}}, "description": medium.description or None,
        }  # fmt: skip

    def told(self, status: Status) -> dict[str, Json]:
        """A post as the server gives it."""
        poll = None
        if status.poll is not None:
            options = cast("list[Json]", status.poll["options"])
            choices: list[Json] = [{"title": str(one), "votes_count": 0} for one in options]
            poll = {"id": status.id, "expired": False, "multiple": status.poll.get("multiple"), "options": choices}
        app = self._books.apps.get(status.app)
        at = datetime.fromtimestamp(status.at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return {
            "id": status.id, "created_at": at, "in_reply_to_id": status.answers or None, "sensitive": False,
            "spoiler_text": status.spoiler, "visibility": status.visibility, "language": status.language or None,
            "uri": f"{self._origin}/users/{NAME}/statuses/{status.id}", "url": f"{self._origin}/@{NAME}/{status.id}",
            "edited_at": at if status.history else None, "content": self.content(status), "reblog": None,
            "application": {"name": app.name, "website": None} if app else None,
            "account": {"id": status.by or ACCOUNT, "username": (status.by or NAME).partition("@")[0],
                        "acct": status.by or NAME},
            "media_attachments": [self.medium_told(self._books.media[one]) for one in status.media],
            "mentions": [], "tags": [], "emojis": [], "poll": cast("Json", poll),
        }  # fmt: skip

    def content(self, status: Status) -> str:
        """What readers see of its words."""
        return status.shown or html_of(status.text, self._origin, self._conduct.known)


def _fields_of(content_type: str, body: bytes) -> dict[str, bytes]:
    """The fields of a form; none when it broke off."""
    found = _BOUNDARY.search(content_type)
    edge = b"--" + found[1].encode() if found else b""
    if not edge or not body.rstrip(b"\r\n").endswith(edge + b"--"):
        return {}
    fields = {}
    for piece in body.split(edge)[1:-1]:
        head, _, content = piece.partition(b"\r\n\r\n")
        name = _FIELD.search(head)
        if name:
            fields[name[1].decode("ascii", "replace")] = content.removesuffix(b"\r\n")
    return fields
