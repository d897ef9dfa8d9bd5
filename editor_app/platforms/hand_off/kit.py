"""The kit of a hand-over: what a person copies, in which order, and the files in which it lies; pure."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor_app.domain.edition import MediaRole, filled
from editor_app.domain.text import T, T_n
from editor_app.platforms.articles import URL_FIELD
from editor_app.platforms.covers import SHAPE
from editor_app.platforms.hand_off.composing import text_of, topics_of
from editor_app.platforms.hand_off.settings import profile_of
from editor_app.translation import known_language, lookup

if TYPE_CHECKING:
    from editor_app.domain.edition import Payload, SealedMedia
    from editor_app.domain.text import Text
    from editor_app.platforms.contract import Order
    from editor_app.platforms.hand_off.profiles import Profile

CHECKLIST = "checklist.html"
_SUFFIX = {"image/png": "png", "image/webp": "webp", "image/gif": "gif"}
_IMAGE = re.compile(r"<img\b[^>]*>")
_EMPTY = re.compile(r"<(p|figure)>\s*</\1>")
_TAG = re.compile(r"<[^>]*>")
_NEAR = 18
_CSS = (
    "body{font:16px/1.7 sans-serif;max-width:44em;margin:2em auto;padding:0 1em;color:#1b1b1b}"
    "li{margin:.6em 0}img{max-width:12em;max-height:9em;display:block;margin:.3em 0;border:1px solid #ccc}"
    "pre{white-space:pre-wrap;border:1px solid #ccc;padding:.8em;font:inherit}small{color:#555}"
    "@media print{li,pre{break-inside:avoid}}"
)


@dataclass(frozen=True, slots=True)
class KitPicture:
    """One picture of a kit."""

    name: str
    """Of its file, such as `pictures/02.jpg`: the order in which the platform gets them."""
    medium: SealedMedia
    after: str
    """The words behind which it stands; empty = before all words, or beside them."""

    @property
    def is_cover(self) -> bool:
        """Whether it is the cover."""
        return self.medium.role is MediaRole.COVER


@dataclass(frozen=True, slots=True)
class Kit:
    """Everything that a person needs to post one delivery by hand."""

    profile: Profile
    title: str
    text: str
    """Plain, as it is pasted; topics stand in it where the platform has them there."""
    html: str
    """Formatted, without pictures; empty where the platform takes plain text only."""
    topics: tuple[str, ...]
    """To be chosen in a field of their own; empty where they stand in the text."""
    pictures: tuple[KitPicture, ...]
    """The cover first."""
    steps: tuple[Text, ...]
    """What to do, in order."""


def kit_of(payload: Payload) -> Kit:
    """The kit of a signed payload; nothing in it comes from anywhere else."""
    profile = profile_of(dict(payload.options))
    body = payload.parts[0].body
    formatted = _EMPTY.sub("", _IMAGE.sub("", body)) if profile.is_article else ""
    pictures = tuple(sorted(_pictures(payload, body), key=lambda one: not one.is_cover))
    own_field = () if profile.topic else topics_of(payload)
    return Kit(
        profile,
        payload.title,
        text_of(payload),
        formatted,
        own_field,
        pictures,
        tuple(_steps(_shaped(profile, payload), own_field, pictures)),
    )


def picture_name(medium: SealedMedia) -> str:
    """The file of a picture: `pictures/cover.jpg`, `pictures/01.png`."""
    suffix = _SUFFIX.get(medium.mime, "jpg")
    return f"pictures/{'cover' if medium.role is MediaRole.COVER else f'{medium.ordinal:02d}'}.{suffix}"


def folder_of(order: Order) -> str:
    """The kit's own folder in the place where kits lie: readable, and one for each delivery."""
    return f"{order.payload.slug[:40].strip('-') or 'kit'}-{order.key}"


