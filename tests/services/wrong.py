"""A published document that turns out to be wrong: where tests of recalls begin."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor_app.domain.approval import Decision
from editor_app.domain.document import Content
from editor_app.services import approvals, corrections, documents, publishing, recalling, withdrawing
from editor_app.services.approvals import Word
from editor_app.services.documents import Draft

if TYPE_CHECKING:
    from datetime import timedelta

    from editor_app.domain.delivery import Delivery
    from editor_app.domain.edition import Edition, EditionKind
    from editor_app.domain.identifiers import DocumentId
    from editor_app.domain.recall import Measure
    from editor_app.services.recalling import Case
    from tests.services.outbox import Outbox

WRONG = Draft(Content(title="便民事项一次办好", body="第一段，共 12 件事。\n\n第二段。", source="区政务公开办"))


def published(outbox: Outbox, *names: str, draft: Draft = WRONG) -> list[Delivery]:
    """Out on those accounts and read back."""
    edition = outbox.office.approve(outbox.office.submitted(draft, *names))
    queued = publishing.queue(outbox.office.publisher, edition.id)
    return [served(outbox, one) for one in queued]


def served(outbox: Outbox, delivery: Delivery) -> Delivery:
    """Sent, and read back once where it can be."""
    outbox.serve(delivery.id)
    if outbox.row(delivery.id).state.value == "sent":
        outbox.serve(delivery.id)
    return outbox.delivery(delivery.id)


def document_of(outbox: Outbox, delivery: Delivery) -> DocumentId:
    return approvals.edition(outbox.office.desk, delivery.edition).document


def opened(outbox: Outbox, delivery: Delivery, kind: EditionKind, **wanted: Measure) -> Case:
    """A case by the editor; `wanted` by account names."""
    accounts = {account.name: account.id for account in _accounts(outbox)}
    measures = {accounts[name]: measure for name, measure in wanted.items()}
    row = recalling.open_case(
        outbox.office.editor, document_of(outbox, delivery), kind, "the number is wrong", measures
    )
    return recalling.opened(outbox.office.desk, row.id)


def _accounts(outbox: Outbox) -> list:
    from editor_app.services import freezing

    return list(freezing.chosen_accounts(outbox.office.desk, ()))


def revised(outbox: Outbox, document: DocumentId, **said: str) -> None:
    """The editor saves a corrected text."""
    found = documents.opened(outbox.office.desk, document)
    content = replace(found.revision.content, **said)  # type: ignore[arg-type]
    documents.save_revision(outbox.office.editor, document, found.revision.id, Draft(content))


def signed(outbox: Outbox, edition: Edition) -> Edition:
    """By one reviewer, as the short route asks."""
    return approvals.decide(outbox.office.reviewer1, edition.id, Word(Decision.APPROVE, edition.digest)).edition


def withdrawn(outbox: Outbox, case: Case, note: str = "") -> list[Delivery]:
    """The case handed in, signed, run and served."""
    signed(outbox, withdrawing.submit(outbox.office.editor, case.row.id, note))
    return [served(outbox, one) for one in recalling.run(outbox.office.publisher, case.row.id)]


def corrected(outbox: Outbox, case: Case, note: str = "第一段的数字应为 21。") -> list[Delivery]:
    """The same for a correction."""
    signed(outbox, corrections.submit(outbox.office.editor, case.row.id, note))
    return [served(outbox, one) for one in recalling.run(outbox.office.publisher, case.row.id)]


def standings(outbox: Outbox, case: Case) -> dict[str, str]:
    """Where each copy stands, by account name or link."""
    found = recalling.opened(outbox.office.desk, case.row.id)
    return {place.row.account_name or place.row.url: place.standing.value for place in found.places}


def later(outbox: Outbox, delivery: Delivery, by: timedelta) -> str:
    """The state after the next read-back."""
    outbox.office.clock.turn(by)
    return outbox.serve(delivery.id).state.value
