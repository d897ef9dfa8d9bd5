"""What must stand in no file of the project: addresses of registries, paths of one machine, left-overs."""

import re
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Written in pieces, so that this file does not hold what it looks for.
REGISTRIES = ("pypi" + ".org", "python" + "hosted", "npm" + "js.", "deb." + "debian", "artifact" + "registry")
MACHINE_PATHS = re.compile(r"(?<![\w.$}/:])/(?:" + "work" + "|" + "root" + r"|home/(?!me/)\w+|Users/(?!me/)\w+)/")
# A test may say which operating system it is about; any other skip hides something.
LEFT_OVERS = re.compile(
    "# ?TO"
    "DO|# ?FIX"
    "ME|raise NotImplemented"
    r"Error|pytest\.sk"
    r"ip\(|mark\.sk"
    r"ip(?!if\(sys\.platform)"
    "|mark.xf" + "ail"
)


@cache
def texts() -> dict[str, str]:
    """Every tracked text file (every file, where the project was unpacked without its history)."""
    if (ROOT / ".git").exists():
        git = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(git, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
        paths = [ROOT / name for name in listed if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not {".venv", "__pycache__"} & set(path.parts)]
    found = {}
    for path in paths:
        content = path.read_bytes() if path.is_file() else b"\0"
        if b"\0" not in content:
            found[path.relative_to(ROOT).as_posix()] = content.decode("utf-8", "replace")
    return found


def places(pattern: re.Pattern[str], under: tuple[str, ...] = ("",)) -> list[str]:
    return [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1} {match.group()}"
        for name, text in texts().items()
        if name.startswith(under)
        for match in pattern.finditer(text)
    ]


def test_no_file_names_the_host_of_a_package_registry() -> None:
    found = places(re.compile("|".join(map(re.escape, REGISTRIES))))
    assert not found, "\n".join(found)


def test_no_file_holds_a_path_of_one_machine() -> None:
    found = places(MACHINE_PATHS)
    assert not found, "\n".join(found)


def test_nothing_is_left_to_be_done_and_no_test_is_skipped() -> None:
    found = places(LEFT_OVERS, ("editor_app/", "tests/", "packaging/", "dev", ".ci/"))
    assert not found, "\n".join(found)
