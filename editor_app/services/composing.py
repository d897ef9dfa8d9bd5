"""What an account would receive of a revision: the variant resolved, the platform's payload, the exact pictures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from editor_app.domain.canonical import canonical
from editor_app.domain.edition import payload_as_json
from editor_app.domain.emergency import filled
from editor_app.domain.filled_notice import notice_of
from editor_app.domain.identifiers import Digest, sha256
from editor_app.domain.media import placements
from editor_app.domain.variant import Surroundings, overridden_fields, variant_of
from editor_app.platforms.contract import Picture
from editor_app.platforms.own_limits import limits_for
from editor_app.storage.queries import documents, emergency, media

if TYPE_CHECKING:
    from editor_app.domain.account import Account
    from editor_app.domain.chart import Chart
    from editor_app.domain.document import Revision, Variant
    from editor_app.domain.edition import Payload
    from editor_app.domain.emergency import Filling
    from editor_app.domain.notice import Notice
    from editor_app.platforms.contract import Composed, Fit
    from editor_app.rendering.pictures import Picture as Fitted
    from editor_app.services.desk import Desk
    from editor_app.storage.files import Pictures


class Bench:
    """The workbench of composing: stored pictures and charts, fitted; never inside a transaction."""

    def __init__(self, store: Pictures) -> None:
        self._store = store
        self.blurred: set[Digest] = set()
        """What was given out although people will see what it lost."""

    def picture(self, digest: Digest, fit: Fit) -> Picture:
        """The stored picture, fitted.

        Raises:
            Invalid: it can't be made to fit.
            NotFound: no such picture.
        """
        from editor_app.rendering import pictures

        return self._handed_over(pictures.fitted(self._store.read(digest), fit))

    def chart(self, chart: Chart, fit: Fit) -> Picture:
        """The chart drawn as PNG, fitted."""
        from editor_app.rendering import chart as charts
        from editor_app.rendering import pictures

        return self._handed_over(pictures.fitted(charts.chart_picture(chart).content, fit))

    def _handed_over(self, made: Fitted) -> Picture:
        from editor_app.rendering.likeness import LIKE_ENOUGH

        if made.alike < LIKE_ENOUGH:
            self.blurred.add(made.digest)
        return Picture(made.content, made.digest, made.mime, made.width, made.height)


def compose_for(desk: Desk, revision: Revision, account: Account) -> Composed:
    """What `account` would receive; its pictures are stored.

    Raises:
        Invalid: the platform can't make anything of it.
    """
    made = composed(desk, variant(desk, revision, account), account)
    keep_media(desk, made)
    return made


def composed(desk: Desk, of: Variant, account: Account) -> Composed:
    """The same without storing anything."""
    platform = desk.platforms.of(account.platform)
    bench = Bench(desk.store.media)
    made = platform.compose(of, account.remote_uid, bench)
    return replace(made, blurred=frozenset(bench.blurred & made.media.keys()))


def keep_media(desk: Desk, made: Composed) -> None:
    """Store the pictures of a payload under their digests."""
    for content in made.media.values():
        desk.store.media.put(content)


def variant(desk: Desk, revision: Revision, account: Account | None) -> Variant:
    """What `account` says of `revision`, everything inherited resolved; None gives the master."""
    with desk.database.read() as snapshot:
        kind = documents.document_by_id(snapshot, revision.document).kind
        known = media.media_of(snapshot, _pictures_of(revision, account))
        filling = emergency.filling_of(snapshot, revision.document) if account else None
    platform = desk.platforms.of(account.platform) if account else None
    own = limits_for(platform, account.options) if platform and account else ()
    limits = {limit.name: limit.value for limit in own}
    today = desk.clock.now().astimezone(ZoneInfo(desk.workspace.zone)).date()
    of = variant_of(revision, account, Surroundings(kind, known, limits, today))
    return of if filling is None else replace(of, notice=_notice(desk, of, filling))


def payload_digest(payload: Payload) -> Digest:
    """SHA-256 of the canonical form of what one account receives."""
    return sha256(canonical(payload_as_json(payload)))


def _notice(desk: Desk, of: Variant, filling: Filling) -> Notice | None:
    """What an emergency says in fields; None where its text isn't the locked wording any more."""
    locked = filled(filling.wording, filling.values)
    if (of.content.title, of.content.summary, of.content.body) != (locked.title, locked.summary, locked.body):
        return None
    return notice_of(filling, ZoneInfo(desk.workspace.zone), is_exercise=desk.workspace.sample)


def _pictures_of(revision: Revision, account: Account | None) -> set[Digest]:
    said = {name: override.value for name, override in overridden_fields(revision, account).items()} if account else {}
    body = said.get("body", revision.content.body)
    cover = said.get("cover", revision.content.cover)
    found = {placement.media for placement in placements(body) if placement.media is not None}
    return found | ({Digest(cover)} if cover else set())
