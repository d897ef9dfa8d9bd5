"""Whatever comes in wrong: a sentence with the next step in both languages, one JSON object, and nothing lost."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from editor_app.resources import resource
from editor_app.services import accounts, documents, media, workspaces
from editor_app.services.clock import SystemClock
from editor_app.storage import schema
from editor_app.storage.workspaces import open_store
from tests.end2end import hostile_files
from tests.end2end.disks import disk_of_its_own, stand_in
from tests.end2end.shell import Shell, practice_office, practice_platform

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tests.end2end.disks import Disk
    from tests.end2end.shell import Answer

    MakeDisk = Callable[[Shell, Path], AbstractContextManager[tuple[Shell, Disk]]]

LANGUAGES = ("en", "zh_CN")
NOBODY = "http://127.0.0.1:9"
CHART = ["--type", "line", "--title", "T", "--unit", "U", "--source", "S", "--as-of", "2022", "--alt", "A"]


@contextlib.contextmanager
def a_stand_in(office: Shell, folder: Path) -> Iterator[tuple[Shell, Disk]]:
    """What machines use that let nobody mount a disk; it must tell the same."""
    yield stand_in(office, folder)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """One practice office that every wrong input leaves as it was."""
    return practice_office(tmp_path_factory.mktemp("bad"))


@pytest.fixture
def copy(office: Shell, tmp_path: Path) -> Shell:
    """A copy of it, as meant as the first, for what can't be undone."""
    shutil.copytree(office.workspace, tmp_path / "copy")
    with contextlib.closing(open_store(tmp_path / "copy", SystemClock())) as store:
        store.begin_lineage()
    return replace(office, workspace=tmp_path / "copy")


def refused(office: Shell, *words: str, by: str = "", typed: str = "", code: int = 1) -> dict[str, str]:
    """The English error of a line that both languages refuse with the same code, leaving everything as it was."""
    before = standing(office)
    with ThreadPoolExecutor(2) as pool:
        english, chinese = pool.map(
            lambda language: office.run(*words, "--lang", language, by=by, typed=typed), LANGUAGES
        )
    assert (english.code, chinese.code) == (code, code), english.out + chinese.out
    assert (english.err, chinese.err) == ("", ""), "with --json everything is said on standard output"
    assert english.error["code"] == chinese.error["code"]
    for part in ("message", "next"):
        assert english.error[part], "an error says what happened and what to do now"
        assert english.error[part] != chinese.error[part]
        assert is_chinese(chinese.error[part]), chinese.error
    assert standing(office) == before, "what was there is still there, and nothing half made beside it"
    return english.error


def standing(office: Shell) -> object:
    """The documents, pictures and accounts of the office, each with its newest state."""
    if office.inside:
        return office("list")
    with contextlib.closing(workspaces.open_desk(office.workspace)) as desk:
        texts = [documents.opened(desk, row.id) for row in documents.rows(desk)]
        return texts, media.all_media(desk), [account.id for account in accounts.all_accounts(desk)]


def is_chinese(sentence: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in sentence)


@pytest.mark.parametrize(
    ("role", "line", "said"),
    [
        ("reviewer", ["new", "--title", "T"], "no right"),
        ("editor", ["member", "add", "N", "--role", "editor"], "no right"),
        ("reviewer", ["submit", "DOC", "--account", "ACCOUNT"], "no right"),
        ("editor", ["submit", "DOC", "--account", "Nobody"], "no account called"),
        ("editor", ["set", "DOC", "--account", "Nobody", "title=T"], "no account called"),
        ("editor", ["set", "DOC", "--account", "ACCOUNT", "colour=red"], "no field"),
        ("editor", ["new", "--title", " \t "], "title is empty"),
        ("editor", ["new", "--title", "half \udcff"], "broken character"),
        ("editor", ["media", "add", "PHOTO", "--alt", " "], "no alternative text"),
        ("editor", ["media", "add", "nowhere.png", "--alt", "A"], "no file"),
        ("editor", ["import", "nowhere.md"], "no file"),
        ("editor", ["edit", "000000", "--file", "nowhere.md"], "no document"),
    ],
)
def test_a_wrong_line_is_refused_in_a_sentence(office: Shell, role: str, line: list[str], said: str) -> None:
    photo = str(resource("sample/summer-palace.jpg"))
    names = {"DOC": office.documents[0], "ACCOUNT": office.accounts[0], "PHOTO": photo}
    error = refused(office, *(names.get(word, word) for word in line), by=office.who(role))
    assert said in error["message"]


def test_a_wrong_passphrase_and_a_stranger_get_the_same_answer(office: Shell) -> None:
    guesses = {office.who("editor"): "not her passphrase", "Nobody": "not anybody's"}
    answers = [refused(replace(office, passphrases=guesses), "new", "--title", "T", by=name) for name in guesses]
    assert answers[0] == answers[1]
    assert answers[0]["code"] == "sign_in_failed"


