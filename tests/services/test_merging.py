"""Two people at one document: what both wrote is there, and somebody is asked only where both wrote at one place."""

import os
import random
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from editor_app.domain.document import Content, Override, Target
from editor_app.domain.edition import EditionState
from editor_app.domain.errors import Refused, Unavailable
from editor_app.domain.identifiers import RevisionId
from editor_app.domain.secrets import Secret
from editor_app.domain.text import T
from editor_app.domain.text_merge import Keep
from editor_app.services import approvals, documents, histories, members, merging, workspaces
from editor_app.services.desk import Seat
from editor_app.services.documents import Draft, Opened, ReviseFirst, draft_of
from editor_app.services.freezing import Submission
from editor_app.services.merging import Stale, Undecided
from editor_app.services.workspaces import Means
from editor_app.storage.queries.documents import Superseded, authors_since_last_publication
from tests.services.office import CHEAP, PASSPHRASE, Office

ENGINES = ("sqlite", "postgresql")
BODY = "第一段。\n\n第二段。\n\n第三段。\n"


def begun(office: Office) -> Opened:
    return documents.create(office.editor, "", draft=Draft(Content(title="标题", body=BODY)))


def said(draft: Draft, **fields: object) -> Draft:
    return replace(draft, content=replace(draft.content, **fields))  # type: ignore[arg-type]


def written(opened: Opened, old: str, new: str) -> Draft:
    draft = draft_of(opened.revision)
    return said(draft, body=draft.content.body.replace(old, new))


def theirs_saved(office: Office, opened: Opened, old: str, new: str) -> None:
    documents.save_revision(office.editor2, opened.document.id, opened.revision.id, written(opened, old, new))


def _is_quick(office: Office) -> bool:
    """Whether a save costs little, so that a test can make many."""
    return office.desk.database.engine.dialect.name == "sqlite"


def asked(office: Office, opened: Opened, mine: Draft) -> Stale:
    with pytest.raises(Undecided) as undecided:
        merging.save(office.editor, opened.document.id, opened.revision.id, mine)
    return undecided.value.stale


def test_other_paragraphs_come_together_without_a_question(office: Office) -> None:
    opened = begun(office)
    theirs_saved(office, opened, "第二段", "他的第二段")
    mine = said(written(opened, "第三段", "我的第三段"), summary="我的摘要")
    both = merging.save(office.editor, opened.document.id, opened.revision.id, mine)
    assert both.content.body == "第一段。\n\n他的第二段。\n\n我的第三段。\n"
    assert both.content.summary == "我的摘要"
    assert documents.opened(office.desk, opened.document.id).revision == both


def test_both_texts_stay_as_revisions_and_both_parents_are_on_record(office: Office) -> None:
    opened = begun(office)
    theirs_saved(office, opened, "第二段", "他的第二段")
    mine = written(opened, "第三段", "我的第三段")
    merging.save(office.editor, opened.document.id, opened.revision.id, mine)
    found = histories.moments(office.desk, opened.document.id)
    assert [(m.number, m.author, m.origins) for m in found] == [
        (4, "editor", (2,)), (3, "editor", (1,)), (2, "editor2", ()), (1, "editor", ()),
    ]  # fmt: skip
    assert draft_of(documents.history(office.desk, opened.document.id)[1]) == mine


def test_the_same_paragraph_is_asked_and_nothing_is_written_until_somebody_says(office: Office) -> None:
    opened = begun(office)
    theirs_saved(office, opened, "第二段", "他的")
    stale = asked(office, opened, written(opened, "第二段", "我的"))
    assert [(c.base, c.mine, c.theirs) for c in stale.found.conflicts] == [("第二段。", "我的。", "他的。")]
    assert documents.opened(office.desk, opened.document.id).revision.number == 2


@pytest.mark.parametrize(
    ("keep", "body", "numbers"),
    [
        (Keep.MINE, "第一段。\n\n我的。\n\n第三段。\n", [3, 2, 1]),
        (Keep.THEIRS, "第一段。\n\n他的。\n\n第三段。\n", [4, 3, 2, 1]),
        (Keep.BOTH, "第一段。\n\n我的。\n\n他的。\n\n第三段。\n", [4, 3, 2, 1]),
    ],
)
def test_whatever_is_chosen_both_texts_stay_in_the_history(
    office: Office, keep: Keep, body: str, numbers: list[int]
) -> None:
    opened = begun(office)
    theirs_saved(office, opened, "第二段", "他的")
    stale = asked(office, opened, written(opened, "第二段", "我的"))
    done = merging.save_merged(office.editor, stale, [keep])
    kept = documents.history(office.desk, opened.document.id)
    assert (done.content.body, [r.number for r in kept]) == (body, numbers)
    assert {draft_of(stale.theirs), stale.draft} <= {draft_of(each) for each in kept}


