"""The far side of `tests.benchmarks.peers`: one other queue, in a Python of its own, told line by line what to do.

    PEERS_PYTHON tests/benchmarks/peer_side.py NAME FOLDER POSTGRESQL

Each line that is read is `fill N`, `as_it_is N`, `in_three N` or `side_by_side N`; each line that is printed says what
it took.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

AT_ONCE = 10
_INTENTS = "CREATE TABLE intent (job bigint PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())"


class Peer(Protocol):
    """A queue with jobs that do nothing."""

    def fill(self, number: int) -> None:
        """Put so many jobs into the queue."""
        ...

    def as_it_is(self, number: int) -> None:
        """Take and finish so many, by as few calls as its own worker makes."""
        ...

    def in_three(self, number: int) -> None:
        """The same with a durable intent before the effect and a durable result after it."""
        ...

    def side_by_side(self, number: int) -> None:
        """The same, ten at a time, as its own worker would take them."""
        ...


class Huey:
    """SQLite, synchronous=FULL. A job is deleted as it is taken, so a crash loses it; no result is kept."""

    def __init__(self, folder: Path, _server: str) -> None:
        from huey import SqliteHuey

        self._plain = SqliteHuey("plain", filename=str(folder / "plain.db"), fsync=True, results=False)
        self._kept = SqliteHuey("kept", filename=str(folder / "kept.db"), fsync=True, results=True)
        self._job = self._plain.task()(lambda: None)
        self._kept_job = self._kept.task(context=True)(self._with_intent)

    def _with_intent(self, task: Any) -> str:
        self._kept.put(f"intent {task.id}", "begun")
        return "done"

    def fill(self, number: int) -> None:
        for _ in range(number):
            self._job()
            self._kept_job()

    def as_it_is(self, number: int) -> None:
        for _ in range(number):
            self._plain.execute(self._plain.dequeue())

    def in_three(self, number: int) -> None:
        for _ in range(number):
            self._kept.execute(self._kept.dequeue())

    def side_by_side(self, number: int) -> None:
        in_threads(self.in_three, number)


class PersistQueue:
    """SQLite, synchronous=FULL set by us (it says nothing itself); a job is marked when taken and when done."""

    def __init__(self, folder: Path, _server: str) -> None:
        from persistqueue import PDict, SQLiteAckQueue

        self._queue = SQLiteAckQueue(str(folder / "queue"), auto_commit=True, multithreading=True)
        self._intents = PDict(str(folder / "queue"), "intents", multithreading=True)
        for one in (self._queue, self._intents):
            one._getter.execute("PRAGMA synchronous = FULL")
            one._putter.execute("PRAGMA synchronous = FULL")

    def fill(self, number: int) -> None:
        for _ in range(2 * number):
            self._queue.put(str(uuid.uuid4()))

    def as_it_is(self, number: int) -> None:
        for _ in range(number):
            self._queue.ack(self._queue.get())

    def in_three(self, number: int) -> None:
        for _ in range(number):
            job = self._queue.get()
            self._intents[job] = "begun"
            self._queue.ack(job)

    def side_by_side(self, number: int) -> None:
        in_threads(self.in_three, number)


class Procrastinate:
    """PostgreSQL; a job is `doing` when taken and `succeeded` when done, each a commit of its own."""

    def __init__(self, _folder: Path, server: str) -> None:
        from procrastinate import App, PsycopgConnector

        self._runner = asyncio.Runner()
        self._app = App(connector=PsycopgConnector(conninfo=server, min_size=1, max_size=AT_ONCE))
        self._job = self._app.task(name="nothing")(lambda: None)
        self._run(self._begin)

    async def _begin(self) -> None:
        await self._app.open_async()
        await self._app.schema_manager.apply_schema_async()
        await self._app.connector.execute_query_async(_INTENTS)
        self._worker = await self._app.job_manager.register_worker()

    def fill(self, number: int) -> None:
        async def defer() -> None:
            for _ in range(2 * number):
                await self._job.defer_async()

        self._run(defer)

    def as_it_is(self, number: int) -> None:
        self._run(lambda: self._serve(number, intents=False))

    def in_three(self, number: int) -> None:
        self._run(lambda: self._serve(number, intents=True))

    def side_by_side(self, number: int) -> None:
        async def ten() -> None:
            await asyncio.gather(*(self._serve(number // AT_ONCE, intents=True) for _ in range(AT_ONCE)))

        self._run(ten)

    async def _serve(self, number: int, *, intents: bool) -> None:
        from procrastinate.jobs import Status

        jobs = self._app.job_manager
        for _ in range(number):
            job = await jobs.fetch_job(None, self._worker)
            if intents:
                await self._app.connector.execute_query_async("INSERT INTO intent VALUES (%(job)s)", job=job.id)
            await jobs.finish_job(job, Status.SUCCEEDED, delete_job=False)

    def _run(self, deed: Callable[[], Awaitable[None]]) -> None:
        self._runner.run(deed())  # type: ignore[arg-type]


class PgQueuer:
    """PostgreSQL; a job is `picked` when taken and moved to the log when done, each a commit of its own.

    Side by side it takes ten with one commit and finishes ten with one, as its worker does.
    """

    def __init__(self, _folder: Path, server: str) -> None:
        self._runner = asyncio.Runner()
        self._me = uuid.uuid4()
        self._run(lambda: self._begin(server))

    async def _begin(self, server: str) -> None:
        import psycopg
        from pgqueuer.db import PsycopgDriver
        from pgqueuer.queries import Queries

        self._driver = PsycopgDriver(await psycopg.AsyncConnection.connect(server, autocommit=True))
        self._queries = Queries(self._driver)
        await self._queries.install()
        await self._driver.execute(_INTENTS)
        self._others = [await psycopg.AsyncConnection.connect(server, autocommit=True) for _ in range(AT_ONCE)]

    def fill(self, number: int) -> None:
        many = 2 * number
        self._run(lambda: self._queries.enqueue(["nothing"] * many, [None] * many, [0] * many))

    def as_it_is(self, number: int) -> None:
        self._run(lambda: self._serve(number, intents=False))

    def in_three(self, number: int) -> None:
        self._run(lambda: self._serve(number, intents=True))

    def side_by_side(self, number: int) -> None:
        async def ten() -> None:
            for _ in range(number // AT_ONCE):
                await self._serve_ten()

        self._run(ten)

    async def _serve_ten(self) -> None:
        from pgqueuer.ports.repository import EntrypointExecutionParameter

        entry, forever = {"nothing": EntrypointExecutionParameter(0)}, timedelta(hours=1)
        jobs = await self._queries.dequeue(AT_ONCE, entry, self._me, None, forever)
        intents = zip(self._others, jobs, strict=True)
        await asyncio.gather(*(one.execute("INSERT INTO intent VALUES (%s)", [job.id]) for one, job in intents))
        await self._queries.log_jobs([(job, "successful", None) for job in jobs])

    async def _serve(self, number: int, *, intents: bool) -> None:
        from pgqueuer.ports.repository import EntrypointExecutionParameter

        entry, forever = {"nothing": EntrypointExecutionParameter(0)}, timedelta(hours=1)
        for _ in range(number):
            (job,) = await self._queries.dequeue(1, entry, self._me, None, forever)
            if intents:
                await self._driver.execute("INSERT INTO intent VALUES ($1)", job.id)
            await self._queries.log_jobs([(job, "successful", None)])

    def _run(self, deed: Callable[[], Awaitable[Any]]) -> None:
        self._runner.run(deed())  # type: ignore[arg-type]


def in_threads(deed: Callable[[int], None], number: int) -> None:
    """So many by ten threads."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(deed, [number // AT_ONCE] * AT_ONCE))


PEERS: dict[str, type[Peer]] = {
    "huey": Huey,
    "persist-queue": PersistQueue,
    "procrastinate": Procrastinate,
    "pgqueuer": PgQueuer,
}


def main(name: str, folder: Path, server: str) -> None:
    """Do what each line says, and print the seconds by the clock and of CPU in this process."""
    peer = PEERS[name](folder, server)
    for line in sys.stdin:
        deed, number = line.split()
        clock, cpu = time.perf_counter(), time.process_time()
        getattr(peer, deed)(int(number))
        took = {"clock": time.perf_counter() - clock, "cpu": time.process_time() - cpu}
        sys.stdout.write(json.dumps(took) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