def files_of(order: Order) -> dict[str, str]:
    """The kit's text files by name, the checklist last: where it lies, the kit is whole."""
    kit = kit_of(order.payload)
    names = {f"{URL_FIELD}/{one.medium.ordinal}": one.name for one in kit.pictures}
    files = {"1-title.txt": kit.title, "2-text.txt": kit.text}
    if kit.html:
        files["2-text.html"] = _page(filled(order.payload.parts[0].body, {**order.late, **names}), order.payload)
    if kit.topics:
        files["3-topics.txt"] = "\n".join(kit.topics)
    if kit.pictures:
        files["4-alternative-texts.txt"] = "\n".join(f"{one.name}\t{one.medium.alt}" for one in kit.pictures)
    return {**files, CHECKLIST: _page(_checklist(kit, order), order.payload)}


def _pictures(payload: Payload, body: str) -> list[KitPicture]:
    after: dict[int, str] = {}
    for found in _IMAGE.finditer(body):
        ordinal = re.search(rf"pd-late:{URL_FIELD}/(\d+)", found[0])
        if ordinal is not None:
            words = " ".join(html.unescape(_TAG.sub(" ", body[: found.start()])).split())
            after.setdefault(int(ordinal[1]), words[-_NEAR:])
    return [KitPicture(picture_name(one), one, after.get(one.ordinal, "")) for one in payload.media]


def _shaped(profile: Profile, payload: Payload) -> Profile:
    """The platform without the shape of its own that the cover has already."""
    return replace(profile, cover="") if payload.option(SHAPE) == profile.cover else profile


def _steps(profile: Profile, topics: tuple[str, ...], pictures: tuple[KitPicture, ...]) -> list[Text]:
    inline = sum(not one.is_cover for one in pictures)
    steps = [
        T("Open {platform} and sign in as the office's account.", platform=profile.title),
        T("Copy the title and paste it."),
        T("Copy the text and paste it; change no word."),
    ]
    if inline and profile.is_article:
        steps.append(
            T_n(
                "Put the picture where it belongs.",
                "Put the {count} pictures where they belong, in order.",
                count=inline,
            )
        )
    elif inline:
        steps.append(T_n("Upload the picture.", "Upload the {count} pictures in order.", count=inline))
    if any(one.is_cover for one in pictures):
        cut = T("Choose the cover; the platform cuts it to {shape}.", shape=profile.cover)
        steps.append(cut if profile.cover else T("Choose the cover."))
    if pictures:
        steps.append(T("Where the platform asks for alternative texts, paste them."))
    if topics:
        steps.append(T("Choose the topics: {topics}.", topics=", ".join(topics)))
    return [
        *steps,
        T("Where a picture was made by AI, say so in the platform's own declaration."),
        T("Look at the preview, then publish."),
        T("Open the post as a reader, copy its address and paste it into Press Desk."),
    ]


def _checklist(kit: Kit, order: Order) -> str:
    """The steps with boxes to tick, then everything to copy; in the document's language."""
    look = lookup(known_language(order.payload.language))

    def said(words: Text) -> str:
        return html.escape(words.render(look))

    head = T("Hand over by hand: {platform}, {account}", platform=kit.profile.title, account=order.payload.account_name)
    honest = T("Press Desk posts nothing here; whoever posts says so with the address of the post.")
    steps = "".join(f"<li>☐ {said(step)}</li>" for step in kit.steps)
    shown = "".join(
        f'<li><img src="{one.name}" alt="{html.escape(one.medium.alt)}"> {one.name}'
        f" · {one.medium.width} × {one.medium.height}<br>{html.escape(one.medium.alt)}"
        + (f"<br><small>{said(T('after “…{words}”', words=one.after))}</small>" if one.after else "")
        + "</li>"
        for one in kit.pictures
    )
    return (
        f"<h1>{html.escape(kit.title)}</h1><p>{said(head)}<br><small>{said(honest)} · {order.key}</small></p>"
        f"<ol>{steps}</ol><h2>{said(T('Text'))}</h2><pre>{html.escape(kit.text)}</pre>"
        + (f"<h2>{said(T('Pictures'))}</h2><ol>{shown}</ol>" if shown else "")
    )


def _page(body: str, payload: Payload) -> str:
    return (
        f'<!doctype html><html lang="{html.escape(payload.language)}"><meta charset="utf-8">'
        f"<title>{html.escape(payload.title)}</title><style>{_CSS}</style><body>{body}</body></html>\n"
    )
