"""A diagnosis finds what is wrong and tells no secret."""

import sqlite3
from contextlib import closing
from datetime import timedelta

from editor_app.domain.text import T
from editor_app.services import accounts, diagnostics, media, vaults
from editor_app.services.media import Words
from editor_app.storage.bucket import KeyMissing
from tests.services.office import PASSPHRASE, Office
from tests.services.test_media import png

ENGINES = ("sqlite",)
"""Of a folder; `test_team_deeds.py` has a team's."""


def test_a_sound_workspace_is_well(office: Office) -> None:
    facts = {fact.name: fact for fact in diagnostics.report(office.desk).facts}
    assert facts["database"].value == "ok"
    assert facts["audit"].is_well
    assert facts["platforms"].is_well
    assert facts["engine"].value.startswith("sqlite")


def test_an_altered_line_of_the_audit_log_is_named(office: Office) -> None:
    with closing(sqlite3.connect(office.desk.store.folder / "workspace.db")) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("UPDATE audit SET actor_name = 'nobody' WHERE sequence = 7")
    report = diagnostics.report(office.desk)
    assert not report.is_well
    assert next(fact.value for fact in report.facts if fact.name == "audit").startswith("7")


def test_a_clock_that_stands_before_the_newest_entry_is_named(office: Office) -> None:
    office.clock.turn(timedelta(seconds=-59))
    assert fact_of(office, "clock_order").is_well
    office.clock.turn(timedelta(days=-1))
    fact = fact_of(office, "clock_order")
    assert not fact.is_well
    assert "Set this computer's clock" in fact.value


def fact_of(office: Office, name: str) -> diagnostics.Fact:
    return next(fact for fact in diagnostics.report(office.desk).facts if fact.name == name)


def test_without_a_workspace_the_installation_alone_is_looked_over() -> None:
    names = {fact.name for fact in diagnostics.report(None).facts}
    assert {"press_desk", "python", "system", "fonts", "keyring", "clock"} <= names
    assert "database" not in names


def test_a_diagnosis_speaks_the_language_that_is_asked_for(office: Office) -> None:
    def waiting(language: str) -> str:
        return next(f.value for f in diagnostics.report(office.desk, language).facts if f.name == "boot_clock")

    assert waiting("zh_CN") != waiting("en") == waiting("")


def test_a_diagnosis_tells_no_secret(office: Office) -> None:
    office.connect("news")
    token = vaults.opened(office.admin).secret(accounts.by_name(office.desk, "news").id)
    assert token is not None
    said = "\n".join(f"{fact.label} {fact.value}" for fact in diagnostics.report(office.desk).facts)
    assert PASSPHRASE not in said
    assert token.reveal() not in said


def test_a_lost_picture_is_counted_and_a_bucket_is_not_looked_into_without_a_key(office: Office) -> None:
    class Keyless:
        def digests(self) -> list[str]:
            raise KeyMissing(T("no key"))

        def close(self) -> None:
            """Nothing is held."""

    kept = media.add(office.editor, png(), Words("A teal field"))
    assert _fact(office, "media") == ("1/1", True)
    office.desk.store.media.path(kept.digest).unlink()
    assert _fact(office, "media") == ("0/1", False)
    object.__setattr__(office.desk.store, "media", Keyless())
    assert _fact(office, "media") == ("no key", True)


def _fact(office: Office, name: str) -> tuple[str, bool]:
    found = next(fact for fact in diagnostics.report(office.desk, "en").facts if fact.name == name)
    return found.value, found.is_well
