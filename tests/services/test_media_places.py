from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg
import pytest

from editor_app.domain.document import Content
from editor_app.domain.errors import NotFound, PicturesAway, Refused, SealBroken
from editor_app.domain.media import placement_markdown
from editor_app.domain.media_place import media_place
from editor_app.domain.member import Role
from editor_app.domain.secrets import Secret
from editor_app.platforms.sandbox.server import SandboxServer
from editor_app.services import (
    approvals,
    auditing,
    documents,
    freezing,
    media,
    media_keys,
    media_places,
    members,
    proof,
    teams,
)
from editor_app.services.documents import Draft
from editor_app.services.freezing import Submission
from editor_app.services.media import Words
from editor_app.storage.shared_folder import MARK
from tests.services.office import PASSPHRASE
from tests.services.team import MEANS, Team, full_team, new_team
from tests.services.test_media import png
from tests.storage.s3_stub import BUCKET, running_stub
from tests.storage.servers import new_database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editor_app.domain.edition import Edition
    from editor_app.domain.media import Media
    from editor_app.services.desk import Seat


@pytest.fixture
def small(postgresql: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Team]:
    """An admin at one computer and an editor at another."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "admin"))
    made = new_team(new_database(postgresql))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "editor"))
    made.hire("editor", Role.EDITOR)
    yield made
    made.close()


def added(seat: Seat, width: int = 40) -> Media:
    return media.add(seat, png(width), Words("A teal field"))


@contextmanager
def at_another_computer(team: Team, name: str, folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Seat]:
    patch.setenv("XDG_DATA_HOME", str(folder))
    desk = teams.open_desk(team.address, name, team.passwords[name], MEANS)
    try:
        yield members.sign_in(desk, name, Secret(PASSPHRASE))
    finally:
        desk.close()


def test_a_shared_folder_is_chosen_by_an_admin_and_everybodys_pictures_come_together_there(
    small: Team, tmp_path: Path
) -> None:
    picture = added(small.editor)
    share = tmp_path / "share"
    share.mkdir()
    with pytest.raises(Refused):
        media_places.choose(small.editor, media_place(str(share)))
    done = media_places.choose(small.admin, media_place(str(share)))
    assert (done.carried, done.missing) == (0, (picture.digest,)), "it lies on the editor's computer alone"
    assert media_places.bring(small.editor).carried == 1
    assert small.admin.desk.store.media.read(picture.digest)
    second = added(small.editor, 41)
    assert small.admin.desk.store.media.holds(second.digest)
    with pytest.raises(Refused, match="there already"):
        media_places.choose(small.admin, media_place(str(share)))


def test_from_the_second_admin_on_another_place_takes_two(small: Team, tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
    first, second = media_place(str(tmp_path / "first")), media_place(str(tmp_path / "second"))
    assert media_places.choose(small.admin, first) is not None, "alone, an admin decides alone"
    picture = added(small.editor)
    other = small.hire("admin2", Role.ADMIN)
    with pytest.raises(PicturesAway):
        media_places.choose(small.admin, media_place(str(tmp_path / "not mounted")))
    assert media_places.choose(small.admin, second) is None
    waits = media_places.waiting(other.desk)
    assert waits is not None
    assert (waits.place, waits.before, waits.proposed_by.name) == (second, first, "admin")
    assert media_places.where(other.desk) == first
    with pytest.raises(Refused, match="own proposal"):
        media_places.agree(small.admin)
    with pytest.raises(Refused, match="waits for an admin"):
        media_places.choose(other, second)
    for deed in (media_places.agree, media_places.decline):
        with pytest.raises(Refused):
            deed(small.editor)
    media_places.decline(other)
    assert media_places.waiting(other.desk) is None
    with pytest.raises(NotFound):
        media_places.agree(other)
    assert media_places.choose(other, second) is None
    done = media_places.agree(small.admin)
    assert (done.carried, done.missing) == (1, ())
    assert media_places.where(small.editor.desk) == second
    assert (tmp_path / "second" / picture.digest[:2] / picture.digest).is_file()
    assert auditing.verify(small.admin.desk).is_valid


def test_the_database_takes_no_place_that_one_admin_of_two_chose(small: Team, tmp_path: Path) -> None:
    small.hire("admin2", Role.ADMIN)
    (tmp_path / "share").mkdir()
    media_places.choose(small.admin, media_place(str(tmp_path / "share")))
    forgery = "INSERT INTO setting (name, value) SELECT 'media', becomes FROM media_change"
    alone = f"UPDATE media_change SET decision = 'agreed', decided_at = 1, decided_by = '{small.admin.member.id}'"
    for deed, guard in ((forgery, "media_is_placed_by_agreement"), (alone, "media_change_is_agreed_by_another")):
        with small.raw("admin") as raw, pytest.raises(psycopg.Error, match=guard):
            raw.execute(deed)


def test_the_database_lets_nobody_but_an_admin_say_where_the_pictures_are(small: Team, tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    media_places.choose(small.admin, media_place(str(tmp_path / "share")))
    forgery = "INSERT INTO setting (name, value) VALUES ('media', '{}')"
    for deed in ("DELETE FROM setting WHERE name = 'media'", forgery):
        with small.raw("editor") as raw, pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute(deed)
    assert media_places.where(small.admin.desk) == media_place(str(tmp_path / "share"))


def test_a_place_that_can_not_be_used_changes_nothing(small: Team, tmp_path: Path) -> None:
    with pytest.raises(PicturesAway):
        media_places.choose(small.admin, media_place(str(tmp_path / "not mounted")))
    with pytest.raises(PicturesAway, match="no key"):
        media_places.choose(small.admin, media_place("s3://press", endpoint="http://127.0.0.1:9"))
    assert media_places.where(small.admin.desk) is None
    with pytest.raises(Refused):
        media_places.bring(small.editor)


def test_pictures_go_from_a_share_into_a_bucket_whose_key_stays_in_the_vaults(
    small: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "share").mkdir()
    media_places.choose(small.admin, media_place(str(tmp_path / "share")))
    picture = added(small.editor)
    with running_stub() as stub:
        place = media_place(f"s3://{BUCKET}/desk", endpoint=stub.url)
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "admin"))
        media_keys.keep(small.admin, Secret("AKIA:a-secret-of-the-bucket"))
        assert media_places.choose(small.admin, place).carried == 1
        assert f"desk/{picture.digest[:2]}/{picture.digest}" in stub.objects
        assert (tmp_path / "share" / picture.digest[:2] / picture.digest).is_file()
        with at_another_computer(small, "editor", tmp_path / "third", monkeypatch) as seat:
            with pytest.raises(PicturesAway, match="media-key"):
                raise_with_step(seat, picture)
            media_keys.keep(seat, Secret("AKIA:a-secret-of-the-bucket"))
            assert seat.desk.store.media.read(picture.digest)
        with at_another_computer(small, "editor", tmp_path / "third", monkeypatch) as seat:
            assert seat.desk.store.media.holds(picture.digest), "the key is kept"
        with psycopg.connect(small.administrator) as raw:
            kept = raw.execute("SELECT string_agg(value, '') FROM setting").fetchone()
        assert kept is not None
        assert "a-secret" not in str(kept)


def test_a_place_that_is_gone_for_good_is_given_up_and_every_computer_brings_what_it_has(
    small: Team, tmp_path: Path
) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
    media_places.choose(small.admin, media_place(str(tmp_path / "old")))
    picture, gone = added(small.editor), added(small.editor, 41)
    own = small.editor.desk.store.media.own
    own.put(small.editor.desk.store.media.read(picture.digest))
    (tmp_path / "old" / MARK).unlink()
    with pytest.raises(PicturesAway):
        media_places.choose(small.admin, media_place(str(tmp_path / "new")))
    done = media_places.choose(small.admin, media_place(str(tmp_path / "new")), old_is_lost=True)
    assert set(done.missing) == {picture.digest, gone.digest}
    assert media_places.bring(small.editor).carried == 1
    assert small.admin.desk.store.media.holds(picture.digest)
    with pytest.raises(NotFound):
        small.admin.desk.store.media.read(gone.digest)


def raise_with_step(seat: Seat, picture: Media) -> None:
    try:
        seat.desk.store.media.read(picture.digest)
    except PicturesAway as away:
        raise PicturesAway(away.next_step) from away


def test_a_computer_may_name_the_share_its_own_way_when_the_pictures_are_there(small: Team, tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    (tmp_path / "empty").mkdir()
    with pytest.raises(Refused):
        media_places.name_here(small.editor.desk, share)
    media_places.choose(small.admin, media_place(str(share)))
    share.rename(tmp_path / "mounted")
    with pytest.raises(PicturesAway):
        media_places.name_here(small.editor.desk, tmp_path / "empty")
    assert media_places.path_here(small.editor.desk) == share
    media_places.name_here(small.editor.desk, tmp_path / "mounted")
    assert added(small.editor)


def test_what_was_changed_in_the_share_is_never_sent_and_a_share_that_is_away_is_waited_for(
    postgresql: str, tmp_path: Path
) -> None:
    team = full_team(postgresql)
    server = SandboxServer(0, tmp_path / "practice.jsonl")
    threading.Thread(target=server.serve, daemon=True).start()
    team.connect("live", server.url, server.token)
    share = tmp_path / "share"
    share.mkdir()
    assert media_places.choose(team.admin, media_place(str(share))) is None
    media_places.agree(team.admin2)
    edition = with_a_picture(team)
    sealed = edition.sealed().payloads[0].media[0].digest
    path = share / sealed[:2] / sealed
    (share / MARK).rename(share / "away")
    with pytest.raises(PicturesAway), team.sender.desk.database.read() as snapshot:
        proof.require_sendable(snapshot, team.sender.desk.store, edition.id, edition.sealed().payloads[0].account, ())
    (share / "away").rename(share / MARK)
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    with pytest.raises(SealBroken), team.sender.desk.database.read() as snapshot:
        proof.require_sendable(snapshot, team.sender.desk.store, edition.id, edition.sealed().payloads[0].account, ())
    from editor_app.services import publishing

    delivery = publishing.queue(team.publisher, edition.id)[0]
    assert team.send(delivery).state.value == "failed"
    assert server.ledger.posts == {}
    server.close()
    team.close()


def with_a_picture(team: Team) -> Edition:
    """An approved edition for the account `live` with one picture in it."""
    picture = added(team.editor)
    body = f"第一段，共 12 件事。\n\n{placement_markdown(f'media:{picture.digest}', picture.alt, '')}\n"
    draft = Draft(Content(title="便民事项一次办好", body=body, source="区政务公开办"))
    made = documents.create(team.editor, "", draft=draft)
    chosen = freezing.chosen_accounts(team.editor.desk, ["live"])
    edition = approvals.submit(
        team.editor, made.document.id, Submission(tuple(each.id for each in chosen), "Two persons")
    )
    return team.sign(edition, "reviewer1")
