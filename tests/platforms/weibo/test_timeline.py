"""A post is known by its mark; a list says itself whether something may be missing from it."""

from urllib.parse import parse_qsl

from editor_app.domain.manifest_json import Fields
from editor_app.platforms.weibo.timeline import Newest, Post, Timeline
from tests.platforms.weibo.counter import PAGE, Counter


def timeline(counter: Counter, reads: list[str]) -> Timeline:
    def read(target: str) -> Fields:
        reads.append(target)
        path, _, query = target.partition("?")
        return Fields(counter.read(path, **dict(parse_qsl(query))))

    return Timeline(read)


def test_a_post_is_found_by_its_mark_and_each_short_address_is_asked_once() -> None:
    counter, reads = Counter(), list[str]()
    counter.share(f"甲 {PAGE}?pd=0123456789abcdef")
    counter.share(f"乙 {PAGE}?pd=fedcba9876543210")
    posts = timeline(counter, reads)
    newest = posts.newest()
    found = posts.marked(newest.posts, "0123456789abcdef")
    assert found is not None
    assert found.number == newest.posts[1].number
    assert posts.marked(newest.posts, "0000000000000000") is None
    assert len(reads) == 3


def test_the_newest_come_first_whatever_order_the_list_has() -> None:
    counter = Counter()
    counter.conduct.shuffled = True
    numbers = [str(counter.share(f"第 {n} 条 {PAGE}?n={n}")["id"]) for n in range(4)]
    newest = timeline(counter, []).newest()
    assert [post.number for post in newest.posts] == numbers[::-1]
    assert newest.mark == numbers[-1]
    assert [post.number for post in newest.after(numbers[1])] == numbers[:1:-1]


def test_a_list_that_reaches_back_far_enough_misses_nothing() -> None:
    counter = Counter()
    assert timeline(counter, []).newest().mark == "0"
    for n in range(7):
        counter.share(f"第 {n} 条 {PAGE}?n={n}")
    newest = timeline(counter, []).newest()
    assert (len(newest.posts), newest.total) == (5, 7)
    assert newest.reaches(newest.posts[-1].number)
    assert not newest.reaches("0")
    assert Newest((Post("5", "", Fields({})),), 1).reaches("0")
    for strange in ({"statuses": [{"id": 5, "text": ""}]}, {"statuses": [{"id": 5, "text": ""}], "total_number": 0}):
        assert not Timeline(lambda _target, told=strange: Fields(told)).newest().reaches("0")  # type: ignore[misc]


def test_a_post_of_another_program_without_a_time_hides_none_of_ours() -> None:
    counter = Counter()
    counter.share(f"甲 {PAGE}?pd=0123456789abcdef")
    told = counter.read("/2/statuses/user_timeline.json")
    told["statuses"].insert(0, {"id": 9_999_999_999_999_999, "text": "转发微博"})
    newest = Timeline(lambda _target: Fields(told)).newest()
    assert [post.text[:1] for post in newest.posts] == ["转", "甲"]
