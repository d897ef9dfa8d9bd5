"""Handing in the edition that corrects what is out: in place where a platform can, else as a post that links it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor_app.domain.edition import EditionKind
from editor_app.domain.errors import Refused
from editor_app.domain.recall import Measure, aimed, follow_up, with_note
from editor_app.domain.text import T
from editor_app.platforms.editing import SLUGS
from editor_app.services import checking, composing, freezing, recalling, remedies
from editor_app.storage.queries import deliveries, documents, editions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor_app.domain.document import Revision, Variant
    from editor_app.domain.edition import Edition, Payload
    from editor_app.domain.finding import Finding
    from editor_app.domain.identifiers import AccountId
    from editor_app.services.desk import Desk, Seat
    from editor_app.services.recalling import Case
    from editor_app.services.remedies import Post

_NO_REASONS: Mapping[str, str] = {}


def submit(seat: Seat, case: str, note: str, accepted: Mapping[str, str] = _NO_REASONS) -> Edition:
    """Freeze the newest revision as the correction of a case and hand it to the reviewers of the shortest route.

    Args:
        seat: of an editor.
        case: an open case of the kind correction.
        note: what was wrong, for the public; it stands in every corrected or following post.
        accepted: reasons for warnings, as in `freezing.Submission`.

    Raises:
        NotReady: findings stand against the corrected text.
        Refused: another kind of case, or everything of it is done by hand.
    """
    found = recalling.opened(seat.desk, case)
    remedies.require_kind(found, EditionKind.CORRECTION)
    posts = remedies.posts(seat.desk, found, {Measure.EDIT, Measure.FOLLOW_UP})
    if not posts:
        raise Refused(T("Every copy of this case is done by hand."), T("Sign each off with a proof."))
    remedies.require_one_post_each(found, posts)
    revision = remedies.newest_revision(seat.desk, found)
    variants = {post.account.id: _variant(seat.desk, revision, post, note) for post in posts}
    payloads = tuple(_payload(seat.desk, variants[post.account.id], post) for post in posts)
    drafted = freezing.Drafted(
        revision=revision,
        kind=EditionKind.CORRECTION,
        payloads=payloads,
        findings=_findings(seat.desk, revision, posts, variants),
        reasons=accepted,
        previous=remedies.newest_edition(posts),
    )
    return remedies.handed_in(seat, found, drafted)


def is_unchanged(desk: Desk, case: Case) -> bool:
    """Whether the newest text is the one that went out: a correction with it would say its note and correct nothing."""
    if case.row.kind is not EditionKind.CORRECTION:
        return False
    of = [place.row.delivery for place in case.places if place.row.delivery is not None]
    with desk.database.read() as snapshot:
        head = documents.head_revision(snapshot, case.row.document).id
        out = [deliveries.delivery_by_id(snapshot, each).edition for each in of]
        newest = max((editions.edition_by_id(snapshot, each) for each in out), key=lambda one: one.number, default=None)
    return newest is not None and newest.revision == head


def _variant(desk: Desk, revision: Revision, post: Post, note: str) -> Variant:
    plain = composing.variant(desk, revision, post.account)
    today = remedies.today(desk)
    if post.measure is Measure.EDIT:
        content = replace(with_note(plain.content, note, today), slug=post.payload.slug or plain.content.slug)
    else:
        content = follow_up(plain.content, EditionKind.CORRECTION, (post.payload.title, post.aim.address), note, today)
    return replace(plain, content=content)


def _payload(desk: Desk, variant: Variant, post: Post) -> Payload:
    made = composing.composed(desk, variant, post.account)
    composing.keep_media(desk, made)
    if post.measure is not Measure.EDIT:
        return made.payload
    payload = aimed(replace(made.payload, slug=post.payload.slug), post.aim)
    if len(post.slugs) < 2:
        return payload
    slugs = {SLUGS: "\n".join(post.slugs)}
    return replace(payload, options=tuple(sorted({**dict(payload.options), **slugs}.items())))


def _findings(
    desk: Desk, revision: Revision, posts: Sequence[Post], variants: Mapping[AccountId, Variant]
) -> tuple[Finding, ...]:
    """What stands against the corrected document, and against the note, which only the variants have."""
    plain = checking.findings(desk, revision, [post.account for post in posts])
    known = {(each.rule, each.message.msgid, each.place.excerpt) for each in plain}
    of_notes = [each for post in posts for each in remedies.of_note(variants[post.account.id], post)]
    new = [each for each in of_notes if (each.rule, each.message.msgid, each.place.excerpt) not in known]
    return (*plain, *new)
