"""What a person must compare is refused until then, and says which setting it would be."""

from editor_app.domain.errors import PlatformError, Rejected
from editor_app.domain.text import T
from editor_app.platforms.confirming import ToConfirm


def test_it_is_a_refusal_that_knows_its_setting() -> None:
    asked = ToConfirm(T("The server shows A."), T("Compare it."), "host_key", "A")
    assert isinstance(asked, Rejected)
    assert isinstance(asked, PlatformError)
    assert (str(asked.message), asked.setting, asked.value) == ("The server shows A.", "host_key", "A")
