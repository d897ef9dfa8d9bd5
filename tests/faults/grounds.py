"""Where each platform is tried: its server or folder on this machine, how it is made to fail, and what readers find."""

from __future__ import annotations

import errno
import json
import threading
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from time import time
from typing import TYPE_CHECKING, NamedTuple

from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection
from editor_app.platforms.sandbox.profiles import Profile
from editor_app.platforms.sandbox.server import SandboxServer
from editor_app.platforms.site_folder import disk
from editor_app.platforms.site_folder import folder as in_folder
from editor_app.platforms.webhook import receiver
from editor_app.platforms.wechat.simulator.server import WeChatServer
from tests.faults.crossing import Crossing, Fault, Twist, backwards, crossing, passing_to, rewritten
from tests.platforms.faulty import Answer, Asked
from tests.platforms.site_s3 import bucket
from tests.platforms.site_sftp import sshd
from tests.platforms.site_webdav import dav
from tests.platforms.webhook.client import SECRET
from tests.platforms.wechat.counter import Clock

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager
    from datetime import timedelta
    from pathlib import Path

SITE = {"base_url": "https://news.example.gov.cn"}


class Words(NamedTuple):
    """What one delivery says and no other does, so that it is known among all that readers see."""

    mark: str
    first: str
    last: str
    alt: str


def words(number: int) -> Words:
    """Of the delivery with that number, all of them of letters that no platform writes in another way."""
    return Words(f"mark{number}", f"first{number}", f"last{number}", f"hall{number}")


def body_of(said: Words, picture: str) -> str:
    """Two paragraphs with a picture between them."""
    one, two = f"{said.first} {said.mark} 说明办理的条件。", f"{said.last} 说明办理的时间。"
    return f"{one}\n\n![{said.alt}](media:{picture})\n\n{two}"


@dataclass
class Ground:
    """One place to publish, with an account on it."""

    connection: Connection
    arm: Callable[[Fault, str], None]
    """Something goes wrong with the next request that fits."""
    is_armed: Callable[[], bool]
    struck: Counter[str]
    twist: Callable[[Twist, Words], None]
    """From here on readers get something else."""
    seen: Callable[[], list[str]]
    """The truth: all that readers see, one entry for each post."""
    calm: Callable[[], None] = lambda: None
    """Readers get what is there again."""
    turn: Callable[[timedelta], None] = lambda _by: None
    """Time goes by on the platform."""
    where: Callable[[str], tuple[str, str]] | None = None
    """Address and id of the post with that mark, as a person finds them who looks."""
    wire: Crossing | None = None
    """Its requests, where they are HTTP."""


@dataclass(frozen=True)
class Row:
    """A platform of the matrix."""

    name: str
    """The platform, and behind a stroke which kind of account."""
    begin: Callable[[Path, ssl.SSLContext | None], AbstractContextManager[Ground]]
    public: str = "."
    """Finds the request that makes it public, as `METHOD path`."""
    asks: frozenset[str] = frozenset()
    """Faults after which a person is asked, because the platform can't be read or says nothing for sure."""
    lacks: Mapping[str, str] = field(default_factory=dict)
    """Faults that can't happen there, each with the reason."""

    is_http: bool = True
    reads: bool = True
    """Whether what is live can be read back."""

    @property
    def platform(self) -> str:
        """Its name in the registry."""
        return self.name.partition("/")[0]


@contextmanager
def over(
    effect: Callable[[Asked], Answer],
    secret: str,
    seen: Callable[[], list[str]],
    context: ssl.SSLContext | None = None,
    options: Mapping[str, str] | None = None,
) -> Iterator[Ground]:
    """A ground behind a wire."""
    with crossing(effect, context) as wire:

        def twist(kind: Twist, said: Words) -> None:
            wire.twist = _TWISTS[kind](said)

        def calm() -> None:
            wire.twist = lambda body: body

        where = Connection(wire.url, Secret(secret), dict(options or {}))
        yield Ground(where, wire.arm, wire.is_armed, wire.struck, twist, seen, calm, wire=wire)


