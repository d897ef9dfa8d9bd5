from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.errors import AuthExpired, Invalid
from editor_app.domain.text import T
from editor_app.platforms.sandbox.platform import Sandbox
from editor_app.services import accounts, vaults
from editor_app.services.links import Links, connection_of
from editor_app.services.sending import MOST_TRIES

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


@pytest.mark.one_engine
@pytest.mark.parametrize("asked", ["link", "prepared"])
def test_a_package_that_raises_where_it_must_not_is_tried_again_in_words_and_then_fails(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    def breaks(*_: object) -> None:
        raise ZeroDivisionError

    delivery = outbox.queued("site")
    monkeypatch.setattr(Sandbox, asked, breaks)
    states = []
    for _ in range(MOST_TRIES):
        row = outbox.serve(delivery.id)
        states.append(row.state.value)
        outbox.office.clock.turn(timedelta(minutes=15))
    assert (set(states[:-1]), states[-1]) == ({"queued"}, "failed")
    assert "ZeroDivisionError" in str(row.reason)


@pytest.mark.one_engine
def test_a_setting_that_is_wrong_is_said_as_the_platform_says_it(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object) -> None:
        raise Invalid(T("no such channel"))

    account = accounts.by_name(outbox.office.desk, "site")
    monkeypatch.setattr(Sandbox, "link", refuses)
    with pytest.raises(Invalid, match="no such channel"):
        outbox.links.link(account)


@pytest.mark.parametrize(
    "altered", [{"url": "http://127.0.0.1:9"}, {"proxy": "http://127.0.0.1:9"}, {"certificates": "theirs.pem"}]
)
def test_a_secret_is_given_out_for_the_way_it_was_kept_for_and_no_other(
    outbox: Outbox, altered: dict[str, str]
) -> None:
    account, vault = accounts.by_name(outbox.office.desk, "site"), vaults.opened(outbox.office.admin)
    assert connection_of(account, vault).secret
    options = {name: value for name, value in altered.items() if name != "url"}  # what pytest gives is given twice
    moved = replace(account, url=altered.get("url", account.url), options={**account.options, **options})
    with pytest.raises(AuthExpired, match="leads elsewhere"):
        connection_of(moved, vault)


def test_a_secret_that_an_earlier_version_kept_goes_on_as_before(outbox: Outbox) -> None:
    account, vault = accounts.by_name(outbox.office.desk, "site"), vaults.opened(outbox.office.admin)
    secret = connection_of(account, vault).secret
    vault.forget(account.id)
    vault.keep(account.id, secret)
    assert connection_of(account, vault).secret == secret
