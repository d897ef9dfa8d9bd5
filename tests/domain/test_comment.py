"""What a comment may say, whom it names, and who may say that it is settled."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from editor_app.domain.anchor import Anchor
from editor_app.domain.comment import (
    LONGEST,
    Closing,
    Ending,
    Remark,
    Thread,
    ThreadId,
    mentioned,
    open_musts,
    require_may_resolve,
    words_of,
)
from editor_app.domain.errors import Invalid, Refused
from editor_app.domain.identifiers import DocumentId, RevisionId
from editor_app.domain.member import Role
from tests.domain.made import a_member

AT = datetime(2026, 11, 29, tzinfo=UTC)
ASKER = a_member("周岚", Role.REVIEWER)


def thread(**facts: object) -> Thread:
    remark = Remark(1, ASKER.id, ASKER.name, AT, "请核对")
    made = Thread(ThreadId("t"), DocumentId("d"), RevisionId("r"), Anchor("body"), ASKER.id, AT, remarks=(remark,))
    return replace(made, **facts)  # type: ignore[arg-type]


def closed(ending: Ending) -> Closing:
    return Closing(ending, ASKER.id, ASKER.name, AT)


@pytest.mark.parametrize("said", ["", "  \n", "a\0b", "\ud800", "字" * (LONGEST + 1)])
def test_a_comment_says_something_that_can_be_kept(said: str) -> None:
    with pytest.raises(Invalid):
        words_of(said)


def test_words_are_kept_as_they_were_said() -> None:
    assert words_of("  请核对\r\n第二行 ") == "请核对\n第二行"
    assert words_of("字" * LONGEST) == "字" * LONGEST


def test_a_mention_is_the_longest_name_after_an_at_sign() -> None:
    people = [a_member("周岚"), a_member("周岚岚"), a_member("Zhou Min")]
    long, min_ = people[1].id, people[2].id
    assert mentioned("@周岚岚 请看,@Zhou Min 也看,@周岚岚", people) == (long, min_)
    assert mentioned("＠周岚,请看", people) == (people[0].id,)
    assert mentioned("周岚 mail@周", people) == ()
    assert mentioned("@谁", []) == ()


def test_a_thread_is_open_until_its_last_word_closes_it() -> None:
    assert thread().is_open
    assert not thread(closings=(closed(Ending.RESOLVED),)).is_open
    assert thread(closings=(closed(Ending.RESOLVED), closed(Ending.REOPENED))).is_open


def test_an_author_does_not_settle_what_must_be_settled() -> None:
    author = a_member("沈知言", Role.EDITOR)
    require_may_resolve(thread(), author)
    with pytest.raises(Refused, match="周岚"):
        require_may_resolve(thread(is_must=True), author)
    require_may_resolve(thread(is_must=True), ASKER)
    require_may_resolve(thread(is_must=True), a_member("林知夏", Role.REVIEWER))
    require_may_resolve(thread(is_must=True, by=author.id), author)


def test_only_open_ones_must_still_be_settled() -> None:
    must = thread(is_must=True)
    assert open_musts([thread(), must, replace(must, closings=(closed(Ending.RESOLVED),))]) == (must,)
