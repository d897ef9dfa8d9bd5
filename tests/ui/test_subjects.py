"""Pictures and charts of a text, with what was said of them, each ready to be pointed at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.anchor import Region
from editor_app.domain.document import Content, Override, Target
from editor_app.domain.media import placement_markdown
from editor_app.resources import resource
from editor_app.services import accounts, commenting, documents, media
from editor_app.services.commenting import New
from editor_app.services.documents import Draft
from editor_app.services.media import Words
from editor_app.ui.subjects import Numbered, Subject, subjects
from tests.services.test_pointing import CHART

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.domain.document import Revision
    from tests.services.office import Office


@dataclass
class Illustrated:
    """A document with a picture, a chart and a comment on each."""

    office: Office
    revision: Revision
    digest: str

    def numbered(self) -> list[Numbered]:
        return list(enumerate(commenting.threads(self.office.desk, self.revision.document), 1))

    def found(self, account: str = "") -> tuple[Subject, ...]:
        chosen = accounts.by_name(self.office.desk, account) if account else None
        return subjects(self.office.desk, self.revision, chosen, self.numbered())

    def say(self, subject: Subject, region: Region | None = None, cell: tuple[int, int] | None = None) -> str:
        anchor = subject.anchor(region, cell)
        new = New(self.revision.id, anchor, "请核对", is_must=True)
        return commenting.begin(self.office.reviewer1, self.revision.document, new).id


def illustrated(office: Office) -> Illustrated:
    from pathlib import Path

    palace = Path(str(resource("sample/summer-palace.jpg")))
    kept = media.add_file(office.editor, palace, Words("昆明湖"))
    body = "\n\n".join(
        [
            "正文。",
            placement_markdown(f"media:{kept.digest}", "昆明湖与万寿山"),
            placement_markdown(f"chart:{CHART.id}", ""),
            placement_markdown(f"media:{kept.digest}", "同一张"),
        ]
    )
    site = office.connect("site")
    own = Override(Target(account=site.id), "body", placement_markdown(f"media:{kept.digest}", "只在此处"))
    draft = Draft(Content(title="图文", body=body), (own,), charts=(CHART,))
    made = documents.create(office.editor, "", draft=draft)
    return Illustrated(office, made.revision, kept.digest)


@pytest.fixture
def pictured(office: Office) -> Illustrated:
    return illustrated(office)


def test_each_is_named_once_with_its_bytes_or_its_data(pictured: Illustrated, tmp_path: Path) -> None:
    del tmp_path
    picture, chart = pictured.found()
    assert (picture.key, picture.title, picture.chart) == (pictured.digest, "图片 1：昆明湖与万寿山", None)
    assert picture.picture
    assert (chart.key, chart.title, chart.chart) == (CHART.id, "图表：发电量", CHART)
    assert picture.account is None
    (own,) = pictured.found("site")
    assert own.account is not None


def test_what_is_said_of_a_part_and_of_a_value_comes_back_beside_it(pictured: Illustrated) -> None:
    picture, chart = pictured.found()
    region = Region(100, 100, 200, 200)
    pictured.say(picture, region)
    pictured.say(picture)
    pictured.say(chart, cell=(3, 2))
    pictured.say(chart)
    picture, chart = pictured.found()
    assert [placed.thread.anchor.region for _number, placed in picture.threads] == [region, None]
    assert list(chart.commented()) == [(3, 2)]
    assert len(chart.threads) == 2
    assert not any(placed.is_orphaned for _number, placed in (*picture.threads, *chart.threads))


def test_comments_follow_the_value_and_are_gone_with_the_picture(pictured: Illustrated) -> None:
    from dataclasses import replace

    picture, chart = pictured.found()
    pictured.say(picture, Region(0, 0, 500, 500))
    pictured.say(chart, cell=(3, 2))
    rows = (("2023", "风电", "7"), *CHART.rows[:3], ("2025", "风电", "12"))
    later = replace(CHART, rows=rows)
    content = replace(pictured.revision.content, body=placement_markdown(f"chart:{CHART.id}", ""))
    pictured.revision = documents.save_revision(
        pictured.office.editor, pictured.revision.document, pictured.revision.id, Draft(content, charts=(later,))
    )
    (chart,) = pictured.found()
    assert list(chart.commented()) == [(4, 2)]
    gone = [one for one in commenting.threads(pictured.office.desk, pictured.revision.document) if one.is_orphaned]
    assert [one.thread.anchor.subject for one in gone] == [pictured.digest]
