from dataclasses import replace

from editor_app.domain.document import Content, Override, Target
from editor_app.services.documents import Draft
from editor_app.ui.views.write.fullest import Fullest


def draft(length: int) -> Draft:
    return Draft(Content(body="字" * length))


def test_what_is_more_than_half_gone_is_remembered_until_it_is_saved() -> None:
    fullest = Fullest()
    for length in (100, 900, 400):
        fullest.note(draft(length))
    assert fullest.lost(draft(0)) == draft(900)
    assert fullest.lost(draft(400)) == draft(900)
    assert fullest.lost(draft(500)) is None
    fullest.forget()
    assert fullest.lost(draft(0)) is None


def test_a_few_words_are_not_worth_a_revision() -> None:
    fullest = Fullest()
    fullest.note(draft(150))
    assert fullest.lost(draft(0)) is None


def test_an_accounts_text_counts_and_its_title_does_not() -> None:
    fullest = Fullest()
    site = Target(platform="sandbox")
    fullest.note(replace(draft(0), overrides=(Override(site, "body", "字" * 300), Override(site, "title", "字" * 300))))
    assert fullest.lost(replace(draft(0), overrides=(Override(site, "title", "字" * 300),))) is not None
    assert fullest.lost(replace(draft(0), overrides=(Override(site, "body", "字" * 300),))) is None


def test_what_was_undone_is_told_however_long_the_saved_text_is() -> None:
    fullest = Fullest()
    fullest.note(draft(5_000))
    fullest.note(draft(5_300))
    assert fullest.lost(draft(5_000)) is None
    assert fullest.undone(draft(5_000)) == draft(5_300)
    assert fullest.undone(draft(5_200)) is None
