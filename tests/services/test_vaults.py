"""The vault opens for those who send, by their own key, and closes when an admin takes it away."""

import pytest

from editor_app.domain.errors import Invalid, Refused, SignInFailed, Unavailable
from editor_app.domain.member import Role
from editor_app.domain.secrets import Secret
from editor_app.services import accounts, members, practice, vaults
from editor_app.storage import audit
from tests.services.office import PASSPHRASE, Office


def test_a_confirmed_publisher_opens_the_vault_and_an_editor_does_not(office: Office) -> None:
    account = office.connect("news")
    assert vaults.opened(office.publisher).secret(account.id) == Secret("practice")
    with pytest.raises(Unavailable):
        vaults.opened(office.editor)


def test_a_member_who_becomes_publisher_is_given_the_vault_and_loses_it_again(office: Office) -> None:
    office.connect("news")
    members.set_roles(office.admin, "editor", {Role.PUBLISHER})
    seat = members.sign_in(office.desk, "editor", Secret(PASSPHRASE))
    assert vaults.opened(seat).names()
    members.set_roles(office.admin, "editor", {Role.EDITOR})
    with pytest.raises(Unavailable):
        vaults.opened(seat)


def test_a_departed_publisher_opens_nothing(office: Office) -> None:
    office.connect("news")
    members.depart(office.admin, "publisher")
    with pytest.raises(Unavailable):
        vaults.opened(office.publisher)


def test_a_worker_opens_it_with_a_members_passphrase(office: Office) -> None:
    account = office.connect("news")
    secrets = vaults.for_worker(office.desk, "publisher", Secret(PASSPHRASE))
    assert secrets.secret(account.id) == Secret("practice")
    for name, passphrase in (("publisher", "wrong and wrong"), ("editor", "wrong too"), ("nobody", PASSPHRASE)):
        with pytest.raises(SignInFailed):
            vaults.for_worker(office.desk, name, Secret(passphrase))
    with pytest.raises(Unavailable, match="not given the secrets"):
        vaults.for_worker(office.desk, "editor", Secret(PASSPHRASE))


def test_a_worker_opens_it_with_a_passphrase_of_its_own(office: Office) -> None:
    account = office.connect("news")
    first, second = Secret("a worker works at night"), Secret("and another one by day")
    vaults.give_worker_passphrase(office.admin, first)
    assert vaults.for_worker(office.desk, "", first).secret(account.id) == Secret("practice")
    vaults.give_worker_passphrase(office.admin, second)
    assert vaults.for_worker(office.desk, "", second).secret(account.id) == Secret("practice")
    with pytest.raises(SignInFailed):
        vaults.for_worker(office.desk, "", first)
    with office.desk.database.read() as snapshot:
        assert audit.rows(snapshot)[-1].action == "vault.give_worker_passphrase"


def test_only_an_admin_gives_the_worker_a_passphrase_and_no_plain_one(office: Office) -> None:
    office.connect("news")
    with pytest.raises(Refused):
        vaults.give_worker_passphrase(office.publisher, Secret("a worker works at night"))
    with pytest.raises(Invalid):
        vaults.give_worker_passphrase(office.admin, Secret("night"))
    with pytest.raises(Unavailable):
        vaults.for_worker(office.desk, "", Secret("a worker works at night"))


def test_only_practice_needs_neither_keyring_nor_passphrase(office: Office) -> None:
    office.connect("news")
    with pytest.raises(Unavailable):
        vaults.for_worker(office.desk, "", None)
    where = practice.new_endpoint(office.desk.store)
    account = accounts.by_name(office.desk, "news")
    secrets = vaults.for_worker(office.desk, "", None)
    assert secrets.secret(account.id) == Secret(practice.token_of(where.state))
