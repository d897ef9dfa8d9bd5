"""A recall on real servers: corrected in place or by a post that follows, then withdrawn everywhere and proven gone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from editor_app.domain.secrets import Secret
from editor_app.services import vaults, workspaces
from editor_app.worker import Worker
from tests.live.test_main_job import PASSPHRASE, Desk, _Later, _published, desk, sandbox

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.platforms.sandbox.server import SandboxServer
    from tests.live.targets import LiveBluesky, LiveGhost, LiveWordPress

__all__ = ("desk", "sandbox")
EDITOR, PUBLISHER = "沈知言", "林知夏"
NOTE = "第二段的年份应为 2018。"


def carried_out(desk: Desk, verb: str, document: str, *words: str) -> dict[str, Any]:
    """The case handed in, signed by one reviewer, run and read back."""
    made = desk(verb, document, "--reason", "年份有误", "--note", NOTE, *words, by=EDITOR)
    desk("decide", made["edition"], "approve", "--digest", made["digest"], by="陈默")
    desk("recall", "run", made["case"], by=PUBLISHER)
    desk.lines("worker", "--until-idle", by=PUBLISHER)
    return desk("recall", "show", made["case"])


def read_later(desk: Desk) -> None:
    """What a worker reads ten minutes on."""
    opened = workspaces.open_desk(desk.folder, workspaces.Means(_Later()))
    worker = Worker(opened, vaults.for_worker(opened, PUBLISHER, Secret(PASSPHRASE)), lambda _outcome: None, "later")
    worker.run_once()
    worker.close()
    opened.close()


def standings(case: dict[str, Any]) -> dict[str, str]:
    return {copy["account"]: copy["standing"] for copy in case["copies"]}


@pytest.mark.timeout(600)
def test_a_wrong_explainer_is_corrected_and_then_withdrawn_from_five_accounts_with_proof(
    desk: Desk, sandbox: SandboxServer, wordpress: LiveWordPress, ghost: LiveGhost, bluesky: LiveBluesky, tmp_path: Path
) -> None:
    desk(
        "account", "add", "wordpress", "官网", "--url", wordpress.url, typed=f"{wordpress.user}:{wordpress.password}\n"
    )
    desk("account", "add", "ghost", "专栏", "--url", ghost.url, typed=f"{ghost.key}\n")
    desk("account", "add", "bluesky", "短讯", "--url", bluesky.url, typed=f"{bluesky.handle}:{bluesky.password}\n")
    desk("account", "add", "site_folder", "站点", "--url", str(tmp_path / "site"))
    desk("account", "add", "sandbox", "练习", "--url", sandbox.url, typed=f"{sandbox.token}\n")
    before = {name: len(admin.posts()) for name, admin in _others(wordpress, ghost, bluesky).items()}
    ids = {line["account"]: line["remote_id"] for line in _published(desk)}
    document = f"{datetime.now(UTC).year}-0001"
    fixed = carried_out(desk, "correct", document)
    print(standings(fixed))  # noqa: T201 - evidence of the run
    assert standings(fixed) == {
        "官网": "corrected", "专栏": "corrected", "短讯": "noted", "站点": "corrected", "练习": "corrected",
    }  # fmt: skip
    for name, admin in (("官网", wordpress.admin), ("专栏", ghost.admin)):
        assert NOTE in admin.post(ids[name]).body
    assert any(NOTE in post.body for post in bluesky.admin.posts())
    desk("recall", "close", fixed["case"], "--note", "已更正", by=PUBLISHER)
    gone = carried_out(desk, "withdraw", document)
    print(standings(gone))  # noqa: T201 - evidence of the run
    assert set(standings(gone).values()) == {"gone"}
    assert {name: len(admin.posts()) for name, admin in _others(wordpress, ghost, bluesky).items()} == before
    assert list((tmp_path / "site").glob("articles/*/index.html")) == []
    wordpress.admin.call("POST", f"posts/{ids['官网']}", {"status": "publish"})  # somebody puts it back
    read_later(desk)
    assert standings(desk("recall", "show", gone["case"]))["官网"] == "still_live"
    wordpress.admin.delete(ids["官网"])


def _others(wordpress: LiveWordPress, ghost: LiveGhost, bluesky: LiveBluesky) -> dict[str, Any]:
    return {"官网": wordpress.admin, "专栏": ghost.admin, "短讯": bluesky.admin}
