from editor_app.platforms.wechat.simulator.refusals import Fail


def test_a_refusal_is_a_number_with_words_and_a_hint() -> None:
    assert (Fail(40007, "invalid media_id").code, Fail(40007, "invalid media_id").words) == (40007, "invalid media_id")
    assert Fail(40007, "invalid media_id", "no picture").words == "invalid media_id hint: [no picture]"
