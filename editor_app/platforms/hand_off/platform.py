"""A platform on which only people post: what is prepared, handed over, and must be seen; all of it pure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from typing_extensions import override

from editor_app.domain.canonical import canonical
from editor_app.domain.errors import Invalid, Refused
from editor_app.domain.text import T, Text
from editor_app.platforms.contract import (
    Capabilities,
    Composed,
    Connection,
    Limit,
    Normalisation,
    Observed,
    OptionField,
    Order,
    Outgoing,
    Platform,
    Step,
    StepClass,
    StepResult,
    Workbench,
)
from editor_app.platforms.hand_off.composing import HANDED, POSTED, beyond, composed, text_of
from editor_app.platforms.hand_off.kit import files_of, folder_of, picture_name
from editor_app.platforms.hand_off.offering import OFFER
from editor_app.platforms.hand_off.page_text import paragraphs
from editor_app.platforms.hand_off.profiles import limits, limits_of
from editor_app.platforms.hand_off.settings import OPTIONS, profile_of
from editor_app.platforms.offering import Offer, Offered
from editor_app.platforms.own_limits import OwnLimits

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from editor_app.domain.document import Variant
    from editor_app.domain.edition import Payload
    from editor_app.platforms.contract import Link

_JSON = ("Content-Type", "application/json")


class HandOff(Platform, OwnLimits, Offered):
    """An account on a platform without an official interface; its address is the folder where kits are put."""

    name: ClassVar[str] = "hand_off"
    title: ClassVar[Text] = T("By hand (hand-over kit)")
    tile: ClassVar[str] = "交"
    offer: ClassVar[Offer] = OFFER
    format: ClassVar[str] = "html"
    capabilities: ClassVar[Capabilities] = Capabilities(
        edit=False, delete=False, alt_text=False, idempotent=False, find=False, drafts=False, comments=False
    )
    limits: ClassVar[tuple[Limit, ...]] = limits()
    late_fields: ClassVar[tuple[str, ...]] = (HANDED, "media_url/*", POSTED)
    accepted_field: ClassVar[str] = HANDED
    by_hand: ClassVar[bool] = True
    options: ClassVar[tuple[OptionField, ...]] = OPTIONS
    deadline: ClassVar[timedelta] = timedelta(seconds=10)
    settle: ClassVar[timedelta] = timedelta(seconds=5 + 10)
    normalisations: ClassVar[tuple[Normalisation, ...]] = ()

    @override
    def compose(self, variant: Variant, remote_uid: str, bench: Workbench) -> Composed:
        return composed(self.name, variant, remote_uid, bench)

    @override
    def steps(self, payload: Payload) -> tuple[Step, ...]:
        """Pictures into the kit, then the kit to a person: from then on it may be public, and only people know."""
        pictures = [Step(at, "picture", StepClass.REPEATABLE, media=m.ordinal) for at, m in enumerate(payload.media, 1)]
        return (*pictures, Step(len(pictures) + 1, "hand_over", StepClass.PUBLIC, part=1))

    @override
    def outgoing(self, step: Step, order: Order) -> Outgoing:
        folder = folder_of(order)
        if step.name == "picture":
            medium = order.payload.media[step.media - 1]
            target = f"/{folder}/{picture_name(medium)}"
            return Outgoing("WRITE", target, (("Content-Type", medium.mime),), order.media(medium.digest))
        files = [[name, text] for name, text in files_of(order).items()]
        return Outgoing("WRITE", f"/{folder}/", (_JSON,), canonical(files))

    @override
    def prepared(self, order: Order, now: datetime) -> Mapping[str, str]:
        return {}

    @override
    def limits_of(self, options: Mapping[str, str]) -> tuple[Limit, ...]:
        return limits_of(profile_of(options))

    @override
    def known_as(self, step: Step, order: Order, url: str) -> StepResult | None:
        """What a post at `url` is called.

        Raises:
            Refused: that is no post on the account's platform.
            Invalid: no web address.
        """
        profile, address = profile_of(dict(order.payload.options)), url.strip()
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
            raise Invalid(
                T("“{url}” is not a web address.", url=address[:80]), T("Copy the link of the post from the browser.")
            )
        found = profile.post_id(address, order.payload.remote_uid)
        if found is None:
            raise Refused(
                T("That is not the address of a single post on {platform}.", platform=profile.title),
                T("Open the post as a reader and copy the address from the browser; a short link won't do."),
            )
        return StepResult({POSTED: address}, remote_id=f"{profile.name}:{found}", url=address)

    @override
    def expected(self, order: Order) -> Observed:
        return Observed(order.payload.title, paragraphs(text_of(order.payload)), ())

    @override
    def public_address(self, url: str, options: Mapping[str, str]) -> str:
        return options.get("home", "")

    @override
    def doubts(self, payload: Payload) -> tuple[tuple[Text, Text], ...]:
        profile = profile_of(dict(payload.options))
        then = T("Shorten it, or accept it because the platform's editor takes it.")
        return tuple((words, then) for words, is_certain in beyond(profile, payload) if not is_certain)

    @override
    def link(self, connection: Connection) -> Link:
        from editor_app.platforms.hand_off.link import HandOffLink

        return HandOffLink(self, connection)
