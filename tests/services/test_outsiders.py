from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.member import Role
from editor_app.services import members, outsiders, packets
from editor_app.services.sealing import fingerprint
from tests.services.test_packets import OUTSIDE, Outsider

if TYPE_CHECKING:
    from tests.services.office import Office


def test_those_without_a_seat_come_first_and_only_with_a_confirmed_key(office: Office) -> None:
    someone = Outsider(office)
    members.add(office.admin, OUTSIDE, (Role.EXPERT,))
    assert OUTSIDE not in [one.name for one in outsiders.reviewers(office.editor)]
    packets.register(office.admin, OUTSIDE, someone.public)
    assert OUTSIDE not in [one.name for one in outsiders.reviewers(office.editor)]
    members.confirm(office.admin, OUTSIDE, fingerprint(someone.keys.public, someone.keys.box_public))
    found = outsiders.reviewers(office.editor)
    assert (found[0].name, found[0].is_outside) == (OUTSIDE, True)
    assert {one.name for one in found[1:]} == {"reviewer1", "reviewer2", "reviewer3"}
    assert "reviewer1" not in [one.name for one in outsiders.reviewers(office.reviewer1)]
