"""What a person is asked about a lost send, in words: whether a post is there or, of a withdrawal, gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.ui.i18n import is_chinese, tr, tr_n

if TYPE_CHECKING:
    from editor_app.services.asking import AskCase
    from editor_app.ui.views.queue.words import OfficeTime


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """One of the answers: what it means, what follows from it, and what stands on its button."""

    title: str
    explanation: str
    verb: str


@dataclass(frozen=True, slots=True)
class AskWords:
    """Everything that the question says."""

    title: str
    explanation: str
    since: str
    """From when on readers should see it, or see nothing any more."""
    text: str
    """The accessible name of the exact words."""
    open: str
    """What leads to the place where to look."""
    address: str
    effect: AnswerWords
    """It had its effect: it is there, or gone."""
    no_effect: AnswerWords
    later: AnswerWords
    needs_link: bool
    """Whether the first answer needs the post's link."""


def words_of(case: AskCase, office: OfficeTime) -> AskWords:
    """The question about that case."""
    return _gone(case, office) if case.is_withdrawal else _there(case, office)


def _there(case: AskCase, office: OfficeTime) -> AskWords:
    return AskWords(
        title=tr("Is this public on “{account}”?", account=case.row.account_name),
        explanation=_all(
            tr("At {time} the send began, and no certain answer came.", time=office.exact(case.asked.begun_at)),
            _looks(case),
            tr("Please look at the account with your own eyes. Until you decide, nothing is sent again."),
        ),
        since=tr("it should be there since about {time}", time=office.when(case.asked.begun_at)),
        text=tr("The exact text"),
        open=tr("Open the account"),
        address=case.public_address,
        effect=AnswerWords(
            tr("I see it: it is out"),
            tr("Give its link; it is read back once more and compared."),
            tr("It is there"),
        ),
        no_effect=AnswerWords(
            tr("It is not there: send it again"),
            tr("It is sent under the same key. If it is out after all, the public sees it twice."),
            tr("Send it again"),
        ),
        later=_later(case),
        needs_link=True,
    )


def _gone(case: AskCase, office: OfficeTime) -> AskWords:
    return AskWords(
        title=tr("Is this gone from “{account}”?", account=case.row.account_name),
        explanation=_all(
            tr("At {time} taking it away began, and no certain answer came.", time=office.exact(case.asked.begun_at)),
            _looks(case),
            tr("Please look with your own eyes whether readers still get it. Until you decide, nothing more is done."),
        ),
        since=tr("it should be gone since about {time}", time=office.when(case.asked.begun_at)),
        text=tr("What is taken away"),
        open=tr("Open the post"),
        address=case.payload.option("address") or case.public_address,
        effect=AnswerWords(
            tr("I don't see it any more: it is gone"),
            tr("It is read back once more; only that proves it withdrawn."),
            tr("It is gone"),
        ),
        no_effect=AnswerWords(
            tr("It is still public: take it away again"),
            tr("The same is asked of the platform once more; twice does no harm."),
            tr("Take it away"),
        ),
        later=_later(case),
        needs_link=False,
    )


def _looks(case: AskCase) -> str:
    count = sum(look.by != "" for look in case.looks)
    return tr_n("It was looked up {count} time.", "It was looked up {count} times.", count=count) if count else ""


def _all(*sentences: str) -> str:
    return ("" if is_chinese() else " ").join(filter(None, sentences))


def _later(case: AskCase) -> AnswerWords:
    further = case.further_steps
    steps = tr_n("{count} more step of it waits too.", "{count} more steps of it wait too.", count=further)
    waits = tr("It stays as it is, and what comes after it on this account goes on waiting. {more}",
               more=steps if further else "").strip()  # fmt: skip
    return AnswerWords(tr("I can't tell now"), waits, tr("Leave it"))
