"""An ablation: whoever wrote his name down last holds the account until a time has passed, instead of a kernel lock."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self

    from editor_app.domain.instants import Clock
    from editor_app.services.desk import Desk

LEASE = timedelta(seconds=30)


class Lease:
    """A right that ends by itself, whatever its holder still does."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def release(self) -> None:
        """Let it go."""
        self._path.unlink(missing_ok=True)

    def held(self) -> bool:
        """As far as its holder knows."""
        return True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


class Leases:
    """Takes the place of the workspace's locks."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock

    def account_lock(self, account: str) -> Lease | None:
        """The right to an account that nobody has, or whose time is over."""
        path, now = self._folder / f"lease-{account}", self._clock.boot().microseconds
        if path.exists():
            holder = json.loads(path.read_text("ascii") or "{}")
            if holder and holder["until"] > now and holder["pid"] != os.getpid():
                return None
        until = now + LEASE // timedelta(microseconds=1)
        path.write_text(json.dumps({"pid": os.getpid(), "until": until}), "ascii")
        return Lease(path)


def lease_instead_of_lock(desk: Desk) -> None:
    """Give this process leases."""
    object.__setattr__(desk.store, "locks", Leases(desk.store.folder / "locks", desk.clock))
