from __future__ import annotations

from datetime import UTC, datetime

import pytest

from editor_app.domain.account import Account, AccountState
from editor_app.domain.errors import Invalid, Refused
from editor_app.domain.identifiers import AccountId
from editor_app.services.post_links import last_part, on_account

ACCOUNT = Account(
    AccountId("a"), "门户", "wordpress", "https://cms.example.gov", "u", {}, "", AccountState.ACTIVE,
    datetime(2026, 11, 29, tzinfo=UTC),
)  # fmt: skip
HOME = "https://www.example.gov"


@pytest.mark.parametrize(
    "url", ["https://www.example.gov/a/1", " https://example.gov/a/1 ", "https://cms.example.gov/?p=1"]
)
def test_a_link_on_the_accounts_host_is_taken_as_it_was_pasted(url: str) -> None:
    assert on_account(url, ACCOUNT, HOME) == url.strip()


@pytest.mark.parametrize("url", ["", "a/1", "javascript:alert(1)", "https://me@www.example.gov/a", "https://[::1/a"])
def test_what_a_browser_would_not_open_as_a_page_is_no_link(url: str) -> None:
    with pytest.raises((Invalid, Refused)):
        on_account(url, ACCOUNT, HOME)


def test_a_link_on_another_host_is_refused_by_name() -> None:
    with pytest.raises(Refused, match=r"www\.example\.gov"):
        on_account("https://example.org/a/1", ACCOUNT, HOME)


def test_the_last_part_tells_a_post_from_its_neighbours() -> None:
    assert last_part("https://example.gov/a/1/") == last_part("https://www.example.gov/b/1?x=2") == "1"
