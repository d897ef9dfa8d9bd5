"""Pictures of connecting accounts, in a real window with simulated platforms behind it, to be judged by eye.

xvfb-run -a -s "-screen 0 1600x1000x24" python -m tests.ui.views.accounts.pictures FOLDER [SCENE...]
"""

import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from editor_app.platforms.mastodon.simulator.server import MastodonServer
from editor_app.platforms.wechat.simulator.server import WeChatServer
from editor_app.platforms.weibo.simulator.server import WeiboServer
from editor_app.services.accounts import all_accounts
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.accounts import signing_in
from editor_app.ui.views.accounts.connect import ConnectDialog
from editor_app.ui.views.accounts.view import AccountsView
from tests.platforms.mastodon.desk import allowed, opened
from tests.platforms.site_sftp.sshd import Sshd
from tests.ui.pictures import Play, run, wait
from tests.ui.views.staged import Stage, new_stage

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Town:
    """The office and every platform that it can reach."""

    stage: Stage
    sshd: Sshd
    mastodon: MastodonServer
    wechat: WeChatServer
    weibo: WeiboServer
    folder: Path

    def unused(self, name: str) -> str:
        """A name that no account has yet."""
        return f"{name} {len(all_accounts(self.stage.publisher.desk))}"


def make(folder: Path) -> Play:
    """The practice office with its admin at the window."""
    servers = MastodonServer(), WeChatServer(), WeiboServer()
    for each in servers:
        Thread(target=each.serve, daemon=True).start()
    town = Town(new_stage(folder), Sshd(Path(tempfile.mkdtemp())), *servers, folder.parent / "site")
    town.folder.mkdir()
    signing_in.open_in_browser = lambda _address: None  # type: ignore[assignment]
    scenes: dict[str, Callable[[MainWindow], object]] = {
        "platforms": _dialog,
        "platforms-search": partial(_search, "wb"),
        "platforms-none": partial(_search, "QQ"),
        "platforms-keys": _by_keys,
        "sftp-key": partial(_host_key, town),
        "sftp-proven": partial(_proven, town),
        "mastodon-page": partial(_signing_in, town),
        "mastodon-pasting": partial(_pasting, town),
        "mastodon-named": partial(_signed_in, town),
        "mastodon-kept": partial(_kept, town),
        "mastodon-tested": partial(_tested, town),
        "wechat-named": partial(_wechat, town),
        "wechat-tested": partial(_wechat_tested, town),
        "wechat-wrong-secret": partial(_wechat, town, "wx0000000000000000", "wrong"),
        "wechat-away": partial(_away, town, "wechat"),
        "weibo-named": partial(_weibo, town),
        "weibo-away": partial(_away, town, "weibo"),
        "missing": partial(_missing, town),
        "folder-kept": partial(_folder, town),
    }
    for name in ("site_folder", "site_s3", "site_webdav", "webhook", "mastodon", "wechat", "weibo", "wordpress",
                 "email_bulletin", "telegram", "sandbox"):  # fmt: skip
        scenes[name.replace("_", "-")] = partial(_form, town, name)
    scenes["zhihu"] = _zhihu
    return Play(town.stage.publisher, scenes)


def _dialog(window: MainWindow) -> ConnectDialog:
    window.go("accounts")
    wait(400)
    view = window.view("accounts")
    assert isinstance(view, AccountsView)
    view.connect_account()
    wait(400)
    assert isinstance(view.dialog, ConnectDialog)
    return view.dialog


def _search(text: str, window: MainWindow) -> ConnectDialog:
    dialog = _dialog(window)
    wait(600)
    dialog.choice.search.setText(text)
    return dialog


def _zhihu(window: MainWindow) -> None:
    _search("知乎", window).choice.search.entered.emit()


def _by_keys(window: MainWindow) -> None:
    dialog = _dialog(window)
    dialog.choice.search.stepped.emit(1)
    dialog.choice.rows[0].stepped.emit(1)


