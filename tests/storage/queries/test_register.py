from datetime import date, timedelta

from editor_app.domain.audit import Actor, Subject
from editor_app.domain.register import Call, Entry, Particulars, RegisterState, Standing
from editor_app.storage.queries import register
from tests.storage.plans import plan
from tests.storage.scene import Scene


def entry(scene: Scene, number: int, state: RegisterState) -> Entry:
    is_open = state is RegisterState.OPEN
    return Entry(
        scene.accounts[0].id, number, state, Particulars("市卫健委", "融媒体中心", "李明"), "京-2026-11",
        date(2026, 11, 27) if is_open else None, None if is_open else date(2026, 12, 4),
        None if is_open else scene.work.at + timedelta(days=6), "", "首次备案", scene.id_of("admin"), scene.work.at,
    )  # fmt: skip


def keep(scene: Scene, made: Entry) -> Entry:
    scene.work.actor = Actor(f"member:{made.by}", "admin")
    register.insert_entry(scene.work, made, scene.work.record("register.enter", Subject("register", made.account)))
    return made


def test_the_last_line_of_a_page_holds_and_every_line_is_kept(scene: Scene) -> None:
    account = scene.accounts[0].id
    assert register.standing_of(scene.work, account) == Standing()
    first = keep(scene, entry(scene, 1, RegisterState.OPENING))
    second = keep(scene, entry(scene, 2, RegisterState.OPEN))
    assert register.standing_of(scene.work, account) == Standing(second)
    assert register.history_of(scene.work, account) == [first, second]
    assert register.standings(scene.work) == {account: Standing(second)}


def test_a_call_stands_until_there_is_an_entry(scene: Scene) -> None:
    account = scene.accounts[0].id
    call = Call(account, scene.work.at, date(2026, 12, 4), scene.work.at + timedelta(days=28))
    register.insert_call(scene.work, call, scene.work.record("register.call", Subject("register", account)))
    assert register.standing_of(scene.work, account) == Standing(None, call)
    assert register.standings(scene.work) == {account: Standing(None, call)}
    made = keep(scene, entry(scene, 1, RegisterState.OPENING))
    assert register.standing_of(scene.work, account) == Standing(made)
    assert register.standings(scene.work) == {account: Standing(made)}


def test_only_a_closed_line_or_a_term_that_is_over_may_stop_anything(scene: Scene) -> None:
    account, now = scene.accounts[0].id, scene.work.at
    later = now + timedelta(days=40)

    def may_stop() -> tuple[bool, bool]:
        return register.may_stop(scene.work, account, now), register.may_stop(scene.work, account, later)

    assert may_stop() == (False, False)
    call = Call(account, now, date(2026, 12, 4), now + timedelta(days=28))
    register.insert_call(scene.work, call, scene.work.record("register.call", Subject("register", account)))
    assert may_stop() == (False, True), "not called off in time"
    assert not register.may_stop(scene.work, scene.accounts[1].id, later)
    keep(scene, entry(scene, 1, RegisterState.OPENING))
    assert may_stop() == (False, True)
    keep(scene, entry(scene, 2, RegisterState.OPEN))
    assert may_stop() == (False, True), "wider than the rule: the call of before is still there"


def test_a_page_is_found_by_its_key(scene: Scene) -> None:
    if scene.connection.dialect.name == "sqlite":
        found = plan(scene.connection, register._LAST, account="a")
        assert "USING INDEX sqlite_autoindex_register_entry_1" in found, found
        assert "SCAN" not in found
        assert "TEMP B-TREE" not in found
