"""The practice workspace is an office of six with accounts on this machine and a document that passes."""

from pathlib import Path

import pytest

from editor_app.domain.approval import Decision
from editor_app.domain.edition import EditionState, MediaRole
from editor_app.domain.errors import Refused
from editor_app.domain.member import Role
from editor_app.domain.secrets import Secret
from editor_app.services import accounts, approvals, composing, members, practice, proof, vaults, workspaces
from editor_app.services.approvals import Word
from editor_app.services.freezing import Submission
from editor_app.services.sample import Sample, create_sample, open_passphrases, sit_down
from editor_app.services.workspaces import Means
from editor_app.storage.workspaces import NewWorkspace
from tests.services.office import CHEAP, FakeClock


@pytest.fixture(params=["zh_CN", "en"])
def sample(tmp_path: Path, request: pytest.FixtureRequest) -> Sample:
    return create_sample(tmp_path / "sample", request.param, Means(FakeClock(), CHEAP))


def test_two_editors_three_reviewers_and_a_publisher_who_is_admin(sample: Sample) -> None:
    roles = [set(person.roles) for person in sample.people]
    assert roles.count({Role.EDITOR}) == 2
    assert roles.count({Role.REVIEWER}) == 3
    assert roles.count({Role.PUBLISHER, Role.ADMIN}) == 1
    for person in sample.people:
        seat = members.sign_in(sample.seat.desk, person.name, Secret(person.passphrase))
        assert set(seat.member.roles) == set(person.roles)


def test_three_practice_accounts_have_their_token_in_the_vault(sample: Sample) -> None:
    where = practice.endpoint(sample.seat.desk.store)
    assert where is not None
    token = practice.token_of(where.state)
    vault = vaults.opened(sample.seat)
    for account in accounts.all_accounts(sample.seat.desk):
        assert account.url == where.url
        kept = vault.secret(account.id)
        assert kept is not None
        assert kept.reveal() == token
    assert len(sample.accounts) == 3
    assert [h.has_secret for h in accounts.health(sample.seat)] == [True] * 3


def test_the_explainer_has_a_credited_picture_and_a_chart(sample: Sample) -> None:
    revision = sample.documents[0].revision
    assert "media:" in revision.content.body
    assert f"chart:{revision.charts[0].id}" in revision.content.body
    article = composing.compose_for(sample.seat.desk, revision, sample.accounts[0])
    assert article.payload.parts[0].body.count("CC BY 2.0") == 1, "who made the picture is said once"
    assert revision.content.source == "中国政府网"
    assert revision.content.title.startswith("“指尖上的网上政府”")


def test_an_english_office_has_english_names(tmp_path: Path) -> None:
    english = create_sample(tmp_path / "en", "en", Means(FakeClock(), CHEAP))
    assert english.people[0].name == "Zhou Min"
    assert english.seat.desk.workspace.language == "en"


def test_the_explainer_passes_the_checks_and_is_approved_for_every_account(tmp_path: Path) -> None:
    made = create_sample(tmp_path / "sample", "zh_CN", Means(FakeClock(), CHEAP))
    desk = made.seat.desk
    seats = [members.sign_in(desk, person.name, Secret(person.passphrase)) for person in made.people]
    editor, reviewers = seats[1], seats[3:]
    chosen = tuple(account.id for account in made.accounts)
    edition = approvals.submit(editor, made.documents[0].document.id, Submission(chosen))
    for payload in edition.sealed().payloads:
        assert [m.alt for m in payload.media if m.role is not MediaRole.COVER] == [
            "北京颐和园的一座楼阁耸立在树丛之上，背后是湖面",
            made.documents[0].revision.charts[0].alt,
        ]
    for seat in reviewers:
        edition = approvals.decide(seat, edition.id, Word(Decision.APPROVE, edition.digest)).edition
    assert edition.state is EditionState.APPROVED
    with desk.database.read() as snapshot:
        for account in made.accounts:
            assert (
                proof.require_sendable(snapshot, desk.store, edition.id, account.id).manifest.digest == edition.digest
            )
    desk.close()


def test_in_a_practice_workspace_anybody_sits_down_without_typing(sample: Sample) -> None:
    for person in sample.people:
        assert sit_down(sample.seat.desk, person.name).member.name == person.name
    with pytest.raises(Refused):
        sit_down(sample.seat.desk, "nobody")


def test_a_list_of_passphrases_beside_an_own_workspace_opens_nothing(sample: Sample, tmp_path: Path) -> None:
    founder = workspaces.Founder("周敏", Secret("stones by the quiet river"))
    facts = NewWorkspace("办公室", "zh_CN", workspaces.ZONE)
    own = workspaces.create(tmp_path / "own", facts, founder, Means(FakeClock(), CHEAP))
    listed = sample.seat.desk.store.folder / "practice-people.json"
    (tmp_path / "own" / "practice-people.json").write_bytes(listed.read_bytes())
    assert open_passphrases(own.desk) == {}
    with pytest.raises(Refused):
        sit_down(own.desk, "周敏")
