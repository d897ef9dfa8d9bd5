"""Every fault on the way to a real WordPress, Ghost and Bluesky PDS, by the real worker: one post each, as signed."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from tests.faults.crossing import Twist, passing_to
from tests.faults.grounds import Row, over
from tests.faults.trial import EVERY, trial, wrong_with
from tests.platforms.faulty import Answer
from tests.services.office import full_office

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator
    from pathlib import Path

    from tests.faults.grounds import Ground
    from tests.live.others import BlueskyOwner, GhostOwner, WordPressAdmin
    from tests.live.targets import LiveBluesky, LiveGhost, LiveWordPress

    Owner = WordPressAdmin | GhostOwner | BlueskyOwner

PUBLIC = {"wordpress": "POST .*/posts/[0-9]+", "ghost": "PUT .*/posts/", "bluesky": "POST .*putRecord"}
BY_KEY = "a post is looked up by its own key or address; no list is read"


def tried(
    name: str, where: tuple[str, str], owner: WordPressAdmin | GhostOwner | BlueskyOwner, folder: Path
) -> list[str]:
    """What went wrong, in words, with one delivery for each fault on the way to the server."""

    @contextmanager
    def begin(_folder: Path, context: ssl.SSLContext | None) -> Iterator[Ground]:
        def seen() -> list[str]:
            return [f"{post.title} {post.body}" for post in owner.posts()]

        with over(passing_to(where[0]), where[1], seen, context) as ground:
            assert ground.wire is not None
            if name == "bluesky":
                ground.wire.expired = Answer(400, b'{"error":"ExpiredToken","message":"Token has expired"}')
            yield ground

    row = Row(name, begin, PUBLIC[name], lacks={Twist.LIST: BY_KEY})
    office = full_office(folder / "office")
    try:
        with begin(folder, None) as ground, trial(office, row, ground, int(uuid4()) % 10**6 * 100) as at:
            came = [at.delivered("")]
            came += [at.delivered(fault) for fault in EVERY if fault not in row.lacks]
    finally:
        office.close()
    print(f"{name}: {dict(Counter(each.row.state.value for each in came))}, struck {len(came) - 1}")  # noqa: T201 - evidence
    return [wrong for each in came for wrong in wrong_with(row, each)]


@pytest.mark.timeout(300)
def test_no_fault_on_the_way_to_wordpress_loses_a_post_or_makes_two(wordpress: LiveWordPress, tmp_path: Path) -> None:
    secret = f"{wordpress.user}:{wordpress.password}"
    assert tried("wordpress", (wordpress.url, secret), wordpress.admin, tmp_path) == []


@pytest.mark.timeout(300)
def test_no_fault_on_the_way_to_ghost_loses_a_post_or_makes_two(ghost: LiveGhost, tmp_path: Path) -> None:
    assert tried("ghost", (ghost.url, ghost.key), ghost.admin, tmp_path) == []


@pytest.mark.timeout(300)
def test_no_fault_on_the_way_to_bluesky_loses_a_post_or_makes_two(bluesky: LiveBluesky, tmp_path: Path) -> None:
    secret = f"{bluesky.handle}:{bluesky.password}"
    assert tried("bluesky", (bluesky.url, secret), bluesky.admin, tmp_path) == []
