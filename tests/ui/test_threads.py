"""Cards of comments: what they say, and which deeds they offer to whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from editor_app.domain.anchor import Anchor, Found
from editor_app.domain.comment import Closing, Ending, Remark, Thread, ThreadId
from editor_app.domain.identifiers import DocumentId, RevisionId
from editor_app.domain.member import Role
from editor_app.services.anchoring import Placed
from editor_app.ui.threads import Sitting, ThreadList
from editor_app.ui.widgets.labels import Label
from tests.domain.made import a_member

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from editor_app.domain.member import Member

AT = datetime(2026, 11, 29, 1, tzinfo=UTC)
ASKER, AUTHOR = a_member("周岚", Role.REVIEWER), a_member("沈知言", Role.EDITOR)


def thread(**facts: object) -> Thread:
    said = (Remark(1, ASKER.id, ASKER.name, AT, "请核对"), Remark(2, AUTHOR.id, AUTHOR.name, AT, "已核对"))
    made = Thread(
        ThreadId("t"), DocumentId("d"), RevisionId("r"), Anchor("body", quote="三个中心"), ASKER.id, AT, remarks=said
    )
    return replace(made, **facts)  # type: ignore[arg-type]


def placed(one: Thread, found: Found | None = Found(0, 4)) -> Placed:  # noqa: B008 - frozen
    return Placed(one, "", "三个中心", found, is_orphaned=found is None)


def shown(qtbot: QtBot, one: Placed, member: Member = ASKER) -> ThreadList:
    made = ThreadList()
    qtbot.addWidget(made)
    made.show_threads([(3, one)], Sitting(member, AT, ZoneInfo("Asia/Shanghai")))
    return made


def words(made: ThreadList) -> str:
    return "\n".join(label.text() for label in made.findChildren(Label))


def test_a_card_says_who_said_what(qtbot: QtBot) -> None:
    made = shown(qtbot, placed(thread()))
    said = words(made)
    for part in ("周岚", "请核对", "沈知言", "已核对"):
        assert part in said
    assert made.cards[0].mark.text() == "3"
    assert "周岚" in made.cards[0].mark.accessibleName()


def test_words_that_are_gone_or_changed_are_quoted(qtbot: QtBot) -> None:
    assert "三个中心" not in words(shown(qtbot, placed(thread())))
    assert "三个中心" in words(shown(qtbot, placed(thread(), None)))
    assert "三个中心" in words(shown(qtbot, placed(thread(), Found(0, 4, is_changed=True))))
    assert "→ “五个”" in words(shown(qtbot, placed(thread(replacement="五个"))))


@pytest.mark.parametrize(
    ("facts", "member", "deeds"),
    [
        ({}, ASKER, {"resolve", "reply"}),
        ({"is_must": True}, AUTHOR, {"reply"}),
        ({"is_must": True}, ASKER, {"resolve", "reply"}),
        ({"replacement": "x"}, AUTHOR, {"apply", "reject", "reply"}),
        ({"replacement": "x"}, ASKER, {"resolve", "reply"}),
        ({"replacement": "x", "is_must": True}, AUTHOR, {"apply", "reply"}),
        ({"closings": (Closing(Ending.RESOLVED, ASKER.id, "周岚", AT),)}, AUTHOR, {"reopen"}),
        ({}, a_member("发", Role.WORKER), set()),
    ],
)
def test_a_card_offers_what_its_reader_may_do(
    qtbot: QtBot, facts: dict[str, object], member: Member, deeds: set[str]
) -> None:
    assert set(shown(qtbot, placed(thread(**facts)), member).cards[0].deeds) == deeds


def test_a_press_tells_the_thread(qtbot: QtBot) -> None:
    made = shown(qtbot, placed(thread()))
    told: list[object] = []
    made.sought.connect(told.append)
    made.acted.connect(lambda which, deed: told.append((which, deed)))
    made.cards[0].mark.click()
    made.cards[0].deeds["resolve"].click()
    assert told == ["t", ("t", "resolve")]
