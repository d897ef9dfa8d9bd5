"""Messages of readers below what is out: reading them, answering under the account's name, hiding and featuring.

An answer is a public act: its intent is committed before the first byte, an answer that may be there is looked up
before anything is said again, and the same words are never said twice to one message.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.delivery import DeliveryState
from editor_app.domain.errors import (
    Conflict,
    Invalid,
    NotFound,
    OutcomeUnknown,
    PlatformError,
    RateLimited,
    Refused,
)
from editor_app.domain.identifiers import new_id
from editor_app.domain.member import Deed
from editor_app.domain.message import Answered, Outcome, ReplyId
from editor_app.domain.recall import TAKES_AWAY, measure_of, target_in
from editor_app.domain.text import T
from editor_app.platforms.absent import present
from editor_app.platforms.contract import Absent, Found, Order, StepClass
from editor_app.platforms.gateway import called
from editor_app.platforms.messages import (
    MOST_PAGES,
    REPLY_LIMIT,
    Act,
    Message,
    Post,
    Reply,
    conversation_of,
    same_words,
)
from editor_app.services import budgets, signatures, silence, vaults
from editor_app.services.links import Links
from editor_app.storage import seals
from editor_app.storage.queries import accounts, deliveries, editions
from editor_app.storage.queries import messages as queries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.account import Account
    from editor_app.domain.delivery import Delivery
    from editor_app.domain.text import Text
    from editor_app.platforms.contract import Link, Platform
    from editor_app.platforms.messages import Conversation, Page
    from editor_app.platforms.sightings import Sighting
    from editor_app.services.desk import Seat
    from editor_app.storage.database import Snapshot

_READABLE = frozenset({DeliveryState.SENT, DeliveryState.VERIFIED})
_PUBLIC = frozenset(each.value for each in StepClass if each.needs_intent)


@dataclass(frozen=True, slots=True)
class Thread:
    """Everything that stands below one published delivery, and what may be done there."""

    delivery: Delivery
    account: Account
    messages: tuple[Message, ...]
    """In the platform's order, the account's own answers among them."""
    is_whole: bool
    """Whether there are no more than were read."""
    answered: tuple[Answered, ...]
    """The desk's own answers on record, the oldest first."""
    acts: tuple[Act, ...]
    silenced: Text | None
    """Why nobody can answer there; None = a publisher can."""

    def answers_to(self, message: str) -> tuple[Message, ...]:
        """The account's own answers to a message."""
        return tuple(one for one in self.messages if one.is_own and one.parent == message)

    @property
    def waiting(self) -> tuple[Message, ...]:
        """What readers wrote and nobody answered yet."""
        return tuple(one for one in self.messages if not one.is_own and one.is_shown and not self.answers_to(one.id))


@dataclass(frozen=True, slots=True)
class _Talk:
    """An open connection to what stands below a delivery."""

    seat: Seat
    delivery: Delivery
    account: Account
    platform: Platform
    conversation: Conversation
    link: Link
    post: Post

    @property
    def subject(self) -> Subject:
        return Subject("delivery", self.delivery.id)

    def pages(self) -> tuple[list[Message], bool]:
        """The messages, and whether these are all."""
        found: list[Message] = []
        mark = ""
        for _ in range(MOST_PAGES):
            page = self._page(mark)
            found += page.messages
            mark = page.next_mark
            if not mark:
                return found, True
        return found, False

    def _page(self, mark: str) -> Page:
        return called("messages", lambda: self.conversation.page(self.link, self.post, mark))


def thread(seat: Seat, delivery: str) -> Thread:
    """The messages below a delivery, read now; answers of which nothing certain is known are looked up first.

    Args:
        seat: of a member who is given the accounts' secrets.
        delivery: id, or six characters of its beginning.

    Raises:
        NotFound: no such delivery.
        Refused: it isn't out, or its platform has no messages.
        PlatformError: they can't be read.
    """
    with _talking(seat, delivery) as talk:
        _settle(talk)
        return _thread(talk)


def answer(seat: Seat, delivery: str, message: str, words: str) -> Answered:
    """Answer a message under the account's own name; what became of it is on record, whatever happens.

    Args:
        seat: of a publisher.
        delivery: id, or six characters of its beginning.
        message: as the platform calls it.
        words: plain text.

    Returns:
        The answer; its outcome may be unknown, then it is looked up by the next `thread`.

    Raises:
        Invalid: nothing was said, or more than the platform takes.
        NotFound: no such delivery, or no such message below it.
        Refused: the member may not, nobody can answer there, all sending is frozen, or the words stand there already.
        Conflict: an earlier answer to this message may be public, and nobody knows yet.
        PlatformError: the platform refused it; certainly nothing is public.
    """
    with _talking(seat, delivery) as talk:
        said = _fitting(talk, words)
        _settle(talk)
        to = _answerable(_thread(talk), talk.conversation, message, said)
        return _sent(talk, to, said)


