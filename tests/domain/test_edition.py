from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from editor_app.domain.canonical import canonical, parsed
from editor_app.domain.edition import (
    Edition,
    EditionKind,
    EditionState,
    Manifest,
    filled,
    late_placeholder,
    manifest_from_bytes,
    placeholders,
)
from editor_app.domain.identifiers import (
    AccountId,
    Digest,
    DocumentId,
    EditionId,
    MemberId,
    RevisionId,
    RouteId,
)
from tests.domain.made import NOON, a_manifest, a_payload, manifests


@given(manifests)
def test_a_manifest_read_back_from_its_bytes_is_the_same(manifest: Manifest) -> None:
    content = manifest.canonical_bytes()
    assert manifest_from_bytes(content) == manifest
    assert manifest_from_bytes(content).digest == manifest.digest


@given(manifests, manifests)
def test_two_manifests_have_one_digest_only_when_they_are_equal(one: Manifest, other: Manifest) -> None:
    assert (one.digest == other.digest) == (one == other)


def test_a_manifest_with_a_field_that_nobody_knows_is_refused() -> None:
    fields = dict(parsed(a_manifest().canonical_bytes()))
    with pytest.raises(ValueError, match="unknown fields"):
        manifest_from_bytes(canonical({**fields, "hidden": 1}))


def test_a_manifest_of_a_later_version_is_refused() -> None:
    fields = dict(parsed(a_manifest().canonical_bytes()))
    with pytest.raises(ValueError, match="version"):
        manifest_from_bytes(canonical({**fields, "v": 3}))


def test_a_manifest_without_a_field_is_refused() -> None:
    fields = dict(parsed(a_manifest().canonical_bytes()))
    del fields["stages"]
    with pytest.raises(ValueError, match="stages"):
        manifest_from_bytes(canonical(fields))


def test_late_fields_are_put_in_where_composing_left_room() -> None:
    body = f'<img src="{late_placeholder("media_url/1")}"><img src="{late_placeholder("media_url/12")}">'
    assert placeholders(body) == ("media_url/1", "media_url/12")
    assert filled(body, {"media_url/1": "/a.png", "media_url/12": "/b.png"}) == '<img src="/a.png"><img src="/b.png">'


def test_a_late_field_without_a_value_stops_the_filling() -> None:
    with pytest.raises(KeyError):
        filled(late_placeholder("media_url/1"), {})


def test_an_edition_whose_stored_bytes_were_changed_does_not_open() -> None:
    manifest = a_manifest()
    edition = Edition(
        EditionId("e"), DocumentId("d"), RevisionId("r"), 1, EditionKind.PUBLICATION, EditionState.APPROVED,
        manifest.digest, manifest.canonical_bytes(), RouteId("s"), MemberId("m"), NOON,
    )  # fmt: skip
    assert edition.sealed() == manifest
    with pytest.raises(ValueError, match="digest"):
        replace(edition, manifest=edition.manifest.replace(b"zhijian", b"zhijiaN")).sealed()
    with pytest.raises(ValueError, match="digest"):
        replace(edition, digest=Digest("0" * 64)).sealed()


def test_a_payload_is_found_by_its_account() -> None:
    assert a_manifest().payload_for(AccountId("a1")) == a_payload()
    with pytest.raises(KeyError):
        a_manifest().payload_for(AccountId("a2"))


def test_an_option_that_was_not_given_is_empty() -> None:
    assert replace(a_payload(), options=(("tags", "政务"),)).option("tags") == "政务"
    assert a_payload().option("tags") == ""
