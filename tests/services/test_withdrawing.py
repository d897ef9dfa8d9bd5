"""A withdrawal is approved, sent and read back; only the proof makes a post withdrawn."""

from datetime import timedelta

import pytest

from editor_app.domain.delivery import DeliveryState, Event
from editor_app.domain.edition import EditionKind
from editor_app.domain.errors import Refused
from editor_app.domain.identifiers import DeliveryId
from editor_app.domain.recall import Measure
from editor_app.services import alarms, publishing, recalling, withdrawing
from editor_app.storage.queries import deliveries
from tests.services.outbox import Outbox
from tests.services.wrong import (
    document_of,
    later,
    opened,
    published,
    revised,
    served,
    signed,
    standings,
    withdrawn,
)

ENGINES = ("sqlite", "postgresql")
WITHDRAWAL = EditionKind.WITHDRAWAL


def test_every_account_is_withdrawn_by_an_approved_edition_and_its_proof(outbox: Outbox) -> None:
    outbox.connect("weibo", "public-readable")
    outbox.connect("file", "file")
    posts = published(outbox, "site", "weibo", "file")
    case = opened(outbox, posts[0], WITHDRAWAL)
    assert standings(outbox, case) == {"site": "open", "weibo": "open", "file": "open"}
    edition = withdrawing.submit(outbox.office.editor, case.row.id)
    assert edition.kind is WITHDRAWAL
    assert edition.sealed().previous == posts[0].edition
    assert [stage.name for stage in edition.sealed().stages] == ["Review"] or len(edition.sealed().stages) == 1
    assert standings(outbox, case)["site"] == "review"
    with pytest.raises(Refused):
        recalling.run(outbox.office.publisher, case.row.id)
    signed(outbox, edition)
    assert standings(outbox, case)["site"] == "ready"
    for one in recalling.run(outbox.office.publisher, case.row.id):
        assert outbox.serve(one.id).state is DeliveryState.SENT
        assert outbox.delivery(one.id).state is DeliveryState.SENT
        outbox.serve(one.id)
    assert outbox.public() == []
    assert standings(outbox, case) == {"site": "gone", "weibo": "gone", "file": "gone"}
    assert {outbox.delivery(post.id).state for post in posts} == {DeliveryState.WITHDRAWN}
    assert recalling.close(outbox.office.publisher, case.row.id, "told the press").closed_by == "publisher"


def test_what_is_still_there_stays_red_and_is_not_withdrawn(outbox: Outbox) -> None:
    (post,) = published(outbox, "site")
    case = opened(outbox, post, WITHDRAWAL)
    signed(outbox, withdrawing.submit(outbox.office.editor, case.row.id))
    (away,) = recalling.run(outbox.office.publisher, case.row.id)
    kept = outbox.server.ledger.posts[str(post.receipt.remote_id)]  # type: ignore[union-attr]
    outbox.serve(away.id)
    outbox.server.ledger.keep(kept)  # somebody restores it on the platform
    outbox.serve(away.id)
    assert standings(outbox, case) == {"site": "still_live"}
    assert outbox.delivery(post.id).state is DeliveryState.VERIFIED
    with pytest.raises(recalling.StillOpen, match="site"):
        recalling.close(outbox.office.publisher, case.row.id, "done")
    outbox.server.ledger.forget(kept.id)
    assert later(outbox, away, timedelta(minutes=5)) == "verified"
    assert standings(outbox, case) == {"site": "gone"}
    assert outbox.delivery(post.id).state is DeliveryState.WITHDRAWN


def test_a_post_that_comes_back_after_its_withdrawal_is_an_alarm_and_red_again(outbox: Outbox) -> None:
    (post,) = published(outbox, "site")
    kept = outbox.server.ledger.posts[str(post.receipt.remote_id)]  # type: ignore[union-attr]
    case = opened(outbox, post, WITHDRAWAL)
    (away,) = withdrawn(outbox, case)
    outbox.server.ledger.keep(kept)
    later(outbox, away, timedelta(minutes=5))
    assert [alarm.row.id for alarm in alarms.alarms(outbox.office.desk)] == [away.id]
    assert standings(outbox, case) == {"site": "still_live"}


def test_a_post_that_the_platform_removed_meanwhile_is_understood(outbox: Outbox) -> None:
    (post,) = published(outbox, "site")
    outbox.server.ledger.forget(post.receipt.remote_id)  # type: ignore[union-attr]
    assert later(outbox, post, timedelta(minutes=5)) == "verified"
    assert [alarm.kind.value for alarm in alarms.alarms(outbox.office.desk)] == ["not-visible"]
    case = opened(outbox, post, WITHDRAWAL)
    withdrawn(outbox, case)
    assert standings(outbox, case) == {"site": "gone"}
    assert alarms.alarms(outbox.office.desk) == []


