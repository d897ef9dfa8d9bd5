"""What becomes of accounts whose package was removed: everything opens and says so, nothing is lost or sent twice."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.edition import EditionKind
from editor_app.domain.errors import Invalid, Refused
from editor_app.domain.recall import Measure
from editor_app.platforms.absent import NotInstalled
from editor_app.platforms.contract import Connection
from editor_app.services import (
    account_care,
    accounts,
    adopting,
    ahead,
    asking,
    checking,
    diagnostics,
    documents,
    evidence,
    freezing,
    hands,
    messages,
    publishing,
    recalling,
    registered,
    uninstalled,
    withdrawing,
)
from editor_app.services.settling import GIVE_UP_AFTER
from editor_app.storage import audit
from tests.services import registers, removed
from tests.services.wrong import WRONG, opened, published, signed

if TYPE_CHECKING:
    from editor_app.domain.delivery import Delivery
    from tests.services.outbox import Outbox

ENGINES = ["sqlite", "postgresql"]
HELD = "The platform “sandbox” is not installed on this computer; install it, then release."


def log_lines(outbox: Outbox) -> int:
    """How long the audit log is."""
    with outbox.office.desk.database.read() as snapshot:
        return audit.head(snapshot)[0]


def lost(outbox: Outbox) -> Delivery:
    """A send whose reply never came, although the post is there."""
    delivery = outbox.queued("site")
    outbox.server.faults.put({"drop_after": 1})
    assert outbox.serve(delivery.id).state.value == "unknown"
    return delivery


def test_a_due_delivery_is_held_in_words_and_goes_out_once_after_the_package_is_back(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    with removed.uninstalled_for(outbox):
        row = outbox.serve(delivery.id)
        assert (row.state.value, str(row.reason)) == ("held", HELD)
        publishing.release(outbox.office.publisher, delivery.id, "try")
        assert outbox.serve(delivery.id).state.value == "held"
    publishing.release(outbox.office.publisher, delivery.id, "the package is back")
    assert outbox.serve(delivery.id).state.value == "sent"
    assert (len(outbox.public()), outbox.publishing_requests(), len(outbox.attempts(delivery.id))) == (1, 1, 1)


@pytest.mark.one_engine
def test_it_is_held_an_hour_ahead_while_somebody_can_still_install_it_and_the_account_is_not_called_away(
    outbox: Outbox,
) -> None:
    edition, now = outbox.approved("site"), outbox.office.clock.now()
    (delivery,) = publishing.queue(outbox.office.publisher, edition.id, publishing.Slot(now + timedelta(hours=1)))
    with removed.uninstalled_for(outbox):
        with outbox.office.desk.database.read() as snapshot:
            (look,) = ahead.wanted(snapshot, outbox.office.clock.now())
        ahead.look(outbox.sender, look)
        assert str(outbox.row(delivery.id).reason) == HELD
        (health,) = accounts.health(outbox.office.admin)
        assert (health.is_absent, health.last_look) == (True, None)


@pytest.mark.parametrize("point", ["claimed", "after_draft"])
def test_what_a_worker_left_half_done_is_held_and_goes_on_where_it_was(outbox: Outbox, point: str) -> None:
    delivery = outbox.queued("site")

    def ends(reached: str) -> None:
        if reached == point:
            raise KeyboardInterrupt

    outbox.at_point = ends
    with pytest.raises(KeyboardInterrupt):
        outbox.serve(delivery.id)
    outbox.at_point = lambda _point: None
    with removed.uninstalled_for(outbox):
        row = outbox.serve(delivery.id)
        assert (row.state.value, str(row.reason)) == ("held", HELD)
    publishing.release(outbox.office.publisher, delivery.id, "the package is back")
    assert outbox.serve(delivery.id).state.value == "sent"
    assert len(outbox.public()) == 1


def test_a_lost_reply_waits_without_a_word_and_is_found_once_the_package_is_back(outbox: Outbox) -> None:
    delivery = lost(outbox)
    with removed.uninstalled_for(outbox):
        before = log_lines(outbox)
        outbox.office.clock.turn(timedelta(hours=2))
        assert outbox.serve(delivery.id).state.value == "unknown"
        assert log_lines(outbox) == before
    assert outbox.serve(delivery.id).state.value == "sent"
    assert (len(outbox.public()), outbox.publishing_requests()) == (1, 1)


def test_after_a_day_a_person_is_asked_and_can_say_where_it_is(outbox: Outbox) -> None:
    office, delivery = outbox.office, lost(outbox)
    remote_id = next(iter(outbox.server.ledger.posts))
    with removed.uninstalled_for(outbox):
        office.clock.turn(GIVE_UP_AFTER)
        row = outbox.serve(delivery.id)
        assert (row.state.value, "not installed" in str(row.reason)) == ("ask", True)
        (case,) = asking.cases(office.desk)
        url = f"{case.public_address}/p/{remote_id}"
        with pytest.raises(Invalid, match="what the platform calls the post"):
            asking.answer_there(office.publisher, delivery.id, url)
        assert asking.answer_there(office.publisher, delivery.id, url, remote_id).state.value == "sent"
        before = log_lines(outbox)
        assert outbox.serve(delivery.id).state.value == "sent"
        assert log_lines(outbox) == before, "its read-back waits without noise"
    assert outbox.serve(delivery.id).state.value == "verified"
    assert outbox.publishing_requests() == 1


def test_a_withdrawal_waits_too_and_whoever_sees_that_the_post_is_gone_can_say_so(outbox: Outbox) -> None:
    office = outbox.office
    (post,) = published(outbox, "site")
    case = opened(outbox, post, EditionKind.WITHDRAWAL)
    signed(outbox, withdrawing.submit(office.editor, case.row.id))
    (going,) = recalling.run(office.publisher, case.row.id)
    with removed.uninstalled_for(outbox):
        assert str(outbox.serve(going.id).reason) == HELD
    publishing.release(office.publisher, going.id, "the package is back")
    outbox.server.faults.put({"drop_after": {"count": 1, "on": "withdraw"}})
    assert outbox.serve(going.id).state.value == "unknown"
    with removed.uninstalled_for(outbox):
        office.clock.turn(GIVE_UP_AFTER)
        assert outbox.serve(going.id).state.value == "ask"
        assert asking.answer_gone(office.publisher, going.id).state.value == "sent"
    assert outbox.serve(going.id).state.value == "verified"


def test_a_case_about_its_posts_opens_and_offers_a_hand(outbox: Outbox) -> None:
    office = outbox.office
    (post,) = published(outbox, "site")
    case = opened(outbox, post, EditionKind.WITHDRAWAL)
    with removed.uninstalled_for(outbox):
        (place,) = recalling.opened(office.desk, case.row.id).places
        assert place.offered == (Measure.BY_HAND,)
        recalling.choose(office.publisher, case.row.id, 1, Measure.BY_HAND)
        recalling.prove(office.publisher, case.row.id, 1, recalling.Seen("gone", "seen", "https://x/"))
        recalling.close(office.publisher, case.row.id, "done")


def test_every_list_and_page_opens_with_such_an_account_and_says_what_is_missing(outbox: Outbox) -> None:
    office = outbox.office
    (post,) = published(outbox, "site")
    waits = outbox.queued("site", "另一件")
    edition = outbox.approved("site", title="第三件")
    with removed.uninstalled_for(outbox):
        (care,) = account_care.looked_after(office.admin)
        assert str(care.health.words) == "Its platform is not installed here"
        assert str(care.health.platform) == "sandbox (not installed)"
        (orphan,) = uninstalled.orphans(office.desk)
        assert (orphan.account.name, orphan.waiting) == ("site", 1)
        facts = {fact.label.render(str): fact for fact in diagnostics.report(office.desk, "en").facts}
        assert "not installed on this computer" in facts["Account site"].value
        assert not facts["Account site"].is_well
        assert adopting.found_elsewhere(office.desk) == []
        assert hands.hands(office.desk) == []
        assert publishing.timeline(office.desk, waits.id).row.platform == "sandbox"
        assert evidence.pack(office.publisher, evidence.chosen(office.desk, edition.id)).content
        with pytest.raises(NotInstalled, match="not installed"):
            messages.thread(office.publisher, post.id)
        with pytest.raises(NotInstalled, match="not installed"):
            publishing.queue(office.publisher, edition.id)
    assert uninstalled.orphans(office.desk) == ()


@pytest.mark.one_engine
def test_a_text_for_such_an_account_is_blocked_in_words(outbox: Outbox) -> None:
    office = outbox.office
    made = documents.create(office.editor, "", draft=WRONG)
    with removed.uninstalled(office):
        chosen = freezing.chosen_accounts(office.desk, ["site"])
        found = checking.findings(office.desk, made.revision, chosen)
        (blocking,) = [each for each in found if each.rule == "compose"]
    assert (blocking.severity.value, "not installed" in str(blocking.message)) == ("block", True)
    assert "Install the package" in str(blocking.fix)


@pytest.mark.one_engine
def test_such_an_account_is_neither_tried_nor_connected_again_but_it_can_be_closed(outbox: Outbox) -> None:
    office = outbox.office
    with removed.uninstalled(office):
        with pytest.raises(NotInstalled) as told:
            accounts.test(office.admin, "site")
        assert "close the account" in str(told.value.next_step)
        with pytest.raises(NotInstalled):
            accounts.reconnect(office.admin, "site", Connection(""))
        assert accounts.close(office.admin, "site").state.value == "closed"
        assert uninstalled.orphans(office.desk) == ()
        (health,) = accounts.health(office.admin)
        assert str(health.words) == "Closed"


@pytest.mark.one_engine
def test_nobody_is_called_to_register_an_account_of_which_only_its_package_knows_whether_it_is_filed(
    outbox: Outbox,
) -> None:
    office = registers.for_real(outbox.office)
    with removed.uninstalled(office):
        assert registered.call_missing(office.desk, outbox.sender.actor) == 0
    with pytest.raises(Refused):
        accounts.add_for_practice(office.admin, "sandbox", "x", Connection("http://127.0.0.1:9"), "x")
