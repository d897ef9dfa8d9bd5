"""What somebody forged in an export, with every digest of the file put right: each is refused, and its line named."""

from __future__ import annotations

import base64
import itertools
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.audit import Actor, AuditRow, Subject, row_hash
from editor_app.domain.errors import Invalid
from editor_app.domain.instants import instant
from editor_app.services import exporting
from tests.services.exported import Row, altered, busy_office, exported
from tests.services.office import Office, full_office
from tests.services.outbox import new_outbox

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    office: Office = full_office(folder / "office")
    outbox = new_outbox(office, folder)
    outbox.connect("site")
    busy_office(outbox)
    made = exported(outbox, folder / "office.zip")
    outbox.close()
    office.desk.close()
    return made


def signature(rows: list[Row]) -> None:
    rows[0]["signature"] = base64.b64encode(b"x" * 64).decode()


def another_signer(rows: list[Row]) -> None:
    other = next(row for row in rows if row["by"] != rows[0]["by"])
    rows[0]["by"], rows[0]["key"] = other["by"], other["key"]


def reason(rows: list[Row]) -> None:
    rows[0]["reason"] = "because"


def drop(rows: list[Row]) -> None:
    del rows[0]


def manifest(rows: list[Row]) -> None:
    said = base64.b64decode(rows[0]["manifest"])
    rows[0]["manifest"] = base64.b64encode(said + b" ").decode()


def approve(rows: list[Row]) -> None:
    next(row for row in rows if row["state"] == "in_review")["state"] = "approved"


def verify(rows: list[Row]) -> None:
    row = next(row for row in rows if row["state"] == "queued")
    row["state"], row["remote_id"] = "verified", "p1"


def queue_again(rows: list[Row]) -> None:
    next(row for row in rows if row["state"] == "held")["state"] = "queued"


def roles(rows: list[Row]) -> None:
    next(row for row in rows if row["roles"] == "editor")["roles"] = "editor,reviewer"


def confirm(rows: list[Row]) -> None:
    rows[0]["public_key"] = base64.b64encode(b"k" * 32).decode()


def line_of_log(rows: list[Row]) -> None:
    rows[4]["actor_name"] = "somebody"


def missing_line(rows: list[Row]) -> None:
    del rows[4]


def steps(rows: list[Row]) -> None:
    for row in rows:
        row["done_at"] = None


def column(rows: list[Row]) -> None:
    rows[0]["more"] = 1


def text_for_number(rows: list[Row]) -> None:
    rows[0]["number"] = "1"


def unknown_state(rows: list[Row]) -> None:
    rows[0]["state"] = "published"


def no_author(rows: list[Row]) -> None:
    rows[0]["author"] = rows[0]["id"]


FORGED: list[tuple[str, Callable[[list[Row]], None], str]] = [
    ("approval", signature, r"Line 1 of tables/approval.jsonl: The signature does not belong"),
    ("approval", reason, r"Line 1 of tables/approval.jsonl: The signature does not belong"),
    ("approval", another_signer, r"Line \d+ of tables/approval.jsonl"),
    ("approval", drop, r"Line \d+ of tables/edition.jsonl: a stage lacks its signature"),
    ("edition", manifest, r"Line 1 of tables/edition.jsonl: it is not what its digest says"),
    ("edition", approve, r"Line \d+ of tables/edition.jsonl: a stage lacks its signature"),
    ("edition", unknown_state, r"Line 1 of tables/edition.jsonl: it contradicts"),
    ("delivery", verify, r"Line \d+ of tables/delivery.jsonl: the audit log knows another state"),
    ("delivery", queue_again, r"Line \d+ of tables/delivery.jsonl: the audit log knows another state"),
    ("delivery_step", steps, r"Line \d+ of tables/delivery.jsonl: nothing shows that it was sent"),
    ("member", roles, r"Line \d+ of tables/member.jsonl: the audit log knows other roles"),
    ("member_key", confirm, r"Line 1 of tables/member_key.jsonl: the audit log knows of no confirmation"),
    ("audit", line_of_log, r"Line 5 of tables/audit.jsonl: it does not follow"),
    ("audit", missing_line, r"Line 5 of tables/audit.jsonl: it does not follow|contradicts"),
    ("document", column, r"Line 1 of tables/document.jsonl: it is not a row"),
    ("revision", text_for_number, r"Line 1 of tables/revision.jsonl: it is not a row"),
    ("revision", no_author, r"Line 1 of tables/revision.jsonl: it contradicts"),
]


@pytest.mark.parametrize(("table", "change", "said"), FORGED, ids=[f"{t}-{c.__name__}" for t, c, _ in FORGED])
def test_what_was_forged_is_refused_and_its_line_named(
    file: Path, tmp_path: Path, table: str, change: Callable[[list[Row]], None], said: str
) -> None:
    forged = altered(file, tmp_path / "forged.zip", table, change)
    with pytest.raises(Invalid, match=said):
        exporting.import_into(forged, tmp_path / "desk")
    assert not (tmp_path / "desk").exists()


def test_a_log_written_anew_from_its_middle_does_not_fit_the_signatures(file: Path, tmp_path: Path) -> None:
    """The forger makes every hash anew after a changed line; the signatures name heads that are gone."""

    def rewrite(rows: list[Row]) -> None:
        rows[4]["actor_name"] = "somebody"
        for before, row in itertools.pairwise(rows[3:]):
            row["previous"] = before["hash"]
            row["hash"] = row_hash(
                AuditRow(
                    row["sequence"], row["transaction_id"], instant(int(row["at"])),
                    Actor(row["actor"], row["actor_name"]), row["action"],
                    Subject(row["subject_kind"], row["subject_id"]), row["detail"], row["previous"], "",
                )
            )  # fmt: skip

    forged = altered(file, tmp_path / "forged.zip", "audit", rewrite)
    with pytest.raises(Invalid, match=r"Line \d+ of tables/approval.jsonl: it was signed beside another audit log"):
        exporting.import_into(forged, tmp_path / "desk")


def test_the_same_file_put_together_anew_without_a_change_is_taken(file: Path, tmp_path: Path) -> None:
    """The legal twin of every attack above."""
    same = altered(file, tmp_path / "same.zip", "approval", lambda _rows: None)
    exporting.import_into(same, tmp_path / "desk")
    assert (tmp_path / "desk" / "workspace.db").exists()
