from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor_app.domain.identifiers import DeliveryKey
from editor_app.platforms import sandbox, site_folder
from editor_app.platforms.contract import Absent, Connection, Found, Unclear
from editor_app.platforms.tracing import traced
from tests.platforms.workshop import NOW, Bench, connection, order_of, practice, sent, variant, with_late

if TYPE_CHECKING:
    from pathlib import Path

THEIRS = DeliveryKey("f" * 16)


@pytest.mark.parametrize("profile", ["draft-flip", "keyed", "file", "public-readable"])
def test_a_post_is_found_without_any_attempt_of_our_own(profile: str) -> None:
    with practice() as server:
        link = sandbox.PLATFORM.link(connection(server, profile=profile))
        order = order_of(sandbox.PLATFORM.compose(variant(options={"profile": profile}), "uid", Bench()))
        assert traced(link, order) == Absent()
        done = sent(sandbox.PLATFORM, link, order)
        found = traced(link, order)
        assert isinstance(found, Found)
        assert found.result.remote_id == done.remote_ids[0]


def test_another_deliverys_file_at_the_path_is_for_a_person_to_look_at() -> None:
    with practice() as server:
        link = sandbox.PLATFORM.link(connection(server, profile="file"))
        composed = sandbox.PLATFORM.compose(variant(options={"profile": "file"}), "uid", Bench())
        sent(sandbox.PLATFORM, link, order_of(composed, THEIRS))
        assert isinstance(traced(link, order_of(composed)), Unclear)


def test_where_nothing_can_be_read_a_person_looks() -> None:
    with practice() as server:
        link = sandbox.PLATFORM.link(connection(server, profile="public-blind"))
        composed = sandbox.PLATFORM.compose(variant(options={"profile": "public-blind"}), "uid", Bench())
        assert isinstance(traced(link, order_of(composed)), Unclear)


def test_a_page_in_a_folder_is_known_by_its_key(tmp_path: Path) -> None:
    link = site_folder.PLATFORM.link(Connection(str(tmp_path / "site")))
    link.identity()
    composed = site_folder.PLATFORM.compose(variant(), "site:x", Bench())
    order = order_of(composed)
    order = with_late(order, site_folder.PLATFORM.prepared(order, NOW))
    assert traced(link, order) == Absent()
    sent(site_folder.PLATFORM, link, order)
    assert isinstance(traced(link, order), Found)
