"""Suggestions: other words for a place, which the author takes over in one deed or rejects with a reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, cast

from editor_app.domain.comment import Ending
from editor_app.domain.document import Override, Target
from editor_app.domain.errors import Conflict, Invalid, Refused
from editor_app.domain.member import Deed, require
from editor_app.domain.text import T
from editor_app.services import commenting, documents
from editor_app.services.anchoring import CHART, PICTURE
from editor_app.storage.queries import accounts
from editor_app.storage.queries import documents as revisions

if TYPE_CHECKING:
    from editor_app.domain.comment import Thread
    from editor_app.domain.document import FieldName, Revision
    from editor_app.domain.identifiers import AccountId, DocumentId
    from editor_app.services.anchoring import Placed
    from editor_app.services.commenting import New
    from editor_app.services.desk import Seat
    from editor_app.services.documents import Draft

_LISTS = frozenset({"tags", "categories"})


class TextChanged(Conflict):
    """The words that a suggestion would replace are others now; both are carried, nothing was changed."""

    code: ClassVar[str] = "text_changed"

    def __init__(self, quote: str, now: str, replacement: str) -> None:
        super().__init__(
            T("The text has changed since: “{now}” stands there now.", now=now[:60])
            if now
            else T("The words that this would replace are not there any more."),
            T("Read both, and put it in by hand or ask again."),
        )
        self.quote = quote
        self.now = now
        self.replacement = replacement


def suggest(seat: Seat, document: DocumentId, new: New) -> Thread:
    """Suggest other words for the anchored ones.

    Raises:
        Invalid: no words are meant, nothing would change, or what is meant is a picture's or chart's inside.
        Refused: no right to comment.
    """
    anchor = new.anchor
    if new.replacement is None or not anchor.quote:
        raise Invalid(T("A suggestion says which words become which."), T("Mark the words that you mean."))
    if new.replacement == anchor.quote:
        raise Invalid(T("The suggestion changes nothing."), T("Write what should stand there instead."))
    if anchor.field in {CHART, PICTURE}:
        raise Invalid(
            T("A suggestion is for text; charts and pictures are changed by the author."), T("Write a comment instead.")
        )
    return commenting.begin(seat, document, new)


def apply(seat: Seat, thread: str, *, revise: bool = False) -> Revision:
    """Take a suggestion over: the next revision, written by the member.

    Raises:
        TextChanged: the words are others by now.
        ReviseFirst: the last signature stands, and `revise` was not said.
        Refused: no editor, no suggestion, or a closed one.
    """
    require(seat.member, Deed.WRITE)
    found = _open_suggestion(seat, thread)
    with seat.desk.database.read() as snapshot:
        head = revisions.head_revision(snapshot, found.document)
        where = commenting.placed_now(snapshot, found, head)
        names = {account.id for account in accounts.all_accounts(snapshot)}
    draft = _replaced(head, where, names)
    saved = documents.save_revision(seat, found.document, head.id, draft, revise=revise)
    commenting.close(seat, found.id, Ending.APPLIED, revision=saved.id)
    return saved


def reject(seat: Seat, thread: str, reason: str) -> Thread:
    """Leave the text as it is, and say why.

    Raises:
        Invalid: no reason.
        Refused: no editor, no suggestion, a closed one, or one that must be settled by somebody else.
    """
    require(seat.member, Deed.WRITE)
    if not reason.strip():
        raise Invalid(T("A rejection says why."), T("Give a reason in one sentence."))
    return commenting.close(seat, _open_suggestion(seat, thread).id, Ending.REJECTED, reason)


def _open_suggestion(seat: Seat, reference: str) -> Thread:
    found = commenting.thread_of(seat.desk, reference)
    if found.replacement is None:
        raise Refused(T("This is a comment; it suggests no other words."), T("Answer it or resolve it."))
    if not found.is_open:
        raise Refused(T("This comment is closed already."), T("Look at what was said last."))
    return found


def _replaced(head: Revision, where: Placed, known: set[AccountId]) -> Draft:
    anchor, replacement = where.thread.anchor, where.thread.replacement or ""
    if where.found is None or where.found.is_changed:
        raise TextChanged(anchor.quote, where.words if where.found else "", replacement)
    text = where.text[: where.found.start] + replacement + where.text[where.found.end :]
    draft = documents.draft_of(head)
    if anchor.account in known and anchor.account is not None:
        return _overridden(draft, anchor.account, anchor.field, text)
    value: object = tuple(filter(None, text.split("\n"))) if anchor.field in _LISTS else text
    return replace(draft, content=replace(draft.content, **{anchor.field: value}))  # type: ignore[arg-type]


def _overridden(draft: Draft, account: AccountId, field: str, text: str) -> Draft:
    target = Target(account)
    kept = tuple(one for one in draft.overrides if (one.target, one.field) != (target, field))
    return replace(draft, overrides=(*kept, Override(target, cast("FieldName", field), text)))
