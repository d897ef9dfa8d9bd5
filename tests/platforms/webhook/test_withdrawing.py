"""A document counts as gone only when the client itself says so, under the key that brought it."""

import pytest

from editor_app.domain.errors import PlatformError
from editor_app.platforms.webhook import PLATFORM
from tests.platforms.faulty import Answer
from tests.platforms.remedies import carried_out, proof, withdrawal
from tests.platforms.webhook.client import running
from tests.platforms.workshop import Bench, order_of, sent, variant


def test_a_server_in_between_that_answers_404_takes_nothing_away() -> None:
    with running() as client:
        link = PLATFORM.link(client.connection)
        done = sent(PLATFORM, link, order_of(PLATFORM.compose(variant(), "webhook:x", Bench())))
        away = withdrawal(done)
        effect = client.server.effect
        client.server.effect = lambda _asked: Answer(404, b"<h1>moved</h1>")
        for deed in (carried_out, proof):
            with pytest.raises(PlatformError):
                deed(PLATFORM, link, away)
        client.server.effect = effect
        carried_out(PLATFORM, link, away)
        assert client.shown() == []
        link.close()


def test_the_request_names_the_document_and_the_withdrawals_own_key() -> None:
    with running() as client:
        link = PLATFORM.link(client.connection)
        done = sent(PLATFORM, link, order_of(PLATFORM.compose(variant(), "webhook:x", Bench())))
        away = withdrawal(done)
        carried_out(PLATFORM, link, away)
        link.close()
        [call] = [asked for asked in client.server.asked if asked.method == "DELETE"]
    assert (call.path, call.headers["idempotency-key"]) == ("/documents/1", away.key)
