"""An account is who the platform says it is; its secret lies in the vault and nowhere else."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from editor_app.domain.account import Account, AccountState
from editor_app.domain.errors import AuthExpired, Invalid, NotFound, PlatformError, Refused
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection
from editor_app.platforms.sandbox.server import SandboxServer
from editor_app.services import accounts, vaults
from editor_app.services.desk import Desk
from tests.platforms.faulty import Answer, serving
from tests.services.office import Office


@pytest.fixture
def server() -> Iterator[SandboxServer]:
    running = SandboxServer()
    thread = Thread(target=running.serve, daemon=True)
    thread.start()
    yield running
    running.close()
    thread.join()


def added(office: Office, server: SandboxServer, name: str = "news", **options: str) -> Account:
    return accounts.add(
        office.admin, "sandbox", name, Connection(server.url, Secret(server.token), options), "11010102000001"
    )


def test_an_account_is_connected_and_knows_who_it_is(office: Office, server: SandboxServer) -> None:
    account = added(office, server, channel="main")
    assert (account.remote_uid, account.state) == ("sandbox:draft-flip:main", AccountState.ACTIVE)
    assert account.options == {"profile": "draft-flip", "channel": "main"}
    assert accounts.by_name(office.desk, "news") == account


def test_the_secret_lies_in_the_vault_and_not_in_the_workspace(
    office: Office, server: SandboxServer, tmp_path: Path
) -> None:
    account = added(office, server)
    kept = vaults.opened(office.admin).secret(account.id)
    assert kept is not None
    assert kept.reveal() == server.token
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or server.token.encode() not in path.read_bytes()


def test_a_publisher_opens_the_vault_with_the_own_key_and_an_editor_does_not(
    office: Office, server: SandboxServer
) -> None:
    account = added(office, server)
    assert vaults.opened(office.publisher).secret(account.id) is not None
    assert accounts.health(office.publisher)[0].has_secret
    assert accounts.health(office.editor)[0].has_secret is None
    with pytest.raises(vaults.Unavailable):
        vaults.opened(office.editor)


def test_a_wrong_secret_connects_nothing(office: Office, server: SandboxServer) -> None:
    with pytest.raises(AuthExpired):
        accounts.add(office.admin, "sandbox", "news", Connection(server.url, Secret("wrong")))
    assert accounts.all_accounts(office.desk) == ()


def test_looking_an_account_up_says_who_it_is_and_keeps_nothing(office: Office, server: SandboxServer) -> None:
    given = Connection(server.url, Secret(server.token), {"channel": "main"})
    assert accounts.look_up(office.admin, "sandbox", given).remote_uid == "sandbox:draft-flip:main"
    assert accounts.all_accounts(office.desk) == ()
    with pytest.raises(Refused):
        accounts.look_up(office.editor, "sandbox", given)


def test_a_test_makes_a_private_draft_and_removes_it(office: Office, server: SandboxServer) -> None:
    added(office, server)
    tested = accounts.test(office.admin, "news")
    assert "drafts" in tested.place
    assert server.ledger.posts == {}


def test_a_refused_secret_marks_the_account_until_it_is_connected_again(office: Office, server: SandboxServer) -> None:
    account = added(office, server)
    vaults.opened(office.admin).keep(account.id, Secret("stale"))
    with pytest.raises(AuthExpired):
        accounts.test(office.admin, "news")
    assert accounts.by_name(office.desk, "news").state is AccountState.NEEDS_SIGN_IN
    accounts.reconnect(office.admin, "news", Connection("", Secret(server.token)))
    assert accounts.by_name(office.desk, "news").state is AccountState.ACTIVE
    accounts.test(office.admin, "news")


def test_connecting_again_without_a_secret_keeps_the_stored_one(office: Office, server: SandboxServer) -> None:
    account = added(office, server)
    accounts.reconnect(office.admin, "news", Connection("", Secret("")))
    kept = vaults.opened(office.admin).secret(account.id)
    assert kept is not None
    assert kept.reveal() == server.token


def test_connecting_again_never_becomes_another_account(office: Office, server: SandboxServer) -> None:
    added(office, server, channel="main")
    with pytest.raises(Refused, match="somebody else"):
        accounts.reconnect(office.admin, "news", Connection("", Secret(server.token), {"channel": "other"}))


@pytest.mark.parametrize("name", ["editor", "reviewer1", "publisher"])
def test_only_an_admin_connects_accounts(office: Office, server: SandboxServer, name: str) -> None:
    with pytest.raises(Refused, match="no right"):
        accounts.add(office.seats[name], "sandbox", "news", Connection(server.url, Secret(server.token)))


def test_a_practice_workspace_takes_accounts_of_this_computer_only(office: Office) -> None:
    with pytest.raises(Refused, match="this computer"):
        accounts.add(office.admin, "wordpress", "site", Connection("https://www.example.org", Secret("u:p")))
    with pytest.raises(Refused, match="this computer"):
        accounts.add(office.admin, "site_sftp", "site", Connection("sftp://files.example.org/srv", Secret("u:p")))


def test_an_address_with_a_password_is_refused(office: Office) -> None:
    with pytest.raises(Invalid, match="password"):
        accounts.add(office.admin, "sandbox", "x", Connection("http://user:word@127.0.0.1:1", Secret("x")))


def test_unknown_settings_platforms_and_accounts_are_named(office: Office, server: SandboxServer) -> None:
    with pytest.raises(Invalid, match="no setting"):
        added(office, server, colour="red")
    with pytest.raises(NotFound):
        accounts.add(office.admin, "nowhere", "x", Connection(server.url))
    with pytest.raises(NotFound):
        accounts.test(office.admin, "nobody")


def test_a_taken_name_leaves_no_secret_behind(office: Office, server: SandboxServer) -> None:
    first = added(office, server)
    with pytest.raises(Refused, match="already"):
        added(office, server, "NEWS", channel="other")
    assert vaults.opened(office.admin).names() == [first.id]


def test_a_closed_account_is_chosen_by_nobody(office: Office, server: SandboxServer) -> None:
    from editor_app.services import freezing

    added(office, server)
    accounts.close(office.admin, "news")
    assert freezing.chosen_accounts(office.desk, []) == ()


def altered_by_hand(desk: Desk, url: str) -> None:
    """What whoever may write in the folder can do: guards off, another address, guards on as they were."""
    with closing(sqlite3.connect(desk.store.folder / "workspace.db")) as raw, raw:
        guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute("UPDATE account SET url = ?", (url,))
        for _, source in guards:
            raw.execute(source)


@pytest.mark.one_engine
@pytest.mark.parametrize("typed", ["", "a new secret"])
def test_no_secret_goes_to_an_address_that_was_put_into_the_workspace_by_hand(
    office: Office, server: SandboxServer, typed: str
) -> None:
    added(office, server)
    with serving(lambda _asked: Answer(401)) as elsewhere:
        altered_by_hand(office.desk, elsewhere.url)
        with pytest.raises(AuthExpired, match="leads elsewhere"):
            accounts.test(office.admin, "news")
        with pytest.raises(AuthExpired, match="leads elsewhere"):
            accounts.reconnect(office.admin, "news", Connection("", Secret(typed)))
        assert elsewhere.asked == []
    altered_by_hand(office.desk, server.url)
    accounts.test(office.admin, "news")


@pytest.mark.one_engine
def test_an_admin_may_lead_an_account_past_another_proxy_with_its_secret(office: Office, server: SandboxServer) -> None:
    account = added(office, server)
    way = vaults.opened(office.admin).secret(f"way:{account.id}")
    with pytest.raises(PlatformError):
        accounts.reconnect(office.admin, "news", Connection("", Secret(server.token), proxy="http://127.0.0.1:9"))
    assert vaults.opened(office.admin).secret(f"way:{account.id}") == way, "what did not work is not kept"
    accounts.test(office.admin, "news")
