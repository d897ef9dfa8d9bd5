"""Where the Chinese fonts are, and which characters they can't draw; shared by charts and by printed pages."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

from editor_app.domain.errors import Unavailable
from editor_app.domain.text import T
from editor_app.resources import packaged_folder

SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei")
SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "SimSun", "Songti SC", "AR PL UMing CN")
MONO = ("Noto Sans Mono CJK SC", "Consolas", "Menlo", "DejaVu Sans Mono")
_FILES = (  # file name, index of the Simplified Chinese face in it
    ("NotoSansCJK-Regular.ttc", 2), ("NotoSansCJKsc-Regular.otf", 0), ("NotoSansSC-Regular.otf", 0),
    ("SourceHanSansSC-Regular.otf", 0), ("msyh.ttc", 0), ("PingFang.ttc", 0), ("wqy-microhei.ttc", 0),
    ("NotoSansCJK-VF.otf.ttc", 2), ("simsun.ttc", 0),
)  # fmt: skip


def font_folders() -> tuple[Path, ...]:
    """Folders with fonts that exist here: our own first, then the system's and the person's."""
    folders = [packaged_folder("resources") / "fonts"]
    if sys.platform == "win32":
        folders += [Path(os.environ.get("SYSTEMROOT", "C:/Windows"), "Fonts")]
        folders += [Path(os.environ.get("LOCALAPPDATA", ""), "Microsoft", "Windows", "Fonts")]
    elif sys.platform == "darwin":
        folders += [Path("/System/Library/Fonts"), Path("/Library/Fonts"), Path.home() / "Library/Fonts"]
    else:
        folders += [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts"]
    return tuple(folder for folder in folders if folder.is_dir())


@cache
def chinese_font() -> tuple[Path, int] | None:
    """File and face of the font that draws Chinese; None = there is none on this computer."""
    wanted = {name.lower(): (order, index) for order, (name, index) in enumerate(_FILES)}
    found = [
        (*wanted[path.name.lower()], path)
        for folder in font_folders()
        for path in folder.rglob("*")
        if path.name.lower() in wanted
    ]
    if not found:
        return None
    _, index, path = min(found)
    return path, index


def require_chinese_font() -> tuple[Path, int]:
    """File and face of the font that draws Chinese.

    Raises:
        Unavailable: there is none.
    """
    found = chinese_font()
    if found is None:
        raise Unavailable(
            T("This computer has no Chinese font that is known here."),
            T("Install Noto Sans CJK SC (Debian package fonts-noto-cjk)."),
        )
    return found


def undrawable(text: str) -> str:
    """Characters of `text`, each once, for which the Chinese font has no glyph.

    Raises:
        Unavailable: no Chinese font.
    """
    wanted = sorted({character for character in text if character > "\x7f" and not character.isspace()})
    return "".join(character for character in wanted if not _has_glyph(character))


@cache
def _has_glyph(character: str) -> bool:
    from PIL import ImageFont

    path, index = require_chinese_font()
    font = ImageFont.truetype(str(path), 24, index=index)
    shape, missing = font.getmask(character), font.getmask("\U0010fffd")
    return (shape.size, bytes(shape)) != (missing.size, bytes(missing))
