from __future__ import annotations

import itertools

import pytest

from editor_app.domain.errors import Refused
from editor_app.domain.member import Deed, MemberState, Role, require
from tests.domain.made import a_member

ALLOWED = {
    Role.EDITOR: {Deed.READ, Deed.COMMENT, Deed.WRITE, Deed.SUBMIT},
    Role.REVIEWER: {Deed.READ, Deed.COMMENT, Deed.DECIDE, Deed.NAME_DEPUTY, Deed.FREEZE},
    Role.PUBLISHER: {
        Deed.READ,
        Deed.COMMENT,
        Deed.QUEUE,
        Deed.CONTROL_DELIVERY,
        Deed.FREEZE,
        Deed.LIFT_FREEZE,
        Deed.SEND,
    },
    Role.ADMIN: {
        Deed.READ,
        Deed.COMMENT,
        Deed.MANAGE_ACCOUNTS,
        Deed.MANAGE_MEMBERS,
        Deed.MANAGE_ROUTES,
        Deed.NAME_DEPUTY,
        Deed.FREEZE,
        Deed.LIFT_FREEZE,
        Deed.SEND,
    },
    Role.EXPERT: {Deed.READ, Deed.COMMENT, Deed.DECIDE, Deed.NAME_DEPUTY},
    Role.WORKER: {Deed.READ, Deed.SEND},
}


@pytest.mark.parametrize(("role", "deed"), list(itertools.product(Role, Deed)))
def test_a_role_may_do_what_the_table_names_and_nothing_else(role: Role, deed: Deed) -> None:
    member = a_member("周岚", role)
    assert member.may(deed) == (deed in ALLOWED[role])
    if member.may(deed):
        require(member, deed)
    else:
        with pytest.raises(Refused, match="no right"):
            require(member, deed)


@pytest.mark.parametrize("state", sorted(set(MemberState) - {MemberState.CONFIRMED}))
def test_nobody_may_do_anything_before_being_confirmed_or_after_leaving(state: MemberState) -> None:
    member = a_member("周岚", *Role, state=state)
    assert not any(member.may(deed) for deed in Deed)
    with pytest.raises(Refused, match="not been confirmed"):
        require(member, Deed.READ)


def test_a_member_without_roles_may_do_nothing() -> None:
    assert not any(a_member("客").may(deed) for deed in Deed)
