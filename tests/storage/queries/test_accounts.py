import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor_app.domain.account import Account, AccountState
from editor_app.domain.errors import NotFound
from editor_app.domain.identifiers import AccountId, new_id
from editor_app.storage.queries import accounts
from tests.storage.scene import START, Scene
from tests.storage.values import WORDS


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=WORDS,
    url=WORDS,
    options=st.dictionaries(WORDS.filter(str.isascii), WORDS, max_size=3),
    state=st.sampled_from(AccountState),
)
def test_an_account_comes_back_as_it_was_added(
    scene: Scene, name: str, url: str, options: dict[str, str], state: AccountState
) -> None:
    new = Account(AccountId(new_id()), f"新 {name}", "wordpress", url, "uid", options, "备案1号", state, START)
    with scene.connection.begin_nested() as point:
        accounts.insert_account(scene.work, new)
        assert accounts.account_by_id(scene.work, new.id) == new
        assert accounts.account_by_name(scene.work, new.name) == new
        point.rollback()


def test_state_options_and_identity_change_on_their_own(scene: Scene) -> None:
    which = scene.accounts[0].id
    accounts.set_account_state(scene.work, which, AccountState.NEEDS_SIGN_IN)
    accounts.set_account_options(scene.work, which, {"category": "解读"})
    accounts.set_account_identity(scene.work, which, "user-7")
    found = accounts.account_by_id(scene.work, which)
    assert (found.state, found.options, found.remote_uid) == (
        AccountState.NEEDS_SIGN_IN,
        {"category": "解读"},
        "user-7",
    )
    assert accounts.account_by_id(scene.work, scene.accounts[1].id) == scene.accounts[1]


def test_accounts_are_listed_in_the_order_of_adding(scene: Scene) -> None:
    assert [account.name for account in accounts.all_accounts(scene.work)] == ["site", "social"]


def test_an_account_that_is_not_there_is_named(scene: Scene) -> None:
    with pytest.raises(NotFound, match="no account called “微博”"):
        accounts.account_by_name(scene.work, "微博")
    with pytest.raises(NotFound):
        accounts.account_by_id(scene.work, AccountId("x"))