def act(seat: Seat, delivery: str, message: str, wish: Act) -> Thread:
    """Hide, show or feature a message; the thread as it is read afterwards.

    Raises:
        Refused: the member may not, or the platform has no such act.
        NotFound: no such delivery, or no such message below it.
        PlatformError: the platform refused it, or gave no certain answer; it may be done again.
    """
    with _talking(seat, delivery) as talk:
        if wish not in talk.conversation.acts:
            raise Refused(
                T("{platform} has no such thing for messages.", platform=talk.platform.title),
                T("It can do: {acts}.", acts=", ".join(talk.conversation.acts) or "–"),
            )
        _message(_thread(talk), message)
        detail = {"message": message, "act": wish.value}
        with seat.write(Deed.CONTROL_DELIVERY, "message.act", talk.subject, {**detail}):
            pass
        called("act", lambda: talk.conversation.act(talk.link, talk.post, message, wish))
        return _thread(talk)


def decide(seat: Seat, delivery: str, reply: str, *, is_there: bool, url: str = "") -> Answered:
    """Record what a person saw of an answer that can't be looked up.

    Args:
        seat: of a publisher.
        delivery: id, or six characters of its beginning.
        reply: id of the answer, or six characters of its beginning.
        is_there: whether readers see it.
        url: where, as far as it has an address.

    Raises:
        NotFound: no such delivery or answer.
        Refused: the member may not, or its outcome is known.
    """
    with seat.desk.database.read() as snapshot:
        found = deliveries.delivery_by_id(snapshot, delivery)
        known = [one for one in queries.answered(snapshot, found.id) if one.id.startswith(reply.lower())]
    if len(known) != 1 or not reply:
        raise NotFound(T("There is no such answer."), T("See them with `editor-app message list DELIVERY`."))
    if not known[0].is_open:
        raise Refused(T("What became of this answer is known."), T("See it with `editor-app message list DELIVERY`."))
    reason = T("A person looked.")
    if is_there:
        there = replace(known[0], outcome=Outcome.DONE, remote_id=f"seen:{known[0].key}", url=url, reason=reason)
        return _ended(seat, there)
    return _ended(seat, replace(known[0], outcome=Outcome.ABSENT, reason=reason))


@contextmanager
def _talking(seat: Seat, wanted: str) -> Iterator[_Talk]:
    with seat.desk.database.read() as snapshot:
        delivery = deliveries.delivery_by_id(snapshot, wanted)
        account = accounts.account_by_id(snapshot, delivery.account)
        payload = signatures.sealed(editions.edition_by_id(snapshot, delivery.edition)).payload_for(account.id)
        order = Order(payload, delivery.key, seat.desk.store.media.read, deliveries.late(snapshot, delivery.id))
        remote_ids = _public_ids(snapshot, delivery)
        pause = budgets.pause_of(snapshot, account, seat.desk.clock.now())
    platform = seat.desk.platforms.of(account.platform)
    if delivery.state not in _READABLE or measure_of(payload) in TAKES_AWAY:
        raise Refused(T("Nothing of this delivery is public."), T("Choose one that is sent or verified."))
    conversation = conversation_of(present(platform))
    if conversation is None:
        raise Refused(
            T("Press Desk can't read messages on {platform}.", platform=platform.title),
            T("Read and answer them on the platform's own page."),
        )
    if pause is not None:
        until = f"{pause.until:%Y-%m-%d %H:%M} UTC"
        raise Refused(pause.reason, T("Try again after {time}.", time=until))
    links = Links(seat.desk.platforms, vaults.opened(seat))
    try:
        post = Post(order, remote_ids, account.options)
        yield _Talk(seat, delivery, account, platform, conversation, links.link(account), post)
    except RateLimited as slow:
        with seat.desk.database.write(seat.actor, "message.wait", Subject("delivery", delivery.id)) as work:
            budgets.heed(work, seat.desk, account, slow)
        raise
    finally:
        links.close()


def _public_ids(snapshot: Snapshot, delivery: Delivery) -> tuple[str, ...]:
    rows = deliveries.steps(snapshot, delivery.id)
    return tuple(target_in(row.remote_id) for row in rows if row.step_class in _PUBLIC)


def _thread(talk: _Talk) -> Thread:
    found, is_whole = talk.pages()
    with talk.seat.desk.database.read() as snapshot:
        answered = queries.answered(snapshot, talk.delivery.id)
    silenced = talk.conversation.may_reply(talk.post)
    acts = talk.conversation.acts
    return Thread(talk.delivery, talk.account, tuple(found), is_whole, tuple(answered), acts, silenced)


