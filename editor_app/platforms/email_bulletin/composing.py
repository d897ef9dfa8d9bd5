"""From a variant to a letter: HTML that mail programs show as it is meant, and the same as text."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from editor_app.platforms.article_fields import byline_html
from editor_app.platforms.articles import images_in
from editor_app.platforms.plain_articles import plain_article, with_addresses

if TYPE_CHECKING:
    from editor_app.domain.document import Variant

_FONT = "-apple-system,BlinkMacSystemFont,'Segoe UI','PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"
_STYLES = {
    "h1": "margin:0 0 16px;font-size:24px;line-height:1.35;font-weight:600;color:#1f1d1a",
    "h2": "margin:28px 0 12px;font-size:19px;line-height:1.4;font-weight:600;color:#1f1d1a",
    "h3": "margin:24px 0 10px;font-size:17px;line-height:1.4;font-weight:600;color:#1f1d1a",
    "p": "margin:0 0 16px",
    "ul": "margin:0 0 16px;padding-left:24px",
    "ol": "margin:0 0 16px;padding-left:24px",
    "li": "margin:0 0 6px",
    "a": "color:#1f5c87;text-decoration:underline",
    "img": "display:block;max-width:100%;height:auto;border:0",
    "figure": "margin:0 0 16px",
    "figcaption": "margin:6px 0 0;font-size:14px;line-height:1.5;color:#5c574e",
    "blockquote": "margin:0 0 16px;padding:2px 0 2px 16px;border-left:3px solid #cfc8ba;color:#474239",
    "table": "margin:0 0 16px;border-collapse:collapse;font-size:15px",
    "th": "padding:6px 10px;border:1px solid #d9d3c6;text-align:left;font-weight:600",
    "td": "padding:6px 10px;border:1px solid #d9d3c6",
    "hr": "margin:24px 0;border:0;border-top:1px solid #d9d3c6",
    "pre": "margin:0 0 16px;padding:12px;background:#f4f1ea;white-space:pre-wrap",
}
"""Inside of each mark, because many mail programs drop style sheets."""
_MARK = re.compile(r"<(" + "|".join(_STYLES) + r")(?=[\s/>])")
_BODY = f"margin:0;padding:0;background:#ffffff;font-family:{_FONT};font-size:16px;line-height:1.7;color:#2b2823"
_SHEET = "max-width:640px;margin:0 auto;padding:24px 16px"
_PICTURE = {"zh": "［图］", "en": "[Picture] "}


def letter_body(variant: Variant, body: str) -> str:
    """What is signed: the body and its by-line."""
    return "\n".join(filter(None, (body, byline_html(variant.content, with_original=True))))


def page_html(title: str, language: str, body: str) -> str:
    """The whole page of a letter: title and body in the looks that mail programs keep."""
    title, language = html.escape(title, quote=False), html.escape(language)
    said = f"<h1>{title}</h1>\n{body}"
    styled = _MARK.sub(lambda found: f'<{found[1]} style="{_STYLES[found[1]]}"', said)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title></head>\n'
        f'<body style="{_BODY}"><div style="{_SHEET}">\n{styled}\n</div></body></html>\n'
    )


def letter_text(variant: Variant, body: str) -> str:
    """The same as text, with the addresses of links and what each picture shows."""
    mark = _PICTURE["zh" if variant.content.language.lower().startswith("zh") else "en"]
    shown = [f"{mark}{image.alt}" for image in images_in(body) if image.alt]
    return "\n\n".join([with_addresses(plain_article(variant)), *shown]) + "\n"
