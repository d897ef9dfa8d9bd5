"""The command line is a contract: verbs, options, JSON keys, exit codes, signals, prompts, as scripts rely on them."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from tests.end2end.shell import PROGRAM, Answer, Shell, practice_office, practice_platform

if TYPE_CHECKING:
    from pathlib import Path

    from tests.end2end.shell import Practice

PEOPLE = {"甲管理": "four plain words here", "乙编辑": "a second plain phrase", "丙审核": "the third plain phrase"}
PROFILES = ("draft-flip", "keyed", "public-readable", "public-blind", "file")
DELIVERY = {"id", "edition", "account", "platform", "state", "attempts", "remote_id", "url", "verdict", "reason"}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """One practice office for the tests that leave nothing behind."""
    return practice_office(tmp_path_factory.mktemp("contract"))


def founded(folder: Path) -> Shell:
    """A workspace of real people: an admin, an editor, a reviewer, each invited, activated and confirmed."""
    shell = Shell(folder / "office", environment={"XDG_DATA_HOME": str(folder / "home")})
    admin, editor, reviewer = PEOPLE
    made = shell.raw(
        "init", str(shell.workspace), "--admin", admin, "--lang", "zh_CN", "--json",
        env={"EDITOR_APP_NEW_PASSPHRASE": PEOPLE[admin]},
    )  # fmt: skip
    assert made.json == {
        "workspace": str(shell.workspace),
        "members": [{"name": admin, "roles": ["admin"]}],
        "accounts": [],
        "documents": [],
    }
    shell.passphrases = dict(PEOPLE)
    for name, roles in ((editor, ["editor"]), (reviewer, ["reviewer", "publisher"])):
        assert shell("member", "add", name, "--role", *roles, by=admin)["state"] == "invited"
        activated = shell.run("member", "activate", by=name, env={"EDITOR_APP_NEW_PASSPHRASE": PEOPLE[name]})
        words = activated.json["words"]
        assert len(words) == 6
        assert shell.refused("member", "confirm", name, *reversed(words), by=admin)["code"] == "refused"
        assert shell("member", "confirm", name, *words, by=admin)["state"] == "confirmed"
    shell.roles = {admin: ["admin"], editor: ["editor"], reviewer: ["reviewer"]}
    return shell


@pytest.mark.timeout(240)
def test_the_life_of_an_own_workspace_on_every_kind_of_platform(tmp_path: Path) -> None:
    shell = founded(tmp_path)
    with practice_platform(tmp_path / "state.jsonl") as practice:
        connect(shell, practice)
        edition = signed(shell, tmp_path)
        queued = shell("queue", edition, by="丙审核")
        assert [set(one) for one in queued["deliveries"]] == [{"id", "account", "planned_at"}] * 5
        assert practice.faults(drop_after=1, late=1) == 200
        finished = shell.run("worker", "--until-idle", by="丙审核")
        assert finished.code == 0, finished.out + finished.err
        lines = [json.loads(line) for line in finished.out.splitlines()]
        assert len({line["id"] for line in lines}) == len(lines) == 5, "one line per finished delivery"
        rows = shell("status", edition)["deliveries"]
        assert all(set(row) >= DELIVERY for row in rows)
        states = {row["account"]: row["state"] for row in rows}
        assert all(states[p] == "verified" for p in PROFILES if p != "public-blind"), states
        assert states["public-blind"] in {"sent", "verified", "ask"}
        assert len(practice.posts()) <= 5, "never twice"
    assert shell("audit", "--verify")["valid"] is True


def connect(shell: Shell, practice: Practice) -> None:
    """An account of every profile, its token on standard input."""
    for profile in PROFILES:
        added = shell.run(
            "account", "add", "sandbox", profile, "--url", practice.url, "--option", f"profile={profile}",
            "--option", f"channel=c-{profile}", by="甲管理", typed=practice.token + "\n",
        )  # fmt: skip
        assert added.code == 0, added.out
    assert [a["name"] for a in shell("account", "list")["accounts"]] == list(PROFILES)
    assert shell("account", "test", "draft-flip", by="甲管理")["may_publish"] is True


def signed(shell: Shell, folder: Path) -> str:
    """An edition of a small notice, approved by the second of two persons."""
    (folder / "notice.md").write_text("# 供暖通知\n\n11月15日起供暖，电话 12345。\n", "utf-8")
    imported = shell("import", str(folder / "notice.md"), by="乙编辑")["documents"]
    assert set(imported[0]) >= {"id", "title", "revision", "findings"}
    document = imported[0]["id"]
    found = shell.run("check", document).json["findings"]
    assert all(set(one) >= {"rule", "severity", "place", "message", "fix"} for one in found)
    accepted = [f"{one['digest']}=已核对" for one in found if one["severity"] == "warn"]
    reasons = ["--accept", *accepted] if accepted else []
    edition = shell("submit", document, "--account", *PROFILES, "--route", "双人", *reasons, by="乙编辑")
    assert set(edition) == {"edition", "digest", "stages"}
    assert [set(stage) for stage in edition["stages"]] == [{"name", "needs"}]
    decided = shell("decide", edition["edition"], "approve", "--digest", edition["digest"], by="丙审核")
    assert decided == {"edition": edition["edition"], "state": "approved", "next": ""}
    identity: str = edition["edition"]
    return identity


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (["frobnicate"], 2), (["list", "--frob"], 2), (["show"], 2), (["decide", "e", "perhaps"], 2),
        (["member"], 2), (["submit", "x"], 2), (["worker", "--poll", "nan"], 2), (["audit", "--limit", "-1"], 2),
        (["audit", "--after", "99999999999999999999999"], 2), (["list", "--lang", "fr"], 2),
        (["show", "nothing"], 1), (["status", "nothing"], 1), (["check", "nothing"], 1),
    ],
)  # fmt: skip
def test_wrong_usage_is_two_and_a_no_is_one_each_with_one_object(office: Shell, line: list[str], code: int) -> None:
    office.refused(*line, code=code)


@pytest.mark.parametrize(
    "line",
    [["-w", "W", "list", "--json"], ["list", "--json", "-w", "W"], ["--json", "--lang", "en", "list", "--workspace=W"]],
)
def test_global_options_stand_before_or_after(office: Shell, line: list[str]) -> None:
    done = office.raw(*(word.replace("W", str(office.workspace)) for word in line))
    assert set(done.json) == {"documents"}


@pytest.mark.parametrize(
    "words", [["list"], ["status"], ["audit"], ["doctor"], ["platform", "list"], ["account", "list"]]
)
def test_reading_commands_answer_with_one_object_in_any_encoding(office: Shell, words: list[str]) -> None:
    answer = office.raw("-w", str(office.workspace), *words, "--json", env={"PYTHONIOENCODING": "ascii"})
    assert answer.code == 0
    assert isinstance(answer.json, dict)
    assert answer.err == ""
    assert office.raw("-w", str(office.workspace), *words, env={"PYTHONIOENCODING": "ascii"}).code == 0


def test_the_sentence_is_in_the_language_that_was_asked_for(office: Shell) -> None:
    english = office.refused("show", "nothing", "--lang", "en")
    chinese = office.refused("show", "nothing", "--lang", "zh_CN")
    assert english["code"] == chinese["code"] == "not_found"
    assert english["message"].isascii() or "“" in english["message"]
    assert any("\u4e00" <= character <= "\u9fff" for character in chinese["message"])


@pytest.mark.parametrize(
    ("time", "zone", "is_a_time"),
    [
        ("2031-01-01T09:00:00+08:00", "", True), ("2031-01-01T09:00", "Asia/Shanghai", True),
        ("2031-01-01T09:00", "", False), ("2031-01-01", "Asia/Shanghai", False), ("tomorrow", "", False),
        ("0001-01-01T00:00+23:00", "", False), ("9999-12-31T23:59-23:00", "", False),
        ("2031-01-01T09:00", "Mars/Olympus", False), ("2031-01-01T09:00", "Asia", False),
    ],
)  # fmt: skip
def test_times_are_rfc_3339_or_local_with_a_zone(office: Shell, time: str, zone: str, is_a_time: bool) -> None:  # noqa: FBT001
    line = ["submit", office.documents[0], "--account", *office.accounts, "--not-after", time]
    answer = office.run(*line, *(["--zone", zone] if zone else []), by=office.who("editor"))
    assert answer.code == (0 if is_a_time else 1), answer.out
    if not is_a_time:
        assert answer.error["code"] == "invalid"


def test_render_writes_the_payload_with_the_digests_of_its_media(office: Shell, tmp_path: Path) -> None:
    said = office("render", office.documents[0], "--account", office.accounts[0], "--out", str(tmp_path / "out"))
    assert len(said["digest"]) == 64
    assert json.loads((tmp_path / "out" / "payload.json").read_text("utf-8"))


def test_a_waiting_worker_ends_gracefully_when_it_is_asked(office: Shell, tmp_path: Path) -> None:
    environment = {**os.environ, **office.environment, "EDITOR_APP_PASSPHRASE": office.passphrases[office.who("admin")]}
    line = [*PROGRAM, "-w", str(office.workspace), "--as", office.who("admin"), "worker", "--poll", "1", "--json"]
    health = tmp_path / "health.json"
    with subprocess.Popen(
        [*line, "--health", str(health)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as worker:
        while not health.exists():
            with pytest.raises(subprocess.TimeoutExpired):
                worker.wait(0.2)
        assert office.run("health", str(health)).json["serves"]
        worker.send_signal(signal.SIGTERM)
        out, err = worker.communicate(timeout=60)
    assert (worker.returncode, out, err) == (0, "", "")
    assert office.run("health", str(health)).json["state"] == "ended"


def test_the_worker_loads_no_qt_and_serves_what_is_due_once(office: Shell) -> None:
    done = office.run("worker", "--once", by=office.who("admin"), env={"PYTHONVERBOSE": ""})
    assert (done.code, done.out) == (0, "")


def test_the_practice_platform_prints_one_object_and_ends_when_asked(tmp_path: Path) -> None:
    with practice_platform(tmp_path / "s.jsonl") as practice:
        assert practice.posts() == []
        assert practice.faults(**{"5xx": 1, "429": {"count": 1, "seconds": 2}, "die_after": 0}) == 200
        assert practice.faults(nonsense=1) == 400
        first = practice.token
    assert practice.process.returncode == 0
    assert practice.process.stdout is not None
    with practice_platform(tmp_path / "s.jsonl") as again:
        assert again.token == first, "the state file keeps the token"


def test_a_passphrase_is_typed_at_a_prompt_that_shows_nothing(office: Shell) -> None:
    editor = office.who("editor")
    line = ["-w", str(office.workspace), "--as", editor, "new", "--title", "Typed", "--json"]
    done = typed_at_a_terminal(office, line, [office.passphrases[editor]])
    assert done.code == 0, done.out
    assert office.passphrases[editor] not in done.out
    assert '"title": "Typed"' in done.out


@pytest.mark.parametrize(("second", "code"), [("an own long phrase", 0), ("an own lomg phrase", 1)])
def test_a_new_passphrase_is_typed_twice(tmp_path: Path, second: str, code: int) -> None:
    shell = Shell(tmp_path / "own", environment={"XDG_DATA_HOME": str(tmp_path / "home")})
    line = ["init", str(shell.workspace), "--admin", "Ann", "--json"]
    assert typed_at_a_terminal(shell, line, ["an own long phrase", second]).code == code
    assert (shell.workspace / "workspace.db").exists() is (code == 0)


def typed_at_a_terminal(shell: Shell, line: list[str], answers: list[str]) -> Answer:
    """The command at a terminal of its own, with each answer typed once a prompt stands there."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(shell.environment)
        os.execv(PROGRAM[0], [*PROGRAM, *line])  # noqa: S606 - this is the program under test
    said, since, waiting, deadline = b"", 0, list(answers), time.monotonic() + 60
    while time.monotonic() < deadline:
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            read = os.read(terminal, 65536)
        except OSError:
            break
        if not read:
            break
        said += read
        # Only what came after the last answer is a new prompt: input typed earlier is flushed by getpass.
        if waiting and said[since:].rstrip().endswith((b":", "：".encode())):
            since = len(said)
            os.write(terminal, waiting.pop(0).encode() + b"\n")
    else:
        os.kill(child, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(terminal)
    return Answer(code, said.decode(errors="replace"), "")
