import pytest

from editor_app.domain.duty import Terms
from editor_app.domain.errors import Refused
from editor_app.services import signing
from tests.services.office import Office
from tests.services.test_duties import away, named, submitted


def test_a_member_knows_beforehand_whether_and_for_whom_they_sign(office: Office) -> None:
    edition = submitted(office, Terms(signers=named(office, "reviewer1")))
    away(office, "reviewer1", "reviewer3")
    assert signing.turn(office.reviewer1, edition) is None
    deputy = signing.turn(office.reviewer3, edition)
    assert deputy is not None
    assert deputy.principal.name == "reviewer1"
    for name, said in (("reviewer2", "signed by reviewer1"), ("editor", "no right"), ("publisher", "no right")):
        with pytest.raises(Refused, match=said):
            signing.turn(office.seats[name], edition)
