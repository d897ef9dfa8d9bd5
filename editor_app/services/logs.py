"""The program's own log: a rotating file in the user's folder; ids and digests only, never a secret."""

from __future__ import annotations

import logging
import re
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from typing_extensions import override

if TYPE_CHECKING:
    from pathlib import Path

_BYTES = 1_000_000
_FILES = 5
_SECRET = re.compile(
    r"(?i)((?:authorization|password|passphrase|secret|token|apikey|api_key|access_token|appsecret)[\"']?\s*[:=]\s*[\"']?"
    r"(?:basic |bearer |ghost )?)[^\s\"'&,;}]+"
)
_URL_SECRET = re.compile(r"(?i)(https?://)[^/\s@]+@")


class Redaction(logging.Formatter):
    """Formats a record and takes out what looks like a secret, tracebacks included."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


def redacted(text: str) -> str:
    """`text` with values of passwords and tokens, and names in addresses, replaced by ***."""
    return _URL_SECRET.sub(r"\1***@", _SECRET.sub(r"\1***", text))


def begin(folder: Path) -> Path:
    """Write the log of this process to a rotating file in `folder`; returns the file.

    Nothing is written to standard error any more. A second call changes nothing.
    """
    file = folder / "press-desk.log"
    root = logging.getLogger("editor_app")
    if any(isinstance(handler, RotatingFileHandler) for handler in root.handlers):
        return file
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handler = RotatingFileHandler(file, maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8", delay=True)
    handler.setFormatter(Redaction("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    root.propagate = False
    return file
