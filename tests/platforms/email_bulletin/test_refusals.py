import pytest

from editor_app.domain.errors import RateLimited, Rejected
from editor_app.platforms.email_bulletin.refusals import WAIT, later, no_encryption, no_sign_in, refused_by


@pytest.mark.parametrize(
    ("code", "error"), [(421, RateLimited), (450, RateLimited), (550, Rejected), (552, Rejected), (503, Rejected)]
)
def test_four_is_later_and_five_is_never(code: int, error: type[Exception]) -> None:
    said = refused_by("mail", code, "4.7.1 greylisted")
    assert isinstance(said, error)
    assert f"{code} 4.7.1 greylisted" in str(said)


def test_each_refusal_says_what_to_do_next() -> None:
    assert later("mail", 450, "x").retry_after == WAIT
    assert "STARTTLS" in str(no_encryption("mail").next_step)
    assert "587" in str(no_sign_in("mail").next_step)
