"""Comments stand on Today for the author, for whoever is named, and for whoever was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from editor_app.domain.document import Content
from editor_app.services import anchoring, commenting
from editor_app.services import documents as papers
from editor_app.services.commenting import New
from editor_app.services.documents import Draft
from editor_app.ui import comment_tasks
from editor_app.ui.tasks import COMMENTS, Task
from tests.services.office import Office, full_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = full_office(tmp_path / "office")
    yield made
    made.desk.close()


def shown(office: Office, name: str) -> list[Task]:
    return list(comment_tasks.tasks(office.seats[name], office.clock.now(), ZONE))


def test_a_comment_waits_for_the_author_then_for_who_asked(office: Office) -> None:
    office.connect("site")
    edition = office.submitted(Draft(Content(title="民生事项", body="共十二件事。", source="区政府")), "site")
    revision = papers.opened(office.desk, edition.document).revision
    new = New(revision.id, anchoring.anchor_on(revision, "十二件"), "请核对,@reviewer2", is_must=True)
    made = commenting.begin(office.reviewer1, revision.document, new)
    (task,) = shown(office, "editor")
    assert (task.section, task.title, task.place) == (COMMENTS, "民生事项", "write")
    assert "reviewer1" in task.reason
    (named,) = shown(office, "reviewer2")
    assert (named.place, named.arguments) == ("review", (("edition", edition.id),))
    assert shown(office, "reviewer1") == shown(office, "publisher") == []
    commenting.reply(office.editor, made.id, "已核对" * 40)
    assert shown(office, "editor") == []
    assert shown(office, "reviewer1")[0].reason.endswith("…")
    commenting.resolve(office.reviewer1, made.id)
    assert shown(office, "reviewer1") == []


def test_who_can_not_open_a_document_is_not_sent_to_it(office: Office) -> None:
    revision = papers.create(office.editor, "题").revision
    new = New(revision.id, anchoring.anchor_on(revision, "", "title"), "@publisher 请看")
    commenting.begin(office.reviewer1, revision.document, new)
    assert shown(office, "publisher") == []
