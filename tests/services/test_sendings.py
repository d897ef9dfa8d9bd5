"""How often accounts may still notify everybody: the quota that was chosen, less what went out in its day or month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor_app.domain.announcement import Announcement
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection
from editor_app.services import account_care, accounts
from editor_app.services.sendings import Sendings, sendings_of, sendings_words

if TYPE_CHECKING:
    from tests.services.office import Office

ENGINES = ("sqlite",)


def connected(office: Office, **options: str) -> Sendings | None:
    given = Connection("http://127.0.0.1:9", Secret("id:secret"), options)
    account = accounts.add_for_practice(office.admin, "wechat", f"wx {options}", given, f"id {options}")
    with office.desk.database.read() as snapshot:
        return sendings_of(snapshot, office.desk, account, office.clock.now())


def test_an_account_has_the_quota_that_was_chosen_for_it_and_one_that_notifies_nobody_none(office: Office) -> None:
    assert connected(office, notify="monthly") == Sendings(Announcement(4, "month"), 0)
    assert connected(office, notify="daily") == Sendings(Announcement(1, "day"), 0)
    assert connected(office) is None
    office.connect("site")
    assert account_care.looked_after(office.admin)[-1].sendings is None


@pytest.mark.parametrize(("per", "most", "used", "words"), [
    ("month", 4, 1, "3 of 4 left this month"), ("day", 1, 1, "0 of 1 left today"), ("day", 1, 2, "0 of 1 left today"),
])  # fmt: skip
def test_what_is_left_is_said_and_is_never_less_than_nothing(per: str, most: int, used: int, words: str) -> None:
    assert str(sendings_words(Sendings(Announcement(most, per), used))) == words
