"""Findings, deliveries and second looks that are owed, as the command line shows them: JSON contract and lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.cli.words import _, state_words
from editor_app.domain.identifiers import grouped
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Iterable

    from editor_app.cli.answers import Voice
    from editor_app.domain.account import Account
    from editor_app.domain.canonical import Json
    from editor_app.domain.finding import Finding
    from editor_app.services.debts import Debt
    from editor_app.storage.queries.queue_rows import DeliveryRow

FINDING_HEAD = (_("Severity"), _("Account"), _("Place"), _("Finding"), _("Remedy"))
DELIVERY_HEAD = (_("Delivery"), _("Account"), _("Time"), _("State"), _("Read-back"), _("Link"), _("Note"))


def finding_as_json(voice: Voice, finding: Finding, names: dict[str, str]) -> dict[str, Json]:
    """One finding of `check`; the place is the field, or `body:line:column`."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "account": names.get(finding.account or "", ""),
        "place": str(finding.place),
        "message": voice.words(finding.message),
        "fix": voice.words(finding.fix) if finding.fix and finding.fix.msgid else "",
        "excerpt": finding.place.excerpt,
        "digest": finding.digest,
    }


def findings_as_json(voice: Voice, found: Iterable[Finding], accounts: Iterable[Account]) -> list[Json]:
    """Several findings, with the names of their accounts."""
    names: dict[str, str] = {account.id: account.name for account in accounts}
    return [finding_as_json(voice, finding, names) for finding in found]


def finding_rows(voice: Voice, found: Iterable[Finding], values: Iterable[Json]) -> list[tuple[str, ...]]:
    """Lines of the table of findings."""
    columns = ("account", "place", "message", "fix")
    return [
        (voice.words(state_words(finding.severity)), *(str(value[name]) for name in columns))
        for finding, value in zip(found, values, strict=True)
        if isinstance(value, dict)
    ]


def delivery_as_json(voice: Voice, row: DeliveryRow) -> dict[str, Json]:
    """One delivery of `status`."""
    return {
        "id": row.id,
        "edition": row.edition,
        "account": row.account_name,
        "platform": row.platform,
        "state": row.state.value,
        "attempts": row.attempts,
        "remote_id": row.remote_id,
        "url": row.url,
        "verdict": row.verdict.value if row.verdict else "",
        "reason": voice.words(row.reason) if row.reason else "",
        "waits_behind": row.waits_behind,
        "title": row.title,
        "planned_at": row.planned_at.isoformat(),
    }


def delivery_rows(voice: Voice, rows: Iterable[DeliveryRow]) -> list[tuple[str, ...]]:
    """Lines of the table of deliveries."""
    return [
        (
            row.id[:8],
            row.account_name,
            row.planned_at.strftime("%Y-%m-%dT%H:%MZ"),
            voice.words(state_words(row.state)),
            voice.words(state_words(row.verdict)) if row.verdict else "",
            row.url,
            _why(voice, row),
        )
        for row in rows
    ]


def outcome_line(voice: Voice, row: DeliveryRow) -> str:
    """What a worker prints of a delivery that came to rest."""
    ((_id, account, _at, *rest),) = delivery_rows(voice, [row])
    return " · ".join(part for part in (account, *rest) if part)


def _why(voice: Voice, row: DeliveryRow) -> str:
    if row.waits_behind:
        return voice.words(T("waits for the outcome before it on this account"))
    return voice.words(row.reason) if row.reason else ""


def debt_as_json(debt: Debt) -> dict[str, Json]:
    """One debt of `emergency debts` and `status`."""
    return {
        "edition": debt.row.edition,
        "number": debt.row.number,
        "title": debt.row.title,
        "digest": debt.row.digest,
        "approved_by": debt.row.approved_by,
        "due": debt.due.isoformat(),
        "overdue": debt.is_overdue,
    }


def owed_line(voice: Voice, debt: Debt) -> str:
    """One debt on a line, with the time left."""
    due = debt.due.isoformat(timespec="minutes")
    sentence = T("overdue since {time}", time=due) if debt.is_overdue else T("due by {time}", time=due)
    row = debt.row
    return f"{row.edition[:8]}  {row.number}  {row.title}  {grouped(row.digest)}  {voice.words(sentence)}"
