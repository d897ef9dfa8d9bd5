"""What settings of accounts and sealed options are called, and their values in words, wherever a window shows them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from editor_app.domain.errors import Invalid, NotFound
from editor_app.platforms.registry import Registry
from editor_app.ui.i18n import N_, said, tr

if TYPE_CHECKING:
    from editor_app.platforms.contract import OptionField

_NAMES: Final = {
    "tags": N_("Tags"),
    "categories": N_("Categories"),
    "author": N_("Author"),
    "authors": N_("Authors of the site"),
    "status": N_("Status"),
    "cover_alt": N_("Alternative text of the cover"),
    "recipients": N_("Recipients"),
    "post": N_("Post with the article"),
    "ai_made": N_("Made by AI"),
    "proxy": N_("Proxy"),
    "certificates": N_("Certificates"),
}
"""Of options that a platform adds to an account's settings when it seals a text."""
_VALUES: Final = {
    ("status", "publish"): N_("public"),
    ("status", "published"): N_("public"),
    ("ai_made", "yes"): N_("yes"),
    ("ai_made", "no"): N_("no"),
    ("zone", "Asia/Shanghai"): N_("Beijing time"),
    ("zone", "Asia/Urumqi"): N_("Urumqi time"),
}
_LATE: Final = {
    "draft_id": N_("number of the draft"),
    "media": N_("number of the picture"),
    "media_id": N_("number of the picture"),
    "media_url": N_("address of the picture"),
    "term_id": N_("number of the tag"),
    "author_id": N_("number of the author"),
    "updated_at": N_("time of the last change there"),
    "published_at": N_("time of publishing"),
    "published_on": N_("day of publishing"),
    "created_at": N_("time of posting"),
    "alert_expires": N_("end of the warning"),
    "alert_sent": N_("time of the warning"),
    "alert_references": N_("earlier warnings that it updates"),
    "blob": N_("reference to the picture"),
    "rkey": N_("number of the post"),
    "status": N_("number of the post"),
    "uri": N_("address of the post"),
    "date": N_("time of sending"),
    "queue": N_("what the mail server calls a letter"),
    "refused": N_("recipients that the mail server refuses"),
    "cid": N_("fingerprint of the post"),
    "mark": N_("mark of this delivery"),
    "pic_id": N_("number of the picture"),
    "article_id": N_("number of the article"),
    "publish_id": N_("number of the publication"),
    "msg_data_id": N_("number of the comments"),
    "handed": N_("when the kit was handed over"),
    "posted_url": N_("address of the post"),
}


def option_name(platform: str, name: str) -> str:
    """What an option of a platform is called."""
    field = _declared(platform, name)
    if field is not None:
        return said(field.label)
    return tr(_NAMES[name]) if name in _NAMES else name


def option_value(platform: str, name: str, value: str) -> str:
    """What a value says: in words where it is one of some, else as it is."""
    field = _declared(platform, name)
    choices = dict(field.choices) if field is not None else {}
    if value in choices:
        return said(choices[value])
    return tr(_VALUES[name, value]) if (name, value) in _VALUES else value


def late_word(name: str) -> str:
    """A late field in words, without its number."""
    kind = name.partition("/")[0]
    return tr(_LATE[kind]) if kind in _LATE else kind


def _declared(platform: str, name: str) -> OptionField | None:
    """The platform's own declaration; None = it has none of that name, or isn't installed."""
    try:
        options = _platforms().platform(platform).options
    except (NotFound, Invalid):
        return None
    return next((field for field in options if field.name == name), None)


@lru_cache(maxsize=1)
def _platforms() -> Registry:
    """The platforms of this installation; words are all that is taken from them."""
    return Registry()
