"""A practice office at the system's own clock, for end-to-end tests with real processes."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.document import Content, Target
from editor_app.services import accounts, approvals, documents, media, publishing
from editor_app.services.clock import SystemClock
from editor_app.services.documents import Draft
from editor_app.services.freezing import Submission
from editor_app.services.media import Words
from tests.services.office import full_office
from tests.services.outbox import new_outbox
from tests.services.test_media import png

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editor_app.domain.edition import Edition
    from tests.services.outbox import Outbox


@contextlib.contextmanager
def real_time_outbox(folder: Path) -> Iterator[Outbox]:
    """An office in `folder` with a practice server in a thread; time is the machine's."""
    office = full_office(folder / "office")
    office.clock.turn(SystemClock().now() - office.clock.now())
    office.keep_time_by(SystemClock())
    made = new_outbox(office, folder)
    try:
        yield made
    finally:
        made.close()
        office.desk.close()


def full_edition(outbox: Outbox) -> Edition:
    """Approved for two accounts, with two pictures, an override, a link and a window."""
    office = outbox.office
    outbox.connect("news")
    outbox.connect("app", "keyed")
    pictures = [media.add(office.editor, png(40 + n, 30), Words(f"A teal field {n}")) for n in range(2)]
    body = "Heating begins on 15 November.\n\n" + "\n\n".join(f"![](media:{p.digest})" for p in pictures)
    content = Content(title="Winter heating", summary="When it begins.", body=body, link="https://example.org/a")
    made = documents.create(office.editor, "", draft=Draft(content))
    first, second = (accounts.by_name(office.desk, name) for name in ("news", "app"))
    documents.set_override(office.editor, made.document.id, Target(account=first.id), {"title": "Heating"})
    now = office.desk.clock.now()
    window = (now - timedelta(hours=1), now + timedelta(days=1))
    submission = Submission((first.id, second.id), not_before=window[0], not_after=window[1])
    return office.approve(approvals.submit(office.editor, made.document.id, submission))


def queued(outbox: Outbox, title: str, *accounts: str) -> Edition:
    """An approved edition of its own, queued for those accounts."""
    edition = outbox.approved(*accounts, title=title)
    publishing.queue(outbox.office.publisher, edition.id)
    return edition
