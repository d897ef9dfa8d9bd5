from editor_app.platforms.mastodon.simulator.refusals import gone, invalid


def test_refusals_are_worded_as_the_documents_word_them() -> None:
    assert (gone().status, gone().words) == (404, "Record not found")
    assert (invalid("Text can't be blank").status, str(invalid("x"))) == (422, "Validation failed: x")
