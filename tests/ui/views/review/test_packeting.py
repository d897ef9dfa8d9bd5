"""A packet goes out to a reviewer without a seat and the decision comes in, signed or on paper, with words for no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.approval import Decision
from editor_app.domain.document import Content
from editor_app.domain.identifiers import grouped
from editor_app.services import approvals
from editor_app.services.documents import Draft
from editor_app.storage import evidence_file
from editor_app.ui.views.review.packet_dialogs import PAPER
from editor_app.ui.views.review.view import ReviewView
from tests.services.test_packets import OUTSIDE, Outsider

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from editor_app.domain.edition import Edition
    from editor_app.services.desk import Seat
    from editor_app.ui.main_window import MainWindow
    from editor_app.ui.views.review.packeting import Packeting
    from tests.services.office import Office

    Sit = Callable[[Seat], MainWindow]


def handed_in(office: Office) -> Edition:
    office.connect("news")
    return office.submitted(Draft(Content(title="供暖费不变", body="标准不变。\n", source="政务公开办")), "news")


def packeting(sit: Sit, seat: Seat, edition: Edition, qtbot: QtBot) -> Packeting:
    window = sit(seat)
    window.go("review", edition=edition.id)
    view = window.view("review")
    assert isinstance(view, ReviewView)
    qtbot.waitUntil(lambda: view.page.case is not None, timeout=10_000)
    return view.packeting


def test_the_packet_is_written_once_for_who_was_chosen(
    office: Office, seat_window: Sit, qtbot: QtBot, tmp_path: Path
) -> None:
    Outsider(office).confirmed()
    edition = handed_in(office)
    asking = packeting(seat_window, office.editor, edition, qtbot)
    asking.ask_out()
    qtbot.waitUntil(lambda: asking.out is not None, timeout=10_000)
    assert asking.out is not None
    assert asking.out.who.text() == OUTSIDE
    assert asking._page.case is not None
    file = tmp_path / "packet.zip"
    asking.send_to(asking._page.case, OUTSIDE, file)
    qtbot.waitUntil(lambda: asking.out is None, timeout=20_000)
    assert "packet.json" in evidence_file.read(file.read_bytes()).files
    asking.ask_out()
    qtbot.waitUntil(lambda: asking.out is not None, timeout=10_000)
    dialog = asking.out
    asking.send_to(asking._page.case, OUTSIDE, file)
    qtbot.waitUntil(lambda: bool(dialog._problem.text()), timeout=20_000)
    assert asking.out is dialog


def test_a_signed_decision_counts_and_another_file_is_refused_in_words(
    office: Office, seat_window: Sit, qtbot: QtBot, tmp_path: Path
) -> None:
    outsider = Outsider(office).confirmed()
    edition = handed_in(office)
    asking = packeting(seat_window, office.editor, edition, qtbot)
    asking.ask_in()
    dialog = asking.into
    assert dialog is not None
    dialog.answer("take", closes=False)
    assert dialog._problem.text()
    wrong, right = tmp_path / "wrong.json", tmp_path / "right.json"
    wrong.write_bytes(outsider.decision(edition, lambda said: said.update(digest="0" * 64)))
    right.write_bytes(outsider.decision(edition))
    dialog.file.take(wrong)
    dialog.answer("take", closes=False)
    qtbot.waitUntil(lambda: dialog.take.isEnabled() and bool(dialog._problem.text()), timeout=10_000)
    dialog.file.take(right)
    with qtbot.waitSignal(asking.taken, timeout=10_000):
        dialog.answer("take", closes=False)
    signed = approvals.record(office.desk, edition.id).stages[0].signed
    assert [each.name for each in signed] == [OUTSIDE]


def test_paper_is_countersigned_by_an_admin_who_reviews_and_by_nobody_else(
    office: Office, seat_window: Sit, qtbot: QtBot, tmp_path: Path
) -> None:
    edition = handed_in(office)
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.7 scanned")
    asking = packeting(seat_window, office.reviewer1, edition, qtbot)
    asking.ask_in()
    assert asking.into is not None
    asking.into.kind.choose(PAPER)
    assert not asking.into.seal.isEnabled()
    asking.into.dismiss()
    boss = office.hire("boss", *office.reviewer1.member.roles, *office.admin.member.roles)
    asking = packeting(seat_window, boss, edition, qtbot)
    asking.ask_in()
    dialog = asking.into
    assert dialog is not None
    dialog.kind.choose(PAPER)
    dialog.name.set_text("王教授")
    dialog.digest.set_text("0000 0000 0000")
    dialog.scan.take(scan)
    dialog.answer("take", closes=False)
    qtbot.waitUntil(lambda: dialog.seal.isEnabled() and bool(dialog._problem.text()), timeout=10_000)
    dialog.digest.set_text(grouped(edition.digest))
    with qtbot.waitSignal(asking.taken, timeout=10_000):
        dialog.answer("take", closes=False)
    (signed,) = approvals.record(office.desk, edition.id).stages[0].signed
    assert (signed.name, signed.decision) == ("boss", Decision.APPROVE)
    assert "王教授" in signed.reason
