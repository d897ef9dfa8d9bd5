from editor_app.platforms.weibo.simulator.books import Status
from tests.platforms.weibo.counter import Counter

SHOW, CREATE, REPLY = (f"/2/comments/{what}.json" for what in ("show", "create", "reply"))


def asked(counter: Counter, count: int = 3) -> tuple[Status, list[str]]:
    """A post and the numbers of what citizens wrote below it."""
    counter.share()
    (status,) = counter.books.statuses.values()
    written = [
        counter.interface.comments.written(status.id, f"第 {n} 问", "市民", counter.clock().timestamp())
        for n in range(count)
    ]
    return status, [str(one.id) for one in written]


def test_comments_come_newest_first_in_pages_and_since_a_number() -> None:
    counter = Counter()
    status, numbers = asked(counter)

    def shown(**said: str) -> list[str]:
        told = counter.read(SHOW, id=str(status.id), **said)
        assert told["total_number"] == 3
        return [one["idstr"] for one in told["comments"]]

    assert shown(count="2") == numbers[:0:-1]
    assert shown(count="2", page="2") == numbers[:1]
    assert shown(since_id=numbers[1]) == numbers[2:]
    assert shown(max_id=numbers[0]) == numbers[:1]


def test_an_answer_names_what_it_answers_and_speaks_for_the_account() -> None:
    counter = Counter()
    status, numbers = asked(counter, 1)
    told = counter.told(REPLY, id=str(status.id), cid=numbers[0], comment="请到一楼办理。")
    assert (told["user"]["idstr"], told["reply_comment"]["idstr"]) == (counter.books.uid, numbers[0])
    assert told["text"] == "回复@市民:请到一楼办理。"
    exact = counter.told(REPLY, id=str(status.id), cid=numbers[0], comment="请到一楼办理。", without_mention="1")
    assert exact["text"] == "请到一楼办理。"
    assert "reply_comment" not in counter.told(CREATE, id=str(status.id), comment="另外，周六也开门。")


def test_what_an_answer_does_not_take() -> None:
    counter = Counter()
    status, numbers = asked(counter, 1)
    good = {"id": str(status.id), "cid": numbers[0], "comment": "好"}
    counter.told(REPLY, **good)
    wrongs = [(good, 20019), ({**good, "comment": ""}, 20008), ({**good, "comment": "字" * 141}, 20012),
              ({**good, "cid": "7"}, 20201), ({**good, "id": "7"}, 20101)]  # fmt: skip
    assert [counter.told(REPLY, **wrong)["error_code"] for wrong, _ in wrongs] == [code for _, code in wrongs]
