"""One change after signing, whatever it is and whoever makes it in the files, and nothing is sent."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from editor_app.domain.document import Content, Target
from editor_app.domain.edition import AcceptedFinding, Edition, EditionKind, Manifest, Payload
from editor_app.domain.errors import SealBroken
from editor_app.domain.identifiers import AccountId, RevisionId, WorkspaceId, sha256
from editor_app.domain.member import Role
from editor_app.domain.secrets import Secret
from editor_app.services import accounts, approvals, documents, media, members, proof
from editor_app.services.documents import Draft
from editor_app.services.freezing import Submission
from editor_app.services.media import Words
from editor_app.services.sealing import new_keys
from tests.services.office import PASSPHRASE, Office
from tests.services.test_media import png

ENGINES = ("sqlite",)
"""They alter SQLite's file below the guards; `test_team_audit.py` alters a team's."""


class Owner:
    """The owner of the file: no trigger holds him, and he knows SQL."""

    def __init__(self, office: Office, edition: Edition) -> None:
        self.office = office
        self.edition = edition

    def sql(self, statement: str, *values: object) -> None:
        with closing(sqlite3.connect(self.office.desk.store.folder / "workspace.db")) as connection, connection:
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                connection.execute(f'DROP TRIGGER "{name}"')
            assert connection.execute(statement, values).rowcount > 0

    def reseal(self, change: Callable[[Manifest], Manifest]) -> None:
        """Write another manifest together with its right digest everywhere."""
        made = change(self.edition.sealed())
        assert made != self.edition.sealed()
        self.sql("UPDATE edition SET manifest = ?, digest = ?", made.canonical_bytes(), made.digest)
        self.sql("UPDATE approval SET digest = ?", made.digest)

    def payload(self, change: Callable[[Payload], Payload]) -> None:
        def of(manifest: Manifest) -> Manifest:
            first, *rest = manifest.payloads
            return replace(manifest, payloads=(change(first), *rest))

        self.reseal(of)


@pytest.fixture
def edition(office: Office) -> Edition:
    """Approved for two accounts, with two pictures, an override and a window."""
    news, _ = office.connect("news"), office.connect("app")
    pictures = [media.add(office.editor, png(40 + n, 30), Words(f"A teal field {n}")) for n in range(2)]
    body = "Heating begins on 15 November.\n\n" + "\n\n".join(f"![](media:{p.digest})" for p in pictures)
    content = Content(title="Winter heating", summary="When it begins.", body=body, link="https://example.org/a")
    made = documents.create(office.editor, "", draft=Draft(content))
    documents.set_override(office.editor, made.document.id, Target(account=news.id), {"title": "Heating"})
    now = office.clock.now()
    submission = Submission(
        tuple(a.id for a in accounts.all_accounts(office.desk)),
        not_before=now - timedelta(hours=1),
        not_after=now + timedelta(days=1),
    )
    return office.approve(approvals.submit(office.editor, made.document.id, submission))


def prove(office: Office, edition: Edition, late: tuple[str, ...] = ()) -> proof.Proof:
    account = edition.sealed().payloads[0].account
    with office.desk.database.read() as snapshot:
        return proof.require_sendable(snapshot, office.desk.store, edition.id, account, late)


MANIFESTS: dict[str, Callable[[Manifest], Manifest]] = {
    "kind": lambda m: replace(m, kind=EditionKind.CORRECTION),
    "revision": lambda m: replace(m, revision=RevisionId(m.edition)),
    "workspace": lambda m: replace(m, workspace=WorkspaceId(m.edition)),
    "begin of the window": lambda m: replace(m, not_before=None),
    "end of the window": lambda m: replace(m, not_after=m.not_after and m.not_after + timedelta(days=1)),
    "rule pack": lambda m: replace(m, rule_pack="none"),
    "accepted finding": lambda m: replace(m, accepted=(AcceptedFinding(sha256(b"x"), "links", "fine"),)),
    "finding to override": lambda m: replace(m, to_override=(sha256(b"x"),)),
    "route without a stage": lambda m: replace(m, stages=m.stages[:1]),
    "name of a stage": lambda m: replace(m, stages=(replace(m.stages[0], name="Glance"), *m.stages[1:])),
    "source": lambda m: replace(m, source="another office"),
    "responsible editor": lambda m: replace(m, responsible_editor="nobody"),
    "order of the accounts": lambda m: replace(m, payloads=m.payloads[::-1]),
    "account left out": lambda m: replace(m, payloads=m.payloads[:1]),
}
PAYLOADS: dict[str, Callable[[Payload], Payload]] = {
    "text": lambda p: replace(p, parts=(replace(p.parts[0], body=p.parts[0].body.replace("15", "16")),)),
    "override of the title": lambda p: replace(p, title="Winter heating"),
    "summary": lambda p: replace(p, summary="Never."),
    "link": lambda p: replace(p, link="https://example.org/b"),
    "slug": lambda p: replace(p, slug="other"),
    "alternative text": lambda p: replace(p, media=(replace(p.media[0], alt="A pink field"), *p.media[1:])),
    "picture": lambda p: replace(p, media=(replace(p.media[0], digest=sha256(b"x")), *p.media[1:])),
    "order of pictures": lambda p: replace(p, media=p.media[::-1]),
    "option": lambda p: replace(p, options=(*p.options, ("zz", "1"))),
    "account": lambda p: replace(p, account=AccountId("00000000-0000-4000-8000-000000000000")),
    "other side of the account": lambda p: replace(p, remote_uid="sandbox:draft-flip:other"),
    "list of late fields": lambda p: replace(p, late=(*p.late, "body")),
}


@pytest.mark.parametrize("kind", [*MANIFESTS, *PAYLOADS])
def test_a_change_of_what_was_signed_is_refused_even_with_its_right_digest(
    office: Office, edition: Edition, kind: str
) -> None:
    prove(office, edition)
    owner = Owner(office, edition)
    if kind in MANIFESTS:
        owner.reseal(MANIFESTS[kind])
    else:
        owner.payload(PAYLOADS[kind])
    with pytest.raises(SealBroken):
        prove(office, edition)


@pytest.mark.parametrize("kind", [*MANIFESTS, *PAYLOADS])
def test_a_change_of_the_stored_manifest_alone_is_refused(office: Office, edition: Edition, kind: str) -> None:
    prove(office, edition)
    manifest = edition.sealed()
    if kind in MANIFESTS:
        changed = MANIFESTS[kind](manifest)
    else:
        changed = replace(manifest, payloads=(PAYLOADS[kind](manifest.payloads[0]), *manifest.payloads[1:]))
    Owner(office, edition).sql("UPDATE edition SET manifest = ?", changed.canonical_bytes())
    with pytest.raises(SealBroken):
        prove(office, edition)


def a_picture_byte(owner: Owner) -> None:
    path = owner.office.desk.store.media.path(owner.edition.sealed().payloads[0].media[0].digest)
    path.write_bytes(path.read_bytes()[:-1] + b"\0")


def a_picture_gone(owner: Owner) -> None:
    owner.office.desk.store.media.path(owner.edition.sealed().payloads[0].media[0].digest).unlink()


def an_exchanged_key(owner: Owner) -> None:
    """A forger signs with a key of his own and puts it in the reviewer's place."""
    key = new_keys()
    record = approvals.record(owner.office.desk, owner.edition.id)
    assert record.stages[0].signed[0].valid
    with owner.office.desk.database.read() as snapshot:
        from editor_app.storage.queries import editions

        said = editions.approvals_of(snapshot, owner.edition.id)[0].statement
    owner.sql("UPDATE member_key SET public_key = ? WHERE id = ?", key.public, said.key)
    owner.sql("UPDATE approval SET signature = ? WHERE stage = 1", key.sign(said.bytes_to_sign()))


