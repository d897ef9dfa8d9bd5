from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor_app.domain.errors import AuthExpired
from editor_app.services import accounts
from editor_app.services.links import Links, connection_of

if TYPE_CHECKING:
    from tests.services.outbox import Outbox


class Empty:
    def secret(self, name: str) -> None:  # noqa: ARG002 - the port's shape
        return None


def test_an_account_keeps_its_link_until_it_is_forgotten(outbox: Outbox) -> None:
    account = accounts.by_name(outbox.office.desk, "site")
    first = outbox.links.link(account)
    assert outbox.links.link(account) is first
    outbox.links.forget(account.id)
    assert outbox.links.link(account) is not first


def test_a_machine_without_the_secret_says_so(outbox: Outbox) -> None:
    account = accounts.by_name(outbox.office.desk, "site")
    with pytest.raises(AuthExpired, match="no credentials"):
        Links(outbox.office.desk.platforms, Empty()).link(account)
    with pytest.raises(AuthExpired):
        connection_of(account, Empty())
