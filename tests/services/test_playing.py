"""A practice workspace plays other platforms too: their servers run with its own, and their accounts publish."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.document import Content
from editor_app.domain.errors import NotFound, Refused
from editor_app.domain.secrets import Secret
from editor_app.services import accounts, media, playing, practice, publishing, vaults, workspaces
from editor_app.services.documents import Draft
from editor_app.services.media import Words
from editor_app.services.workspaces import Founder, Means
from editor_app.storage.workspaces import NewWorkspace
from editor_app.worker import Worker
from tests.platforms.workshop import FIRST
from tests.services.office import CHEAP, PASSPHRASE, FakeClock

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.office import Office

ENGINES = ["sqlite"]


def test_wechat_is_played_beside_the_practice_platform_and_an_article_goes_out_there(office: Office) -> None:
    store = office.desk.store
    practice.new_endpoint(store)
    assert "wechat" in playing.playable(office.desk)
    account = playing.play(office.admin, "wechat", "练习公众号")
    assert "wechat" not in playing.playable(office.desk)
    assert [one.platform for one in practice.endpoints(store)] == ["sandbox", "wechat"]
    assert not any(one.is_up() for one in practice.endpoints(store)), "it ran only to be connected"
    picture = media.add(office.editor, FIRST, Words("办事大厅"))
    content = Content(title="便民事项一次办好", body="共 12 件事。", source="区政务公开办", cover=picture.digest)
    edition = office.approve(office.submitted(Draft(content), account.name))
    [delivery] = publishing.queue(office.publisher, edition.id)
    worker = Worker(office.desk, vaults.opened(office.admin), lambda _outcome: None)
    with practice.served(office.desk):
        assert all(one.is_up() for one in practice.endpoints(store))
        worker.run_once()
        office.clock.turn(publishing.line(office.desk, delivery.id).next_try_at - office.clock.now())
        worker.run_once()
        worker.close()
    row = publishing.line(office.desk, delivery.id)
    assert row.state.value in {"sent", "verified"}
    assert row.url.startswith(account.url)


def test_the_secret_of_what_is_played_lies_open_for_the_worker_of_a_practice_workspace_alone(office: Office) -> None:
    practice.new_endpoint(office.desk.store)
    account = playing.play(office.admin, "wechat")
    vault = vaults.opened(office.admin)
    known = vault.secret(account.id)
    assert known is not None
    opened = practice.open_secrets(office.desk.store)
    assert {name: secret.reveal() for name, secret in opened.items()} == {account.id: known.reveal()}
    path = office.desk.store.folder / "practice-secrets.json"
    assert known.reveal() not in (office.desk.store.folder / "practice.json").read_text("utf-8")
    assert json.loads(path.read_text("utf-8"))
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_what_cant_be_played_or_is_played_already_is_refused_in_words(office: Office) -> None:
    with pytest.raises(Refused, match="Only a practice workspace"):
        playing.play(office.admin, "wechat")
    practice.new_endpoint(office.desk.store)
    with pytest.raises(NotFound):
        playing.play(office.admin, "ghost")
    with pytest.raises(Refused, match="already"):
        playing.play(office.admin, "sandbox")
    with pytest.raises(Refused):
        playing.play(office.editor, "wechat")
    assert accounts.all_accounts(office.desk) == ()


def test_a_workspace_for_work_plays_nothing(tmp_path: Path) -> None:
    facts = NewWorkspace("Office", "en", "Asia/Shanghai")
    seat = workspaces.create(
        tmp_path / "office", facts, Founder("admin", Secret(PASSPHRASE)), Means(FakeClock(), CHEAP)
    )
    assert playing.playable(seat.desk) == ()
    with pytest.raises(Refused, match="Only a practice workspace"):
        playing.play(seat, "wechat")
    seat.desk.close()