def _form(town: Town, name: str, window: MainWindow) -> ConnectDialog:
    dialog = _dialog(window)
    dialog.choose_platform(town.stage.publisher.desk.platforms.platform(name))
    return dialog


def _next(dialog: ConnectDialog, milliseconds: int = 1500) -> None:
    dialog.answer("next", closes=False)
    wait(milliseconds)


def _typed(dialog: ConnectDialog, url: str, user: str = "", secret: str = "") -> None:
    assert dialog.form is not None
    dialog.form.url.set_text(url)
    if user and dialog.form.user is not None:
        dialog.form.user.set_text(user)
    if secret and dialog.form.secret is not None:
        dialog.form.secret.set_text(secret)


def _sftp(town: Town, window: MainWindow) -> ConnectDialog:
    dialog = _form(town, "site_sftp", window)
    _typed(dialog, town.sshd.connection().url, "press", "four plain words here")
    assert dialog.form is not None
    dialog.form.options["base_url"].set_text("https://news.example.gov.cn")
    return dialog


def _host_key(town: Town, window: MainWindow) -> None:
    _next(_sftp(town, window))


def _proven(town: Town, window: MainWindow) -> None:
    dialog = _sftp(town, window)
    assert dialog.form is not None
    dialog.form.options["host_key"].set_text(town.sshd.connection().options["host_key"])
    _next(dialog)


def _signing_in(town: Town, window: MainWindow) -> ConnectDialog:
    dialog = _form(town, "mastodon", window)
    _typed(dialog, town.mastodon.url)
    _next(dialog, 1200)
    return dialog


def _pasting(town: Town, window: MainWindow) -> None:
    page = _signing_in(town, window)._signing
    assert page is not None
    page._fold.click()
    page.pasted.set_text("http://127.0.0.1:9/signed-in?code=x")
    page.take.click()
    wait(300)


def _signed_in(town: Town, window: MainWindow) -> ConnectDialog:
    dialog = _signing_in(town, window)
    assert dialog._signing is not None
    opened(allowed(dialog._signing.address.text()))
    wait(2000)
    return dialog


def _kept(town: Town, window: MainWindow) -> ConnectDialog:
    dialog = _signed_in(town, window)
    dialog.name.set_text(town.unused("区政府"))
    _next(dialog)
    return dialog


def _tested(town: Town, window: MainWindow) -> None:
    _next(_kept(town, window))


def _wechat(town: Town, *rest: object) -> ConnectDialog:
    """With the window last; before it, credentials that are wrong."""
    *given, window = rest
    assert isinstance(window, MainWindow)
    user, secret = map(str, given or town.wechat.secret.split(":"))
    dialog = _form(town, "wechat", window)
    _typed(dialog, town.wechat.url, user, secret)
    _next(dialog)
    return dialog


def _wechat_tested(town: Town, window: MainWindow) -> None:
    dialog = _wechat(town, window)
    dialog.name.set_text(town.unused("滨江发布"))
    _next(dialog)
    _next(dialog)


def _weibo(town: Town, window: MainWindow) -> None:
    dialog = _form(town, "weibo", window)
    _typed(dialog, town.weibo.url, secret=town.weibo.secret)
    _next(dialog)


def _away(town: Town, name: str, window: MainWindow) -> None:
    dialog = _form(town, name, window)
    _typed(dialog, "http://127.0.0.1:9", "wx0000000000000000", "token")
    _next(dialog, 2500)


def _missing(town: Town, window: MainWindow) -> None:
    dialog = _form(town, "site_s3", window)
    _typed(dialog, "https://s3.example.gov.cn/press/www", "key", "secret")
    _next(dialog, 300)


def _folder(town: Town, window: MainWindow) -> None:
    dialog = _form(town, "site_folder", window)
    _typed(dialog, str(town.folder))
    _next(dialog)
    dialog.name.set_text(town.unused("区政府网站"))
    _next(dialog)


if __name__ == "__main__":
    run(make)
