"""The parts of somebody's package are read in their canonical form only, and never more than a document has."""

import pytest

from editor_app.domain import evidence as package
from editor_app.domain.canonical import canonical
from editor_app.services.evidence_parts import MOST, Parts, signed_bytes


def parts(editions: int, decisions: int = 0) -> Parts:
    record = canonical({"edition": {"id": "e"}, "decisions": [{}] * decisions})
    files = {package.MANIFEST: canonical({"editions": ["e"] * editions})}
    for number in range(1, min(editions, 3) + 1):
        files[package.edition_file(number, "manifest.json")] = b"{}"
        files[package.edition_file(number, "record.json")] = record
    return Parts(files)


def test_every_edition_comes_with_its_entry() -> None:
    assert len(parts(3).editions) == 3
    assert [record["edition"]["id"] for record in parts(2).records] == ["e", "e"]


def test_none_or_more_than_a_document_has_is_refused() -> None:
    with pytest.raises(ValueError, match="no edition"):
        parts(0).editions  # noqa: B018 - reading is the deed
    with pytest.raises(ValueError, match="no edition"):
        parts(1, MOST + 1).editions  # noqa: B018
    assert len(parts(1, MOST).editions) == 1


def test_another_form_of_the_same_value_is_refused() -> None:
    with pytest.raises(ValueError, match="canonical"):
        Parts({package.MANIFEST: b'{"a": 1}'}).manifest  # noqa: B018
    with pytest.raises(ValueError, match="audit log"):
        Parts({package.ROWS: b'{"a":1}\n'}).rows  # noqa: B018


def test_a_decision_signs_under_a_domain_of_ours_only() -> None:
    decision = {"domain": "press-desk-approval-v1", "statement": {"a": 1}}
    assert signed_bytes(decision) == b'press-desk-approval-v1\0{"a":1}'
    assert signed_bytes({**decision, "domain": "press-desk-packet-v1"}) is None