@pytest.mark.parametrize(
    ("made", "command", "said"),
    [
        (hostile_files.huge_png, ["media", "add", "FILE", "--alt", "A"], "900 million pixels"),
        (hostile_files.scripted_svg, ["media", "add", "FILE", "--alt", "A"], "SVG"),
        (hostile_files.binary_named_md, ["media", "add", "FILE", "--alt", "A"], "not a picture"),
        (hostile_files.docx_bomb, ["import", "FILE"], "unpacks to far more"),
        (hostile_files.laughing_docx, ["import", "FILE"], "entity declarations"),
        (hostile_files.binary_named_md, ["import", "FILE"], "not a text file"),
        (hostile_files.binary_named_md, ["edit", "DOC", "--file", "FILE"], "not a text file"),
        (hostile_files.endless_text, ["import", "FILE"], "5 MB of text"),
        (hostile_files.endless_text, ["edit", "DOC", "--file", "FILE"], "5 MB of text"),
        (hostile_files.ragged_csv, ["chart", "add", "DOC", "FILE", *CHART], "Row 3 has 3 cells"),
    ],
)
def test_a_hostile_file_is_refused_in_a_sentence(
    office: Shell, tmp_path: Path, made: Callable[[Path], Path], command: list[str], said: str
) -> None:
    ending = {"endless_text": ".md", "binary_named_md": ".md", "ragged_csv": ".csv", "huge_png": ".png"}
    name = made.__name__
    file = made(tmp_path / f"file{ending.get(name, '.svg' if 'svg' in name else '.docx')}")
    names = {"FILE": str(file), "DOC": office.documents[0]}
    error = refused(office, *(names.get(word, word) for word in command), by=office.who("editor"))
    assert said in error["message"]


def test_halves_of_characters_become_visible_marks_and_are_reported(copy: Shell, tmp_path: Path) -> None:
    file = hostile_files.half_characters(tmp_path / "half.md")
    imported = copy("import", str(file), by=copy.who("editor"))["documents"][0]
    assert "2 broken characters became \ufffd" in imported["notes"][0]
    shown = copy("show", imported["id"])
    assert shown["title"] == "供暖\ufffd通知"
    assert shown["body"].count("收费标准不变") == 16, "everything else is as it was"


def test_hidden_characters_are_reported_and_never_submitted(copy: Shell, tmp_path: Path) -> None:
    file = hostile_files.hidden_characters(tmp_path / "hidden.md")
    imported = copy("import", str(file), by=copy.who("editor"))["documents"][0]
    assert imported["title"] == "供暖通[2J知", "controls are taken out"
    assert any("control characters were taken out" in note for note in imported["notes"])
    assert {f["severity"] for f in imported["findings"] if f["rule"] == "hidden_characters"} == {"block"}
    answer = copy.run("submit", imported["id"], "--account", *copy.accounts, by=copy.who("editor"))
    assert answer.code == 1
    assert answer.json["error"]["next"]
    assert "hidden_characters" in {finding["rule"] for finding in answer.json["findings"]}
    terminal = copy.raw("-w", str(copy.workspace), "show", imported["id"]).out
    assert "\u202e" not in terminal, "nothing steers the terminal"
    assert "\\u202e" in terminal


@pytest.mark.timeout(240)
def test_a_refused_token_and_a_server_away_connect_nothing(office: Shell) -> None:
    admin = office.who("admin")
    line = ("account", "add", "sandbox", "extra", "--option", "profile=keyed", "--option", "channel=extra", "--url")
    before = office("account", "list")
    assert refused(office, *line, NOBODY, by=admin, typed="a token\n")["code"] == "unreachable"
    assert refused(office, *line, NOBODY, by=admin)["message"] == "No secret came in."
    with practice_platform() as practice:
        assert refused(office, *line, practice.url, by=admin, typed="not the token\n")["code"] == "auth_expired"
    assert office("account", "list") == before


@pytest.mark.timeout(240)
def test_a_server_away_or_a_token_refused_loses_no_delivery(copy: Shell, tmp_path: Path) -> None:
    publisher, editor = copy.who("publisher"), copy.who("editor")
    with practice_platform(tmp_path / "state.jsonl") as practice:
        options = ("--option", "profile=keyed", "--option", "channel=extra", "--url", practice.url)
        added = copy.run("account", "add", "sandbox", "extra", *options, by=publisher, typed=practice.token + "\n")
        assert added.code == 0, added.out
    edition = copy.approved(copy.documents[0], "extra")
    copy("queue", edition["edition"], by=publisher)
    served = copy.run("worker", "--once", by=publisher)
    assert (served.code, served.err) == (0, "")
    row = delivery(copy, edition)
    assert (row["state"], row["attempts"]) == ("queued", 0)
    assert row["reason"]
    assert is_chinese(copy("status", "--lang", "zh_CN")["deliveries"][0]["reason"])
    assert copy("show", copy.documents[0], by=editor)["edition_state"] == "approved"
    port = practice.url.rpartition(":")[2]
    with practice_platform(tmp_path / "another.jsonl", port):
        for language in LANGUAGES:
            error = copy.refused("account", "test", "extra", "--lang", language, by=publisher)
            assert error["code"] == "auth_expired"
    standing = {one["name"]: one["state"] for one in copy("account", "list")["accounts"]}
    assert standing["extra"] == "needs_sign_in"
    assert delivery(copy, edition)["state"] in {"queued", "held"}


