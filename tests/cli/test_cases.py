from __future__ import annotations

from datetime import UTC, datetime

from editor_app.cli.answers import Voice
from editor_app.cli.cases import silence_as_json, silence_line
from editor_app.domain.identifiers import MemberId
from editor_app.services.silence import Silence

STANDING = Silence("f", datetime(2026, 12, 13, 0, 0, 5, tzinfo=UTC), MemberId("m"), "周敏", "国家公祭日")


def test_a_freeze_is_said_with_who_since_when_and_why() -> None:
    line = silence_line(Voice("zh_CN", json=False), STANDING)
    assert line == "全网静默自 2026-12-13T00:00:05Z 起，由 周敏 启动：国家公祭日"
    assert silence_as_json(STANDING) == {
        "frozen": True,
        "since": "2026-12-13T00:00:05+00:00",
        "by": "周敏",
        "reason": "国家公祭日",
    }


def test_without_a_freeze_the_same_keys_are_empty() -> None:
    assert set(silence_as_json(None)) == set(silence_as_json(STANDING))
    assert silence_as_json(None)["frozen"] is False
    assert silence_line(Voice("en", json=False), None) == "Nothing is frozen; sending goes on as planned."
