"""A public site on which kits appear as a person would have posted them, and the folder where kits lie."""

from __future__ import annotations

import html
from contextlib import contextmanager
from typing import TYPE_CHECKING

from editor_app.platforms.contract import Connection
from tests.platforms.faulty import Answer, Asked, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HTML = {"Content-Type": "text/html; charset=utf-8"}
AROUND = "首页 关注 推荐 热榜 " * 20


def page(title: str, text: str) -> bytes:
    """An article as platforms show it: with their own words around it."""
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    head = f'<title>{html.escape(title)} - 平台</title><meta property="og:title" content="{html.escape(title)}">'
    body = f"<script>var a = 1;</script>{AROUND}{lines}评论 分享"
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


@contextmanager
def board(folder: Path, **options: str) -> Iterator[Connection]:
    """How an account there is reached; `/posts/KEY` shows the kit of that delivery, as it lies in the folder."""

    def shown(asked: Asked) -> Answer:
        key = asked.path.rpartition("/")[2]
        kits = sorted(folder.glob(f"*-{key}")) if key else []
        if not kits:
            return Answer(404, b"<h1>404</h1>", HTML)
        title, text = ((kits[0] / name).read_text("utf-8") for name in ("1-title.txt", "2-text.txt"))
        return Answer(200, page(title, text), HTML)

    with serving(shown) as running:
        yield Connection(str(folder), options={"home": f"{running.url}/office", **options})


def kits(folder: Path) -> list[str]:
    """Names of the kits that are whole."""
    return sorted(one.parent.name for one in folder.glob("*/checklist.html"))
