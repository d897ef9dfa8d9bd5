from __future__ import annotations

import pytest

from editor_app.cli.answers import Voice
from editor_app.cli.progress import counted


@pytest.mark.parametrize("as_json", [True, False])
def test_nothing_is_drawn_where_nobody_looks(as_json: bool, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: FBT001 - a parameter of the test
    assert list(counted(Voice("en", json=as_json), "Importing", [1, 2, 3])) == [1, 2, 3]
    said = capsys.readouterr()
    assert said.out + said.err == ""
