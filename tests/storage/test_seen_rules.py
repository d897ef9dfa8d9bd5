"""Attacks on what was seen, each beside its legal twin."""

import pytest

from editor_app.domain.delivery import ReadBack, Verdict
from editor_app.domain.identifiers import sha256
from editor_app.storage.queries import attempts
from tests.storage.attacks import accepted, refused, refused_by_constraint
from tests.storage.remarks import THREAD, thread
from tests.storage.scene import Scene, approved, sent, write_document

OBSERVED = "INSERT INTO observed VALUES (:delivery, :ordinal, :digest, '[]')"
REGION = "INSERT INTO comment_region VALUES (:thread, :x, :y, :width, :height, :sequence)"
ON_PICTURE = THREAD.replace("'body', ''", "'picture', :subject")


def read(scene: Scene) -> dict[str, object]:
    done = sent(scene, approved(scene, write_document(scene)))
    digest = sha256(b"[]")
    attempts.insert_read_back(scene.work, ReadBack(done.id, scene.work.at, Verdict.IDENTICAL, (), (), digest))
    return {"delivery": done.id, "ordinal": 1, "digest": digest}


def region(scene: Scene, field: str = "picture") -> dict[str, object]:
    begun = thread(scene, write_document(scene))
    if field == "picture":
        scene.sql(ON_PICTURE, **begun, subject="a" * 64)
    else:
        scene.sql(THREAD, **begun)
    return {
        "thread": begun["id"], "x": 0, "y": 0, "width": 500, "height": 1000, "sequence": begun["sequence"],
    }  # fmt: skip


def test_what_was_observed_is_of_a_read_back_with_that_digest(scene: Scene) -> None:
    right = read(scene)
    accepted(scene, OBSERVED, **right)
    refused(scene, "observed_is_of_its_read_back", OBSERVED, **{**right, "digest": sha256(b"[1]")})
    refused(scene, "observed_is_of_its_read_back", OBSERVED, **{**right, "ordinal": 2})


def test_a_region_is_of_a_commented_picture_and_comes_with_the_comment(scene: Scene) -> None:
    right = region(scene)
    accepted(scene, REGION, **right)
    refused(scene, "region_is_of_a_picture", REGION, **region(scene, "body"))
    refused(scene, "region_comes_with_its_comment", REGION, **{**right, "sequence": scene.record("another")})


@pytest.mark.parametrize("wrong", [{"x": -1}, {"y": 1}, {"width": 0}, {"x": 501}, {"height": 1001}])
def test_a_region_lies_within_its_picture(scene: Scene, wrong: dict[str, int]) -> None:
    right = region(scene)
    accepted(scene, REGION, **right)
    refused_by_constraint(scene, "ck_comment_region_within_the_picture", REGION, **{**right, **wrong})


def test_what_was_seen_stays(scene: Scene) -> None:
    scene.sql(OBSERVED, **read(scene))
    scene.sql(REGION, **region(scene))
    for table, column in (("observed", "content"), ("comment_region", "x")):
        refused(scene, f"{table}_is_fixed", f"UPDATE {table} SET {column} = {column} || '1'" if column == "content"
                else f"UPDATE {table} SET {column} = 1")  # fmt: skip
        refused(scene, f"{table}_is_never_deleted", f"DELETE FROM {table}")
