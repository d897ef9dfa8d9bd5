"""Roles of a team's database: who they are on the server, and which of them may do which deed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from editor_app.domain.identifiers import MemberId
from editor_app.domain.member import Deed, Member, MemberState, Role

SCHEMA = "team"
"""Where the functions of a team stand, and which login is whose."""


@dataclass(frozen=True, slots=True)
class TeamRoles:
    """The roles of one database on its server, which may hold several teams."""

    database: str

    @property
    def owner(self) -> str:
        """Owns every table and function; nobody signs in as it or becomes it."""
        return f"{self._stem}_owner"

    @property
    def clerk(self) -> str:
        """Makes logins, by two functions and in no other way; nobody signs in as it or becomes it."""
        return f"{self._stem}_clerk"

    @property
    def members(self) -> str:
        """The group of everybody: may connect and read."""
        return f"{self._stem}_members"

    def group(self, role: Role) -> str:
        """The group of the confirmed members with that role."""
        return f"{self._stem}_{role.value}"

    def everyone(self) -> tuple[str, ...]:
        """All of them, in the order in which they are made."""
        return (self.owner, self.clerk, self.members, *(self.group(role) for role in Role))

    @property
    def _stem(self) -> str:
        return _stem(self.database)


def login_of(database: str, name: str) -> str:
    """The role with which a member signs in to that database; the database makes the same of the member's name."""
    return _stem(f"{database}\n{name}")


def holders(deeds: tuple[Deed, ...]) -> tuple[Role, ...]:
    """The roles of which each may do at least one of the deeds."""
    return tuple(role for role in Role if any(_anybody(role).may(deed) for deed in deeds))


def rights() -> tuple[tuple[str, str], ...]:
    """Every (role, deed) that the domain allows, as the database keeps them."""
    return tuple((role.value, deed.value) for deed in Deed for role in holders((deed,)))


def _anybody(role: Role) -> Member:
    return Member(MemberId(""), "", frozenset({role}), MemberState.CONFIRMED, None, None, datetime.now(UTC))


def _stem(text: str) -> str:
    return f"desk_{hashlib.sha256(text.encode()).hexdigest()[:16]}"
