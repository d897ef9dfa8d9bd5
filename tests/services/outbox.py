"""An office with a practice server in a thread, approved editions and a sender: where tests of sending begin."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

from editor_app.domain.audit import Actor
from editor_app.domain.document import Content
from editor_app.domain.errors import WorkspaceLocked
from editor_app.domain.secrets import Secret
from editor_app.domain.text import T
from editor_app.platforms.contract import Connection
from editor_app.platforms.sandbox.ledger import Written
from editor_app.platforms.sandbox.server import SandboxServer
from editor_app.services import accounts, publishing, reading_back, sending, settling, vaults
from editor_app.services.documents import Draft
from editor_app.services.links import Links
from editor_app.services.sending import Sender
from editor_app.storage.queries import attempts, deliveries, queue_rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from editor_app.domain.delivery import Attempt, Delivery
    from editor_app.domain.edition import Edition
    from editor_app.domain.identifiers import DeliveryId
    from editor_app.storage.queries.queue_rows import DeliveryRow
    from tests.services.office import Office


@dataclass
class Outbox:
    """One office, one practice server."""

    office: Office
    server: SandboxServer
    links: Links
    reached: list[str] = field(default_factory=list)
    at_point: Callable[[str], None] = lambda _point: None

    @property
    def sender(self) -> Sender:
        return Sender(self.office.sending_desk, self.links, Actor("worker:test", "test"), self._reach)

    def connect(self, name: str, profile: str = "draft-flip") -> None:
        accounts.add_for_practice(
            self.office.admin,
            "sandbox",
            name,
            Connection(self.server.url, Secret(self.server.token), {"profile": profile, "channel": name}),
            f"sandbox:{profile}:{name}",
        )

    def approved(self, *names: str, title: str = "便民事项一次办好", **window: object) -> Edition:
        draft = Draft(Content(title=title, body="第一段，共 12 件事。\n\n第二段。", source="区政务公开办"))
        return self.office.approve(self.office.submitted(draft, *names, **window))

    def queued(self, name: str, title: str = "便民事项一次办好") -> Delivery:
        return publishing.queue(self.office.publisher, self.approved(name, title=title).id)[0]

    def serve(self, delivery: DeliveryId) -> DeliveryRow:
        """What a worker does with a delivery in whatever state it is, once."""
        row = self.row(delivery)
        serve = {
            "queued": sending.serve_queued,
            "working": settling.serve_abandoned,
            "unknown": settling.serve_unknown,
            "sent": reading_back.serve_sent,
            "verified": reading_back.serve_sent,
        }[row.state.value]
        lock = self.office.sending_desk.store.locks.account_lock(row.account)
        assert lock is not None
        with lock:
            serve(self.sender, delivery, lock)
        return self.row(delivery)

    def row(self, delivery: DeliveryId) -> DeliveryRow:
        with self.office.desk.database.read() as snapshot:
            return queue_rows.one_row(snapshot, delivery)

    def delivery(self, delivery: DeliveryId) -> Delivery:
        with self.office.desk.database.read() as snapshot:
            return deliveries.delivery_by_id(snapshot, delivery)

    def attempts(self, delivery: DeliveryId) -> list[Attempt]:
        with self.office.desk.database.read() as snapshot:
            return attempts.attempts(snapshot, delivery)

    def public(self) -> list[str]:
        """Titles of what readers see."""
        return [post.entry.title for post in self.server.ledger.posts.values() if post.public]

    def written(self, delivery: DeliveryId, text: str) -> str:
        """A reader writes below a published delivery; the id of the message."""
        ledger = self.server.ledger
        made = Written(str(ledger.next_post()), self.row(delivery).remote_id, "读者", text, "2026-11-29T12:00:00Z")
        ledger.keep_message(made)
        return made.id

    def finish_late(self) -> None:
        """Wait for late effects of the practice server."""
        for thread in threading.enumerate():
            if isinstance(thread, threading.Timer):
                thread.join()

    def close(self) -> None:
        """End everything; late effects of the practice server are waited for."""
        self.links.close()
        self.finish_late()
        self.server.close()

    def publishing_requests(self) -> int:
        return sum(request.kind == "publish" for request in self.server.ledger.requests)

    def _reach(self, point: str) -> None:
        self.reached.append(point)
        self.at_point(point)


def locked(*_: object) -> NoReturn:
    """What a query meets while another program holds the store for too long."""
    raise WorkspaceLocked(T("Another program is writing to this workspace right now."))


def new_outbox(office: Office, folder: Path) -> Outbox:
    server = SandboxServer(0, folder / "practice.jsonl")
    threading.Thread(target=server.serve, daemon=True).start()
    return Outbox(office, server, Links(office.desk.platforms, vaults.opened(office.admin)))
