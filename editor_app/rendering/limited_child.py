"""The child process that opens files from outside: limits itself first, then answers one job after the other."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

from editor_app.rendering.limited import JobFailed, read_message, write_message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from editor_app.domain.canonical import Json

    Job: TypeAlias = Callable[[Mapping[str, Json], bytes], tuple[Mapping[str, Json], tuple[bytes, ...]]]

ADDRESS_SPACE = 900 * 1024 * 1024
CPU_SECONDS = 10


def main() -> int:
    """Answers jobs from standard input on standard output until there are no more."""
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    _limit_memory()
    while True:
        try:
            order, blobs = read_message(sys.stdin.buffer)
        except EOFError:
            return 0
        _limit_time()
        facts, parts = _answered(order, blobs[0])
        write_message(sys.stdout.buffer, facts, parts)


def _answered(order: Mapping[str, Json], content: bytes) -> tuple[Mapping[str, Json], tuple[bytes, ...]]:
    try:
        return job_named(cast("str", order["job"]))(order, content)
    except JobFailed as refused:
        return {"error": refused.code, **refused.values}, ()
    except MemoryError:
        return {"error": "memory"}, ()


def job_named(name: str) -> Job:
    """The function for a job.

    Raises:
        KeyError: no such job.
    """
    jobs: dict[str, Job]
    if name.startswith("picture."):
        from editor_app.rendering import picture_jobs

        jobs = {"picture.clean": picture_jobs.clean, "picture.fit": picture_jobs.fit}
    else:
        from editor_app.rendering import office_jobs

        jobs = {"office.docx": office_jobs.docx, "office.xlsx": office_jobs.xlsx}
    return jobs[name]


def _limit_memory() -> None:
    """900 MB of address space, no file written, no core dumped; Windows has no such limits."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time() -> None:
    """10 s of CPU from now on."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + CPU_SECONDS, hard))


if __name__ == "__main__":
    sys.exit(main())