_TWISTS: dict[Twist, Callable[[Words], Callable[[bytes], bytes]]] = {
    Twist.REWRITE: lambda said: rewritten(said.first, said.first[:-1] + "x"),
    Twist.REORDER: lambda said: rewritten(said.first, said.last),
    Twist.STRIP_ALT: lambda said: rewritten(said.alt, ""),
    Twist.LIST: lambda _said: backwards,
}


@contextmanager
def sandbox(profile: str, context: ssl.SSLContext | None) -> Iterator[Ground]:
    """The practice platform's kind of account."""
    server = SandboxServer(0)
    with _served(server):
        effect = passing_to(server.url)
        options = {"profile": profile, "channel": "matrix"}

        def seen() -> list[str]:
            return [f"{post.entry.title} {post.entry.html}" for post in server.ledger.posts.values() if post.public]

        with over(effect, server.token, seen, context, options) as ground:

            def where(mark: str) -> tuple[str, str]:
                post = next(one for one in server.ledger.posts.values() if one.public and mark in one.entry.html)
                return f"{ground.connection.url}/read/{post.id}", post.id

            ground.where = where
            yield ground


@contextmanager
def wechat(_folder: Path, context: ssl.SSLContext | None) -> Iterator[Ground]:
    """The simulated Official Account."""
    clock = Clock()
    server = WeChatServer(now=clock)
    with _served(server):

        def seen() -> list[str]:
            public = [one for one in server.books.articles.values() if not one.deleted]
            return [json.dumps(one.news, ensure_ascii=False) for one in public]

        with over(passing_to(server.url), server.secret, seen, context) as ground:
            assert ground.wire is not None
            ground.wire.expired = Answer(200, b'{"errcode":42001,"errmsg":"access_token expired"}')
            ground.turn = lambda by: clock.turn(seconds=by.total_seconds())
            yield ground


@contextmanager
def webhook(_folder: Path, context: ssl.SSLContext | None) -> Iterator[Ground]:
    """The reference receiver."""
    made = receiver.Receiver(SECRET)

    def effect(asked: Asked) -> Answer:
        given = made.answer(receiver.Asked(*asked), time())
        return Answer(given.status, given.body, {"Content-Type": given.kind})

    def seen() -> list[str]:
        return [json.dumps(one, ensure_ascii=False) for one in made.shelf.documents.values() if one["visible"]]

    with over(effect, SECRET, seen, context) as ground:
        made.url = ground.connection.url
        yield ground


@contextmanager
def site_s3(_folder: Path, context: ssl.SSLContext | None) -> Iterator[Ground]:
    """A bucket in memory."""
    objects = bucket.Bucket()

    def seen() -> list[str]:
        return [content.decode() for key, content in objects.objects.items() if _is_page(key)]

    with over(objects, "", seen, context) as ground:
        given = bucket.connection(ground.connection.url)
        ground.connection = replace(given, options={**given.options, **SITE})
        yield ground


@contextmanager
def site_webdav(_folder: Path, context: ssl.SSLContext | None) -> Iterator[Ground]:
    """A WebDAV folder in memory."""
    files = dav.Dav()

    def seen() -> list[str]:
        return [content.decode() for path, content in files.files.items() if _is_page(path)]

    with over(files, "", seen, context) as ground:
        given = dav.connection(ground.connection.url)
        ground.connection = replace(given, options={**given.options, **SITE})
        yield ground


@contextmanager
def site_sftp(folder: Path, _context: ssl.SSLContext | None) -> Iterator[Ground]:
    """A server over a real folder, whose renames and writes fail."""
    with sshd.serving(folder / "www") as server:
        struck: Counter[str] = Counter()
        kinds = {Fault.HALF: ("write", "half"), Fault.ERROR: ("rename", "refuse")}

        def arm(fault: Fault, _fits: str) -> None:
            request, says = kinds.get(fault, ("rename", fault.value))
            server.faults[request] = says
            struck[fault] = 1

        ground = _of_files(server.root, arm, lambda: bool(server.faults))
        ground.connection, ground.struck = server.connection(**SITE), struck
        yield ground


