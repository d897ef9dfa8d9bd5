"""A right is read anew in the transaction that needs it, and every deed stands in the audit log with its person."""

import pytest

from editor_app.domain.audit import Subject
from editor_app.domain.errors import Refused
from editor_app.domain.member import _RIGHTS, Deed, Role
from editor_app.services import members
from editor_app.storage import audit
from tests.services.office import Office

THING = Subject("thing", "1")


def test_a_deed_stands_in_the_audit_log_with_its_person(office: Office) -> None:
    with office.editor.write(Deed.WRITE, "thing.make", THING, {"n": 1}):
        pass
    with office.desk.database.read() as snapshot:
        row = audit.of_subject(snapshot, THING)[0]
    assert (row.actor, row.action, row.detail) == (office.editor.actor, "thing.make", '{"n":1}')


@pytest.mark.parametrize("role", list(Role))
def test_every_role_does_what_the_table_says_and_nothing_else(office: Office, role: Role) -> None:
    """C12: each role against each deed; the default is no."""
    seat = office.hire("somebody", role)
    for number, deed in enumerate(Deed):
        subject = Subject("thing", f"{role}-{number}")
        if deed in _RIGHTS[role]:
            with seat.write(deed, "thing.make", subject):
                pass
            continue
        with pytest.raises(Refused), seat.write(deed, "thing.make", subject):
            pytest.fail("let through")
        with office.desk.database.read() as snapshot:
            assert audit.of_subject(snapshot, subject) == []


def test_a_right_taken_away_counts_at_once(office: Office) -> None:
    members.set_roles(office.admin, "editor", {Role.REVIEWER})
    with pytest.raises(Refused), office.editor.write(Deed.WRITE, "thing.make", THING):
        pytest.fail("let through")
    assert Role.EDITOR in office.editor.member.roles
    with office.desk.database.read() as snapshot:
        assert office.editor.now(snapshot).roles == {Role.REVIEWER}
