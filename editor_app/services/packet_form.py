"""The paper form of a review packet, filled from the edition in the office's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.text import T
from editor_app.services import signatures
from editor_app.storage.queries import documents
from editor_app.translation import lookup

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.approval import Stage
    from editor_app.domain.edition import Edition, Payload
    from editor_app.domain.text import Text
    from editor_app.rendering.review_form import Form
    from editor_app.services.desk import Desk


def form_pdf(desk: Desk, edition: Edition, to: tuple[str, Stage], at: datetime) -> bytes:
    """The form as PDF/A; at the same moment, the same bytes.

    Raises:
        SealBroken: the stored edition isn't what its digest says.
        Unavailable: this computer has no Chinese font.
    """
    from editor_app.rendering.review_form import review_form

    return b"".join(review_form(form(desk, edition, to, at)))


def form(desk: Desk, edition: Edition, to: tuple[str, Stage], at: datetime) -> Form:
    """Everything that the form shows.

    Args:
        desk: whose edition it is.
        edition: in review.
        to: the reviewer's name and the stage.
        at: the time that the PDF carries.
    """
    from editor_app.rendering.review_form import Form, form_words

    look = lookup(desk.workspace.language)
    with desk.database.read() as snapshot:
        number = documents.document_by_id(snapshot, edition.document).number
        content = documents.revision_by_id(snapshot, edition.revision).content
    reviewer, stage = to
    return Form(
        language="zh" if desk.workspace.language == "zh_CN" else "en",
        words=form_words(look),
        workspace=desk.workspace.name,
        number=T("{number} · Edition {edition}", number=number, edition=edition.number).render(look),
        title=content.title,
        summary=content.summary,
        digest=edition.digest,
        stage=stage.name,
        duty=stage.duty,
        reviewer=reviewer,
        accounts=tuple(
            (one.account_name, one.title, _contents(one).render(look)) for one in signatures.sealed(edition).payloads
        ),
        printed_at=at.replace(microsecond=0),
    )


def _contents(payload: Payload) -> Text:
    characters = sum(len(part.body) for part in payload.parts)
    return T("{characters} characters, {pictures} pictures", characters=characters, pictures=len(payload.media))
