from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor_app.domain.media_place import media_place
from editor_app.domain.secrets import Secret
from editor_app.services import media_keys, media_places
from editor_app.ui.views.settings.pictures_place import read_places
from editor_app.ui.views.settings.place_dialogs import BUCKET, HereDialog, KeyDialog, PlaceDialog
from tests.storage.s3_stub import BUCKET as NAMED
from tests.storage.s3_stub import Stub, running_stub

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from editor_app.ui.views.settings.member_dialog import MemberDialog
    from tests.services.team import Team
    from tests.ui.views.settings.conftest import Section

_LONG = 15_000


@pytest.fixture
def stub() -> Iterator[Stub]:
    with running_stub() as made:
        yield made


def refused(dialog: MemberDialog, qtbot: QtBot, part: str) -> None:
    """The deed is tried and refused with words that say `part`."""
    dialog.answer("keep", closes=False)
    qtbot.waitUntil(lambda: bool(dialog.error_text()) and part in dialog.error_text(), timeout=_LONG)
    assert dialog.keep.isEnabled()


def done(dialog: MemberDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.done, timeout=_LONG):
        dialog.answer("keep", closes=False)


def test_a_place_is_tried_before_it_is_proposed_and_what_is_none_is_refused_where_it_was_typed(
    team: Team, stub: Stub, pictures_of: Section, qtbot: QtBot, tmp_path: Path
) -> None:
    section = pictures_of(team.admin)
    section.propose()
    dialog = section.dialog
    assert isinstance(dialog, PlaceDialog)
    assert not dialog.lost.isVisibleTo(dialog), "nothing can be lost yet"
    for said, part in (("press/media", "press/media"), (str(tmp_path / "not mounted"), "not mounted")):
        dialog.folder.set_text(said)
        refused(dialog, qtbot, part)
    dialog.kind.choose(BUCKET)
    dialog.bucket.set_text(f"s3://{NAMED}/desk")
    dialog.endpoint.set_text(stub.url)
    refused(dialog, qtbot, "密钥")
    dialog.access.set_text("AKIA")
    dialog.secret.set_text("a secret")
    stub.refusal = "SignatureDoesNotMatch"
    refused(dialog, qtbot, "拒绝")
    assert media_places.waiting(team.admin.desk) is None
    stub.refusal = ""
    done(dialog, qtbot)
    waits = media_places.waiting(team.admin.desk)
    assert waits is not None
    assert waits.place == media_place(f"s3://{NAMED}/desk", endpoint=stub.url)


def test_this_computers_own_way_to_the_pictures_is_looked_at_before_it_is_kept(
    alone: Team, stub: Stub, pictures_of: Section, qtbot: QtBot, tmp_path: Path
) -> None:
    share, another, link = tmp_path / "share", tmp_path / "another", tmp_path / "mounted"
    share.mkdir()
    another.mkdir()
    link.symlink_to(share)
    media_places.choose(alone.admin, media_place(str(share)))
    section = pictures_of(alone.admin)
    section.ask_here()
    dialog = section.dialog
    assert isinstance(dialog, HereDialog)
    dialog.path.set_text(str(another))
    refused(dialog, qtbot, "")
    assert read_places(alone.admin).here == share
    dialog.path.set_text(str(link))
    done(dialog, qtbot)
    assert read_places(alone.admin).here == link
    media_keys.keep(alone.admin, Secret("AKIA:an older one"))
    media_places.choose(alone.admin, media_place(f"s3://{NAMED}/desk", endpoint=stub.url))
    section.ask_key()
    asked = section.dialog
    assert isinstance(asked, KeyDialog)
    refused(asked, qtbot, "")
    asked.access.set_text("AKIA")
    asked.secret.set_text("another secret")
    stub.refusal = "SignatureDoesNotMatch"
    refused(asked, qtbot, "拒绝")
    stub.refusal = ""
    done(asked, qtbot)
