"""Attacks on the way that an edition goes, each beside its legal twin: no stage left out, none made lighter."""

from dataclasses import replace

import pytest

from editor_app.domain.approval import Stage, StageKind
from editor_app.domain.duty import Terms
from editor_app.domain.edition import Edition, EditionKind
from editor_app.domain.member import Role
from editor_app.domain.stage_seal import StageSeal
from editor_app.storage.queries import editions
from tests.storage.attacks import accepted, refused
from tests.storage.scene import Scene, edition_of, insert_on_own_route, insert_route, write_document
from tests.storage.test_duty_rules import named
from tests.storage.test_guards_approvals import BARE, bare

STAGE = "INSERT INTO edition_stage VALUES (:id, :ordinal, :kind, :name, :duty, :needs)"
ACCOUNT = "INSERT INTO edition_account VALUES (:id, :account, 1, :digest)"
FIRST = {"ordinal": 1, "kind": "review", "name": "stage 1", "duty": "reads it", "needs": 1}


@pytest.fixture
def edition(scene: Scene) -> Edition:
    """Its row alone, on the route of two stages."""
    made = edition_of(scene, write_document(scene))
    scene.sql(BARE, **bare(made))
    return made


@pytest.mark.parametrize(
    "wrong",
    [
        {"ordinal": 2}, {"ordinal": 3}, {"kind": "proof"}, {"name": "my own"}, {"duty": "looks away"}, {"needs": 2},
        {"name": 'stage 1","reads it",1],[9,"review","x'},
    ],
)  # fmt: skip
def test_a_stage_is_word_for_word_one_of_the_route(scene: Scene, edition: Edition, wrong: dict[str, object]) -> None:
    accepted(scene, STAGE, id=edition.id, **FIRST)
    refused(scene, "stage_is_of_its_route", STAGE, id=edition.id, **{**FIRST, **wrong})


def test_an_edition_has_accounts_only_once_it_has_every_stage(scene: Scene, edition: Edition) -> None:
    account = {"id": edition.id, "account": scene.accounts[0].id, "digest": "a" * 64}
    refused(scene, "accounts_come_after_every_stage", ACCOUNT, **account)
    scene.sql(STAGE, id=edition.id, **FIRST)
    refused(scene, "accounts_come_after_every_stage", ACCOUNT, **account)
    scene.sql(STAGE, id=edition.id, **{**FIRST, "ordinal": 2, "name": "stage 2"})
    accepted(scene, ACCOUNT, **account)


def test_a_name_with_quotes_and_strokes_is_the_routes_own(scene: Scene) -> None:
    stages = tuple(Stage(n, StageKind.REVIEW, f'“终审” "{n}" \\ [1,"proof",', "a\\", 2) for n in (1, 2))
    plain = edition_of(scene, write_document(scene))
    accepted(scene, lambda: insert_on_own_route(scene, plain, stages))
    lighter = tuple(replace(each, needs=1) for each in stages)
    on_it = insert_route(scene, stages)
    there = replace(plain, route=on_it)
    refused(scene, "stage_is_of_its_route", lambda: editions.insert_edition(scene.work, there, lighter))


def test_a_route_is_for_the_kind_of_the_edition_and_in_use(scene: Scene) -> None:
    plain = edition_of(scene, write_document(scene))
    only = insert_route(scene, (), EditionKind.CORRECTION)
    accepted(scene, BARE, **{**bare(plain), "route": insert_route(scene, (), EditionKind.PUBLICATION)})
    refused(scene, "edition_goes_a_route_of_its_kind", BARE, **{**bare(plain), "route": only})
    old = insert_route(scene, (), EditionKind.PUBLICATION)
    retired = "INSERT INTO route_version VALUES (:route, 1, 'x', '[]', '[]', 0, :retired, :by, 1, :line)"
    line = scene.value("SELECT max(sequence) FROM audit WHERE subject_id = :route", route=old)
    version = {"route": old, "by": scene.id_of("admin"), "line": line}
    going_on = {**bare(plain), "route": old}
    accepted(scene, lambda: (scene.sql(retired, retired=0, **version), scene.sql(BARE, **going_on)))
    scene.sql(retired, retired=1, **version)
    refused(scene, "edition_goes_a_route_of_its_kind", BARE, **going_on)


def test_who_signs_and_in_which_role_is_the_routes_word(scene: Scene) -> None:
    terms = Terms(Role.REVIEWER, named(scene, "reader1"))
    stages = (Stage(1, StageKind.REVIEW, "终审", "Answers.", 1, terms),)
    route = insert_route(scene, stages)

    def submitted(chosen: Terms | None) -> None:
        plain = edition_of(scene, write_document(scene))
        seal = StageSeal(1, "终审", "Answers.", 1, chosen, "review" if chosen else "")
        manifest = replace(plain.sealed(), stages=(seal,))
        made = replace(plain, manifest=manifest.canonical_bytes(), digest=manifest.digest, route=route)
        editions.insert_edition(scene.work, made, stages)

    accepted(scene, lambda: submitted(terms))
    refused(scene, "accounts_come_after_every_signer", lambda: submitted(None))
    refused(scene, "accounts_come_after_every_signer", lambda: submitted(Terms(Role.REVIEWER)))
    refused(scene, "accounts_come_after_every_signer", lambda: submitted(Terms(Role.EXPERT, terms.signers)))
    friend = Terms(Role.REVIEWER, named(scene, "reader2"))
    refused(scene, "signer_is_of_its_route", lambda: submitted(friend))