def an_author_who_signed(owner: Owner) -> None:
    """The audit row of the first save is given to a reviewer."""
    reviewer = owner.office.reviewer1.member
    owner.sql("UPDATE audit SET actor = ? WHERE action = 'document.create'", f"member:{reviewer.id}")


ROWS: dict[str, Callable[[Owner], None]] = {
    "a byte of a picture": a_picture_byte,
    "a picture that is gone": a_picture_gone,
    "a signer's key": an_exchanged_key,
    "an author among the signers": an_author_who_signed,
    "a signature": lambda o: o.sql("UPDATE approval SET signature = zeroblob(64) WHERE stage = 2"),
    "the stages that the route asked for": lambda o: o.sql("UPDATE route_version SET use_hours = 9"),
    "a signature that is gone": lambda o: o.sql("DELETE FROM approval WHERE stage = 3"),
    "a signer": lambda o: o.sql(
        "UPDATE approval SET \"by\" = (SELECT id FROM member WHERE name = 'editor2') WHERE stage = 1"
    ),
    "a reason": lambda o: o.sql("UPDATE approval SET reason = 'fine' WHERE stage = 1"),
    "a stage of a signature": lambda o: o.sql("UPDATE approval SET stage = 3 WHERE stage = 2"),
    "a decision": lambda o: o.sql("UPDATE approval SET decision = 'return', reason = 'x' WHERE stage = 1"),
    "a stage": lambda o: o.sql("DELETE FROM edition_stage WHERE ordinal = 3"),
    "what a stage needs": lambda o: o.sql("UPDATE edition_stage SET needs = 2 WHERE ordinal = 1"),
    "an account of the edition": lambda o: o.sql("DELETE FROM edition_account WHERE ordinal = 2"),
    "who is on the other side": lambda o: o.sql("UPDATE account SET remote_uid = 'somebody else'"),
    "the address of the account": lambda o: o.sql("UPDATE account SET url = 'http://127.0.0.1:10'"),
    "the platform of the account": lambda o: o.sql("UPDATE account SET platform = 'ghost'"),
    "the state of the edition": lambda o: o.sql("UPDATE edition SET state = 'in_review'"),
    "the submitter": lambda o: o.sql(
        "UPDATE edition SET submitted_by = (SELECT id FROM member WHERE name = 'editor2')"
    ),
    "the confirmation of a key": lambda o: o.sql("DELETE FROM audit WHERE action = 'key.confirm'"),
    "the audit row of a decision": lambda o: o.sql("DELETE FROM audit WHERE action = 'edition.approve'"),
    "the digest": lambda o: o.sql("UPDATE edition SET digest = ?", sha256(b"x")),
}


