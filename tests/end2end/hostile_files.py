"""Files that harm a careless program, made at run time in a few kilobytes, so that none of them lies in the tree."""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_WORDS = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
    "{text}</w:t></w:r></w:p></w:body></w:document>"
)
_LAUGHS = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
_MIB = 1024 * 1024


def huge_png(path: Path, side: int = 30_000) -> Path:
    """A sound PNG of 900 million black pixels in about 100 kB: decoded it would take a gigabyte and more."""
    packer = zlib.compressobj(9)
    row = bytes(1 + (side + 7) // 8)
    packed = b"".join(packer.compress(row * 1000) for _ in range(side // 1000)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", packed), (b"IEND", b""))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks))
    return path


def noisy_png(path: Path, side: int = 800) -> Path:
    """A harmless picture that nothing makes smaller: nearly 2 MB."""
    Image.frombytes("RGB", (side, side), os.urandom(3 * side * side)).save(path)
    return path


def docx_bomb(path: Path, megabytes: int = 200) -> Path:
    """A Word file that unpacks to 200 MiB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        with archive.open("word/document.xml", "w") as inside:
            for _ in range(megabytes):
                inside.write(b" " * _MIB)
    return path


def laughing_docx(path: Path) -> Path:
    """A Word file whose text declares entities of entities."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("word/document.xml", _LAUGHS + _WORDS.format(text="&b;"))
    return path


def binary_named_md(path: Path) -> Path:
    """A program with the name of a text."""
    path.write_bytes(b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 8)
    return path


def endless_text(path: Path) -> Path:
    """5 MiB of text: more than a document takes from a file."""
    line = b"All of it is one and the same line of a very long notice.\n"
    path.write_bytes(b"# Long\n\n" + line * (5 * _MIB // len(line)))
    return path


def half_characters(path: Path) -> Path:
    """UTF-8 with halves of surrogate pairs in title and text, as a broken editor writes it."""
    text = "# 供暖\ud83d通知\n\n" + "11月15日起供暖，收费标准不变，具体时间以各供热单位公告为准。" * 16 + "\udc4d\n"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return path


def hidden_characters(path: Path) -> Path:
    """A text with control characters, turned direction and zero width: it reads otherwise than it is stored."""
    path.write_text("# 供暖\x07通\x1b[2J知\n\n费用为 \u202e001\u202c 元，\u200b按时\u2066缴纳\u2069。\n", "utf-8")
    return path


def ragged_csv(path: Path) -> Path:
    """A table whose third line has a cell too many."""
    path.write_text("year,value\n2021,1\n2022,2,3\n", "utf-8")
    return path


def scripted_svg(path: Path) -> Path:
    """A drawing with a script in it."""
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "utf-8")
    return path


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
