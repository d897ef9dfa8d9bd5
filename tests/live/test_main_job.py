"""The whole main job on real servers: the sample explainer with chart and picture, three signatures, five accounts.

Every account must show a receipt and the verdict `identical` or `platform-normalised`, with the alternative texts in
place; then another client alters each post, and the next reading must say `different`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from editor_app.domain.delivery import DeliveryState, Verdict
from editor_app.domain.secrets import Secret
from editor_app.platforms.sandbox.server import SandboxServer
from editor_app.resources import resource
from editor_app.services import publishing, vaults, workspaces
from editor_app.services.clock import SystemClock
from editor_app.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.live.targets import LiveBluesky, LiveGhost, LiveWordPress

PASSPHRASE = "stones by the quiet river"
CHART_ALT = "可再生能源从1437升至21933千兆瓦时"
PHOTO_ALT = "颐和园佛香阁"
PEOPLE = {"沈知言": "editor", "陈默": "reviewer", "何敬之": "reviewer", "周岚": "reviewer", "林知夏": "publisher"}
PROVEN = {"identical", "platform-normalised"}


@dataclass
class Desk:
    """A workspace of its own and its command line."""

    folder: Path

    def __call__(self, *words: str, by: str = "管理员", typed: str = "") -> dict[str, Any]:
        lines = self.lines(*words, by=by, typed=typed)
        assert len(lines) == 1
        return lines[0]

    def lines(self, *words: str, by: str = "管理员", typed: str = "") -> list[dict[str, Any]]:
        done = subprocess.run(
            [sys.executable, "-m", "editor_app", "-w", str(self.folder), "--as", by, *words, "--json"],
            env={**os.environ, "EDITOR_APP_PASSPHRASE": PASSPHRASE, "EDITOR_APP_NEW_PASSPHRASE": PASSPHRASE},
            input=typed, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
        return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def sandbox() -> Iterator[SandboxServer]:
    server = SandboxServer(0, None)
    threading.Thread(target=server.serve, daemon=True).start()
    yield server
    server.close()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A workspace with an admin, an editor, three reviewers and a publisher."""
    made = Desk(tmp_path / "office")
    subprocess.run(
        [sys.executable, "-m", "editor_app", "init", str(made.folder), "--admin", "管理员", "--lang", "zh_CN"],
        env={**os.environ, "EDITOR_APP_NEW_PASSPHRASE": PASSPHRASE}, check=True, capture_output=True,
    )  # fmt: skip
    for name, role in PEOPLE.items():
        made("member", "add", name, "--role", role)
        made("member", "confirm", name, *made("member", "activate", by=name)["words"])
    return made


@pytest.mark.timeout(600)
def test_the_explainer_reaches_five_real_accounts_and_every_change_there_is_seen(
    desk: Desk, sandbox: SandboxServer, wordpress: LiveWordPress, ghost: LiveGhost, bluesky: LiveBluesky, tmp_path: Path
) -> None:
    desk(
        "account", "add", "wordpress", "官网", "--url", wordpress.url, typed=f"{wordpress.user}:{wordpress.password}\n"
    )
    desk("account", "add", "ghost", "专栏", "--url", ghost.url, typed=f"{ghost.key}\n")
    desk("account", "add", "bluesky", "短讯", "--url", bluesky.url, typed=f"{bluesky.handle}:{bluesky.password}\n")
    desk("account", "add", "site_folder", "站点", "--url", str(tmp_path / "site"))
    desk("account", "add", "sandbox", "练习", "--url", sandbox.url, typed=f"{sandbox.token}\n")
    finished = _published(desk)
    assert {line["account"] for line in finished} == {"官网", "专栏", "短讯", "站点", "练习"}
    assert {line["state"] for line in finished} == {"verified"}, finished
    assert {line["verdict"] for line in finished} <= PROVEN
    assert all(line["remote_id"] and line["url"] for line in finished)
    ids = {line["account"]: line["remote_id"] for line in finished}
    seen = {"官网": wordpress.admin, "专栏": ghost.admin, "短讯": bluesky.admin}
    _alt_texts_are_there(seen, ids, tmp_path / "site", sandbox)
    print({line["account"]: line["verdict"] for line in finished})  # noqa: T201 - evidence of the run
    for account, admin in seen.items():
        admin.alter(ids[account], "亮点纷呈", "亮点不多")
    verdicts = read_again(desk)
    assert {verdicts[account] for account in seen} == {Verdict.DIFFERENT}
    assert {verdicts["站点"], verdicts["练习"]} == {Verdict.IDENTICAL}
    for account, admin in seen.items():  # a post of the same address would stand in the way of the next one
        admin.delete(ids[account])


def _published(desk: Desk) -> list[dict[str, Any]]:
    editor = "沈知言"
    document = desk("import", str(resource("sample/online-government-explainer.zh.md")), by=editor)["documents"][0][
        "id"
    ]
    desk(
        "chart", "add", document, str(resource("sample/electricity-by-source.csv")), "--type", "line", "--title",
        "可再生能源发电量增长", "--unit", "千兆瓦时", "--source", "美国能源信息署", "--as-of", "2017",
        "--alt", CHART_ALT, "--series", "source", by=editor,
    )  # fmt: skip
    desk(
        "media", "add", str(resource("sample/summer-palace.jpg")), "--alt", PHOTO_ALT, "--credit",
        "danielbuechele, CC BY 2.0", "--to", document, by=editor,
    )  # fmt: skip
    edition = desk("submit", document, "--account", "官网", "专栏", "短讯", "站点", "练习", by=editor)
    for reviewer in ("陈默", "何敬之", "周岚"):
        desk("decide", edition["edition"], "approve", "--digest", edition["digest"], by=reviewer)
    desk("queue", edition["edition"], by="林知夏")
    return desk.lines("worker", "--until-idle", by="林知夏")


def _alt_texts_are_there(seen: dict[str, Any], ids: dict[str, str], site: Path, sandbox: SandboxServer) -> None:
    pages = {
        account: json.dumps(_everything(admin, ids[account]), ensure_ascii=False) for account, admin in seen.items()
    }
    pages["站点"] = "".join(path.read_text("utf-8") for path in site.rglob("index.html"))
    pages["练习"] = "".join(post.entry.html for post in sandbox.ledger.posts.values() if post.public)
    for account, page in pages.items():
        assert CHART_ALT in page, account
        assert PHOTO_ALT in page, account


def _everything(admin: Any, remote_id: str) -> list[str]:
    """The bodies of the post and, on Bluesky, of every post of its thread."""
    return [admin.post(remote_id).body, *(post.body for post in admin.posts())]


class _Later(SystemClock):
    """The machine's clock, ten minutes on."""

    def now(self) -> datetime:
        return super().now() + timedelta(minutes=10)


def read_again(desk: Desk) -> dict[str, Verdict | None]:
    """What the reading at +5 minutes says of each account."""
    opened = workspaces.open_desk(desk.folder, workspaces.Means(_Later()))
    worker = Worker(opened, vaults.for_worker(opened, "林知夏", Secret(PASSPHRASE)), lambda _outcome: None, "later")
    worker.run_once()
    worker.close()
    rows = publishing.status(opened)
    opened.close()
    assert {row.state for row in rows} == {DeliveryState.VERIFIED}, "drift is an alarm, never a change of state"
    return {row.account_name: row.verdict for row in rows}
