"""Links of posts that a person pastes: whether they are the account's, and what tells one post from another."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from editor_app.domain.errors import Invalid, Refused
from editor_app.domain.text import T

if TYPE_CHECKING:
    from editor_app.domain.account import Account


def on_account(url: str, account: Account, public_address: str) -> str:
    """The link, when a browser would open it at the account's own host.

    Args:
        url: as it was pasted.
        account: whose post it shall be.
        public_address: where readers find the account.

    Raises:
        Invalid: no web address.
        Refused: on another host.
    """
    home = urlsplit(public_address)
    try:
        link = urlsplit(url.strip())
        host = _host(link.hostname)
    except ValueError:
        raise _no_link(url) from None
    if link.scheme not in {"http", "https", home.scheme} or "@" in link.netloc or not (link.netloc or link.path):
        raise _no_link(url)
    if host not in {_host(home.hostname), _host(urlsplit(account.url).hostname)}:
        raise Refused(
            T("That link is not on the account's host ({host}).", host=home.hostname or public_address),
            T("Open {address}, find the post there and copy its link.", address=public_address),
        )
    return url.strip()


def last_part(url: str) -> str:
    """What tells a post's address from its neighbours', however the account is written before it."""
    return urlsplit(url).path.rstrip("/").rpartition("/")[2]


def _no_link(url: str) -> Invalid:
    return Invalid(T("“{url}” is not a web address.", url=url[:80]), T("Copy the link of the post from the browser."))


def _host(name: str | None) -> str:
    return (name or "").removeprefix("www.")
