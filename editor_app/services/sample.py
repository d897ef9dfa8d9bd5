"""The practice workspace: an office of six, three practice accounts and a real explainer to try everything on."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.chart import Chart, ChartKind
from editor_app.domain.document import Content, DocumentKind
from editor_app.domain.errors import Refused
from editor_app.domain.identifiers import ChartId, new_id
from editor_app.domain.media import placement_markdown
from editor_app.domain.member import Role
from editor_app.domain.secrets import Secret
from editor_app.domain.text import T, Text
from editor_app.platforms.contract import Connection
from editor_app.resources import resource
from editor_app.services import accounts, documents, importing, media, members, practice, workspaces
from editor_app.services.documents import Draft
from editor_app.services.media import Words
from editor_app.services.sealing import pass_words
from editor_app.services.workspaces import SYSTEM, ZONE, Founder, Means
from editor_app.storage.workspaces import NewWorkspace
from editor_app.translation import message

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from editor_app.domain.account import Account
    from editor_app.domain.media import Media
    from editor_app.services.desk import Desk, Seat
    from editor_app.services.documents import Opened

_PEOPLE: tuple[tuple[str, str, tuple[Role, ...]], ...] = (
    ("周敏", "Zhou Min", (Role.PUBLISHER, Role.ADMIN)),
    ("李明", "Li Ming", (Role.EDITOR,)),
    ("王芳", "Wang Fang", (Role.EDITOR,)),
    ("陈静", "Chen Jing", (Role.REVIEWER,)),
    ("刘洋", "Liu Yang", (Role.REVIEWER,)),
    ("赵磊", "Zhao Lei", (Role.REVIEWER,)),
)
_ACCOUNTS: tuple[tuple[Text, str, str], ...] = (
    (T("Practice website"), "draft-flip", "website"),
    (T("Practice microblog"), "keyed", "microblog"),
    (T("Practice news app"), "public-readable", "news-app"),
)
_BEFORE = "\n## 政务新媒体要怎么干"
"""Picture and chart stand before this heading of the explainer."""
_PEOPLE_FILE = "practice-people.json"
_SUMMARY = "国务院办公厅印发意见，推进政务新媒体健康有序发展：信息公开、政民互动、掌上办事怎么做，一文读懂。"


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the practice office with the passphrase that only practice workspaces ever show."""

    name: str
    roles: tuple[Role, ...]
    passphrase: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A practice workspace."""

    seat: Seat
    """The publisher, who is admin, signed in."""
    people: tuple[Person, ...]
    accounts: tuple[Account, ...]
    documents: tuple[Opened, ...]


def create_sample(
    folder: Path, language: str, means: Means = SYSTEM, told: Callable[[str], None] = lambda _step: None
) -> Sample:
    """Make a practice workspace in a folder.

    Args:
        folder: new or empty.
        language: `zh_CN` or `en`; names and words are in it, the explainer is Chinese.
        means: clock and cost of sealing.
        told: called with each person's or thing's name when it is there.

    Raises:
        Conflict, Unavailable: as in `workspaces.create`.
    """
    people = tuple(
        Person(chinese if language == "zh_CN" else english, roles, pass_words()) for chinese, english, roles in _PEOPLE
    )
    facts = NewWorkspace(_said(T("Practice office"), language), language, ZONE, sample=True)
    first = people[0]
    admin = workspaces.create(folder, facts, Founder(first.name, Secret(first.passphrase), first.roles), means)
    told(first.name)
    editor = _hired(admin, people[1:], told)
    connected = _connected(admin, language)
    opened = _explainer(editor, language)
    told(opened.revision.content.title)
    _keep_people(admin.desk.store.folder, people)
    return Sample(admin, people, connected, (opened,))


def open_passphrases(desk: Desk) -> dict[str, Secret]:
    """The passphrases that lie open in a practice workspace, by name; empty for every other workspace."""
    path = desk.store.folder / _PEOPLE_FILE
    if not desk.workspace.sample or not path.is_file():
        return {}
    try:
        said = json.loads(path.read_text("utf-8"))
    except ValueError:
        return {}
    return {str(name): Secret(str(word)) for name, word in said.items()} if isinstance(said, dict) else {}


def sit_down(desk: Desk, name: str) -> Seat:
    """A seat as one of the practice office's people, without typing: see docs/adr/0005.

    Raises:
        Refused: no practice workspace, or the person's passphrase does not lie open.
        SignInFailed: it was changed since.
    """
    found = open_passphrases(desk).get(name)
    if found is None:
        raise Refused(T("Only the people of a practice workspace sit down without a passphrase."), T("Sign in."))
    return members.sign_in(desk, name, found)


def _keep_people(folder: Path, people: tuple[Person, ...]) -> None:
    said = {person.name: person.passphrase for person in people}
    path = folder / _PEOPLE_FILE
    path.touch(mode=0o600)
    path.write_text(json.dumps(said, ensure_ascii=False), "utf-8")


def _hired(admin: Seat, people: tuple[Person, ...], told: Callable[[str], None]) -> Seat:
    """Everybody invited, activated and confirmed; returns the first one's seat."""
    for person in people:
        members.add(admin, person.name, person.roles)
        words = members.activate(admin.desk, person.name, Secret(person.passphrase)).words
        members.confirm(admin, person.name, words)
        told(person.name)
    return members.sign_in(admin.desk, people[0].name, Secret(people[0].passphrase))


