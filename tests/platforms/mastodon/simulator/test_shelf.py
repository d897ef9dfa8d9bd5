"""What the simulated server takes and refuses, as its documents say it."""

import pytest

from editor_app.platforms.mastodon.simulator.books import Books
from editor_app.platforms.mastodon.simulator.conduct import Conduct
from editor_app.platforms.mastodon.simulator.refusals import Fail
from editor_app.platforms.mastodon.simulator.shelf import Shelf
from tests.platforms.workshop import FIRST

KIND = "multipart/form-data; boundary=edge"


def shelf(**conduct: int) -> Shelf:
    return Shelf(Books(), Conduct(**conduct), "http://127.0.0.1:1")  # type: ignore[arg-type]


def form(content: bytes, said: str = "图") -> bytes:
    head = f'--edge\r\nContent-Disposition: form-data; name="description"\r\n\r\n{said}\r\n'
    head += '--edge\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'
    return head.encode() + content + b"\r\n--edge--\r\n"


def picture(at: Shelf) -> str:
    return at.add_medium(KIND, form(FIRST)).id


def add(at: Shelf, key: str = "", now: float = 0.0, **told: object) -> str:
    return at.add(told, key, "", now).id  # type: ignore[arg-type]


def refused(at: Shelf, **told: object) -> str:
    with pytest.raises(Fail) as said:
        add(at, **told)
    return f"{said.value.status} {said.value.words}"


def test_the_same_key_gives_the_same_post_for_an_hour() -> None:
    at = shelf()
    one = add(at, "k", 0.0, status="字")
    assert add(at, "k", 3599.0, status="字") == one
    assert add(at, "k", 3601.0, status="字") != one
    assert add(at, "", 0.0, status="字") != add(at, "", 0.0, status="字")


def test_a_post_needs_words_or_pictures_and_keeps_within_its_limits() -> None:
    at = shelf()
    assert "blank" in refused(at, status=" ")
    assert "limit of 500" in refused(at, status="字" * 501)
    assert "limit of 500" in refused(at, status="字" * 490, spoiler_text="警" * 11)
    add(at, status="字" * 500)
    add(at, status="字" * 476 + " https://www.example.gov.cn/a/very/long/address/of/a/page.htm")
    add(at, status="", media_ids=[picture(at)])


def test_pictures_and_polls_are_counted_and_never_together() -> None:
    at = shelf()
    five = [picture(at) for _ in range(5)]
    assert "more than 4" in refused(at, status="x", media_ids=five)
    poll = {"options": ["一", "二"], "expires_in": 600}
    assert "more than 4" in refused(at, status="x", media_ids=five[:1], poll=poll)
    add(at, status="x", poll=poll)
    for strange in ({"options": ["一"]}, {"options": ["一", "长" * 51]}, {"expires_in": 60}):
        assert "invalid" in refused(at, status="x", poll={**poll, **strange})


def test_a_picture_belongs_to_one_post_and_must_be_ready() -> None:
    at = shelf(looks=2)
    one = picture(at)
    assert "finished processing" in refused(at, status="x", media_ids=[one])
    assert at.looked_at(one).looks == 1
    assert at.looked_at(one).looks == 0
    add(at, status="x", media_ids=[one])
    assert "not found" in refused(at, status="y", media_ids=[one])
    with pytest.raises(Fail):
        at.looked_at(one)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (KIND, form(b"no picture")),
        (KIND, form(FIRST)[:-20]),
        ("application/json", b"{}"),
        (KIND, form(FIRST, "长" * 1501)),
    ],
)
def test_half_an_upload_and_what_is_no_picture_are_refused(kind: str, body: bytes) -> None:
    with pytest.raises(Fail):
        shelf().add_medium(kind, body)


def test_an_answer_to_nothing_and_an_unknown_visibility_are_refused() -> None:
    at = shelf()
    assert refused(at, status="x", in_reply_to_id="9").startswith("404")
    assert "Visibility" in refused(at, status="x", visibility="secret")


def test_a_change_keeps_the_history_and_a_deleted_post_is_gone() -> None:
    at = shelf()
    one = add(at, status="12 件")
    assert at.change(one, {"status": "13 件"}).history == ["12 件"]
    at.remove(one, {})
    for call in (at.one, lambda number: at.remove(number, {})):
        with pytest.raises(Fail):
            call(one)
    assert at.listed({}) == []


def test_pictures_of_a_deleted_post_stay_unless_they_are_to_go_too() -> None:
    books = Books()
    at = Shelf(books, Conduct(), "http://127.0.0.1:1")
    for query, left in (({}, 1), ({"delete_media": "true"}, 1)):
        at.remove(add(at, status="x", media_ids=[picture(at)]), query)
        assert len(books.media) == left


def test_a_list_is_the_newest_first_between_two_ids() -> None:
    at = shelf()
    ids = [add(at, status=str(n)) for n in range(50)]
    assert len(at.listed({"limit": "100"})) == 40
    assert [one.id for one in at.listed({"limit": "2"})] == [ids[49], ids[48]]
    assert [one.id for one in at.listed({"since_id": ids[46], "max_id": ids[49]})] == [ids[48], ids[47]]