def test_somebody_who_saves_while_the_question_is_open_is_not_overwritten(office: Office) -> None:
    opened = begun(office)
    theirs_saved(office, opened, "第二段", "他的")
    stale = asked(office, opened, written(opened, "第二段", "我的"))
    newest = documents.opened(office.desk, opened.document.id)
    theirs_saved(office, newest, "第一段", "又改")
    with pytest.raises(Superseded):
        merging.save_merged(office.editor, stale, [Keep.MINE])
    again = merging.compared(office.desk, opened.document.id, opened.revision.id, stale.draft)
    assert "又改" in merging.save_merged(office.editor, again, [Keep.BOTH]).content.body


def test_the_same_words_by_both_are_no_second_revision(office: Office) -> None:
    opened = begun(office)
    theirs_saved(office, opened, "第二段", "一样")
    saved = merging.save(office.editor, opened.document.id, opened.revision.id, written(opened, "第二段", "一样"))
    assert saved.number == 2


def test_a_version_of_an_account_and_a_change_of_the_main_text_come_together(office: Office) -> None:
    opened = begun(office)
    site = Target(office.connect("site").id)
    documents.set_override(office.editor2, opened.document.id, site, {"title": "网站标题"})
    both = merging.save(office.editor, opened.document.id, opened.revision.id, written(opened, "第一段", "我的"))
    assert both.overrides == (Override(site, "title", "网站标题"),)
    assert "我的" in both.content.body


def test_a_merge_voids_what_is_in_review_and_asks_before_it_voids_what_is_approved(office: Office) -> None:
    opened = begun(office)
    account = office.connect("site")
    theirs_saved(office, opened, "第二段", "他的")
    edition = approvals.submit(office.editor2, opened.document.id, Submission((account.id,)))
    mine = written(opened, "第三段", "我的")
    office.approve(edition)
    with pytest.raises(ReviseFirst):
        merging.save(office.editor, opened.document.id, opened.revision.id, mine)
    assert documents.opened(office.desk, opened.document.id).revision.number == 2
    merging.save(office.editor, opened.document.id, opened.revision.id, mine, revise=True)
    after = documents.opened(office.desk, opened.document.id)
    assert (after.revision.number, after.edition and after.edition.state) == (4, EditionState.VOID)


def test_both_are_authors_of_what_was_put_together(office: Office) -> None:
    opened = begun(office)
    account = office.connect("site")
    theirs_saved(office, opened, "第二段", "他的")
    merging.save(office.editor, opened.document.id, opened.revision.id, written(opened, "第三段", "我的"))
    with office.desk.database.read() as snapshot:
        authors = authors_since_last_publication(snapshot, opened.document.id)
    assert authors == {office.editor.member.id, office.editor2.member.id}
    edition = approvals.submit(office.editor, opened.document.id, Submission((account.id,)))
    with office.desk.database.read() as snapshot:
        assert approvals.bystanders(snapshot, edition).authors == authors


def test_who_may_not_write_may_not_merge(office: Office) -> None:
    opened = begun(office)
    theirs_saved(office, opened, "第二段", "他的")
    with pytest.raises(Refused):
        merging.save(office.reviewer1, opened.document.id, opened.revision.id, written(opened, "第三段", "我的"))


def test_a_thousand_saves_whose_answer_was_lost_are_no_conflict(office: Office) -> None:
    """C24, a slow disk: the commit happened, its answer did not come; the next save, longer by a word, asks nobody."""
    opened = begun(office)
    lose = [False]

    def lost(_subjects: object) -> None:
        if lose[0]:
            raise Unavailable(T("The disk is slow."))

    stop = office.desk.database.listen(lost)
    based_on, draft = opened.revision.id, draft_of(opened.revision)
    sent: Draft | None = None
    for number in range(1_000 if _is_quick(office) else 100):
        draft = said(draft, body=f"{draft.content.body}字" if number % 50 else BODY)
        lose[0] = number % 3 == 0
        try:
            saved = merging.save_after(office.editor, merging.Sending(opened.document.id, based_on, draft, sent))
        except Unavailable:
            sent = draft
        else:
            based_on, sent = saved.id, None
    stop()
    head = documents.opened(office.desk, opened.document.id).revision
    assert draft_of(head) == draft
    assert {m.author for m in histories.moments(office.desk, opened.document.id)} == {"editor"}


# A thousand interleavings


@pytest.fixture
def elsewhere(office: Office, place: Path | str) -> Iterator[Seat]:
    """The other editor at a desk of their own on the same database."""
    desk = workspaces.open_desk(place, Means(office.clock, CHEAP))
    yield members.sign_in(desk, "editor2", Secret(PASSPHRASE))
    desk.close()


