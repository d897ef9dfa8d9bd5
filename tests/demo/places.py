"""Takes the pictures of docs/pictures that the demonstration doesn't: Today, Write, Review, Accounts and Settings.

In a real window on a (virtual) X display: python -m tests.demo.places FOLDER
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path

from editor_app.cli.answers import Voice
from editor_app.demo import job
from editor_app.demo.pictures import Pictures, Scene
from editor_app.domain.approval import Decision
from editor_app.services import accounts, approvals, practice, publishing
from editor_app.services.approvals import Word
from editor_app.services.freezing import Submission


def main(folder: Path) -> None:
    """Go the straight way on a practice office and keep what each person sees on it."""
    folder.mkdir(parents=True, exist_ok=True)
    told = job._Telling(Voice("en", json=False))
    office = job.office_in(folder, told)
    desk, document = office.publisher.desk, office.made.documents[0].document
    pictures = Pictures(folder / "office", folder / "pictures")
    with ExitStack() as closing:
        closing.callback(desk.close)
        closing.enter_context(practice.served(desk))
        pictures.take(Scene("write", office.person(office.editor), {"document": document.id}))
        everyone = tuple(account.id for account in accounts.all_accounts(desk))
        edition = approvals.submit(office.editor, document.id, Submission(everyone))
        opened = tuple(payload.account_name for payload in edition.sealed().payloads)
        for seat in office.reviewers:
            if seat is office.reviewers[-1]:
                pictures.take(Scene("review", office.person(seat), {"edition": edition.id}))
                pictures.take(Scene("today", office.person(seat), {}))
            approvals.decide(seat, edition.id, Word(Decision.APPROVE, edition.digest, opened=opened))
        publishing.queue(office.publisher, edition.id)
        job._send(told, office)
        for place in ("accounts", "settings"):
            pictures.take(Scene(place, office.person(office.publisher), {}))


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())
