"""Checks run over every account's variant; what the master says is found once."""

from dataclasses import replace

import pytest

from editor_app.domain.document import Content, Target
from editor_app.domain.finding import Severity
from editor_app.domain.identifiers import sha256
from editor_app.platforms.contract import Fit
from editor_app.platforms.sandbox import platform as sandbox
from editor_app.services import approvals, checking, documents, freezing
from editor_app.services.documents import Draft
from tests.services.office import Office

DRAFT = Draft(Content(title="Heating", summary="When it begins.", body="Soon.\n"))


def found(office: Office, draft: Draft, *names: str) -> dict[str, list[str]]:
    made = documents.create(office.editor, "", draft=draft)
    accounts = freezing.chosen_accounts(office.desk, names) if names else ()
    said: dict[str, list[str]] = {}
    for finding in checking.findings(office.desk, made.revision, accounts):
        said.setdefault(finding.severity.value, []).append(finding.rule)
    return said


def test_an_empty_title_blocks(office: Office) -> None:
    assert "block" in found(office, replace(DRAFT, content=replace(DRAFT.content, title="")))


def test_a_picture_without_alternative_text_blocks(office: Office) -> None:
    from editor_app.services import media
    from editor_app.services.media import Words
    from tests.services.test_media import png

    picture = media.keep(office.editor, png(), Words(""))
    body = f"Soon.\n\n![](media:{picture.digest})\n"
    assert "block" in found(office, replace(DRAFT, content=replace(DRAFT.content, body=body)))


def test_what_the_master_says_is_found_once_and_not_for_every_account(office: Office) -> None:
    office.connect("news")
    office.connect("app")
    empty = replace(DRAFT, content=replace(DRAFT.content, title=""))
    alone = found(office, empty)
    assert {k: v for k, v in found(office, empty, "news", "app").items() if k != "block"} == {
        k: v for k, v in alone.items() if k != "block"
    }


def test_what_a_platform_cannot_make_is_a_blocking_finding_with_its_reason(office: Office) -> None:
    office.connect("news")
    body = f"Soon.\n\n![x](media:{sha256(b'nowhere')})\n"
    made = documents.create(office.editor, "", draft=replace(DRAFT, content=replace(DRAFT.content, body=body)))
    examined = checking.examined(office.desk, made.revision, freezing.chosen_accounts(office.desk, ["news"]))
    compose = [f for f in examined.findings if f.rule == "compose"]
    assert [f.severity for f in compose] == [Severity.BLOCK]
    assert examined.composed == {}


def test_a_picture_that_loses_sharpness_is_warned_of_for_that_account_alone(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from editor_app.services import media
    from editor_app.services.media import Words
    from tests.rendering.test_picture_jobs import noise

    account = office.connect("news")
    picture = media.keep(office.editor, noise(200, 150), Words("A field"))
    body = f"Soon.\n\n![A field](media:{picture.digest})\n"
    made = documents.create(office.editor, "", draft=replace(DRAFT, content=replace(DRAFT.content, body=body)))
    for most, expected in ((900_000, []), (4_000, [(Severity.WARN, account.id)])):
        monkeypatch.setattr(sandbox, "FIT", Fit(2000, most))
        chosen = freezing.chosen_accounts(office.desk, ["news"])
        listed = checking.findings(office.desk, made.revision, chosen)
        assert [(f.severity, f.account) for f in listed if f.rule == "picture_blurred"] == expected


def test_an_override_is_checked_for_its_account(office: Office) -> None:
    account = office.connect("news")
    made = documents.create(office.editor, "", draft=DRAFT)
    saved = documents.set_override(office.editor, made.document.id, Target(account=account.id), {"title": ""})
    blocking = [f for f in checking.findings(office.desk, saved, [account]) if f.severity is Severity.BLOCK]
    assert blocking
    assert {f.account for f in blocking} == {account.id}


def test_the_gravest_comes_first_and_the_rule_pack_has_a_version(office: Office) -> None:
    made = documents.create(office.editor, "", draft=Draft(Content(body="x")))
    order = [list(Severity).index(f.severity) for f in checking.findings(office.desk, made.revision, ())]
    assert order == sorted(order)
    assert checking.rule_pack()


def test_what_was_accepted_of_the_master_or_of_an_account_is_covered_and_nothing_else(office: Office) -> None:
    accounts = [office.connect("news"), office.connect("app")]
    made = documents.create(office.editor, "", draft=Draft(Content(title="题", body="大家关心的的事。", source="办")))
    saved = documents.set_override(office.editor, made.document.id, Target(account=accounts[0].id), {"summary": "了了"})
    warned = [f for f in checking.findings(office.desk, saved, accounts) if f.severity is Severity.WARN]
    assert {f.account for f in warned} == {None, accounts[0].id}
    submission = freezing.Submission(tuple(a.id for a in accounts), accepted={f.digest: "so" for f in warned})
    edition = approvals.submit(office.editor, made.document.id, submission)
    for account in accounts:
        assert checking.uncovered(office.desk, edition, saved, account) == ()
    fewer = replace(edition.sealed(), accepted=())
    bare = replace(edition, digest=fewer.digest, manifest=fewer.canonical_bytes())
    assert len(checking.uncovered(office.desk, bare, saved, accounts[0])) == 2
    assert len(checking.uncovered(office.desk, bare, saved, accounts[1])) == 1