@contextmanager
def site_folder(folder: Path, _context: ssl.SSLContext | None) -> Iterator[Ground]:
    """A folder on a disk that fails."""
    struck: Counter[str] = Counter()
    armed: list[Fault] = []

    def failing(path: Path, content: bytes) -> None:
        if not armed or (armed[0] is not Fault.HALF and path.name != "index.html"):
            return disk.put(path, content)
        fault = armed.pop()
        struck[fault] += 1
        if fault is Fault.DROP_AFTER:
            disk.put(path, content)
            raise disk.NotSynced("the disk does not say that it is written")
        if fault is Fault.HALF:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.with_name(f".{path.name}.0.part").write_bytes(content[: len(content) // 2])
        raise OSError(errno.EIO, "the disk failed")

    usual, in_folder.put = in_folder.put, failing
    try:
        ground = _of_files(folder / "www", lambda fault, _fits: armed.append(fault), lambda: bool(armed))
        ground.connection, ground.struck = Connection(str(folder / "www"), options=SITE), struck
        yield ground
    finally:
        in_folder.put = usual


def _of_files(root: Path, arm: Callable[[Fault, str], None], is_armed: Callable[[], bool]) -> Ground:
    """A site whose files another client changes, and which is put right again."""
    before: dict[Path, bytes] = {}

    def twist(kind: Twist, said: Words) -> None:
        for path in root.rglob("*.html"):
            before[path] = path.read_bytes()
            path.write_bytes(_TWISTS[kind](said)(before[path]))

    def calm() -> None:
        for path, content in before.items():
            path.write_bytes(content)
        before.clear()

    def seen() -> list[str]:
        return [path.read_text("utf-8") for path in root.glob("articles/*/index.html")]

    return Ground(Connection(""), arm, is_armed, Counter(), twist, seen, calm)


@contextmanager
def _served(server: SandboxServer | WeChatServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.close()
        thread.join(10)


def _is_page(path: str) -> bool:
    return "articles/" in path and path.endswith("/index.html")


NO_WIRE = "there is no server between the program and the folder"
NO_HTTP = "the protocol is not HTTP"
ONE_FILE = "what is there is known by its path; no list is read"
_OF_SFTP = {fault.value: NO_HTTP for fault in Fault if fault not in {
    Fault.DROP_BEFORE, Fault.DROP_AFTER, Fault.HALF, Fault.ERROR}}  # fmt: skip
_OF_FOLDER = {fault.value: NO_WIRE for fault in Fault if fault not in {
    Fault.DROP_BEFORE, Fault.DROP_AFTER, Fault.HALF}}  # fmt: skip
_LOST = frozenset({"drop_before", "drop_after", "late_effect", "late_reply", "5xx", "5xx_after", "malformed",
                   "reordered_list"})  # fmt: skip
"""Faults after which nobody knows until somebody looks."""


def _practice(profile: Profile, public: str, asks: frozenset[str] = frozenset()) -> Row:
    lacks = {} if profile.readable else dict.fromkeys(Twist, "nothing can be read back")
    begin = lambda _folder, context: sandbox(profile.value, context)  # noqa: E731 - one of several places
    return Row(f"sandbox/{profile}", begin, public, asks, lacks, reads=profile.readable)


ROWS = (
    _practice(Profile.DRAFT_FLIP, r"POST .*/publish"),
    _practice(Profile.KEYED, r"POST .*/posts"),
    _practice(Profile.PUBLIC_READABLE, r"POST .*/posts"),
    _practice(Profile.PUBLIC_BLIND, r"POST .*/posts", _LOST),
    _practice(Profile.FILE, r"PUT .*/files/"),
    Row("wechat", wechat, "POST /cgi-bin/freepublish/submit", frozenset({"drop_before", "5xx"})),
    Row("webhook", webhook, "POST /documents"),
    Row("site_s3", site_s3, r"PUT .*index\.html", lacks={Twist.LIST: ONE_FILE}),
    Row("site_webdav", site_webdav, r"MOVE .*\.index\.html", lacks={Twist.LIST: ONE_FILE}),
    Row("site_sftp", site_sftp, lacks={**_OF_SFTP, Twist.LIST: ONE_FILE}, is_http=False),
    Row("site_folder", site_folder, lacks={**_OF_FOLDER, Twist.LIST: ONE_FILE}, is_http=False),
)
