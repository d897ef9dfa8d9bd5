"""Pictures of connecting an own site or an own client, in a real window, to be judged by eye.

xvfb-run -a -s "-screen 0 1600x1000x24" python -m tests.ui.views.accounts.pictures FOLDER [SCENE...]
"""

import tempfile
from functools import partial
from pathlib import Path
from threading import Thread

from editor_app.platforms.mastodon.simulator.server import MastodonServer
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.accounts import signing_in
from editor_app.ui.views.accounts.connect import ConnectDialog
from editor_app.ui.views.accounts.view import AccountsView
from tests.platforms.mastodon.desk import allowed, opened
from tests.platforms.site_sftp.sshd import Sshd
from tests.ui.pictures import Play, run, wait
from tests.ui.views.staged import Stage, new_stage


def make(folder: Path) -> Play:
    """The practice office with its admin at the window."""
    stage = new_stage(folder)
    sshd = Sshd(Path(tempfile.mkdtemp()))
    masto = MastodonServer()
    Thread(target=masto.serve, daemon=True).start()
    signing_in.open_in_browser = lambda _address: None  # type: ignore[assignment]
    scenes = {
        "platforms": _platforms,
        "sftp": partial(_form, stage, "site_sftp"),
        "sftp-key": partial(_host_key, stage, sshd),
        "sftp-proven": partial(_proven, stage, sshd),
        "s3": partial(_form, stage, "site_s3"),
        "webdav": partial(_form, stage, "site_webdav"),
        "webhook": partial(_form, stage, "webhook"),
        "mastodon": partial(_form, stage, "mastodon"),
        "mastodon-page": partial(_signing_in, stage, masto),
        "mastodon-pasting": partial(_pasting, stage, masto),
        "mastodon-named": partial(_signed_in, stage, masto),
        "mastodon-kept": partial(_kept, stage, masto),
    }
    return Play(stage.publisher, scenes)


def _dialog(window: MainWindow) -> ConnectDialog:
    window.go("accounts")
    wait(400)
    view = window.view("accounts")
    assert isinstance(view, AccountsView)
    view.connect_account()
    wait(400)
    assert isinstance(view.dialog, ConnectDialog)
    return view.dialog


def _platforms(window: MainWindow) -> None:
    _dialog(window)


def _form(stage: Stage, name: str, window: MainWindow) -> ConnectDialog:
    dialog = _dialog(window)
    dialog.choose_platform(stage.publisher.desk.platforms.platform(name))
    return dialog


def _filled(stage: Stage, sshd: Sshd, window: MainWindow) -> ConnectDialog:
    dialog = _form(stage, "site_sftp", window)
    assert dialog.form is not None
    assert dialog.form.user is not None
    assert dialog.form.secret is not None
    dialog.form.url.set_text(sshd.connection().url)
    dialog.form.user.set_text("press")
    dialog.form.secret.set_text("four plain words here")
    dialog.form.options["base_url"].set_text("https://news.example.gov.cn")
    return dialog


def _host_key(stage: Stage, sshd: Sshd, window: MainWindow) -> None:
    dialog = _filled(stage, sshd, window)
    dialog.answer("next", closes=False)
    wait(1500)


def _proven(stage: Stage, sshd: Sshd, window: MainWindow) -> None:
    dialog = _filled(stage, sshd, window)
    assert dialog.form is not None
    dialog.form.options["host_key"].set_text(sshd.connection().options["host_key"])
    dialog.answer("next", closes=False)
    wait(1500)


def _signing_in(stage: Stage, server: MastodonServer, window: MainWindow) -> ConnectDialog:
    dialog = _form(stage, "mastodon", window)
    assert dialog.form is not None
    dialog.form.url.set_text(server.url)
    dialog.answer("next", closes=False)
    wait(1200)
    return dialog


def _pasting(stage: Stage, server: MastodonServer, window: MainWindow) -> None:
    page = _signing_in(stage, server, window)._signing
    assert page is not None
    page._fold.click()
    page.pasted.set_text("http://127.0.0.1:9/signed-in?code=x")
    page.take.click()
    wait(300)


def _signed_in(stage: Stage, server: MastodonServer, window: MainWindow) -> ConnectDialog:
    dialog = _signing_in(stage, server, window)
    assert dialog._signing is not None
    opened(allowed(dialog._signing.address.text()))
    wait(2000)
    return dialog


def _kept(stage: Stage, server: MastodonServer, window: MainWindow) -> None:
    dialog = _signed_in(stage, server, window)
    dialog.name.set_text(f"区政府 {len(server.books.tokens)}")
    dialog.answer("next", closes=False)
    wait(1500)


if __name__ == "__main__":
    run(make)
