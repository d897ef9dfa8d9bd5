"""Taking away over HTTP says what it did in the five errors, and needs a connection of its own kind."""

from pathlib import Path

import pytest

from editor_app.domain.errors import OutcomeUnknown, Rejected
from editor_app.platforms.contract import Connection
from editor_app.platforms.sandbox import PLATFORM as SANDBOX
from editor_app.platforms.site_folder import PLATFORM as SITE
from tests.platforms.loopback import answer, serving
from tests.platforms.remedies import carried_out, proof, withdrawal
from tests.platforms.test_withdrawing import published
from tests.platforms.workshop import connection, practice


def test_an_answer_that_is_not_understood_is_no_proof() -> None:
    with practice() as server:
        order = withdrawal(published(SANDBOX.link(connection(server)), "draft-flip"))
    with serving(answer(200, b"{")) as strange, pytest.raises(OutcomeUnknown):
        proof(SANDBOX, SANDBOX.link(Connection(strange.url, connection(server).secret)), order)


def test_a_refusal_is_said_in_words_and_had_no_effect() -> None:
    with practice() as server:
        order = withdrawal(published(SANDBOX.link(connection(server)), "draft-flip"))
    with serving(answer(403, {"error": {"code": "x", "message": "not yours"}})) as strict:
        link = SANDBOX.link(Connection(strict.url, connection(server).secret))
        with pytest.raises(Rejected, match="not yours"):
            carried_out(SANDBOX, link, order)


def test_it_is_done_over_its_own_kind_of_connection(tmp_path: Path) -> None:
    with practice() as server:
        order = withdrawal(published(SANDBOX.link(connection(server)), "draft-flip"))
    assert SANDBOX.withdrawal is not None
    with pytest.raises(TypeError):
        SANDBOX.withdrawal.is_public(SITE.link(Connection(str(tmp_path))), order, "1")
