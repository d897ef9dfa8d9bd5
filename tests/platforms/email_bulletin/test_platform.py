import pytest

from editor_app.domain.errors import Invalid
from editor_app.platforms.contract import StepClass
from editor_app.platforms.email_bulletin import PLATFORM
from editor_app.platforms.email_bulletin.letters import named
from tests.platforms.email_bulletin.post_office import SENDER
from tests.platforms.workshop import KEY, NOW, Bench, order_of, variant, with_late

OPTIONS = {"sender": SENDER, "to": "a@b.example, c@d.example"}


def test_each_letter_is_a_step_of_its_own_and_public_at_once() -> None:
    payload = PLATFORM.compose(variant(options=OPTIONS), "mail:x", Bench()).payload
    assert [(step.step_class, step.part) for step in PLATFORM.steps(payload)] == [
        (StepClass.PUBLIC, 1), (StepClass.PUBLIC, 0),
    ]  # fmt: skip
    assert payload.option("recipients") == "a@b.example\nc@d.example"
    assert payload.late[-4:] == ("queue/1", "refused/1", "queue/2", "refused/2")


def test_reviewers_sign_who_receives_it() -> None:
    one, two = (
        PLATFORM.compose(variant(options={**OPTIONS, "to": to}), "mail:x", Bench()).payload
        for to in ("a@b.example", "b@b.example")
    )
    assert one.options != two.options


def test_the_envelope_is_part_of_the_request() -> None:
    order = order_of(PLATFORM.compose(variant(options=OPTIONS), "mail:x", Bench()))
    order = with_late(order, PLATFORM.prepared(order, NOW))
    requests = [PLATFORM.outgoing(step, order) for step in PLATFORM.steps(order.payload)]
    assert [one.target for one in requests] == [f"{SENDER} a@b.example", f"{SENDER} c@d.example"]


def test_a_letter_is_known_by_its_own_name_whatever_link_a_person_gives() -> None:
    order = order_of(PLATFORM.compose(variant(options=OPTIONS), "mail:x", Bench()))
    step = PLATFORM.steps(order.payload)[1]
    known = PLATFORM.known_as(step, order, "smtp://mail.example.gov")
    assert known == named(step, order)
    assert known.remote_id == f"pd-{KEY}.2@press.test"
    assert known.url == f"mid:pd-{KEY}.2@press.test"


@pytest.mark.parametrize(
    ("said", "options"),
    [
        ({"title": " "}, {}), ({"title": "一\r\nBcc: a@b.example"}, {}), ({"title": "字" * 201}, {}),
        ({}, {"to": "nobody"}), ({}, {"sender": "nobody"}),
    ],
)  # fmt: skip
def test_what_can_not_be_a_letter_is_refused_before_anybody_signs(
    said: dict[str, str], options: dict[str, str]
) -> None:
    with pytest.raises(Invalid):
        PLATFORM.compose(variant(options={**OPTIONS, **options}, **said), "mail:x", Bench())
