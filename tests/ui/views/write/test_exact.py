"""The exact preview, as far as it can be tried without a screen; on a real display see the test marked `window`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from editor_app.ui.views.write import exact
from editor_app.ui.views.write.view import WriteView

ROOT = Path(__file__).parents[4]
SCRIPT = """
import sys
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QApplication
QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
from editor_app.ui.views.write.exact import ExactPreview, register_scheme, why_not
app = QApplication([])
assert why_not() == "", why_not()
shown = ExactPreview()
shown.resize(400, 500)
shown.show()
body = '<h1>题</h1><img src="media:one"><img src="https://example.org/a.png"><script>document.title="ran"</script>'
png = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0000003010100"
    "18dd8db00000000049454e44ae426082")
def judge():
    shown.page.toPlainText(lambda text: finish(text))
def finish(text):
    print("TEXT", text.strip())
    print("TITLE", shown.page.title())
    print("REFUSED", shown.refused)
    print("RECORDED", not shown._profile.isOffTheRecord())
    sys.stdout.flush()
    import os
    os._exit(0)
shown.loaded.connect(lambda: QTimer.singleShot(300, judge))
shown.failed.connect(lambda words: (print("FAILED", words), sys.stdout.flush(), app.exit(1)))
shown.show_page(body, {"one": png}, dark=True)
QTimer.singleShot(40000, lambda: app.exit(2))
sys.exit(app.exec())
"""


class _Unshared:
    """An application started without shared contexts, which cannot be changed once it runs."""

    @staticmethod
    def testAttribute(_attribute: object) -> bool:  # noqa: N802 - Qt's name
        return False


def test_without_a_shared_context_the_reason_is_said_and_the_live_preview_stays(
    view: WriteView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exact, "QCoreApplication", _Unshared)
    assert "实时预览" in exact.why_not()
    view.turn_exact()
    assert view.previewing.exact is None
    assert view.panel.live.isVisible()


def test_as_root_without_a_sandbox_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QTWEBENGINE_DISABLE_SANDBOX", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    assert "root" in exact.why_not()


def test_the_page_carries_its_policy_and_its_shade() -> None:
    page = exact._document("<p>文</p>", dark=True).decode()
    assert '<html lang="zh-CN" class=dark>' in page
    assert "default-src &#x27;none&#x27;; img-src media:" in page


def test_pictures_are_told_by_their_first_bytes() -> None:
    assert exact._mime(b"\xff\xd8\xff") == b"image/jpeg"
    assert exact._mime(b"<svg") == b"application/octet-stream"


@pytest.mark.window
def test_a_browser_shows_the_page_and_nothing_else_is_ever_asked_for() -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "xcb", "QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu"}
    made = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    said = dict(line.partition(" ")[::2] for line in made.stdout.splitlines())
    assert made.returncode == 0, made.stdout + made.stderr
    assert said["TEXT"] == "题"
    assert said["TITLE"] != "ran"
    assert "https" in said["REFUSED"] or said["REFUSED"] == "[]"  # the page's own policy may refuse it first
    assert said["RECORDED"] == "False"
