"""What the Accounts view calls limits, capabilities and credentials; apart because these words stand in many places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from editor_app.ui.i18n import N_, joined, said, tr

if TYPE_CHECKING:
    from editor_app.domain.text import Text
    from editor_app.platforms.contract import Capabilities, Platform

_LIMITS: Final = {
    "title_characters": N_("Title, characters"),
    "title_characters_by_hand": N_("Title, characters as its editor counts them"),
    "summary_characters": N_("Summary, characters"),
    "alt_characters_of_cover": N_("Alternative text of the cover, characters"),
    "slug_characters": N_("Short name in the address, characters"),
    "body_bytes": N_("Body, bytes"),
    "post_graphemes": N_("One post, characters"),
    "post_bytes": N_("One post, bytes"),
    "images_per_post": N_("Pictures in one post"),
    "image_bytes": N_("One picture, bytes"),
    "image_side": N_("One picture, pixels of the longer side"),
    "card_image_bytes": N_("Picture of a link card, bytes"),
    "tag_bytes": N_("One tag, bytes"),
    "long_title_characters": N_("Title where long ones are taken, characters"),
    "author_characters": N_("Author, characters"),
    "text_characters": N_("Text, characters"),
    "markup_characters": N_("Text with its markup, characters"),
    "link_bytes": N_("Link of the original, bytes"),
    "publications_a_day": N_("Publications in a day"),
    "announcements_a_month": N_("Sendings to every follower in a month, service account"),
    "announcements_a_day": N_("Sendings to every follower in a day, subscription account"),
    "status_reads_a_day": N_("Looks at a publication in a day"),
    "article_reads_a_day": N_("Read-backs in a day"),
    "deletions_a_day": N_("Withdrawals in a day"),
    "message_bytes": N_("One message with its markup, bytes"),
    "post_units": N_("One post, characters (an emoji counts as two)"),
    "caption_units": N_("Words below a picture, characters"),
    "hours_to_delete": N_("Hours in which a post can be withdrawn"),
    "recipients": N_("Recipients"),
    "recipients_per_letter": N_("Recipients of one letter"),
    "link_characters": N_("A link counts as, characters"),
    "alt_characters": N_("Alternative text, characters"),
    "poll_choices": N_("Choices of a poll"),
    "choice_characters": N_("One choice of a poll, characters"),
    "calls_in_5_minutes": N_("Calls in 5 minutes"),
    "uploads_in_30_minutes": N_("Pictures in 30 minutes"),
    "deletions_in_30_minutes": N_("Withdrawals in 30 minutes"),
    "post_characters": N_("One post, characters (two letters count as one)"),
    "safe_post_characters": N_("One post that was always taken, characters"),
    "long_post_characters": N_("One long post, characters"),
    "article_title_characters": N_("Title of an article, characters"),
    "article_characters": N_("Text of an article, characters"),
    "listed_posts": N_("Posts that a list shows"),
    "topics": N_("Topics"),
    "reply_characters": N_("One answer to a reader, characters"),
}
_CAPABILITIES: Final = (
    ("find", N_("A lost reply can be settled by reading")),
    ("read_back", N_("What is live can be read back")),
    ("idempotent", N_("Publishing twice makes one post")),
    ("alt_text", N_("Alternative texts of pictures")),
    ("drafts", N_("Private drafts, also for the test")),
    ("edit", N_("Posts can be corrected")),
    ("delete", N_("Posts can be withdrawn")),
    ("threads", N_("Long texts become threads")),
    ("comments", N_("Readers can comment")),
)


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a platform asks for: an optional name and a secret, joined by a colon."""

    secret: str
    name: str = ""
    hint: str = ""
    url_hint: str = "https://"
    url: str = ""
    """Where everybody reaches the platform; an organisation's relay is typed over it."""
    optional: bool = False
    """Whether name and secret may both stay empty."""


