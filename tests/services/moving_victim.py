"""A process that moves a workspace and ends itself by SIGKILL once the move is so far; started by test_moving.

python -m tests.services.moving_victim FOLDER PLACE SHARE
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.domain.secrets import Secret
from editor_app.services import members, moving, workspaces
from tests.services.office import PASSPHRASE
from tests.services.team import MEANS

if TYPE_CHECKING:
    from editor_app.domain.text import Text


def main(folder: str, place: str, share: float) -> None:
    """Move, and die on the way."""

    def told(done: float, _what: Text) -> None:
        if done >= share:
            sys.stdout.write(f"killed at {done:.2f}\n")
            sys.stdout.flush()
            os.kill(os.getpid(), signal.SIGKILL)

    desk = workspaces.open_desk(Path(folder), MEANS)
    moving.move(members.sign_in(desk, "admin", Secret(PASSPHRASE)), workspaces.place_of(place), told, MEANS)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
