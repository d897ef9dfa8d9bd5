"""A team with documents under an embargo, of which every table holds something that not everybody may read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql
from sqlalchemy import LargeBinary, String, TypeDecorator

from editor_app.domain.document import Content
from editor_app.domain.identifiers import new_id
from editor_app.domain.presence import Doing, SeatId
from editor_app.services import anchoring, commenting, documents, embargoes, histories, presence, publishing
from editor_app.services.commenting import New
from editor_app.services.documents import Draft
from editor_app.services.embargoes import Terms
from editor_app.storage.all_tables import metadata
from tests.services.team import MEANS

if TYPE_CHECKING:
    from sqlalchemy import Column

    from editor_app.domain.document import Revision
    from editor_app.domain.edition import Edition
    from tests.services.team import Team

SECRET = "第四季度未公布数字"
LISTED = ("editor", "reviewer1", "publisher")
PICTURE = "ab" * 32
DRAFT = Draft(Content(title=SECRET, body="增长 5.2%。\n\n正文。", source="统计局"))
_WORDS = {
    ("recall_case", "kind"): "correction", ("recall_item", "measure"): "by_hand", ("recall_proof", "outcome"): "gone",
    ("settlement", "verdict"): "upheld", ("read_back", "verdict"): "identical",
    ("stage_terms", "role"): "reviewer", ("message_outcome", "outcome"): "done",
}  # fmt: skip
MADE_BY_HAND = (
    "revision_origin", "reading", "stage_signer", "edition_use", "signed_for", "escalation", "emergency_filling",
    "emergency", "settlement", "recall_case", "recall_item", "recall_edition", "recall_proof", "delivery_late",
    "read_back", "stage_terms", "acknowledgement", "observed", "recheck", "message_reply", "message_outcome",
    "packet_reading",
)  # fmt: skip
"""Tables in which a document that nobody has seen has no row by the program's own deeds, or seldom one."""
FILLED = (
    *MADE_BY_HAND, "revision", "edition", "edition_stage", "edition_account", "delivery_step", "approval", "embargo",
    "embargo_consent", "comment_thread", "comment_remark", "comment_closing", "milestone", "presence", "media",
)  # fmt: skip
"""Tables that hold something of it."""


@dataclass(frozen=True)
class Scene:
    """What there is to be read."""

    ids: dict[str, str]
    """By the column that names it in other tables, and `digest` for the picture."""
    facts: dict[str, object]
    """For the attacks."""


def scene(team: Team) -> Scene:
    """One document queued and held, one in review, one approved; the list is the same for all."""
    team.connect("site")
    queued = _written(team, "queued")
    edition = _approved(team, queued)
    delivery = publishing.queue(team.publisher, edition.id)[0]
    publishing.hold(team.publisher, delivery.id, f"{SECRET}：等发布会")
    thread = _discussed(team, queued)
    ids = {
        "document": queued.document, "revision": queued.id, "edition": edition.id, "delivery": delivery.id,
        "thread": thread, "recall": "recall-1", "digest": PICTURE, "account": delivery.account,
    }  # fmt: skip
    _made_by_hand(team, ids)
    return Scene(ids, _facts(team, ids))


def _written(team: Team, name: str) -> Revision:
    made = documents.create(team.editor, "", draft=DRAFT)
    listed = embargoes.listed(team.editor.desk, LISTED)
    until = MEANS.clock.now() + timedelta(hours=2)
    embargoes.tighten(team.editor, made.document.id, Terms(until, listed), f"{SECRET}：未公布")
    if name == "queued":
        embargoes.loosen(team.editor, made.document.id, Terms(until - timedelta(hours=1), listed), "提前公布")
        embargoes.allow(team.reviewer1, made.document.id)
        _pictured(team, made.revision)
    return documents.opened(team.editor.desk, made.document.id).revision


def _pictured(team: Team, revision: Revision) -> None:
    """A revision with a picture, and one after it without, so that the edition needs none."""
    with team.raw("editor") as connection:
        row = "INSERT INTO media VALUES (%s, 'image/png', 1, 1, 1, %s, %s, '', 0, team.me(), 1)"
        connection.execute(row, (PICTURE, f"{SECRET}.png", SECRET))
    shown = replace(DRAFT, content=replace(DRAFT.content, body=f"![{SECRET}](media:{PICTURE})"))
    later = documents.save_revision(team.editor, revision.document, revision.id, shown)
    documents.save_revision(team.editor, revision.document, later.id, DRAFT)


def _approved(team: Team, revision: Revision) -> Edition:
    return team.sign(team.handed_in(revision.document, "site"), "reviewer1")


def _discussed(team: Team, revision: Revision) -> str:
    about = anchoring.anchor_on(revision, "增长 5.2%")
    thread = commenting.begin(team.reviewer1, revision.document, New(revision.id, about, f"{SECRET}？"))
    commenting.resolve(team.editor, thread.id, SECRET)
    histories.name(team.editor, revision.id, SECRET)
    presence.sign(team.editor, SeatId(new_id()), revision.document, Doing.OPEN)
    return thread.id


def _made_by_hand(team: Team, ids: dict[str, str]) -> None:
    """By the administrator past every guard."""
    with psycopg.connect(team.administrator) as connection:
        connection.execute("SET session_replication_role = replica")
        for name in MADE_BY_HAND:
            columns = metadata.tables[name].columns
            named = {"id": ids["recall"], **ids} if name == "recall_case" else ids
            row = {column.name: named.get(column.name, _anything(name, column)) for column in columns}
            connection.execute(
                sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
                    sql.Identifier(name), sql.SQL(", ").join(map(sql.Identifier, row)),
                    sql.SQL(", ").join([sql.Placeholder()] * len(row)),
                ),
                list(row.values()),
            )  # fmt: skip


def _anything(table: str, column: Column[object]) -> object:
    if column.nullable:
        return None
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    if isinstance(kind, LargeBinary):
        return bytes(64)
    if isinstance(kind, String):
        return _WORDS.get((table, column.name), "{}" if isinstance(column.type, TypeDecorator) else "x")
    return 1


def _facts(team: Team, ids: dict[str, str]) -> dict[str, object]:
    review = team.handed_in(_written(team, "review").document, "site")
    approved = _approved(team, _written(team, "approved"))
    people = {name: seat.member.id for name, seat in team.seats.items()}
    keys = {f"key_{name}": seat.keys.id for name, seat in team.seats.items()}
    wished = _written(team, "wished").document
    listed = embargoes.listed(team.editor.desk, LISTED)
    embargoes.loosen(team.editor, wished, Terms(MEANS.clock.now() + timedelta(minutes=30), listed), "提前公布")
    others: dict[str, object] = {
        "review": review.id, "digest_review": review.digest,
        "approved": approved.id, "digest_approved": approved.digest, "route": approved.route, "wished": wished,
        "list": f",{','.join(sorted(people[name] for name in LISTED))},",
    }  # fmt: skip
    return {**ids, **people, **keys, **others}