_CREDENTIALS: Final = {
    "wordpress": Credentials(
        N_("Application password"),
        N_("User name"),
        N_("In WordPress: Users, Profile, Application passwords. The user needs the right to publish."),
        "https://www.example.gov.cn",
    ),
    "ghost": Credentials(
        N_("Admin API key"),
        "",
        N_("In Ghost: Settings, Integrations, Add custom integration. The key has a colon in its middle."),
        "https://news.example.gov.cn",
    ),
    "bluesky": Credentials(
        N_("App password"),
        N_("Handle"),
        N_("In Bluesky: Settings, Privacy and security, App passwords."),
        url="https://bsky.social",
    ),
    "site_sftp": Credentials(
        N_("Password or private key"),
        N_("User name"),
        N_("A private key is pasted whole, from BEGIN to END; it has no passphrase, the vault keeps it under lock."),
        "sftp://files.example.gov.cn/srv/site",
    ),
    "site_webdav": Credentials(
        N_("Password"),
        N_("User name"),
        N_("A user of the server for this alone, who may write in this folder."),
        "https://dav.example.gov.cn/site",
    ),
    "site_s3": Credentials(
        N_("Secret key"),
        N_("Access key"),
        N_("The key may read, write, delete and list in this bucket, and nothing else."),
        "https://s3.example.gov.cn/press/www",
    ),
    "webhook": Credentials(
        N_("Shared secret"),
        "",
        N_("At least 32 letters and digits by chance; the receiver of the client has the same."),
        "https://app.example.gov.cn/press-desk",
    ),
    "wechat": Credentials(
        N_("AppSecret"),
        N_("AppID"),
        N_("On mp.weixin.qq.com: Settings, Development. Put the address of this computer on the IP white list there."),
        url="https://api.weixin.qq.com",
    ),
    "weibo": Credentials(
        N_("KEY:SECRET of the application, or an access token"),
        "",
        N_("On open.weibo.com, My applications. With key and secret you sign in at Weibo's page, for thirty days."),
        url="https://api.weibo.com",
    ),
    "mastodon": Credentials(N_("Access token"), "", "", "https://social.example.gov.cn"),
    "email_bulletin": Credentials(
        N_("Password"),
        N_("User name"),
        N_("Of the mail server. Both stay empty where it asks for none."),
        "smtp://mail.example.gov.cn:587",
        optional=True,
    ),
    "matrix": Credentials(
        N_("Access token"),
        "",
        N_("Of a user for this alone, who is in the room and may write there: in Element, Settings, Help & About."),
        "https://matrix.example.gov.cn",
    ),
    "telegram": Credentials(
        N_("Bot token"),
        "",
        N_("@BotFather gives it. Make the bot an administrator of the channel with the right to post."),
        url="https://api.telegram.org",
    ),
    "sandbox": Credentials(
        N_("Token"), "", N_("The practice server prints it when it starts."), "http://127.0.0.1:8800"
    ),
}


def limit_word(name: str) -> str:
    """A limit's name for people; those of what is posted by hand name their platform first."""
    from editor_app.platforms.hand_off.profiles import PROFILES

    service, _, own = name.partition("_")
    if name not in _LIMITS and service in PROFILES and own in _LIMITS:
        return joined(said(PROFILES[service].title), tr(_LIMITS[own]))
    return tr(_LIMITS[name]) if name in _LIMITS else name.replace("_", " ")


def capability_words(can: Capabilities) -> list[tuple[str, bool]]:
    """Each capability in words and whether it is there."""
    return [(tr(words), bool(getattr(can, name))) for name, words in _CAPABILITIES]


def credentials_of(platform: str) -> Credentials:
    """What to ask for; a platform that we don't know asks for one secret."""
    return _CREDENTIALS.get(platform, Credentials(N_("Secret")))


def is_folder(platform: str) -> bool:
    """Whether the account is a folder of this computer instead of a server."""
    return platform in {"site_folder", "hand_off"}


def kind_words(platform: Platform, about: Text | None = None) -> str:
    """In one line, what goes out there and whether it can be set right; `about` is what the platform says itself."""
    can = platform.capabilities
    posts = tr("Posts, long texts as threads") if can.threads else tr("Short posts with pictures")
    articles = tr("Articles with pictures") if platform.format == "html" else posts
    what = said(about) if about is not None else articles
    if platform.by_hand:
        return what
    mended = (
        tr("can be corrected") if can.edit else "",
        tr("can be withdrawn") if can.delete else "",
        "" if can.edit or can.delete else tr("can't be corrected or withdrawn"),
    )
    return joined(what, *mended)
