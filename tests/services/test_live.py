"""What is live is what was last read back, in the form of what was approved; what was withdrawn is nowhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.delivery import Verdict
from editor_app.services import live

if TYPE_CHECKING:
    from editor_app.domain.delivery import Delivery
    from tests.services.outbox import Outbox


def read_back(outbox: Outbox, delivery: Delivery) -> None:
    """Sent, and read back at once."""
    outbox.serve(delivery.id)
    outbox.serve(delivery.id)


def edited_there(outbox: Outbox) -> None:
    """Somebody changes the post on the platform, and it is read back again."""
    newest = max(outbox.server.ledger.posts.values(), key=lambda post: post.number)
    entry = replace(newest.entry, title="事项一次办好（改）", html=newest.entry.html.replace("第一", "第二"))
    outbox.server.ledger.keep(replace(newest, entry=entry))


def test_it_is_as_approved_until_somebody_changes_it_there(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    document = outbox.row(delivery.id).document
    assert live.live(outbox.office.desk, document) == {}
    read_back(outbox, delivery)
    (found,) = live.live(outbox.office.desk, document).values()
    approved = found.approved.payload_for(delivery.account)
    assert (found.payload.title, found.payload.media) == (approved.title, approved.media)
    assert found.verdict in {Verdict.IDENTICAL, Verdict.NORMALISED}
    assert not found.has_drifted
    edited_there(outbox)
    outbox.office.clock.turn(timedelta(minutes=6))
    outbox.serve(delivery.id)
    (found,) = live.live(outbox.office.desk, document).values()
    assert found.has_drifted
    assert found.payload.title == "事项一次办好（改）"
    assert found.manifest.payload_for(delivery.account) == found.payload


def test_pictures_keep_their_sealed_bytes_and_are_left_out_when_their_number_differs() -> None:
    approved = '<p>a</p><img src="pd-late:media_url/1" alt="x"><img src="pd-late:media_url/2">'
    same = live._with_pictures('<p>b</p><img src="http://x/1.jpg" alt="x"><IMG src="http://x/2.jpg">', approved)
    assert same == '<p>b</p><img src="pd-late:media_url/1" alt="x"><img src="pd-late:media_url/2">'
    assert live._with_pictures('<p>b</p><img src="http://x/1.jpg">', approved) == "<p>b</p>"