def _fitting(talk: _Talk, words: str) -> str:
    said = "\n".join(line.rstrip() for line in words.strip().splitlines())
    if not said:
        raise Invalid(T("The answer is empty."), T("Write what the office answers."))
    limit, length = talk.platform.limit(REPLY_LIMIT), talk.conversation.length(said)
    if limit is not None and length > limit:
        raise Invalid(
            T("The answer is too long: {length}, and {limit} at most.", length=length, limit=limit), T("Shorten it.")
        )
    return said


def _answerable(found: Thread, conversation: Conversation, message: str, said: str) -> Message:
    to = _message(found, message)
    if found.silenced is not None:
        raise Refused(found.silenced, T("Answer on the platform's own page."))
    if any(one.is_open and one.message == message for one in found.answered):
        raise Conflict(
            T("An earlier answer to this message may be public; nobody knows yet."),
            T("Read the messages again in a few minutes, or say what you see: `editor-app message settle`."),
        )
    own = found.answers_to(message)
    if any(same_words(one.text, said) for one in own):
        raise Refused(T("These words stand there already as an answer."), T("Nothing was sent."))
    if own and conversation.one_answer:
        raise Refused(T("This platform takes one answer to each message, and there is one."), T("Nothing was sent."))
    return to


def _message(found: Thread, message: str) -> Message:
    for one in found.messages:
        if one.id == message and not one.is_own:
            return one
    raise NotFound(
        T("There is no such message of a reader below this delivery."),
        T("See them with `editor-app message list DELIVERY`."),
    )


def _sent(talk: _Talk, to: Message, said: str) -> Answered:
    seat = talk.seat
    with seat.desk.database.read() as snapshot:
        silence.require_none(snapshot)
    new = Answered(
        ReplyId(new_id()), talk.delivery.id, to.id, to.mark, said, seat.member.name, seat.desk.clock.now(),
        seat.desk.clock.boot(),
    )  # fmt: skip
    request = talk.conversation.outgoing(talk.post, _reply(new)).digest
    detail = {"message": to.id, "reply": new.id, "request": request}
    kept = seals.sealed(message_reply=queries.reply_values(new, request))
    with seat.write(Deed.CONTROL_DELIVERY, "message.reply", talk.subject, {**detail, **kept}) as work:
        silence.require_none(work)
        queries.insert_reply(work, new, request, seat.member.id)
    try:
        result = called("reply", lambda: talk.conversation.send(talk.link, talk.post, _reply(new)))
    except OutcomeUnknown as lost:
        return _ended(seat, replace(new, outcome=Outcome.UNKNOWN, reason=lost.message))
    except PlatformError as refused:
        _ended(seat, replace(new, outcome=Outcome.REFUSED, reason=refused.message))
        raise
    return _ended(seat, replace(new, outcome=Outcome.DONE, remote_id=result.remote_id, url=result.url))


def _settle(talk: _Talk) -> None:
    """Look up every answer of which nothing certain is known, once the platform has had its time."""
    if not talk.seat.member.may(Deed.CONTROL_DELIVERY):
        return
    with talk.seat.desk.database.read() as snapshot:
        waiting = [one for one in queries.answered(snapshot, talk.delivery.id) if one.is_open]
    for one in waiting:
        if not _is_settled(talk, one):
            continue
        seen = _looked_up(talk, _reply(one))
        if isinstance(seen, Found):
            result = seen.result
            _ended(talk.seat, replace(one, outcome=Outcome.DONE, remote_id=result.remote_id, url=result.url))
        elif isinstance(seen, Absent):
            _ended(talk.seat, replace(one, outcome=Outcome.ABSENT, reason=T("It was looked up and is not there.")))


def _looked_up(talk: _Talk, reply: Reply) -> Sighting:
    return called("find_reply", lambda: talk.conversation.find(talk.link, talk.post, reply))


def _is_settled(talk: _Talk, one: Answered) -> bool:
    """As with posts, on a clock that nobody can set; a new boot counts from its own start."""
    boot = talk.seat.desk.clock.boot()
    begun = one.boot.microseconds if boot.boot == one.boot.boot else 0
    return timedelta(microseconds=boot.microseconds - begun) >= talk.platform.settle


def _ended(seat: Seat, became: Answered) -> Answered:
    if became.outcome is None:
        raise TypeError("an answer ends with an outcome")
    detail = {"message": became.message, "reply": became.id, "outcome": became.outcome.value}
    kept = seals.sealed(message_outcome=queries.outcome_values(became))
    subject = Subject("delivery", became.delivery)
    with seat.write(Deed.CONTROL_DELIVERY, "message.outcome", subject, {**detail, **kept}) as work:
        queries.insert_outcome(work, became, seat.member.id)
    return became


def _reply(one: Answered) -> Reply:
    return Reply(one.message, one.mark, one.words, one.key, one.at)
