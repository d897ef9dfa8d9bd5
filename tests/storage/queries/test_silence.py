from __future__ import annotations

import pytest

from editor_app.domain.audit import Subject
from editor_app.domain.errors import DeskError
from editor_app.storage.queries import deliveries, silence
from editor_app.storage.refusals import in_words
from tests.storage.scene import Scene, approved, begin, claim, queue, write_document


def stop(scene: Scene, name: str = "f") -> silence.Silence:
    publisher = scene.people["publisher"]
    made = silence.Silence(name, scene.work.at, publisher.id, publisher.name, "停")
    silence.begin(scene.work, made)
    return made


def test_a_freeze_stands_until_it_is_ended(scene: Scene) -> None:
    assert silence.standing(scene.work) is None
    made = stop(scene)
    assert silence.standing(scene.work) == made
    assert deliveries.frozen(scene.work)
    silence.end(scene.work, made)
    assert silence.standing(scene.work) is None
    assert stop(scene, "second") == silence.standing(scene.work)


def test_a_second_freeze_is_refused_by_the_database_itself(scene: Scene) -> None:
    stop(scene)
    with pytest.raises(DeskError), in_words():
        stop(scene, "second")


def test_a_send_is_under_way_from_its_intent_on(scene: Scene) -> None:
    delivery = claim(scene, queue(scene, approved(scene, write_document(scene))))
    assert silence.under_way(scene.work) == []
    attempt = begin(scene, delivery)
    assert silence.under_way(scene.work) == [attempt.begun_boot]


def test_a_freeze_stops_what_was_decided_before_it_also_after_its_end(scene: Scene) -> None:
    before = claim(scene, queue(scene, approved(scene, write_document(scene))))
    assert not silence.stops(scene.work, before.id)
    scene.work.record("freeze.begin", Subject("freeze", "f"), {})
    made = stop(scene)
    after = queue(scene, approved(scene, write_document(scene)))
    assert silence.stops(scene.work, after.id), "it stands"
    silence.end(scene.work, made)
    assert silence.stops(scene.work, before.id)
    assert not silence.stops(scene.work, after.id)
    scene.work.record("delivery.release", Subject("delivery", before.id), {})
    assert not silence.stops(scene.work, before.id)
