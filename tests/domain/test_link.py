from editor_app.domain.link import LinkLook, LinkState


def test_a_look_that_found_nothing_out_concludes_nothing() -> None:
    look = LinkLook("https://www.example.gov.cn/", LinkState.UNKNOWN)
    assert (look.status, look.moved_to) == (0, "")
