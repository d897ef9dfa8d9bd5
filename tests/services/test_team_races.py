"""Save, approve and queue at once, each by its member over a connection of their own: the database orders them."""

from __future__ import annotations

import random
import threading
from collections import Counter
from typing import TYPE_CHECKING

import psycopg
import pytest

from editor_app.domain.document import Content
from editor_app.domain.errors import DeskError
from editor_app.services import documents, publishing
from editor_app.services.documents import Draft
from editor_app.storage import audit
from tests.services.team import Team, full_team

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from editor_app.domain.edition import Edition

RACES = 120
BROKEN = {
    "something unapproved waits to go out": """
SELECT count(*) FROM delivery d JOIN edition e ON e.id = d.edition
WHERE d.state IN ('queued', 'held') AND e.state <> 'approved'""",
    "something waits that a later save has overtaken": """
SELECT count(*) FROM delivery d JOIN edition e ON e.id = d.edition JOIN revision r ON r.document = e.document
JOIN revision own ON own.id = e.revision WHERE d.state IN ('queued', 'held') AND r.number > own.number""",
    "an author or the submitter signed": """
SELECT count(*) FROM approval a JOIN edition e ON e.id = a.edition JOIN revision r ON r.document = e.document
WHERE a.by IN (e.submitted_by, r.author)""",
    "an edition is approved without its signature": """
SELECT count(*) FROM edition e WHERE e.state = 'approved' AND NOT EXISTS
    (SELECT 1 FROM approval a WHERE a.edition = e.id AND a.digest = e.digest AND a.decision = 'approve')""",
    "an edition in review is not of the newest revision": """
SELECT count(*) FROM edition e JOIN revision own ON own.id = e.revision JOIN revision r ON r.document = e.document
WHERE e.state = 'in_review' AND r.number > own.number""",
    "a line of the log is in the name of somebody whose deed it isn't": """
SELECT count(*) FROM audit a WHERE (a.action IN ('document.save', 'edition.submit') AND a.actor_name <> 'editor')
    OR (a.action = 'edition.approve' AND a.actor_name <> 'reviewer1')
    OR (a.action = 'edition.queue' AND a.actor_name <> 'publisher')""",
}


@pytest.fixture
def team(postgresql: str) -> Iterator[Team]:
    made = full_team(postgresql)
    made.connect("site")
    yield made
    made.close()


def test_120_races_of_members_over_their_own_connections_break_no_rule(team: Team) -> None:
    ends: Counter[str] = Counter()
    for number in range(RACES):
        edition = team.submitted("site", title=f"第{number}次", route="Two persons")
        met = _race(_deeds(team, edition, number), random.Random(number))
        ends["+".join(sorted(met)) or "none refused"] += 1
    with psycopg.connect(team.administrator) as connection:
        found = {name: connection.execute(query.encode()).fetchone() for name, query in BROKEN.items()}
        counts = connection.execute("SELECT state, count(*) FROM edition GROUP BY state").fetchall()
    assert found == dict.fromkeys(BROKEN, (0,))
    assert sum(number for _state, number in counts) == RACES
    assert len(ends) > 1, f"every race ended alike, so none was one: {ends}"
    with team.admin.desk.database.read() as snapshot:
        assert audit.first_altered(snapshot) is None


def _deeds(team: Team, edition: Edition, number: int) -> dict[str, Callable[[], object]]:
    changed = Draft(Content(title=f"第{number}次", body="改过的正文。"))
    deeds: dict[str, Callable[[], object]] = {
        "save": lambda: documents.save_revision(team.editor, edition.document, edition.revision, changed),
        "approve": lambda: team.sign(edition, "reviewer1"),
        "queue": lambda: publishing.queue(team.publisher, edition.id, again="A race."),
    }
    order = list(deeds.items())
    return dict(order[number % 3 :] + order[: number % 3])


def _race(deeds: dict[str, Callable[[], object]], dice: random.Random) -> list[str]:
    """Names of the deeds that were refused; each starts up to 60 ms late, so that another one wins each time."""
    start, refused, wrong = threading.Barrier(len(deeds)), list[str](), list[BaseException]()
    leads = {name: dice.choice((0.0, 0.0, 0.03, 0.06)) for name in deeds}

    def run(name: str, deed: Callable[[], object]) -> None:
        start.wait()
        threading.Event().wait(leads[name])
        try:
            deed()
        except DeskError:
            refused.append(name)
        except BaseException as error:  # noqa: BLE001 - shown by the test
            wrong.append(error)

    threads = [threading.Thread(target=run, args=each) for each in deeds.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    return refused
