"""The child's own limits."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest

from editor_app.rendering.limited import read_message, write_message
from editor_app.rendering.limited_child import ADDRESS_SPACE, job_named

ROOT = Path(__file__).parents[2]


def test_an_unknown_job_is_refused() -> None:
    with pytest.raises(KeyError):
        job_named("picture.steal")


def test_every_job_has_its_function() -> None:
    assert all(callable(job_named(name)) for name in ("picture.clean", "picture.fit", "office.docx", "office.xlsx"))


def test_the_child_answers_until_there_is_nothing_more() -> None:
    asked = BytesIO()
    write_message(asked, {"job": "picture.clean"}, (b"no picture",))
    write_message(asked, {"job": "picture.clean"}, (b"no picture",))
    command = [sys.executable, "-m", "editor_app.rendering.limited_child"]
    done = subprocess.run(command, input=asked.getvalue(), capture_output=True, cwd=ROOT, check=True)
    answers = BytesIO(done.stdout)
    assert [read_message(answers)[0]["error"] for _ in range(2)] == ["not_a_picture"] * 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no address-space limit")
def test_more_memory_than_allowed_is_not_given() -> None:
    program = (
        "from editor_app.rendering import limited_child; limited_child._limit_memory()\n"
        f"try:\n    bytearray({ADDRESS_SPACE})\nexcept MemoryError:\n    print('refused')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "refused"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no CPU limit")
def test_more_time_than_allowed_is_not_given() -> None:
    program = (
        "from editor_app.rendering import limited_child\n"
        "limited_child.CPU_SECONDS = 1; limited_child._limit_time()\nwhile True: pass"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, cwd=ROOT, check=False)
    assert done.returncode < 0
