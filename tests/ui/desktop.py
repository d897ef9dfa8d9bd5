"""A desktop for one notice: its watcher of tray icons and its daemon of notices on a session bus, and our own side.

dbus-run-session -- xvfb-run -a python -m tests.ui.desktop    tells what the desktop heard, and that a press came back
"""

import sys

from PySide6.QtCore import ClassInfo, Property, QCoreApplication, QObject, QProcess, QTimer, Signal, Slot
from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from editor_app.ui.alerts import Tray

TITLE, WORDS = "A publisher is needed", "Deliveries that need a decision in Press Desk: 1"
_LONGEST_MS = 30_000


@ClassInfo({"D-Bus Interface": "org.kde.StatusNotifierWatcher"})
class Watcher(QObject):
    """Where programs register their icons; names are those of the desktop's interface."""

    @Slot(str)
    def RegisterStatusNotifierItem(self, _service: str) -> None:  # noqa: N802 - the interface's name
        print("an icon", flush=True)  # noqa: T201 - read by the other side

    IsStatusNotifierHostRegistered = Property(bool, lambda _self: True)
    ProtocolVersion = Property(int, lambda _self: 0)


@ClassInfo({"D-Bus Interface": "org.freedesktop.Notifications"})
class Notices(QObject):
    """Shows notices, and presses the first one at once."""

    ActionInvoked = Signal("uint", str)

    @Slot(result="QStringList")
    def GetCapabilities(self) -> list[str]:  # noqa: N802 - the interface's name
        return ["body", "actions"]

    @Slot(str, "uint", str, str, str, "QStringList", "QVariantMap", int, result="uint")
    def Notify(self, *said: object) -> int:  # noqa: N802 - the interface's name
        print(f"a notice: {said[3]} | {said[4]}", flush=True)  # noqa: T201 - read by the other side
        QTimer.singleShot(0, self, lambda: self.ActionInvoked.emit(7, "default"))
        return 7


def stand_by() -> int:
    """Be the desktop until the other side ends."""
    application = QCoreApplication(sys.argv)
    bus = QDBusConnection.sessionBus()
    for path, name, thing in (
        ("/StatusNotifierWatcher", "org.kde.StatusNotifierWatcher", Watcher(application)),
        ("/org/freedesktop/Notifications", "org.freedesktop.Notifications", Notices(application)),
    ):
        assert bus.registerObject(path, thing, QDBusConnection.RegisterOption.ExportAllContents)
        assert bus.registerService(name)
    print("ready", flush=True)  # noqa: T201 - read by the other side
    return application.exec()


def main() -> int:
    """Show one notice on such a desktop; ends when its press has come back."""
    application = QApplication(sys.argv)
    window = QWidget()
    window.show()
    icon = QPixmap(32, 32)
    icon.fill()
    tray = Tray(window, QIcon(icon))
    desktop = QProcess()

    told: list[str] = []

    def heard() -> None:
        told.append(bytes(desktop.readAllStandardOutput().data()).decode())
        if "ready" in told[-1]:
            tray.show_notice(TITLE, WORDS)

    def pressed() -> None:
        desktop.terminate()
        desktop.waitForFinished()
        heard()
        told.append("pressed\n")
        application.quit()

    desktop.readyReadStandardOutput.connect(heard)
    tray.opened.connect(pressed)
    desktop.start(sys.executable, ["-m", "tests.ui.desktop", "desktop"])
    QTimer.singleShot(_LONGEST_MS, application.quit)
    application.exec()
    desktop.kill()
    desktop.waitForFinished()
    print("".join(told), flush=True)  # noqa: T201 - what the test reads
    return 0


if __name__ == "__main__":
    if "desktop" in sys.argv:
        sys.exit(stand_by())
    sys.exit(main())
