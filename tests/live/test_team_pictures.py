"""A team's pictures in a real bucket: signed, written once, hashed at each read, never sent with a wrong byte."""

from __future__ import annotations

import hashlib
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.errors import NotFound, PicturesAway, Unavailable
from editor_app.domain.media_place import BucketKey, media_place
from editor_app.domain.secrets import Secret
from editor_app.platforms.sandbox.server import SandboxServer
from editor_app.services import media_keys, media_places, publishing
from editor_app.storage.bucket_wire import BucketWire
from tests.services.team import full_team
from tests.services.test_media_places import at_another_computer, with_a_picture
from tests.storage.servers import new_database, running_postgresql

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.live.targets import LiveS3
    from tests.services.team import Team


@pytest.fixture
def postgresql() -> Iterator[str]:
    with running_postgresql() as url:
        yield url


def test_a_bucket_is_written_once_whoever_comes_first_and_a_wrong_key_is_refused(s3: LiveS3) -> None:
    place = media_place(f"s3://{s3.bucket}", endpoint=s3.url, region=s3.region)
    key = BucketKey(s3.access_key, Secret(s3.secret_key))
    with closing(BucketWire(place, key)) as wire:
        assert wire.get("once/one") is None
        assert wire.put_new("once/one", b"first")
        assert not wire.put_new("once/one", b"second")
        assert s3.admin.get("once/one") == b"first"
        wire.replace("once/one", b"mended")
        assert wire.get("once/one") == b"mended"
        assert wire.names("once/") == ["once/one"]
        assert wire.has("once/one")
        assert wire.tag("once/one") == hashlib.md5(b"mended", usedforsecurity=False).hexdigest()
        s3.admin.delete("once/one")
        assert not wire.has("once/one")
    with closing(BucketWire(place, BucketKey(s3.access_key, Secret("0" * 40)))) as wire:
        for deed in (lambda: wire.get("once/one"), lambda: wire.put_new("once/one", b"x"), lambda: wire.names("")):
            with pytest.raises(PicturesAway, match="refuses"):
                deed()
    nowhere = media_place("s3://nobody-made-this", endpoint=s3.url, region=s3.region)
    with closing(BucketWire(nowhere, key)) as wire, pytest.raises((NotFound, PicturesAway)):
        wire.get("one")


def into_the_bucket(team: Team, s3: LiveS3, key: Secret) -> None:
    """The team's pictures lie there; with two admins, one proposes it and the other agrees."""
    media_keys.keep(team.admin, key)
    for seat in (team.admin2, team.editor):
        media_keys.take(seat)
    place = media_place(f"s3://{s3.bucket}/desk", endpoint=s3.url, region=s3.region)
    assert media_places.choose(team.admin, place) is None
    media_places.agree(team.admin2)


def test_a_wrong_byte_in_the_bucket_is_found_at_the_next_computer_and_nothing_is_sent(
    s3: LiveS3, postgresql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "office"))
    team = full_team(new_database(postgresql))
    server = SandboxServer(0, tmp_path / "practice.jsonl")
    threading.Thread(target=server.serve, daemon=True).start()
    team.connect("live", server.url, server.token)
    key = Secret(f"{s3.access_key}:{s3.secret_key}")
    into_the_bucket(team, s3, key)
    edition = with_a_picture(team)
    sealed = edition.sealed().payloads[0].media[0].digest
    name = f"desk/{sealed[:2]}/{sealed}"
    whole = s3.admin.get(name)
    s3.admin.put(name, whole[:-1] + bytes([whole[-1] ^ 1]))
    delivery = publishing.queue(team.publisher, edition.id)[0]
    with at_another_computer(team, "sender", tmp_path / "sender", monkeypatch) as sender:
        media_keys.keep(sender, key)
        with pytest.raises(Unavailable, match="was changed in the bucket"):
            sender.desk.store.media.read(sealed)
        team.seats["sender"].desk.close()
        team.seats["sender"] = sender
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "office"))  # where the accounts' vault is
        assert team.send(delivery).state.value == "failed"
        assert server.ledger.posts == {}
        s3.admin.put(name, whole)
        publishing.retry(team.publisher, delivery.id)
        assert team.send(delivery).state.value == "verified"
    server.close()
    team.close()
