"""Cases in the states that their page shows, on the practice office; for tests and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.approval import Decision
from editor_app.domain.document import Content
from editor_app.domain.edition import EditionKind
from editor_app.domain.recall import Measure
from editor_app.services import approvals, documents, publishing, recalling, withdrawing
from editor_app.services.approvals import Word
from editor_app.services.documents import Draft

if TYPE_CHECKING:
    from editor_app.domain.delivery import Delivery
    from editor_app.domain.edition import Edition
    from editor_app.storage.queries.recall import CaseRow
    from tests.ui.views.staged import Stage


def published(stage: Stage, title: str, *accounts: str) -> list[Delivery]:
    """Out and read back."""
    made = stage.queued(title, *accounts)
    for one in made:
        stage.serve(one.id, 2)
    return made


def opened(stage: Stage, posts: list[Delivery], kind: EditionKind, reason: str) -> CaseRow:
    document = approvals.edition(stage.desk, posts[0].edition).document
    return recalling.open_case(stage.editor, document, kind, reason)


def signed(stage: Stage, edition: Edition) -> None:
    for seat in stage.reviewers:
        found = approvals.edition(stage.desk, edition.id)
        if found.state.value == "in_review":
            word = Word(Decision.APPROVE, edition.digest, overrides=edition.sealed().to_override)
            approvals.decide(seat, edition.id, word)


def states(stage: Stage) -> dict[str, str]:
    """Cases that wait for a reviewer, for a publisher and for what went wrong; one for a hand alone, one closed."""
    ids = {}
    for name, title in (("review", "今冬供暖费不变"), ("ready", "周末公交安排"), ("stuck", "人才公寓申请指南")):
        posts = published(stage, title, *stage.accounts[:2])
        ids[name] = opened(stage, posts, EditionKind.WITHDRAWAL, "与正式通知不一致").id
        edition = withdrawing.submit(stage.editor, ids[name], "以正式通知为准。")
        if name != "review":
            signed(stage, edition)
    for one in recalling.run(stage.publisher, ids["stuck"]):
        if stage.row(one.id).account_name == stage.accounts[0]:
            publishing.hold(stage.publisher, one.id, "平台后台正在维护")
        else:
            stage.serve(one.id, 2)
    posts = published(stage, "医保缴费提醒", stage.accounts[2])
    ids["hand"] = opened(stage, posts, EditionKind.WITHDRAWAL, "缴费截止日期写错").id
    recalling.choose(stage.editor, ids["hand"], 1, Measure.BY_HAND)
    posts = published(stage, "地铁末班车延时", stage.accounts[0])
    ids["closed"] = opened(stage, posts, EditionKind.WITHDRAWAL, "末班车时间有误").id
    recalling.prove(
        stage.publisher, ids["closed"], 1, recalling.Seen("gone", "已在后台删除。", stage.row(posts[0].id).url)
    )
    recalling.close(stage.publisher, ids["closed"], "以后由两人核对时间。")
    return ids


def busy(stage: Stage) -> dict[str, str]:
    """A case of each kind: one to be handed in, one under way with a proof and a copy that came back, one closed."""
    first = published(stage, "到2022年，政务新媒体矩阵体系这样建")
    fresh = opened(stage, first, EditionKind.CORRECTION, "第二段的年份写错了，应为2022年")
    assert first[0].receipt is None
    address = stage.row(first[0].id).url
    quoting = Draft(Content(title="政务新媒体考核办法解读", body=f"见[此前的解读]({address})。"))
    documents.create(stage.editor, "", draft=quoting)
    second = published(stage, "元旦假期政务服务安排")
    away = opened(stage, second, EditionKind.WITHDRAWAL, "办理时间与正式通知不一致")
    recalling.add_link(stage.editor, away.id, "https://news.example.test/reposted/2026-1229.html")
    kept = [post for post in stage.server.ledger.posts.values() if post.public and "元旦" in post.entry.title]
    signed(stage, withdrawing.submit(stage.editor, away.id, "以正式通知为准。"))
    for one in recalling.run(stage.publisher, away.id):
        stage.serve(one.id)
        if one.account == second[-1].account:
            for post in kept:
                if post.id == stage.row(second[-1].id).remote_id:
                    stage.server.ledger.keep(post)
        stage.serve(one.id)
    seen = recalling.Seen(
        "gone", "电话联系转载方，已于当天删除。", "https://news.example.test/reposted/2026-1229.html", "ab" * 32
    )
    recalling.prove(stage.publisher, away.id, 4, seen)
    return {"fresh": fresh.id, "away": away.id}
