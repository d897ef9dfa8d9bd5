"""From a draft to proven posts: an editor submits, three reviewers sign, a publisher queues, the worker sends."""

from __future__ import annotations

import argparse
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.cli.answers import Voice, console
from editor_app.cli.arguments import language_for
from editor_app.cli.words import _, state_words
from editor_app.demo.pictures import Pictures, Scene
from editor_app.domain.approval import Decision
from editor_app.domain.delivery import DeliveryState, Verdict
from editor_app.domain.errors import DeskError
from editor_app.domain.identifiers import grouped
from editor_app.domain.member import Role
from editor_app.domain.secrets import Secret
from editor_app.domain.text import T, T_n
from editor_app.platforms.contract import Connection
from editor_app.services import accounts, approvals, members, practice, publishing, sample, vaults
from editor_app.services.approvals import Word
from editor_app.services.freezing import Submission
from editor_app.storage.queries.queue_rows import QueueFilter
from editor_app.translation import known_language
from editor_app.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.edition import Edition
    from editor_app.domain.text import Text
    from editor_app.services.desk import Seat
    from editor_app.services.sample import Person, Sample
    from editor_app.storage.queries.queue_rows import DeliveryRow

_HEAD = (_("Account"), _("State"), _("Read-back"), _("Receipt"), _("Link"))
_PROVEN = frozenset({Verdict.IDENTICAL, Verdict.NORMALISED})


@dataclass(frozen=True, slots=True)
class Office:
    """The practice office with everybody at a desk of the same workspace."""

    made: Sample
    editor: Seat
    reviewers: tuple[Seat, ...]
    publisher: Seat

    def person(self, seat: Seat) -> Person:
        """The person at that seat, with the passphrase that only practice offices show."""
        return next(person for person in self.made.people if person.name == seat.member.name)


def run(arguments: Sequence[str]) -> int:
    """Carry out the demonstration; its exit code."""
    chosen = _options(arguments)
    folder = Path(chosen.out or tempfile.mkdtemp(prefix="press-desk-demo-")).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    voice = Voice(language_for(known_language(chosen.lang) if chosen.lang else ""), json=False)
    pictures = Pictures(folder / "office", folder / "pictures") if chosen.pictures else None
    try:
        with ExitStack() as closing:
            rows = _main_job(_Telling(voice), folder, closing, pictures)
    except DeskError as error:
        voice.error(error)
        return 1
    _show(voice, rows, pictures)
    return 0 if _is_proven(rows) else 1


def office_in(folder: Path, told: _Telling) -> Office:
    """A new practice office in `folder` and a site folder beside its three accounts."""
    made = sample.create_sample(folder / "office", "zh_CN", told=told.step)
    admin = made.seat
    accounts.add(admin, "site_folder", "区政府网站", Connection(str(folder / "site")))

    def seated(role: Role) -> tuple[Seat, ...]:
        people = (person for person in made.people if role in person.roles)
        return tuple(members.sign_in(admin.desk, p.name, Secret(p.passphrase)) for p in people)

    return Office(made, seated(Role.EDITOR)[0], seated(Role.REVIEWER), seated(Role.PUBLISHER)[0])


class _Telling:
    """Says each step as it is done."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice

    def say(self, sentence: Text) -> None:
        """One step in words."""
        self.step(self._voice.words(sentence))

    def step(self, words: str) -> None:
        """One step as it stands."""
        print(f"  ✓ {words}", flush=True)  # noqa: T201 - this is a command


def _main_job(told: _Telling, folder: Path, closing: ExitStack, pictures: Pictures | None) -> list[DeliveryRow]:
    told.say(T("A practice office with six members, three practice accounts and a site folder:"))
    office = office_in(folder, told)
    desk = office.publisher.desk
    closing.callback(desk.close)
    closing.enter_context(practice.served(desk))
    document = office.made.documents[0].document
    if pictures:
        scene = Scene("write", office.person(office.editor), {"document": document.id})
        told.say(T("Pictures of writing: {n}", n=pictures.take(scene)))
    everyone = tuple(account.id for account in accounts.all_accounts(desk))
    edition = approvals.submit(office.editor, document.id, Submission(everyone))
    told.say(
        T_n(
            "Submitted for {count} account, digest {digest}",
            "Submitted for {count} accounts, digest {digest}",
            count=len(everyone),
            digest=grouped(edition.digest),
        )
    )
    _sign(told, office, edition, pictures)
    publishing.queue(office.publisher, edition.id)
    told.say(T("Queued by {name}; the worker sends", name=office.publisher.member.name))
    _send(told, office)
    if pictures:
        scene = Scene("queue", office.person(office.publisher), {})
        told.say(T("Pictures of publishing: {n}", n=pictures.take(scene)))
    return publishing.status(desk, QueueFilter(edition=edition.id))[::-1]


def _sign(told: _Telling, office: Office, edition: Edition, pictures: Pictures | None) -> None:
    opened = tuple(payload.account_name for payload in edition.sealed().payloads)
    for number, seat in enumerate(office.reviewers, 1):
        if pictures and number == len(office.reviewers):
            scene = Scene("review", office.person(seat), {"edition": edition.id})
            told.say(T("Pictures of reviewing: {n}", n=pictures.take(scene)))
        outcome = approvals.decide(seat, edition.id, Word(Decision.APPROVE, edition.digest, opened=opened))
        told.say(T("Signed by {name}: {state}", name=seat.member.name, state=state_words(outcome.edition.state)))


def _send(told: _Telling, office: Office) -> None:
    desk = office.publisher.desk
    worker = Worker(desk, vaults.opened(office.publisher), lambda outcome: told.step(outcome.row.account_name), "demo")
    worker.run_until_idle()
    worker.close()


def _show(voice: Voice, rows: Sequence[DeliveryRow], pictures: Pictures | None) -> None:
    lines = [
        (
            row.account_name,
            voice.words(state_words(row.state)),
            voice.words(state_words(row.verdict)) if row.verdict else "",
            row.remote_id,
            row.url,
        )
        for row in rows
    ]
    console().print()
    voice.table({}, _HEAD, lines)
    if pictures:
        console().print()
        for path in pictures.taken:
            console().print(str(path), soft_wrap=True)


def _is_proven(rows: Sequence[DeliveryRow]) -> bool:
    return bool(rows) and all(
        row.state is DeliveryState.VERIFIED and row.verdict in _PROVEN and row.remote_id for row in rows
    )


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="editor-app demo", description="The main job once, on a practice office.")
    parser.add_argument("--out", default="", help="folder for the practice office, the site and the pictures")
    parser.add_argument("--lang", default="", help="zh_CN or en; pictures are taken in both")
    parser.add_argument("--no-pictures", dest="pictures", action="store_false", help="without windows")
    return parser.parse_args(list(arguments))
