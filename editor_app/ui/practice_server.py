"""The practice server while the window uses it; apart because it may come up when the window is closing already."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from subprocess import Popen

    from editor_app.storage.workspaces import Store

_PATIENCE_SECONDS: Final = 5.0


class PracticeServer:
    """Starts the server of a practice workspace when nobody else has; whoever started it ends it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._turn = threading.Lock()
        self._server: Popen[bytes] | None = None
        self._has_ended = False

    def start(self) -> bool:
        """Bring it up; call it on a thread. Whether this workspace has one.

        Raises:
            Unavailable: it does not come up.
        """
        from editor_app.services import practice

        where = practice.endpoint(self._store)
        if where is None:
            return False
        server = practice.start(self._store)
        with self._turn:
            if server is not None:
                self._server = server
            if self._has_ended:
                self._end_server()
        return True

    def end(self) -> None:
        """End what `start` started, or will have started."""
        with self._turn:
            self._has_ended = True
            self._end_server()

    def _end_server(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.terminate()
            server.wait(_PATIENCE_SECONDS)
