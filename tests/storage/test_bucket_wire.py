from __future__ import annotations

import threading
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.errors import NotFound, PicturesAway
from editor_app.domain.media_place import BucketKey, MediaPlace, media_place
from editor_app.domain.secrets import Secret
from editor_app.storage.bucket_wire import BucketWire
from tests.platforms.test_http_certificates import authority
from tests.storage.s3_stub import BUCKET, Stub, running_stub

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["authority"]

KEY = BucketKey("AKIA", Secret("not a real secret"))


@pytest.fixture
def stub() -> Iterator[Stub]:
    with running_stub() as made:
        yield made


def place_at(stub: Stub, bucket: str = BUCKET) -> MediaPlace:
    return media_place(f"s3://{bucket}", endpoint=stub.url)


def test_an_object_is_written_once_read_and_listed(stub: Stub) -> None:
    with closing(BucketWire(place_at(stub), KEY)) as wire:
        assert wire.get("ab/one") is None
        assert not wire.has("ab/one")
        assert wire.put_new("ab/one", b"first")
        assert not wire.put_new("ab/one", b"second")
        assert wire.get("ab/one") == b"first"
        assert wire.has("ab/one")
        wire.replace("ab/one", b"mended")
        assert stub.objects == {"ab/one": b"mended"}
        assert wire.names("ab/") == ["ab/one"]
        assert wire.names("cd/") == []


def test_a_bucket_that_is_not_there_and_a_refused_key_are_said_in_words(stub: Stub) -> None:
    with closing(BucketWire(place_at(stub, "another-one"), KEY)) as wire, pytest.raises(NotFound, match="no bucket"):
        wire.get("ab/one")
    stub.refusal = "SignatureDoesNotMatch"
    with closing(BucketWire(place_at(stub), KEY)) as wire, pytest.raises(PicturesAway, match="refuses") as refused:
        wire.put_new("ab/one", b"x")
    assert "media-key" in str(refused.value.next_step)


def test_a_call_ends_in_time_when_the_server_says_nothing(stub: Stub) -> None:
    stub.hangs = threading.Event()
    with closing(BucketWire(place_at(stub), KEY, seconds=0.5)) as wire, pytest.raises(PicturesAway, match="in time"):
        wire.has("ab/one")


def test_a_server_that_is_away_is_said_in_words(stub: Stub) -> None:
    place = replace(place_at(stub), endpoint="http://127.0.0.1:9")
    with closing(BucketWire(place, KEY)) as wire, pytest.raises(PicturesAway, match="is away"):
        wire.has("ab/one")


def test_nothing_of_the_environment_is_trusted(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_PROFILE", "nobody")
    monkeypatch.setenv("AWS_CA_BUNDLE", "/nowhere.pem")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nowhere")
    with closing(BucketWire(place_at(stub), KEY)) as wire:
        assert wire.put_new("ab/one", b"first")
    assert stub.objects == {"ab/one": b"first"}


def test_the_way_leads_over_the_proxy_that_was_named(stub: Stub) -> None:
    behind = media_place(f"s3://{BUCKET}", endpoint="http://localhost:9", proxy=stub.url)
    with closing(BucketWire(behind, KEY)) as wire:
        assert wire.put_new("ab/one", b"first")
    assert stub.objects == {"ab/one": b"first"}
    assert stub.asked[0].startswith("PUT http://localhost:9/")


def test_a_certificate_of_the_house_is_trusted_when_it_is_named_and_else_refused(
    authority: tuple[ssl.SSLContext, Path],
) -> None:
    context, pem = authority
    with running_stub(context) as stub:
        with closing(BucketWire(place_at(stub), KEY)) as wire, pytest.raises(PicturesAway, match="is away"):
            wire.has("ab/one")
        assert stub.asked == []
        house = replace(place_at(stub), certificates=str(pem))
        with closing(BucketWire(house, KEY)) as wire:
            assert wire.put_new("ab/one", b"first")


def test_a_certificate_file_that_can_not_be_read_is_said_in_words() -> None:
    place = media_place(f"s3://{BUCKET}", endpoint="https://127.0.0.1:9", certificates="/no/such/file.pem")
    with closing(BucketWire(place, KEY)) as wire, pytest.raises(PicturesAway, match="is away"):
        wire.has("ab/one")
