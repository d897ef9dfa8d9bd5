"""The practice servers while the window uses them; apart because one may come up when the window is closing already."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from subprocess import Popen

    from editor_app.storage.workspaces import Store

_PATIENCE_SECONDS: Final = 5.0


class PracticeServer:
    """Starts the servers of a practice workspace that nobody else has started; whoever started one ends it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._turn = threading.Lock()
        self._servers: list[Popen[bytes]] = []
        self._has_ended = False

    def start(self) -> bool:
        """Bring up what doesn't run; call it on a thread. Whether this workspace has any.

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
                self._servers.append(server)
            if self._has_ended:
                self._end_servers()
        return True

    def end(self) -> None:
        """End what `start` started, or will have started."""
        with self._turn:
            self._has_ended = True
            self._end_servers()

    def _end_servers(self) -> None:
        servers, self._servers = self._servers, []
        for server in servers:
            server.terminate()
        for server in servers:
            server.wait(_PATIENCE_SECONDS)
