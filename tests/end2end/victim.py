"""A worker in a process of its own, which may end itself with SIGKILL at a named fault point.

    python -m tests.end2end.victim WORKSPACE MEMBER POINT LOG

The passphrase comes from EDITOR_APP_PASSPHRASE. The point is written to LOG, synced, before the kill.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from editor_app.domain.secrets import Secret
from editor_app.services import vaults, workspaces
from editor_app.worker import Worker


def main(workspace: str, member: str, point: str, log: str) -> int:
    """Serve until the point is reached, or until there is nothing to do."""
    desk = workspaces.open_desk(Path(workspace))
    secrets = vaults.for_worker(desk, member, Secret(os.environ["EDITOR_APP_PASSPHRASE"]))

    def reached(name: str) -> None:
        if name == point:
            with Path(log).open("a", encoding="utf-8") as file:
                file.write(f"{name}\n")
                file.flush()
                os.fsync(file.fileno())
            os.kill(os.getpid(), signal.SIGKILL)

    worker = Worker(desk, secrets, lambda _outcome: None, "victim", reached)
    worker.run_until_idle()
    worker.close()
    desk.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
