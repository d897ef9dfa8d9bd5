"""Platforms that a practice workspace plays besides the practice platform: WeChat and others, each with an account."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

from editor_app.domain.errors import Refused, Unavailable
from editor_app.domain.member import Deed, require
from editor_app.domain.secrets import Secret
from editor_app.domain.text import T
from editor_app.platforms import simulators
from editor_app.platforms.contract import Connection
from editor_app.services import accounts, practice

if TYPE_CHECKING:
    from editor_app.domain.account import Account
    from editor_app.services.desk import Desk, Seat

_PATIENCE_SECONDS = 20.0


def playable(desk: Desk) -> tuple[str, ...]:
    """The platforms that this practice workspace could play and doesn't yet; empty for every other workspace."""
    if not desk.workspace.sample:
        return ()
    known = {one.platform for one in practice.endpoints(desk.store)} | {simulators.PRACTICE}
    fit = {platform.name for platform in desk.platforms.all()}
    return tuple(name for name in simulators.names() if name not in known and name in fit)


def play(seat: Seat, platform: str, name: str = "") -> Account:
    """Play a platform on this computer from now on, and connect an account of it.

    Args:
        seat: of an admin of a practice workspace.
        platform: one of `playable`.
        name: of the account; empty = the platform's own name.

    Raises:
        Refused: no practice workspace, or it plays this one already.
        NotFound: that platform can't be played.
        Unavailable: it doesn't come up.
    """
    require(seat.member, Deed.MANAGE_ACCOUNTS)
    store = seat.desk.store
    running = practice.endpoints(store)
    if not seat.desk.workspace.sample or not running:
        raise Refused(T("Only a practice workspace plays platforms."), T("Connect a real account."))
    settings = simulators.settings_of(platform)
    if platform in {one.platform for one in running}:
        raise Refused(T("This practice workspace plays it already."), T("Look at the list of accounts."))
    place = practice.free_endpoint(store, platform, f"practice-{platform}.state")
    server = practice.begun([place], subprocess.PIPE)
    try:
        secret = _secret_told_by(server)
        account = accounts.add(
            seat, platform, name or _own_name(seat, platform), Connection(place.url, secret, settings)
        )
        practice.keep_open(store, account.id, secret)
        practice.also_serve(store, place)
    finally:
        server.terminate()
        server.communicate(timeout=_PATIENCE_SECONDS)
    return account


def _secret_told_by(server: subprocess.Popen[bytes]) -> Secret:
    line = server.stdout.readline() if server.stdout is not None else b""
    if not line:
        raise Unavailable(T("The practice server ended before it said anything."), T("Try again."))
    return Secret(str(json.loads(line)["token"]))


def _own_name(seat: Seat, platform: str) -> str:
    """The platform's name in the workspace's language."""
    from editor_app.translation import message

    title = seat.desk.platforms.platform(platform).title
    return title.render(lambda msgid: message(msgid, seat.desk.workspace.language))
