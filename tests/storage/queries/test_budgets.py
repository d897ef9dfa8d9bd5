from datetime import timedelta

from editor_app.domain.budget import Allowance, Pause
from editor_app.domain.delivery import Event
from editor_app.domain.text import T
from editor_app.storage.queries import budgets, deliveries
from editor_app.storage.queries.deliveries import Change
from tests.storage.scene import Scene, approved, queue, write_document

SCOPES = ("account:a", "host:sandbox@h")
WORDS = T("{host} asks to wait {seconds} seconds.", host="h", seconds=90)


def paused(scene: Scene, scope: str, seconds: int) -> Pause:
    pause = Pause(scope, scene.work.at, scene.work.at + timedelta(seconds=seconds), WORDS)
    budgets.insert_pause(scene.work, pause)
    return pause


def test_a_pause_comes_back_as_it_was_told_and_ends(scene: Scene) -> None:
    assert budgets.pause_of(scene.work, SCOPES, scene.work.at) is None
    pause = paused(scene, SCOPES[0], 90)
    assert budgets.pause_of(scene.work, SCOPES, scene.work.at) == pause
    assert budgets.pauses(scene.work, scene.work.at) == [pause]
    assert budgets.pause_of(scene.work, ("account:b", SCOPES[1]), scene.work.at) is None
    assert budgets.pause_of(scene.work, SCOPES, pause.until) is None
    assert budgets.pauses(scene.work, pause.until) == []


def test_the_longer_one_of_account_and_host_stands_and_the_last_word_counts(scene: Scene) -> None:
    paused(scene, SCOPES[0], 90)
    longer = paused(scene, SCOPES[1], 900)
    assert budgets.pause_of(scene.work, SCOPES, scene.work.at) == longer
    shorter = paused(scene, SCOPES[1], 30)
    later = scene.work.at + timedelta(seconds=45)
    assert budgets.pauses(scene.work, later)[0].scope == SCOPES[0]
    assert shorter not in budgets.pauses(scene.work, later)


def test_what_is_left_is_remembered_with_the_pause_that_follows_from_it(scene: Scene) -> None:
    told = Allowance(7, 3000, scene.work.at + timedelta(minutes=5))
    budgets.insert_allowance(scene.work, SCOPES[0], told, None)
    assert budgets.pause_of(scene.work, SCOPES, scene.work.at) is None
    pause = Pause(SCOPES[0], scene.work.at, told.resets_at, WORDS)
    budgets.insert_allowance(scene.work, SCOPES[0], told, pause)
    assert budgets.pause_of(scene.work, SCOPES, scene.work.at) == pause
    assert scene.value("SELECT remaining FROM budget WHERE scope = :scope", scope=SCOPES[0]) == 7


def test_what_waits_is_put_off_and_neither_other_accounts_nor_later_ones(scene: Scene) -> None:
    edition = approved(scene, write_document(scene))
    mine, other = queue(scene, edition), queue(scene, edition, account=1)
    later = queue(scene, approved(scene, write_document(scene)))
    held = deliveries.move(
        scene.work, queue(scene, approved(scene, write_document(scene))), Event.HOLD, Change(reason=T("wait"))
    )
    deliveries.touch(scene.work, later, scene.work.at + timedelta(hours=2))
    until = scene.work.at + timedelta(hours=1)
    budgets.put_off(scene.work, [mine.account], until)
    tries = [deliveries.delivery_by_id(scene.work, each.id).next_try_at for each in (mine, other, later, held)]
    assert tries == [until, other.next_try_at, scene.work.at + timedelta(hours=2), held.next_try_at]
