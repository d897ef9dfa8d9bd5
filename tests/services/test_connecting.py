"""A whole sign-in at the simulated Mastodon: from the address to an account, and once more."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.errors import Refused, Rejected
from editor_app.platforms.contract import Connection
from editor_app.platforms.signing_in import tokens_of
from editor_app.services import accounts, connecting, vaults
from tests.platforms.mastodon.desk import Clock, allowed, opened, server_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.secrets import Secret
    from editor_app.platforms.mastodon.simulator.server import MastodonServer
    from tests.services.office import Office


@pytest.fixture
def server() -> Iterator[MastodonServer]:
    with server_at(Clock()) as made:
        yield made


def signed_in(office: Office, server: MastodonServer, again: str = "") -> Connection:
    with closing(connecting.begin(office.admin, "mastodon", Connection(server.url), again)) as under_way:
        assert opened(allowed(under_way.address)) == 200
        assert under_way.wait(20)
        return under_way.finish()


def kept(office: Office, name: str) -> Secret:
    secret = vaults.opened(office.admin).secret(accounts.by_name(office.desk, name).id)
    assert secret is not None
    return secret


def test_a_person_signs_in_at_the_servers_page_and_the_token_is_in_the_vault_only(
    office: Office, server: MastodonServer
) -> None:
    account = accounts.add(office.admin, "mastodon", "区政府", signed_in(office, server))
    token = tokens_of(kept(office, "区政府")).access.reveal()
    assert token in server.books.tokens
    assert server.books.apps[server.books.tokens[token].app].name == "Press Desk"
    assert account.options["limits"].startswith("characters=500")
    assert token not in str(accounts.all_accounts(office.desk))
    assert accounts.test(office.admin, "区政府").place.startswith(server.url)


def test_an_account_is_signed_in_once_more_and_stays_itself(office: Office, server: MastodonServer) -> None:
    given = signed_in(office, server)
    accounts.add(office.admin, "mastodon", "区政府", replace(given, options={"style": "card"}))
    first = kept(office, "区政府")
    server.books.tokens.clear()
    given = signed_in(office, server, "区政府")
    assert given.options["style"] == "card", "its own settings stay"
    accounts.reconnect(office.admin, "区政府", given)
    assert kept(office, "区政府") != first
    assert accounts.test(office.admin, "区政府").identity.may_publish


def test_a_refusal_keeps_nothing(office: Office, server: MastodonServer) -> None:
    with closing(connecting.begin(office.admin, "mastodon", Connection(server.url))) as under_way:
        opened(allowed(under_way.address, yes=False))
        with pytest.raises(Rejected):
            under_way.finish()
    assert server.books.tokens.keys() == {server.token}


def test_only_admins_sign_accounts_in_and_only_where_the_platform_has_a_page(
    office: Office, server: MastodonServer
) -> None:
    with pytest.raises(Refused):
        connecting.begin(office.editor, "mastodon", Connection(server.url))
    with pytest.raises(Refused) as said:
        connecting.begin(office.admin, "wordpress", Connection(server.url))
    assert "own page" in str(said.value)


def test_a_practice_workspace_signs_in_on_this_computer_only(office: Office) -> None:
    with pytest.raises(Refused):
        connecting.begin(office.admin, "mastodon", Connection("https://social.example"))
