"""Our writing desk as a program of its own: the long document of an office in the window."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from editor_app.domain.secrets import Secret
from editor_app.services import documents, members, workspaces
from editor_app.ui import preferences, startup, theme
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.write import PLACE
from editor_app.ui.views.write.view import WriteView
from tests.services.office import PASSPHRASE

FOCUS_AFTER = 3000
"""Milliseconds until the sheet gets the keyboard, as after a click."""


def main(folder: Path) -> None:
    """Sign in as the editor and open the only document."""
    seat = members.sign_in(workspaces.open_desk(folder), "editor", Secret(PASSPHRASE))
    document = documents.rows(seat.desk)[0].id
    qt = startup.make_application((), preferences.Preferences())
    theme.apply(qt, theme.Theme("light"))
    window = MainWindow("编辑", seat=seat, places=[PLACE])
    window.resize(1440, 900)
    window.show()
    window.go("write", document=document)
    view = window.view("write")
    assert isinstance(view, WriteView)
    QTimer.singleShot(FOCUS_AFTER, view.editor.setFocus)
    qt.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
