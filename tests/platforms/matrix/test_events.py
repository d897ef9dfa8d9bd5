from editor_app.platforms.matrix import PLATFORM, events
from tests.platforms.workshop import KEY, Bench, order_of, variant, with_late

UID = "!room:press.test|@press:press.test"


def test_every_event_carries_the_mark_of_its_delivery_and_part() -> None:
    order = order_of(PLATFORM.compose(variant(), UID, Bench()))
    order = with_late(order, {name: f"mxc://press.test/{name[-1]}" for name in order.payload.late})
    contents = [events.content_of(part, order) for part in order.payload.parts]
    assert [content[events.MARK] for content in contents] == [f"{KEY}/{n}" for n in range(1, len(contents) + 1)]
    assert [content["msgtype"] for content in contents] == ["m.text", *["m.image"] * 4]
    assert contents[1]["body"] == "市民中心外景"
    assert contents[4]["body"] == '队伍 "变短" 了 <3>', "clients show it as text"
    assert contents[1]["filename"] == f"pd-{KEY}-1.png"


def test_a_replacement_says_the_same_to_clients_that_know_it_and_to_those_that_do_not() -> None:
    order = order_of(PLATFORM.compose(variant(body="字", cover=False), UID, Bench()))
    said = events.replacement(order.payload.parts[0], order, "$first")
    assert said[events.NEW] == events.content_of(order.payload.parts[0], order)
    assert said["formatted_body"] == order.payload.parts[0].body
    assert str(said["body"]).startswith("* ")
    assert said[events.RELATES] == {"rel_type": "m.replace", "event_id": "$first"}


def test_readers_see_the_newest_replacement_and_nothing_of_what_was_taken_away() -> None:
    first = {"content": {"body": "一"}, "unsigned": {}}
    newer = {"m.relations": {"m.replace": {"content": {"m.new_content": {"body": "二"}}}}}
    assert events.shown_content(first) == {"body": "一"}
    assert events.shown_content({**first, "unsigned": newer}) == {"body": "二"}
    assert not events.is_redacted(first)
    assert events.is_redacted({"content": {}, "unsigned": {"redacted_because": {}}})
    assert events.is_redacted({})


def test_an_address_keeps_the_signs_of_room_and_event() -> None:
    url = events.event_url("https://matrix.to", "!room:press.test", "$a/b")
    assert url == "https://matrix.to/#/%21room%3Apress.test/%24a%2Fb"
