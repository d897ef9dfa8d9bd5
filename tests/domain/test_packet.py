"""A key and a decision that come from outside are read in one form only, and never more than they say."""

import pytest

from editor_app.domain.approval import Approval, Decision, Statement, Where
from editor_app.domain.canonical import canonical, parsed
from editor_app.domain.errors import Invalid
from editor_app.domain.identifiers import (
    Digest,
    DocumentId,
    EditionId,
    KeyId,
    MemberId,
    RevisionId,
    WorkspaceId,
    sha256,
)
from editor_app.domain.instants import instant
from editor_app.domain.packet import LONGEST, PublicKey, decision_from, key_from

STATEMENT = Statement(
    WorkspaceId("w"), DocumentId("d"), RevisionId("r"), EditionId("e"), 1, sha256(b"x"), Decision.APPROVE,
    MemberId("m"), KeyId("k"), "head", instant(1), Where.COMMAND_LINE, (), (Digest(sha256(b"f")),), "",
)  # fmt: skip
SAID = {
    "format": "press-desk-decision",
    "version": 1,
    "domain": "press-desk-approval-v1",
    "statement": parsed(STATEMENT.bytes_to_sign().partition(b"\0")[2]),
    "signature": "00" * 64,
}


def test_a_decision_comes_back_as_it_was_signed() -> None:
    assert decision_from(canonical(SAID)) == Approval(STATEMENT, bytes(64))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[" * 99_999,
        b" " + canonical(SAID),
        canonical({**SAID, "version": 2}),
        canonical({**SAID, "format": "press-desk-key"}),
        canonical({**SAID, "domain": "press-desk-evidence-v1"}),
        canonical({**SAID, "signature": "zz"}),
        canonical({**SAID, "statement": {**SAID["statement"], "more": 1}}),  # type: ignore[dict-item]
        canonical({**SAID, "statement": {**SAID["statement"], "digest": "x"}}),  # type: ignore[dict-item]
        canonical({**SAID, "statement": {**SAID["statement"], "opened": [1]}}),  # type: ignore[dict-item]
        canonical("x" * LONGEST),
    ],
)  # fmt: skip
def test_anything_else_is_no_decision(content: bytes) -> None:
    with pytest.raises(Invalid):
        decision_from(content)


def test_a_key_has_both_halves_of_32_bytes() -> None:
    said = {"format": "press-desk-key", "version": 1, "public": "11" * 32, "box": "22" * 32}
    assert key_from(canonical(said)) == PublicKey(b"\x11" * 32, b"\x22" * 32)
    for wrong in ({**said, "box": "22" * 31}, {**said, "public": 7}, {**said, "version": True}):
        with pytest.raises(Invalid):
            key_from(canonical(wrong))