def _connected(admin: Seat, language: str) -> tuple[Account, ...]:
    where = practice.new_endpoint(admin.desk.store)
    token = Secret(practice.token_of(where.state))
    return tuple(
        accounts.add_for_practice(
            admin,
            "sandbox",
            _said(name, language),
            Connection(where.url, token, {"profile": profile, "channel": channel}),
            f"sandbox:{profile}:{channel}",
        )
        for name, profile, channel in _ACCOUNTS
    )


def _explainer(editor: Seat, language: str) -> Opened:
    read = importing.text_of(editor, resource("sample/online-government-explainer.zh.md"))
    photo = _photo(editor, language)
    chart = _chart(language)
    picture = placement_markdown(f"media:{photo.digest}", photo.alt)
    placed = placement_markdown(f"chart:{chart.id}", chart.alt)
    head, tail = read.body.split(_BEFORE, 1)
    body = f"{head.rstrip()}\n\n{picture}\n\n{placed}\n{_BEFORE}{tail}"
    content = Content(
        title=read.title,
        summary=_SUMMARY,
        body=body,
        cover=photo.digest,
        cover_alt=photo.alt,
        tags=("政务公开", "政务新媒体"),
        source="中国政府网",
        author=editor.member.name,
        responsible_editor=editor.member.name,
    )
    return documents.create(editor, "", DocumentKind.EXPLAINER, Draft(content, (), (chart,)))


def _photo(editor: Seat, language: str) -> Media:
    alt = _said(T("A tower of the Summer Palace in Beijing above the trees, behind it the lake"), language)
    credit = _said(T("Photograph: {name}"), language).format(name="danielbuechele, CC BY 2.0")
    return media.add_file(editor, resource("sample/summer-palace.jpg"), Words(alt, credit))


def _chart(language: str) -> Chart:
    with resource("sample/electricity-by-source.csv").open(encoding="utf-8", newline="") as lines:
        columns, *rows = [tuple(row) for row in csv.reader(lines)]
    return Chart(
        id=ChartId(new_id()),
        kind=ChartKind.LINE,
        title=_said(T("Electricity in Iowa by source, 2001-2017"), language),
        unit=_said(T("thousand MWh"), language),
        source=_said(T("U.S. Energy Information Administration"), language),
        as_of="2017",
        alt=_said(
            T("Fossil fuels fall from 35,361 to 29,329 thousand MWh; renewables rise from 1,437 to 21,933"), language
        ),
        note="",
        x="year",
        y="net_generation",
        series="source",
        columns=columns,
        rows=tuple((row[0][:4], *row[1:]) for row in rows),
    )


def _said(text: Text, language: str) -> str:
    return message(text.msgid, language)
