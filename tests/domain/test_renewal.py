from dataclasses import replace
from datetime import UTC, datetime

from editor_app.domain.approval import Where
from editor_app.domain.identifiers import EditionId, KeyId, MemberId, WorkspaceId, sha256
from editor_app.domain.renewal import Renewal

SAID = Renewal(
    WorkspaceId("w"), EditionId("e"), 1, 3, sha256(b"edition"), MemberId("m"), KeyId("k"), "a" * 64,
    datetime(2026, 11, 29, 8, tzinfo=UTC), Where.WINDOW,
)  # fmt: skip


def test_every_field_is_under_the_signature_in_a_domain_of_its_own() -> None:
    assert SAID.bytes_to_sign().startswith(b"press-desk-renewal-v1\0")
    others = [
        replace(SAID, workspace=WorkspaceId("x")), replace(SAID, edition=EditionId("x")), replace(SAID, round=2),
        replace(SAID, stage=2), replace(SAID, digest=sha256(b"x")), replace(SAID, by=MemberId("x")),
        replace(SAID, key=KeyId("x")), replace(SAID, audit_head="b" * 64), replace(SAID, where=Where.COMMAND_LINE),
        replace(SAID, at=datetime(2026, 11, 30, 8, tzinfo=UTC)),
    ]  # fmt: skip
    assert len({each.bytes_to_sign() for each in (SAID, *others)}) == 11
