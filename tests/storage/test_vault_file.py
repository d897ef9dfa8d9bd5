from pathlib import Path

import pytest

from editor_app.domain.errors import Unavailable
from editor_app.domain.text import Text
from editor_app.storage.vault_file import Contents, change, contents_from_bytes, read_contents

CONTENTS = Contents({"keyring": {"nonce": "00", "sealed": "11"}}, {"nonce": "22", "sealed": "33"})


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    change(tmp_path / "new" / "v.json", lambda _before: CONTENTS)
    assert read_contents(tmp_path / "new" / "v.json") == CONTENTS
    assert contents_from_bytes(CONTENTS.as_bytes()) == CONTENTS


def test_a_change_sees_what_stood_there(tmp_path: Path) -> None:
    seen: list[Contents | None] = []
    for _ in range(2):
        change(tmp_path / "v.json", lambda before: seen.append(before) or CONTENTS)  # type: ignore[func-returns-value]
    assert seen == [None, CONTENTS]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"not json",
        CONTENTS.as_bytes()[:-1],
        CONTENTS.as_bytes().replace(b'"v":1', b'"v":2'),
        b'{"secrets":[],"v":1,"wraps":{}}',
        b'{"secrets":{},"v":1,"wraps":[]}',
        b"\xff\xfe",
    ],
)
def test_a_file_that_makes_no_sense_is_said_to_be_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "v.json").write_bytes(content)
    with pytest.raises(Unavailable, match="vault of this computer is damaged"):
        read_contents(tmp_path / "v.json")


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="no vault for this workspace yet"):
        read_contents(tmp_path / "v.json")


def test_a_change_that_fails_leaves_the_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "v.json"
    change(path, lambda _before: CONTENTS)

    def failing(_before: Contents | None) -> Contents:
        raise Unavailable(Text("no"))

    with pytest.raises(Unavailable):
        change(path, failing)
    assert read_contents(path) == CONTENTS
    assert sorted(each.name for each in tmp_path.iterdir()) == ["v.json", "v.lock"]
