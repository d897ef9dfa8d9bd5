"""A proof withdraws the post that it is about, with every change to it, and no other."""

from editor_app.domain.audit import Subject
from editor_app.domain.delivery import DeliveryState
from editor_app.domain.edition import EditionKind
from editor_app.services import recalling, signatures, withdrawn
from editor_app.storage.queries import editions
from tests.services.outbox import Outbox
from tests.services.wrong import document_of, opened, published


def test_a_publication_withdraws_nothing(outbox: Outbox) -> None:
    (post,) = published(outbox, "site")
    desk = outbox.office.desk
    with desk.database.write(outbox.sender.actor, "delivery.read_back", Subject("delivery", post.id)) as work:
        manifest = signatures.sealed(editions.edition_by_id(work, post.edition))
        assert withdrawn.settle(work, manifest, manifest.payloads[0]) == 0


def test_a_proof_by_hand_is_about_one_account(outbox: Outbox) -> None:
    outbox.connect("weibo", "public-readable")
    site, weibo = published(outbox, "site", "weibo")
    case = opened(outbox, site, EditionKind.WITHDRAWAL)
    item = next(place.row.ordinal for place in case.places if place.row.account_name == "weibo")
    recalling.prove(outbox.office.publisher, case.row.id, item, recalling.Seen("gone", "seen", "https://x/"))
    assert outbox.delivery(weibo.id).state is DeliveryState.WITHDRAWN
    assert outbox.delivery(site.id).state is DeliveryState.VERIFIED
    assert document_of(outbox, site) == document_of(outbox, weibo)
