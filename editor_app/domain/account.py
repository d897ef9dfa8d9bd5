"""An official account: where it is, what it is registered as, and how far it may be used."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from editor_app.domain.identifiers import AccountId


class AccountState(StrEnum):
    """Whether an account takes deliveries."""

    ACTIVE = "active"
    NEEDS_SIGN_IN = "needs_sign_in"
    """The platform refused the credentials; a person must connect it again."""
    CLOSED = "closed"


class HealthVerdict(StrEnum):
    """What a look at an account ahead of a slot showed."""

    WELL = "well"
    UNREACHABLE = "unreachable"
    """No answer that could be used; the slot is still tried."""
    NOT_ALLOWED = "not_allowed"
    """Signed in, but it may not publish or is somebody else; the slot is still tried."""
    SIGN_IN = "sign_in"
    """The platform refused the credentials; its deliveries wait for a person."""


@dataclass(frozen=True, slots=True)
class Account:
    """One account of the matrix; its secret lives in the vault under its id."""

    id: AccountId
    name: str
    """Unique in the workspace."""
    platform: str
    """The folder name of its platform: `wordpress`, `ghost`, `bluesky`, `site_folder`, `sandbox`."""
    url: str
    """Pinned by an admin; http only on loopback. For a site folder, its path."""
    remote_uid: str
    """Who we are there, as the platform said when it was connected; part of every manifest."""
    options: Mapping[str, str]
    """Settings for publishing (default category, languages, proxy, certificate file…), no secret."""
    filing_number: str
    """备案号; empty = not registered yet."""
    state: AccountState
    added_at: datetime
