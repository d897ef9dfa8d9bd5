"""The paper form names the digest in groups, in both languages, and the same form gives the same bytes."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from editor_app.domain.identifiers import sha256
from editor_app.rendering.review_form import Form, form_words, review_form

FORM = Form(
    language="zh",
    words=form_words(str),
    workspace="Office",
    number="2026-0001 · Edition 1",
    title="供暖费不变 #set page()",
    summary="今冬不变。",
    digest=sha256(b"x"),
    stage="终审",
    duty="对全文负责。",
    reviewer="李教授",
    accounts=(("news", "供暖费不变", "12 characters, 0 pictures"),),
    printed_at=datetime(2026, 11, 28, tzinfo=UTC),
)


def test_the_form_is_one_page_that_names_the_digest() -> None:
    (pdf,) = review_form(FORM)
    assert pdf.startswith(b"%PDF-")
    assert FORM.digest.encode() in pdf
    assert len(review_form(FORM, "png")) == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_same_form_gives_the_same_bytes(language: str) -> None:
    form = replace(FORM, language=language)
    assert review_form(form) == review_form(form)
