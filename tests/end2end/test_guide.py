"""The commands of the guides are real: each is run as it stands, in both languages, and none is left out."""

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.main import get_command

from editor_app import cli
from editor_app.cli.program import tree
from tests import cheap_keys

ROOT = Path(__file__).parents[2]
GUIDES = ("guide.en.md", "guide.zh.md")
PASSPHRASE = "four-plain-words-here"


def told(guide: str) -> list[str]:
    """The commands of a guide's blocks, in order."""
    page = (ROOT / "docs" / guide).read_text("utf-8")
    return [line for block in re.findall(r"```console\n(.*?)```", page, re.DOTALL) for line in block.splitlines()]


class Reader:
    """Somebody who does what a guide says, and fills in what the last answers said."""

    def __init__(self, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.capture, self.patch = capture, patch
        self.passphrases: dict[str, str] = {}
        self.known = {
            "BACKUP": "",
            "CASE": "",
            "COMMENT": "",
            "EDITION": "",
            "DIGEST": "",
            "DELIVERY": "",
            "WORD WORD WORD WORD WORD WORD": "",
        }

    def run(self, line: str) -> None:
        for name, value in self.known.items():
            line = re.sub(rf"\b{name}\b", value, line)
        words = shlex.split(line)
        assert words[0] == "editor-app"
        who = words[words.index("--as") + 1] if "--as" in words else ""
        self.patch.setenv("EDITOR_APP_NEW_PASSPHRASE", PASSPHRASE)
        self.patch.setenv("EDITOR_APP_PASSPHRASE", self.passphrases.get(who, PASSPHRASE))
        if not who:
            self.patch.delenv("EDITOR_APP_PASSPHRASE")
        self.capture.readouterr()
        code = cli.main([*words[1:], "--json"])
        said = self.capture.readouterr()
        assert code == 0, f"{line}\n{said.out}{said.err}"
        self.remember(json.loads(said.out.splitlines()[0]) if said.out else {})

    def remember(self, answer: dict[str, object]) -> None:
        if "digest" in answer and "edition" in answer:
            self.known |= {"EDITION": str(answer["edition"])[:8], "DIGEST": str(answer["digest"])[:12]}
        self.known |= {key.upper(): str(answer[key])[:8] for key in ("case", "comment") if key in answer}
        if isinstance(deliveries := answer.get("deliveries"), list) and deliveries:
            self.known["DELIVERY"] = str(deliveries[0]["id"])[:8]
        if str(answer.get("file", "")).endswith(".db"):
            self.known["BACKUP"] = str(answer["file"])
        if isinstance(words := answer.get("words"), list):
            self.known["WORD WORD WORD WORD WORD WORD"] = " ".join(words)
        for member in answer.get("members", ()):  # type: ignore[attr-defined]
            if "passphrase" in member:
                self.passphrases[member["name"]] = member["passphrase"]


@pytest.mark.timeout(300)  # a hundred commands, most of them with a sign-in
@pytest.mark.parametrize("guide", GUIDES)
def test_every_command_of_the_guide_works_in_its_order(
    guide: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    cheap_keys.pay_little(monkeypatch)
    for name in ("heating.md", "供暖.md"):
        Path(name).write_text("# 供暖费今冬不变\n\n标准执行至 2027年3月15日。\n", "utf-8")
    for name in ("cases.csv", "办件.csv"):
        Path(name).write_text("month,cases\n2026-09,12\n2026-10,15\n", "utf-8")
    for name in ("tower.jpg", "楼阁.jpg"):
        shutil.copy(ROOT / "resources" / "sample" / "summer-palace.jpg", name)
    reader = Reader(capsys, monkeypatch)
    for line in told(guide):
        reader.run(line)


@pytest.mark.parametrize("guide", GUIDES)
def test_the_guide_shows_every_command(guide: str) -> None:
    page = (ROOT / "docs" / guide).read_text("utf-8")
    command = get_command(tree())
    verbs = [
        f"{name} {below}".strip()
        for name, each in command.commands.items()  # type: ignore[attr-defined]
        for below in getattr(each, "commands", {"": None})
    ]
    lines = [re.sub(r" (?:-w|--as) (?:\"[^\"]*\"|\S+)", "", line) for line in page.splitlines()]
    shown = "".join(f"{line} \n" for line in lines if line.startswith("editor-app"))
    assert [verb for verb in verbs if f"editor-app {verb} " not in shown] == []
