"""The catalogue tool behind `./dev i18n`: extracts sentences, keeps their translations, compiles, checks.

It stands apart from the program because only the build and its authors need Babel.

    python packaging/catalogues.py update [PACKAGE...]    sentences of the code into i18n/<language>/
    python packaging/catalogues.py compile                every .po that is newer than its .mo
    python packaging/catalogues.py check                  exit 1 on a missing, obsolete or empty entry
"""

import argparse
import contextlib
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("zh_CN", "en")
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "T": None, "tr": None, "N_": None, "_": None, "T_n": (1, 2), "tr_n": (1, 2), "N_n": (1, 2),
}  # fmt: skip
# One form for one thing and one for several are two entries: a stored sentence keeps the form that it was said in.
# A fixed date keeps two people's catalogues free of needless differences.
FIXED_DATE = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> int:
    """Carries out the command; 1 when the check found something."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("command", choices=("update", "compile", "check"))
    parser.add_argument("packages", nargs="*", help="top-level packages; all of them when none is named")
    chosen = parser.parse_args()
    packages = chosen.packages or packages_with_sentences()
    with one_at_a_time():
        if chosen.command == "check":
            faults = [fault for package in packages for fault in faults_of(package)]
            print("\n".join(faults) or f"{len(packages)} catalogues are complete in {' and '.join(LANGUAGES)}")
            return 1 if faults else 0
        if chosen.command == "update":
            for package in packages:
                update(package)
        compile_stale()
    return 0


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Lets one process at a time write catalogues (where the system has flock)."""
    (ROOT / ".cache").mkdir(exist_ok=True)
    with (ROOT / ".cache" / "i18n.lock").open("w") as lock, contextlib.suppress(ImportError):
        import fcntl  # noqa: PLC0415 (Windows has none)

        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
        return
    yield


def packages_with_sentences() -> list[str]:
    """The top-level packages that say anything, or have a catalogue from when they did."""
    names = {path.stem for path in (ROOT / "editor_app").iterdir() if not path.name.startswith(("_", "."))}
    catalogued = {path.stem for path in (ROOT / "i18n").glob("*/LC_MESSAGES/*.po")}
    return sorted(name for name in names | catalogued if name in catalogued or sentences(name))


def sentences(package: str) -> dict[str, set[str]]:
    """Each sentence of a package, with the files that say it."""
    found: dict[str, set[str]] = {}
    module = ROOT / "editor_app" / f"{package}.py"
    for path in [module] if module.exists() else sorted((ROOT / "editor_app" / package).rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        with path.open("rb") as file:
            for _line, text, _comments, _context in extract("python", file, KEYWORDS):
                for each in (text,) if isinstance(text, str) else text:
                    found.setdefault(each, set()).add(place)
    found.pop("", None)
    return found


def catalogue_path(package: str, language: str) -> Path:
    """Where the translations of a package are kept."""
    return ROOT / "i18n" / language / "LC_MESSAGES" / f"{package}.po"


def translations(path: Path) -> dict[str, str]:
    """The entries of a catalogue; a fuzzy one counts as empty, because nobody has confirmed it."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        entries = read_po(file, abort_invalid=True)
    return {str(entry.id): "" if entry.fuzzy else str(entry.string) for entry in entries if entry.id}


def update(package: str) -> None:
    """Brings both catalogues of a package up to its code; says what still needs a translation."""
    found = sentences(package)
    for language in LANGUAGES:
        path = catalogue_path(package, language)
        if not found:
            path.unlink(missing_ok=True)
            path.with_suffix(".mo").unlink(missing_ok=True)
            continue
        known = translations(path)
        new = {text: text if language == "en" else known.get(text, "") for text in found}
        write_if_changed(path, serialised(package, language, new, found))
        for text in sorted(text for text, translation in new.items() if not translation):
            print(f"{path.relative_to(ROOT)}: translate {text!r}")


def serialised(package: str, language: str, entries: dict[str, str], places: dict[str, set[str]]) -> bytes:
    """The catalogue as a .po file, sorted, without line numbers, so that it changes only when words do."""
    catalogue = Catalog(
        locale=language,
        project="Press Desk",
        version=package,
        msgid_bugs_address="the project",
        header_comment=f"# What editor_app.{package} says. Written by ./dev i18n; translate msgstr by hand.",
        creation_date=FIXED_DATE,
        revision_date=FIXED_DATE,
        last_translator="Press Desk",
        language_team="Press Desk",
        fuzzy=False,
    )
    for text, translation in entries.items():
        flags = ["python-brace-format"] if re.search(r"\{\w+\}", text) else []
        catalogue.add(text, translation, locations=[(place, 0) for place in sorted(places[text])], flags=flags)
    out = BytesIO()
    write_po(out, catalogue, width=110, sort_output=True, include_lineno=False)
    return re.sub(rb'"Generated-By: [^\n]*\n', b"", out.getvalue())


def write_if_changed(path: Path, content: bytes) -> None:
    """Writes only a difference, so that an unchanged catalogue is not compiled again."""
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def compile_stale() -> None:
    """Makes each .mo anew whose .po is newer, and takes away one whose .po is gone."""
    for path in (ROOT / "i18n").glob("*/LC_MESSAGES/*.mo"):
        if not path.with_suffix(".po").exists():
            path.unlink()
    for path in sorted((ROOT / "i18n").glob("*/LC_MESSAGES/*.po")):
        compiled = path.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime_ns >= path.stat().st_mtime_ns:
            continue
        with path.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
        fresh = compiled.with_suffix(".mo.new")
        with fresh.open("wb") as file:
            write_mo(file, catalogue)
        fresh.replace(compiled)


def faults_of(package: str) -> list[str]:
    """What is wrong with the catalogues of a package, a line each."""
    found = sentences(package)
    faults: list[str] = []
    for language in LANGUAGES:
        path = catalogue_path(package, language)
        known = translations(path)
        place = path.relative_to(ROOT).as_posix()
        faults += [f"{place}: missing {text!r}; run ./dev i18n {package}" for text in sorted(found.keys() - known)]
        faults += [f"{place}: obsolete {text!r}; run ./dev i18n {package}" for text in sorted(known.keys() - found)]
        for text in sorted(found.keys() & known):
            faults += [f"{place}: {text!r}: {fault}" for fault in entry_faults(text, known[text], language)]
    return faults


def entry_faults(text: str, translation: str, language: str) -> list[str]:
    """What is wrong with one entry."""
    if not translation:
        return ["not translated"]
    if language == "en" and translation != text:
        return ["the English sentence is its own translation"]
    if placeholders(text) != placeholders(translation):
        return [f"{sorted(placeholders(translation))} stand in it, not {sorted(placeholders(text))}"]
    return []


def placeholders(text: str) -> set[str]:
    """The names in braces that a value is put for."""
    return set(re.findall(r"\{(\w+)[^{}]*\}", text))


if __name__ == "__main__":
    sys.exit(main())
