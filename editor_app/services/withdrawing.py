"""Handing in the edition that takes away what is out, and the notice where a platform can't."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor_app.domain.edition import EditionKind
from editor_app.domain.errors import Refused
from editor_app.domain.recall import TAKES_AWAY, Measure, follow_up, taking_away
from editor_app.domain.text import T
from editor_app.services import composing, freezing, recalling, remedies

if TYPE_CHECKING:
    from editor_app.domain.document import Revision, Variant
    from editor_app.domain.edition import Edition, Payload
    from editor_app.services.desk import Desk, Seat
    from editor_app.services.remedies import Post


def submit(seat: Seat, case: str, note: str = "") -> Edition:
    """Freeze which posts go from which accounts and hand it to the reviewers of the shortest route.

    The text that is taken away is not checked again: its faults are why it goes. A notice is.

    Args:
        seat: of an editor.
        case: an open case of the kind withdrawal.
        note: what the public is told where a notice is posted.

    Raises:
        NotReady: something in a notice must not go out.
        Refused: another kind of case, or everything of it is done by hand.
    """
    found = recalling.opened(seat.desk, case)
    remedies.require_kind(found, EditionKind.WITHDRAWAL)
    posts = remedies.posts(seat.desk, found, {*TAKES_AWAY, Measure.FOLLOW_UP})
    if not posts:
        raise Refused(T("Every copy of this case is done by hand."), T("Sign each off with a proof."))
    revision = remedies.newest_revision(seat.desk, found)
    followed = [post for post in posts if not _goes(post)]
    notices = {post.account.id: _notice(seat.desk, revision, post, note) for post in followed}
    drafted = freezing.Drafted(
        revision=revision,
        kind=EditionKind.WITHDRAWAL,
        payloads=tuple(_payload(seat.desk, post, notices.get(post.account.id)) for post in posts),
        findings=tuple(each for post in followed for each in remedies.of_note(notices[post.account.id], post)),
        reasons={},
        previous=remedies.newest_edition(posts),
    )
    return remedies.handed_in(seat, found, drafted)


def _goes(post: Post) -> bool:
    return post.measure in TAKES_AWAY


def _notice(desk: Desk, revision: Revision, post: Post, note: str) -> Variant:
    plain = composing.variant(desk, revision, post.account)
    said = (post.payload.title, post.aim.address)
    content = follow_up(plain.content, EditionKind.WITHDRAWAL, said, note, remedies.today(desk))
    return replace(plain, content=content, cover=None, pictures=())


def _payload(desk: Desk, post: Post, notice: Variant | None) -> Payload:
    if notice is None:
        return taking_away(post.payload, post.aim)
    return composing.composed(desk, notice, post.account).payload