class Writer:
    """Somebody who reads now and saves later, and knows what they wrote where."""

    def __init__(self, seat: Seat, opened: Opened, chance: random.Random) -> None:
        self.seat, self.chance = seat, chance
        self.document = opened.document.id
        self.base = opened.revision
        self.wrote: dict[str, str] = {}
        self.word = 0

    def read(self) -> None:
        self.base = documents.opened(self.seat.desk, self.document).revision
        self.wrote = {}

    def edit(self) -> None:
        """A word of their own into a paragraph, the title, an account's version."""
        self.word += 1
        self.wrote[self.chance.choice("123456ts")] = f"{self.seat.member.name}{self.word}"

    def draft(self) -> Draft:
        """The base with every word put where it belongs, behind what stands there."""
        draft = draft_of(self.base)
        for where, word in self.wrote.items():
            if where == "t":
                draft = said(draft, title=f"{draft.content.title}·{word}")
            elif where == "s":
                own = {o.target: o.value for o in draft.overrides}
                target = Target(platform="sandbox")
                draft = replace(draft, overrides=(Override(target, "summary", f"{own.get(target, '')}·{word}"),))
            else:
                body = draft.content.body.split("\n\n")
                body[int(where) - 1] += f"·{word}"
                draft = said(draft, body="\n\n".join(body))
        return draft


def words_in(saved: Draft) -> list[str]:
    texts = [saved.content.title, saved.content.body, *(o.value for o in saved.overrides)]
    return [word.split("\n")[0].split(" ")[0] for text in texts for word in text.split("·")[1:]]


def saved_by(writer: Writer, other: Writer) -> tuple[bool, bool]:
    """Save as the window does, both kept; returns (asked, both wrote at one place since the base)."""
    document, base = writer.document, writer.base.id
    try:
        merging.save(writer.seat, document, base, writer.draft())
    except Undecided as undecided:
        stale = undecided.stale
        merging.save_merged(writer.seat, stale, [Keep.BOTH] * len(stale.found.conflicts))
        return True, bool(writer.wrote.keys() & other.wrote.keys())
    return False, bool(writer.wrote.keys() & other.wrote.keys())


def interleaved(office: Office, elsewhere: Seat, seed: int) -> int:
    """Both read the same revision, write, and save one after the other; returns how often somebody was asked."""
    chance = random.Random(seed)
    body = "\n\n".join(f"第{n}段" for n in range(1, 7))
    opened = documents.create(office.editor, "", draft=Draft(Content(title="标题", body=body)))
    both = [Writer(seat, opened, chance) for seat in (office.editor, elsewhere)]
    everything: list[str] = []
    questions = 0
    for _round in range(5):
        for writer in both:
            writer.read()
        for _edit in range(chance.randint(1, 4)):
            chance.choice(both).edit()
        chance.shuffle(both)
        everything += [word for writer in both for word in writer.wrote.values()]
        saved_by(both[0], Writer(elsewhere, opened, chance))
        was_asked, is_overlapping = saved_by(both[1], both[0])
        assert was_asked == is_overlapping, (seed, both[0].wrote, both[1].wrote)
        questions += was_asked
    head = draft_of(documents.opened(office.desk, opened.document.id).revision)
    assert set(everything) <= set(words_in(head)), (seed, everything, head)
    return questions


def test_a_thousand_interleavings_lose_no_word_and_ask_only_where_both_wrote(office: Office, elsewhere: Seat) -> None:
    """C25: two desks, five interleavings to a document, every field and the versions of accounts."""
    rounds = int(os.environ.get("EDITOR_APP_TEST_ROUNDS", "200" if _is_quick(office) else "50"))
    questions = sum(interleaved(office, elsewhere, seed) for seed in range(rounds))
    assert questions > rounds // 10


def test_two_who_save_at_the_same_moment_lose_nothing(office: Office, elsewhere: Seat) -> None:
    opened = documents.create(office.editor, "", draft=Draft(Content(title="标题", body="甲\n\n乙")))
    troubles: list[Exception] = []

    def write(seat: Seat, paragraph: int) -> None:
        try:
            for number in range(15):
                base = documents.opened(seat.desk, opened.document.id).revision
                body = base.content.body.split("\n\n")
                body[paragraph] += f"·{number}"
                draft = said(draft_of(base), body="\n\n".join(body))
                merging.save(seat, opened.document.id, RevisionId(base.id), draft)
        except Exception as error:  # noqa: BLE001 - told by the test's own thread
            troubles.append(error)

    threads = [threading.Thread(target=write, args=each) for each in ((office.editor, 0), (elsewhere, 1))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    every = "·".join(map(str, range(15)))
    assert documents.opened(office.desk, opened.document.id).revision.content.body == f"甲·{every}\n\n乙·{every}"
