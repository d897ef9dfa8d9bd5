"""Pictures of this view in a real window with the practice explainer, to be judged by eye beside the mock-ups.

xvfb-run -a -s "-screen 0 1600x1000x24" python -m tests.ui.views.write.pictures FOLDER [SCENE...]
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from editor_app.domain.chart import Chart, ChartKind
from editor_app.domain.document import Revision
from editor_app.domain.identifiers import ChartId, DocumentId
from editor_app.domain.link import LinkLook, LinkState
from editor_app.domain.media import placement_markdown
from editor_app.domain.presence import Doing, SeatId
from editor_app.domain.text import T
from editor_app.domain.text_merge import Keep
from editor_app.rendering.tables import table_from_file
from editor_app.resources import resource
from editor_app.services import commenting, documents, embargoes, link_looks, media, merging, presence
from editor_app.services.documents import Draft
from editor_app.services.embargoes import Terms
from editor_app.services.media import Words
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.write.merge_dialog import MergeDialog
from editor_app.ui.views.write.view import WriteView
from tests.ui.pictures import Play, run, wait
from tests.ui.subjects_said import say
from tests.ui.views.staged import Stage, new_stage

PALACE = "sample/summer-palace.jpg"
POWER = "sample/electricity-by-source.csv"


@dataclass
class Written:
    """The office and its illustrated explainer."""

    stage: Stage
    document: DocumentId
    revision: Revision


def make(folder: Path) -> Play:
    """The explainer with a picture and a chart, both commented on, under embargo."""
    stage = new_stage(folder)
    row = documents.rows(stage.desk)[0]
    revision = illustrated(stage, row.id)
    say(stage.reviewers[0], revision)
    terms = Terms(
        stage.clock.now() + timedelta(hours=20), embargoes.listed(stage.desk, [stage.reviewers[0].member.name])
    )
    embargoes.tighten(stage.editor, row.id, terms, "发布会之前不得外传")
    written = Written(stage, row.id, revision)
    return Play(stage.editor, {name: partial(_shown, written, show) for name, show in SCENES.items()})


def illustrated(stage: Stage, document: DocumentId) -> Revision:
    """The document with the palace and the chart of electricity in its text."""
    opened = documents.opened(stage.desk, document)
    kept = media.add_file(stage.editor, Path(str(resource(PALACE))), Words("颐和园昆明湖与万寿山"))
    chart = power()
    content = opened.revision.content
    pictures = placement_markdown(f"media:{kept.digest}", kept.alt), placement_markdown(f"chart:{chart.id}", "")
    body = "\n\n".join([content.body, *pictures, ""])
    draft = replace(documents.draft_of(opened.revision), content=replace(content, body=body))
    return documents.save_revision(
        stage.editor, document, opened.revision.id, replace(draft, charts=(*draft.charts, chart))
    )


def power() -> Chart:
    """Electricity by source, the rows of the last years."""
    table = table_from_file(Path(str(resource(POWER))))
    year, source, value = table.columns[:3]
    rows = tuple(row[:3] for row in table.rows[-12:])
    return Chart(
        ChartId("00000000-0000-4000-8000-000000000001"), ChartKind.LINE, "清洁能源发电量逐年增长", "亿千瓦时",
        "国家统计局", "2022", "各类电源发电量的折线图", "", year, value, source, (year, source, value), rows,
    )  # fmt: skip


def _shown(written: Written, show: Callable[[Written, WriteView], None], window: MainWindow) -> None:
    window.go("write", document=written.document)
    wait(1800)
    view = window.view("write")
    assert isinstance(view, WriteView)
    show(written, view)


def _write(_written: Written, _view: WriteView) -> None:
    """As it opens."""


def _chart(_written: Written, view: WriteView) -> None:
    view.inserting.ask_chart(table_from_file(Path(str(resource(POWER)))))
    wait(2500)


def _links(_written: Written, view: WriteView) -> None:
    """What following the links showed: one is gone, one has moved, and one could not be looked at."""
    site = "https://www.example.gov.cn"
    looks = (
        LinkLook(f"{site}/zn/2019.html", LinkState.DEAD, 404),
        LinkLook(f"{site}/bszn", LinkState.MOVED, 200, f"{site}/zwfw/bszn/"),
        LinkLook(f"{site}/wenjian", LinkState.UNKNOWN, why=T("no whole answer came in time")),
    )
    link_looks.memory.keep(looks)
    if site not in view.editor.toPlainText():
        cursor = view.editor.textCursor()
        cursor.movePosition(cursor.MoveOperation.Start)
        cursor.movePosition(cursor.MoveOperation.NextBlock, n=2)
        cursor.insertText(
            f"请看[旧办事指南]({site}/zn/2019.html)、[办事大厅]({site}/bszn)和[文件原文]({site}/wenjian)。\n\n"
        )
    wait(1500)
    view.examining._show_followed(looks[2:])
    wait(900)


def _embargo(_written: Written, view: WriteView) -> None:
    view.sheltering.ask()


def _loosen(written: Written, view: WriteView) -> None:
    if embargoes.standing(written.stage.desk, written.document).wish is None:
        embargoes.loosen(written.stage.editor, written.document, Terms(None, None), "数字已由统计局公布")
    view.sheltering.ask()


def _point(written: Written, view: WriteView) -> None:
    first = next(one for one in commenting.threads(written.stage.desk, written.document) if one.thread.anchor.region)
    view.comments.read()
    wait(400)
    view.comments.go_to(first.thread.id)


def _cell(_written: Written, view: WriteView) -> None:
    view.comments.point()
    wait(900)
    dialog = view.comments.subjecting.dialog
    assert dialog is not None
    dialog.show_subject(power().id)
    dialog.grid.setCurrentCell(3, 2)


def _undone(written: Written, view: WriteView) -> None:
    cursor = view.editor.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    cursor.insertText("\n又写了一整天的文字，后来连按撤销全没了。" * 14)
    view.saving.keep()
    wait(400)
    while view.editor.document().isUndoAvailable():
        view.editor.undo()
    view.saving.keep()
    wait(700)
    written.stage.clock.turn(timedelta(minutes=1))
    view.saving.bring_back()


def _merge(written: Written, view: WriteView) -> None:
    """Somebody else at the same document, and the places that both wrote."""
    desk, base = written.stage.desk, documents.opened(written.stage.desk, written.document).revision
    draft = documents.draft_of(base)

    def said(title: str, body: str) -> Draft:
        return replace(draft, content=replace(draft.content, title=title, body=f"{draft.content.body}\n{body}\n"))

    presence.sign(written.stage.editor, SeatId("another window"), written.document, Doing.WRITING)
    view.presence.look()
    documents.save_revision(
        written.stage.editor, written.document, base.id, said("一网通办又近一步", f"另见 {base.number} 月通告。")
    )
    wait(600)
    stale = merging.compared(desk, written.document, base.id, said("一网通办，少跑一趟", "另见 11 月通告。"))
    dialog = MergeDialog(view.window(), stale, "王芳", {})
    dialog.ask()
    dialog.cards[0].choose(Keep.BOTH)


def _history(_written: Written, view: WriteView) -> None:
    view.look_back()
    wait(1200)


SCENES: dict[str, Callable[[Written, WriteView], None]] = {
    "write": _write,
    "write-links": _links,
    "chart": _chart,
    "embargo": _embargo,
    "point": _point,
    "cell": _cell,
    "undone": _undone,
    "merge": _merge,
    "history": _history,
    "loosen": _loosen,
}

if __name__ == "__main__":
    run(make)