@pytest.mark.parametrize("fault", ["drop_after", "drop_before", "5xx_after", "malformed"])
def test_a_lost_reply_is_looked_up_and_ends_in_the_same_proof(outbox: Outbox, fault: str) -> None:
    (post,) = published(outbox, "site")
    case = opened(outbox, post, WITHDRAWAL)
    signed(outbox, withdrawing.submit(outbox.office.editor, case.row.id))
    (away,) = recalling.run(outbox.office.publisher, case.row.id)
    outbox.server.faults.put({fault: {"count": 1, "on": "withdraw"}})
    outbox.serve(away.id)
    for _ in range(4):
        if outbox.row(away.id).state is DeliveryState.VERIFIED:
            break
        outbox.office.clock.turn(timedelta(seconds=31))
        outbox.serve(away.id)
    assert standings(outbox, case) == {"site": "gone"}
    assert outbox.public() == []


def test_a_platform_that_cannot_delete_gets_a_notice_and_stays_red_until_somebody_proves_it(outbox: Outbox) -> None:
    outbox.connect("blind", "public-blind")
    (post,) = published(outbox, "blind")
    case = opened(outbox, post, WITHDRAWAL)
    assert [place.offered for place in case.places] == [(Measure.FOLLOW_UP, Measure.BY_HAND)]
    withdrawn(outbox, case, "数字有误。")
    assert sorted(outbox.public()) == ["便民事项一次办好", "撤回说明：便民事项一次办好"]
    assert standings(outbox, case) == {"blind": "sent"}
    assert outbox.delivery(post.id).state is DeliveryState.SENT
    proof = recalling.Seen("gone", "the platform's service desk removed it", screenshot="ab" * 32)
    recalling.prove(outbox.office.publisher, case.row.id, 1, proof)
    assert standings(outbox, case) == {"blind": "signed_off"}
    assert outbox.delivery(post.id).state is DeliveryState.WITHDRAWN
    recalling.close(outbox.office.publisher, case.row.id, "done")


def test_both_posts_of_an_account_go_together(outbox: Outbox) -> None:
    (first,) = published(outbox, "site")
    document = document_of(outbox, first)
    revised(outbox, document, body="另一段话，与前一段完全不同，讲的是别的事情。")
    second = _again(outbox, document)
    case = opened(outbox, second, WITHDRAWAL)
    assert [place.row.account_name for place in case.places] == ["site", "site"]
    (away,) = withdrawn(outbox, case)
    assert outbox.public() == []
    assert {outbox.delivery(one.id).state for one in (first, second)} == {DeliveryState.WITHDRAWN}
    assert away.state is DeliveryState.VERIFIED


def _again(outbox: Outbox, document: str) -> object:
    from editor_app.services import approvals, freezing
    from editor_app.services.freezing import Submission

    account = freezing.chosen_accounts(outbox.office.desk, ["site"])[0]
    edition = approvals.submit(outbox.office.editor, document, Submission((account.id,)))  # type: ignore[arg-type]
    (queued,) = publishing.queue(outbox.office.publisher, outbox.office.approve(edition).id)
    return served(outbox, queued)


def test_saving_the_document_again_does_not_stop_its_withdrawal(outbox: Outbox) -> None:
    (post,) = published(outbox, "site")
    case = opened(outbox, post, WITHDRAWAL)
    signed(outbox, withdrawing.submit(outbox.office.editor, case.row.id))
    (away,) = recalling.run(outbox.office.publisher, case.row.id)
    revised(outbox, document_of(outbox, post), body="改过的正文。")
    served(outbox, away)
    assert standings(outbox, case) == {"site": "gone"}


def test_nobody_calls_a_post_withdrawn_without_a_proof(outbox: Outbox) -> None:
    (post,) = published(outbox, "site")
    with (
        pytest.raises(Refused),
        outbox.office.desk.database.write(outbox.sender.actor, "delivery.withdraw", _subject(post.id)) as work,
    ):
        deliveries.move(work, deliveries.delivery_by_id(work, post.id), Event.WITHDRAW)
    assert outbox.delivery(post.id).state is DeliveryState.VERIFIED


def _subject(delivery: DeliveryId) -> object:
    from editor_app.domain.audit import Subject

    return Subject("delivery", delivery)