def delivery(office: Shell, edition: dict[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = office("status", edition["edition"])["deliveries"][0]
    return row


def test_a_locked_database_is_left_alone_and_may_be_tried_again(office: Shell) -> None:
    editor = office.who("editor")
    holder = sqlite3.connect(office.workspace / "workspace.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        assert refused(office, "new", "--title", "T", by=editor)["code"] == "workspace_locked"
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert office.run("new", "--title", "Afterwards", by=editor).code == 0


def test_a_newer_workspace_is_not_touched(copy: Shell) -> None:
    path = copy.workspace / "workspace.db"
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    before = path.read_bytes()
    for language in LANGUAGES:
        error = copy.refused("list", "--lang", language)
        assert error["code"] == "workspace_newer"
    assert path.read_bytes() == before


@pytest.mark.timeout(240)
@pytest.mark.parametrize("of", [disk_of_its_own, a_stand_in])
def test_a_full_disk_undoes_everything_and_room_mends_it(office: Shell, tmp_path: Path, of: MakeDisk) -> None:
    with of(office, tmp_path) as (inside, disk):
        editor, photo = inside.who("editor"), str(hostile_files.noisy_png(tmp_path / "photo.png"))
        disk.fill()
        assert refused(inside, "import", long_text(tmp_path), by=editor)["code"] == "disk_full"
        assert refused(inside, "media", "add", photo, "--alt", "A", by=editor)["code"] == "disk_full"
        disk.mend()
        assert inside.run("media", "add", photo, "--alt", "A", by=editor).code == 0
        assert inside("audit", "--verify")["valid"] is True


@pytest.mark.parametrize("of", [disk_of_its_own, a_stand_in])
def test_a_read_only_disk_is_named(office: Shell, tmp_path: Path, of: MakeDisk) -> None:
    with of(office, tmp_path) as (inside, disk):
        before = standing(inside)
        disk.read_only()
        for language in LANGUAGES:
            answer = inside.refused("new", "--title", "T", "--lang", language, by=inside.who("editor"))
            assert answer["code"] == "workspace_read_only"
        disk.mend()
        assert standing(inside) == before


def long_text(folder: Path) -> str:
    """More text than a full disk has room for by chance."""
    (folder / "long.md").write_text("# Long\n\n" + "A line of a long notice.\n" * 50_000, "utf-8")
    return str(folder / "long.md")


@pytest.mark.timeout(240)
@pytest.mark.parametrize("years", [-20, 20])
def test_a_wrong_clock_is_named_and_loses_nothing(copy: Shell, tmp_path: Path, years: int) -> None:
    before = copy("list")["documents"]
    wrong = replace(copy, environment={**copy.environment, "PYTHONPATH": clock_off(tmp_path, years)})
    made = wrong("new", "--title", "Written at a wrong time", by=wrong.who("editor"))
    assert abs(int(made["number"][:4]) - int(before[0]["number"][:4])) >= 19, "the clock was wrong indeed"
    tested = wrong("account", "test", wrong.accounts[0], by=wrong.who("admin"))
    assert abs(tested["clock_difference_seconds"]) > 19 * 365 * 86400
    assert "set this computer's clock" in tested["notes"][-1]
    late = copy if years > 0 else wrong
    doctor = late.run("doctor", "--lang", "zh_CN")
    assert doctor.code == 1
    assert "时钟" in doctor.json["facts"]["clock_order"]
    assert copy("audit", "--verify")["valid"] is True
    assert [one for one in copy("list")["documents"] if one["id"] != made["id"]] == before


def clock_off(folder: Path, years: int) -> str:
    """A folder for PYTHONPATH whose processes read the machine's clock so many years off."""
    (folder / "clock").mkdir()
    (folder / "clock" / "sitecustomize.py").write_text(
        "from datetime import UTC, datetime, timedelta\n"
        "from editor_app.services.clock import SystemClock\n"
        f"SystemClock.now = lambda self: datetime.now(UTC) + timedelta(days={years * 365.25})\n",
        "utf-8",
    )
    return os.pathsep.join(filter(None, (str(folder / "clock"), os.environ.get("PYTHONPATH"))))


def test_a_person_reads_one_sentence_on_standard_error(office: Shell) -> None:
    answers: list[Answer] = [
        office.raw("-w", str(office.workspace), "show", "nothing", "--lang", language) for language in LANGUAGES
    ]
    assert [answer.code for answer in answers] == [1, 1]
    assert [answer.out for answer in answers] == ["", ""]
    assert [answer.err.count("\n") for answer in answers] == [1, 1]


def test_what_a_second_process_writes_does_not_disturb_a_first(office: Shell) -> None:
    editors = [office.who("editor"), office.who("editor", 1)]
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda n: office("new", "--title", f"Text {n}", by=editors[n % 2]), range(4)))
    assert len({one["number"] for one in done}) == 4
    assert {one["id"] for one in done} <= {one["id"] for one in office("list")["documents"]}
