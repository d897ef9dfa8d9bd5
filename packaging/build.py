"""What `./dev package` makes in dist/: apart from the program, because only those who release it build it.

The wheel always; with PyInstaller (pip install pyinstaller) the program folder; with dpkg-deb the Debian package of it.
"""

import importlib.metadata
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
VERSION = importlib.metadata.version("editor-app")
LIBRARIES = "libgl1, libegl1, libdbus-1-3, libfontconfig1, libxkbcommon-x11-0, libxcb-cursor0, libnss3, fonts-noto-cjk"


def main() -> int:
    """Builds what this machine has the tools for."""
    DIST.mkdir(exist_ok=True)
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(DIST)])
    if importlib.util.find_spec("PyInstaller") is None:
        print("no program folder: PyInstaller is not installed here (pip install pyinstaller)")
        return 0
    spec = str(ROOT / "packaging" / "press-desk.spec")
    work = ["--distpath", str(DIST), "--workpath", str(ROOT / "build")]
    run([sys.executable, "-m", "PyInstaller", "--noconfirm", *work, spec])
    dpkg_deb = shutil.which("dpkg-deb")
    if dpkg_deb:
        debian_package(dpkg_deb)
    return 0


def debian_package(dpkg_deb: str) -> None:
    """The program folder as a .deb: /opt/press-desk, two commands, the menu entry."""
    architecture = subprocess.check_output([dpkg_deb.removesuffix("-deb"), "--print-architecture"], text=True).strip()
    tree = ROOT / "build" / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(DIST / "press-desk", tree / "opt" / "press-desk", symlinks=True)
    (tree / "usr" / "bin").mkdir(parents=True)
    for name in ("press-desk", "editor-app"):
        (tree / "usr" / "bin" / name).symlink_to(f"/opt/press-desk/{name}")
    for source, place in (
        ("press-desk.desktop", "usr/share/applications"),
        ("io.github.press_desk.metainfo.xml", "usr/share/metainfo"),
        ("worker/press-desk-worker@.service", "usr/lib/systemd/system"),
    ):
        (tree / place).mkdir(parents=True)
        shutil.copy(ROOT / "packaging" / source, tree / place)
    icon = ROOT / "resources" / "icons" / "press-desk.svg"
    if icon.exists():
        icons = tree / "usr/share/icons/hicolor/scalable/apps"
        icons.mkdir(parents=True)
        shutil.copy(icon, icons)
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN" / "control").write_text(control(architecture), "utf-8")
    run(
        [
            dpkg_deb,
            "--root-owner-group",
            "-Zgzip",
            "--build",
            str(tree),
            str(DIST / f"press-desk_{VERSION}_{architecture}.deb"),
        ]
    )


def control(architecture: str) -> str:
    """The package's description for dpkg."""
    return (
        f"Package: press-desk\nVersion: {VERSION}\nArchitecture: {architecture}\nSection: editors\nPriority: optional\n"
        f"Maintainer: Press Desk <press-desk@localhost>\nDepends: {LIBRARIES}\n"
        "Description: Press Desk, the workstation of a government press office\n"
        " Draft, approve and publish government explainers, once and provably.\n"
    )


def run(command: list[str]) -> None:
    """Runs one tool of the build, and ends with its error."""
    subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    sys.exit(main())