@pytest.mark.parametrize("kind", list(ROWS))
def test_a_change_of_any_row_or_byte_that_the_proof_rests_on_is_refused(
    office: Office, edition: Edition, kind: str
) -> None:
    prove(office, edition)
    ROWS[kind](Owner(office, edition))
    with pytest.raises(SealBroken):
        prove(office, edition)


def test_what_is_proven_is_the_payload_and_the_manifest(office: Office, edition: Edition) -> None:
    proven = prove(office, edition)
    assert proven.manifest == edition.sealed()
    assert proven.payload == edition.sealed().payloads[0]


def test_people_may_come_and_go_after_signing(office: Office, edition: Edition) -> None:
    members.invite_again(office.admin, "reviewer1")
    words = members.activate(office.desk, "reviewer1", Secret(PASSPHRASE)).words
    members.confirm(office.admin, "reviewer1", words)
    members.depart(office.admin, "reviewer2")
    members.set_roles(office.admin, "reviewer3", {Role.EDITOR})
    prove(office, edition)


def test_an_edition_in_review_is_not_sendable(office: Office) -> None:
    office.connect("news")
    edition = office.submitted(Draft(Content(title="Heating", summary="x", body="Soon.\n")), "news")
    with pytest.raises(SealBroken, match="not approved"):
        prove(office, edition)


def test_a_late_field_must_be_on_the_signed_list(office: Office, edition: Edition) -> None:
    prove(office, edition, ("media_url/1", "draft_id"))
    with pytest.raises(SealBroken, match="late field"):
        prove(office, edition, ("title",))


def test_an_account_of_another_edition_gets_nothing(office: Office, edition: Edition) -> None:
    other = office.connect("other")
    with office.desk.database.read() as snapshot, pytest.raises(SealBroken, match="not for this account"):
        proof.require_sendable(snapshot, office.desk.store, edition.id, other.id)


def test_the_signed_window_is_kept(office: Office, edition: Edition) -> None:
    manifest, now = edition.sealed(), office.clock.now()
    proof.require_in_window(manifest, now)
    for outside in (now - timedelta(hours=2), now + timedelta(days=2)):
        with pytest.raises(SealBroken):
            proof.require_in_window(manifest, outside)


def test_the_record_shows_a_forged_signature_as_invalid(office: Office, edition: Edition) -> None:
    Owner(office, edition).sql("UPDATE approval SET signature = zeroblob(64) WHERE stage = 2")
    valid = [stage.signed[0].valid for stage in approvals.record(office.desk, edition.id).stages]
    assert valid == [True, False, True]
