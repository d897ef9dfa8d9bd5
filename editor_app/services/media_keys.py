"""The key of a team's bucket on this computer: in a small vault of its own that every member at it opens."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from editor_app.domain.errors import Unavailable
from editor_app.domain.identifiers import WorkspaceId
from editor_app.domain.media_place import bucket_key
from editor_app.services import vaults
from editor_app.storage.queries import people
from editor_app.storage.team_pictures import TeamPictures
from editor_app.storage.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor_app.domain.media_place import BucketKey
    from editor_app.domain.secrets import Secret
    from editor_app.services.desk import Desk, Seat
    from editor_app.services.links import Secrets
    from editor_app.storage.vault import OpenVault

NAME = "media"
"""Under this name the key is kept."""


def keep(seat: Seat, key: Secret) -> None:
    """Keep the bucket's key on this computer, for every member who works at it and for its worker.

    Args:
        seat: any member's.
        key: `ACCESS:SECRET`.

    Raises:
        Invalid: it isn't written so.
        DiskFull, WorkspaceReadOnly, Unavailable: this computer's folder doesn't take it.
    """
    bucket_key(key)
    vault = _opened(seat) or _renewed(seat)
    vault.keep(NAME, key)
    vault.share(seat.keys.id, seat.keys.box_public)
    with seat.desk.database.read() as snapshot:
        known = [people.key_of(snapshot, each.id) for each in people.members(snapshot)]
    for each in known:
        if each is not None and each.is_confirmed:
            vault.share(each.id, each.box_public_key)
    if vaults.may_hold(seat.member):
        with suppress(Unavailable):  # another member of this computer holds the vault of accounts
            vaults.opened(seat).keep(NAME, key)
    take(seat)


def take(seat: Seat) -> None:
    """Let this member's key open the pictures from now on; looked up at the first use of a bucket."""
    media = seat.desk.store.media
    if isinstance(media, TeamPictures):
        media.give_key(lambda: _of(seat))


def take_for_worker(desk: Desk, secrets: Secrets) -> None:
    """Let a worker's vault open the pictures, beside the key of whoever sits here."""
    media = desk.store.media
    if isinstance(media, TeamPictures):
        media.give_worker_key(_from(secrets))


def _of(seat: Seat) -> BucketKey | None:
    vault = _opened(seat)
    said = vault.secret(NAME) if vault else None
    return bucket_key(said) if said else None


def _from(secrets: Secrets) -> Callable[[], BucketKey | None]:
    def found() -> BucketKey | None:
        said = secrets.secret(NAME)
        return bucket_key(said) if said else None

    return found


def _file(desk: Desk) -> Vault:
    return Vault.locate(WorkspaceId(f"{desk.workspace.id}.pictures"))


def _opened(seat: Seat) -> OpenVault | None:
    """The small vault; None = there is none that this member opens."""
    file = _file(seat.desk)
    if not file.exists():
        return None
    try:
        return file.open_with_box(seat.keys.id, seat.keys.box)
    except Unavailable:
        with suppress(Unavailable):
            return file.open_with_keyring()
    return None


def _renewed(seat: Seat) -> OpenVault:
    """A new vault; one that nobody here opens holds nothing but an older form of the same key."""
    file = _file(seat.desk)
    file.path.unlink(missing_ok=True)
    return file.create()
