"""What a person reads when an Office file is refused: apart, because texts and tables both come from such files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.errors import Invalid
from editor_app.domain.text import T

if TYPE_CHECKING:
    from editor_app.domain.text import Text
    from editor_app.rendering.limited import JobFailed


def refusal(failed: JobFailed, name: str) -> Invalid:
    """The sentence for a job of `office_jobs` that failed."""
    return Invalid(*_sentences(name, failed).get(failed.code, _damaged(name)))


def _damaged(name: str) -> tuple[Text, Text]:
    return T("{name} is damaged.", name=name), T("Open it in Office or WPS, save it again, and use that file.")


def _sentences(name: str, failed: JobFailed) -> dict[str, tuple[Text, Text]]:
    rows = failed.values.get("rows")
    return {
        "bomb": (
            T("{name} unpacks to far more than a document holds; it was not opened.", name=name),
            T("Ask the sender for another copy."),
        ),
        "memory": (
            T("{name} needs more memory than a file may use.", name=name),
            T("Take the pictures out, or split the file."),
        ),
        "entities": (
            T("{name} holds entity declarations, as attacks do; it was not opened.", name=name),
            T("Open it in Office or WPS, save it again, and use that file."),
        ),
        "old_office": (
            T("{name} is an old Office file or has a password.", name=name),
            T("Save it as .docx or .xlsx without a password."),
        ),
        "locked": (T("{name} has a password.", name=name), T("Save it without a password.")),
        "other_kind": (
            T("{name} is not the kind of file that its ending says.", name=name),
            T("Save it as .docx or .xlsx."),
        ),
        "no_sheet": (T("{name} has no such sheet.", name=name), T("Choose one of its sheets.")),
        "too_many_rows": (
            T("The sheet has {rows} rows; 20,000 are the most.", rows=rows if isinstance(rows, int) else 0),
            T("Take the rows that the chart needs."),
        ),
    }
