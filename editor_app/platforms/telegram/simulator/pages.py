"""What citizens see of the played channel: its messages, the newest last, as t.me shows them."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from editor_app.platforms.sandbox.exchange import Answer, refusal

if TYPE_CHECKING:
    from editor_app.platforms.sandbox.exchange import Asked
    from editor_app.platforms.telegram.simulator.books import Books, Message

_STYLE = (
    "body{margin:0;background:#d5e3ee;color:#1c2733;font:16px/1.6 'PingFang SC','Noto Sans CJK SC',sans-serif}"
    "main{max-width:560px;margin:0 auto;padding:24px 16px}h1{font-size:20px;margin:0 0 16px}"
    "article{background:#fff;border-radius:12px;padding:12px 14px;margin:0 0 10px;white-space:pre-wrap;"
    "overflow-wrap:anywhere}img{display:block;max-width:100%;border-radius:8px;margin:0 0 8px}"
    "time{display:block;text-align:right;font-size:13px;color:#51677a;margin-top:4px}a{color:#1f6ea8}"
)


def page(books: Books, asked: Asked) -> Answer:
    """The channel under `/s/…`, one message under `/…/NUMBER`."""
    with books.lock:
        if asked.path[:1] == ("s",):
            return _whole([_article(message) for message in books.messages.values()])
        number = asked.path[-1] if asked.path else ""
        message = books.messages.get(int(number)) if number.isascii() and number.isdigit() else None
        return _whole([_article(message)]) if message else refusal(404, "gone", "there is no such message")


def _article(message: Message) -> str:
    picture = f'<img src="data:{message.mime};base64,{message.picture}" alt="">' if message.picture else ""
    at = datetime.fromtimestamp(message.at, UTC).strftime("%Y-%m-%d %H:%M UTC")
    edited = " · edited" if message.edited else ""
    return f'<article id="m{message.id}">{picture}{message.text}<time>{at}{edited}</time></article>'


def _whole(articles: list[str]) -> Answer:
    view = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    head = f"<head>{view}<style>{_STYLE}</style><title>便民之声</title></head>"
    body = "\n".join(articles)
    html = (
        f'<!DOCTYPE html><html lang="zh-CN"><head>{head}<title>便民之声</title></head><body><main><h1>便民之声</h1>\n'
    )
    return Answer(200, f"{html}{body}</main></body></html>".encode(), "text/html; charset=utf-8")


def picture_of(message: Message) -> bytes:
    """The picture of a message as it was sent."""
    return base64.b64decode(message.picture)
