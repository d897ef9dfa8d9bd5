"""A bot over HTTPS: who it is in the channel, and the honest word that it can't read what it posted."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from typing_extensions import override

from editor_app.domain.errors import Rejected
from editor_app.domain.manifest_json import Fields
from editor_app.domain.recall import Measure, measure_of
from editor_app.domain.text import T
from editor_app.platforms.contract import Identity, Observed, Unclear
from editor_app.platforms.http import Client
from editor_app.platforms.http_link import HttpLink, HttpPlatform
from editor_app.platforms.outcomes import sign_in_refused
from editor_app.platforms.telegram import calls
from editor_app.platforms.telegram.settings import checked_settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor_app.domain.canonical import Json
    from editor_app.domain.text import Text
    from editor_app.platforms.contract import Connection, Order, Outgoing, Sighting, Step, StepResult

_TOKEN = re.compile(r"[0-9]{5,16}:[A-Za-z0-9_-]{30,64}")


class TelegramLink(HttpLink):
    """A connection as one bot, whose token stands in the path of every call and therefore in no log."""

    def __init__(self, platform: HttpPlatform, connection: Connection) -> None:
        """Open no socket yet.

        Raises:
            Rejected: the address, the proxy or the certificates can't be used.
            Invalid: a setting that can't be used.
        """
        self._settings = checked_settings(connection.options)
        super().__init__(platform, connection)
        token = connection.secret.reveal().strip()
        self._is_token = _TOKEN.fullmatch(token) is not None
        if self._is_token:
            plain = self._client
            self._client = Client(
                replace(connection, url=f"{connection.url.rstrip('/')}/bot{token}"), platform.deadline
            )
            plain.close()

    @override
    def authorization(self) -> Mapping[str, str]:
        if not self._is_token:
            raise sign_in_refused(self._client.host)
        return {}

    @override
    def who(self) -> Identity:
        bot = self._told(calls.asked("getMe", {}))
        channel = self._settings["channel"]
        chat = self._told(calls.asked("getChat", {"chat_id": int(channel) if channel[:1] == "-" else channel}))
        number = chat.integer("id")
        member = self._told(
            calls.asked("getChatMember", {"chat_id": number, "user_id": bot.integer("id")}), missing=True
        )
        notes = _obstacles(chat, member)
        return Identity(
            remote_uid=f"{bot.integer('id')}|{number}",
            name=f"{chat.text('title')} (@{bot.text('username')})",
            version="Telegram Bot API",
            may_publish=not notes,
            notes=(*notes, T("A bot can't read its channel: a lost answer is asked about, and nothing is read back.")),
        )

    def _told(self, outgoing: Outgoing, *, missing: bool = False) -> Fields:
        """What a call without effect gives; with `missing`, nothing when it is refused."""
        reply = self.ask(outgoing.method, outgoing.target, {400, 403} if missing else (), outgoing.body)
        if reply.status != 200:
            return Fields({})
        return Fields(Fields(reply.json()).optional("result"))

    @override
    def sighting(self, step: Step, order: Order) -> Sighting:
        return Unclear(T("A bot can't see what it posted. Look into the channel yourself."))

    @override
    def done(self, step: Step, order: Order, outgoing: Outgoing) -> StepResult:
        if measure_of(order.payload) is Measure.EDIT:
            for what, then in self._platform.doubts(order.payload):
                raise Rejected(what, then)
        return super().done(step, order, outgoing)

    @override
    def seen(self, order: Order, remote_ids: Sequence[str]) -> Observed:
        raise Rejected(
            T("A bot can't read its channel, so nothing of this was read back."), T("Look into the channel yourself.")
        )

    def is_there(self, chat: int | str, number: int) -> bool:
        """Whether readers still get a message. READ.

        Raises:
            PlatformError: Telegram doesn't say.
        """

        def asked() -> bool:
            probe = calls.asked("editMessageReplyMarkup", {"chat_id": chat, "message_id": number})
            reply = self.ask(probe.method, probe.target, {400}, probe.body)
            if calls.says(reply, (calls.NOT_MODIFIED, "message can't be edited")):
                return True
            if calls.says(reply, calls.GONE):
                return False
            raise Rejected(
                T("Telegram doesn't say whether the post is there: {words}", words=calls.description(reply)),
                T("Look into the channel yourself."),
            )

        return self.understood("is_public", asked)

    @override
    def rehearsal(self) -> str:
        self.who()
        return ""  # a channel has no private place


def _obstacles(chat: Fields, member: Fields) -> tuple[Text, ...]:
    """Why the bot can't post; empty = nothing stands in the way."""
    notes = []
    if chat.text("type") != "channel":
        notes.append(T("This is no channel but a {kind}.", kind=chat.text("type")))
    rights: Mapping[str, Json] = member.value if isinstance(member.value, dict) else {}
    is_owner = rights.get("status") == "creator"
    if not is_owner and not (rights.get("status") == "administrator" and rights.get("can_post_messages") is True):
        notes.append(T("The bot may not post there; make it an administrator of the channel with the right to post."))
    return tuple(notes)
