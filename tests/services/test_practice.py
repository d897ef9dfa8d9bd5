"""The practice server runs while somebody needs it, in a process of its own, with the token that accounts have."""

import json
import os
from pathlib import Path

import httpx
import pytest

from editor_app.domain.errors import Unavailable
from editor_app.services import accounts, practice
from tests.services.office import Office


def test_a_workspace_without_practice_accounts_starts_no_server(office: Office) -> None:
    assert practice.endpoint(office.desk.store) is None
    assert practice.start(office.desk.store) is None
    with practice.served(office.desk):
        pass


def test_what_is_written_down_is_the_place_alone_and_for_its_owner(office: Office) -> None:
    where = practice.new_endpoint(office.desk.store)
    token = practice.token_of(where.state)
    written = office.desk.store.folder / "practice.json"
    assert json.loads(written.read_text("utf-8")) == {"url": where.url, "port": where.port, "state": where.state.name}
    assert token not in written.read_text("utf-8"), "the token is the practice server's own, in its own file"
    if os.name == "posix":
        assert [path.stat().st_mode & 0o777 for path in (written, where.state)] == [0o600, 0o600]


def test_the_token_stays_the_same_over_starts(tmp_path: Path) -> None:
    state = tmp_path / "practice.jsonl"
    assert practice.token_of(state) == practice.token_of(state) != ""


def test_the_server_runs_inside_the_block_and_ends_after_it(office: Office) -> None:
    where = practice.new_endpoint(office.desk.store)
    assert practice.endpoint(office.desk.store) == where
    token = practice.token_of(where.state)
    with practice.served(office.desk):
        assert where.is_up()
        with practice.served(office.desk):
            pass
        assert where.is_up()
        me = httpx.get(f"{where.url}/api/keyed/app/me", headers={"Authorization": f"Bearer {token}"}, trust_env=False)
        assert me.json()["uid"] == "sandbox:keyed:app"
    assert not where.is_up()


def test_an_account_of_the_practice_server_can_be_connected_and_tested(office: Office) -> None:
    where = practice.new_endpoint(office.desk.store)
    with practice.served(office.desk):
        office.connect("news", where.url)
        with pytest.raises(accounts.DeskError):
            accounts.test(office.admin, "news")


def test_a_port_that_stays_closed_is_said_in_words(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    practice.new_endpoint(office.desk.store)
    monkeypatch.setattr(practice, "_program", lambda: ["false"])
    with pytest.raises(Unavailable, match="does not start"):
        practice.start(office.desk.store)


@pytest.mark.parametrize(
    "written",
    [
        "[]", "{", "[" * 100_000, "{}", '{"port": "80"}', '{"port": 0}', '{"port": 8801, "also": {}}',
        '{"port": 8801, "also": [{"port": 8802, "state": "/etc/cron.d/x", "platform": "wechat"}]}',
        '{"port": 8801, "also": [{"port": 8802, "state": "../x", "platform": "wechat"}]}',
        '{"port": 8801, "also": [{"port": 8802, "state": "x", "platform": "--help"}]}',
    ],
)  # fmt: skip
def test_a_workspace_of_somebody_else_makes_us_serve_nothing_strange(office: Office, written: str) -> None:
    (office.desk.store.folder / "practice.json").write_text(written, "utf-8")
    with pytest.raises(Unavailable, match="is damaged"):
        practice.start(office.desk.store)


def test_only_this_computer_is_ever_named(office: Office) -> None:
    (office.desk.store.folder / "practice.json").write_text('{"url": "http://evil.example", "port": 8801}', "utf-8")
    assert practice.endpoints(office.desk.store)[0].url == "http://127.0.0.1:8801"


@pytest.mark.parametrize("line", [b"[1]", b"\xff\xfe", b"{"])
def test_a_state_that_is_none_gives_no_token(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "practice.jsonl").write_bytes(line + b"\n")
    with pytest.raises(Unavailable, match="is damaged"):
        practice.token_of(tmp_path / "practice.jsonl")
