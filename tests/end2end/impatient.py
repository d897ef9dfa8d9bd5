"""Ten impatient clicks at once in a process of its own: run twice by `test_queue_verbs`.

    python -m tests.end2end.impatient WORKSPACE MEMBER DEED ID

Says "ready", waits for a line on standard input, clicks, and prints what came of each click as one JSON list.
The passphrase comes from EDITOR_APP_PASSPHRASE.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path

from editor_app.domain.errors import DeskError
from editor_app.domain.identifiers import DeliveryId, EditionId
from editor_app.domain.secrets import Secret
from editor_app.services import members, publishing, workspaces

CLICKS = 10


def main(workspace: str, member: str, deed: str, subject: str) -> int:
    """Click."""
    desk = workspaces.open_desk(Path(workspace))
    seat = members.sign_in(desk, member, Secret(os.environ["EDITOR_APP_PASSPHRASE"]))
    together = threading.Barrier(CLICKS)
    said: list[str] = []

    def click() -> None:
        together.wait()
        try:
            if deed == "queue":
                publishing.queue(seat, EditionId(subject))
            else:
                publishing.retry(seat, DeliveryId(subject))
        except DeskError as refused:
            said.append(refused.code)
        else:
            said.append("done")

    print("ready", flush=True)  # noqa: T201 - the test waits for it
    sys.stdin.readline()
    clicks = [threading.Thread(target=click) for _ in range(CLICKS)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()
    print(json.dumps(said), flush=True)  # noqa: T201 - the test reads it
    desk.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
