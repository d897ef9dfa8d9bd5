from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.document import Content
from editor_app.domain.link import LinkLook, LinkState
from editor_app.services import checking, documents, freezing, link_looks, publishing, rechecking
from editor_app.services.documents import Draft
from editor_app.services.freezing import NotReady, Submission

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.document import Revision
    from editor_app.services.desk import Desk
    from tests.services.outbox import Outbox

URL = "https://www.example.gov.cn/guide"


@dataclass
class Web:
    """The open web, as a test wants it."""

    state: LinkState = LinkState.ALIVE
    asked: list[str] = field(default_factory=list)

    def look(self, url: str) -> LinkLook:
        self.asked.append(url)
        return LinkLook(url, self.state, 404 if self.state is LinkState.DEAD else 200)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    made = Web()
    monkeypatch.setattr(link_looks, "web_of", lambda _desk: made)
    link_looks.memory.forget()
    yield made
    link_looks.memory.forget()


def linked(outbox: Outbox) -> Revision:
    content = Content(title="便民事项一次办好", body=f"请看[办事指南]({URL})。", source="区政务公开办")
    made = documents.create(outbox.office.editor, "", draft=Draft(content))
    return documents.opened(outbox.office.desk, made.document.id).revision


def stale(desk: Desk, revision: Revision) -> list[str]:
    return [found.place.excerpt for found in checking.findings(desk, revision, ()) if found.rule == "stale_link"]


def submitted(outbox: Outbox, revision: Revision, **accepted: str) -> freezing.Frozen:
    accounts = freezing.chosen_accounts(outbox.office.desk, ["site"])
    chosen = Submission(tuple(each.id for each in accounts), accepted=accepted)
    return freezing.frozen(outbox.office.editor, revision.document, chosen)


def test_a_practice_workspace_asks_nobody(outbox: Outbox) -> None:
    assert link_looks.web_of(outbox.office.desk) is None


def test_checks_alone_follow_no_link_and_know_what_a_look_showed(outbox: Outbox, web: Web) -> None:
    desk, revision = outbox.office.desk, linked(outbox)
    web.state = LinkState.DEAD
    assert (stale(desk, revision), web.asked) == ([], [])
    checking.look_at_links(desk, revision, ())
    checking.look_at_links(desk, revision, ())
    assert (stale(desk, revision), web.asked) == ([URL], [URL])


def test_what_could_not_be_looked_at_is_looked_at_again(outbox: Outbox, web: Web) -> None:
    desk, revision = outbox.office.desk, linked(outbox)
    web.state = LinkState.UNKNOWN
    for _ in range(2):
        checking.look_at_links(desk, revision, ())
    assert (stale(desk, revision), web.asked) == ([], [URL, URL])


def test_a_dead_link_must_be_accepted_with_a_reason_at_submission(outbox: Outbox, web: Web) -> None:
    revision = linked(outbox)
    web.state = LinkState.DEAD
    with pytest.raises(NotReady) as refused:
        submitted(outbox, revision)
    assert [found.rule for found in refused.value.findings] == ["stale_link"]
    manifest = submitted(outbox, revision, stale_link="对方网站正在维护").edition.sealed()
    assert [accepted.rule for accepted in manifest.accepted] == ["stale_link"]


@pytest.mark.parametrize(("before", "held"), [(LinkState.ALIVE, True), (LinkState.DEAD, False)])
def test_a_link_that_died_after_the_approval_holds_the_delivery_and_an_accepted_one_does_not(
    outbox: Outbox, web: Web, before: LinkState, *, held: bool
) -> None:
    office = outbox.office
    content = Content(title="便民事项一次办好", body=f"请看[办事指南]({URL})。", source="区政务公开办")
    web.state = before
    accepted = {"stale_link": "对方网站正在维护"} if before is LinkState.DEAD else {}
    edition = office.approve(office.submitted(Draft(content), "site", accepted=accepted))
    delivery = publishing.queue(office.publisher, edition.id)[0]
    web.state = LinkState.DEAD
    link_looks.memory.forget()
    stop = rechecking.objection(office.desk, delivery)
    assert (stop is not None) is held
    assert outbox.serve(delivery.id).state.value == ("held" if held else "sent")
