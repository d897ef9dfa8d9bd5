from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.domain.media_place import media_place
from editor_app.domain.member import Named
from editor_app.services.media_places import Carried
from editor_app.storage.queries.media_changes import MediaChange
from editor_app.ui.views.settings.pictures_place import (
    Places,
    carried_words,
    here_words,
    place_words,
    proposal_words,
)

if TYPE_CHECKING:
    from tests.services.office import Office


def test_a_place_is_said_in_words() -> None:
    assert "电脑" in place_words(None)
    assert place_words(media_place("/srv/press")) == "/srv/press"
    bucket = media_place("s3://press/desk", endpoint="https://s3.example.gov")
    assert place_words(bucket) == "s3://press/desk (https://s3.example.gov)"


def test_another_name_of_the_folder_here_is_said() -> None:
    share = media_place("/srv/press")
    same = here_words(Places(share, Path("/srv/press"), None, is_alone=True))
    assert here_words(Places(share, None, None, is_alone=True)) == same
    assert "/mnt/press" in here_words(Places(share, Path("/mnt/press"), None, is_alone=True))


def test_a_proposal_says_whose_turn_it_is(office: Office) -> None:
    seat = office.admin
    own = Named(seat.member.id, seat.member.name)
    other = Named(office.editor.member.id, "陈默")
    at = seat.desk.clock.now()
    mine = proposal_words(MediaChange(media_place("/srv/a"), None, own, at), seat, is_alone=False)
    theirs = proposal_words(MediaChange(media_place("/srv/a"), None, other, at), seat, is_alone=False)
    assert "另一位" in mine
    assert "陈默" in theirs
    assert "另一位" not in theirs
    left_alone = proposal_words(MediaChange(media_place("/srv/a"), None, own, at), seat, is_alone=True)
    assert "另一位" not in left_alone, "whose colleague has left agrees to it alone"


def test_what_is_missing_is_said_beside_what_was_carried() -> None:
    assert "3" in carried_words(Carried(3, ()))
    both = carried_words(Carried(3, tuple("ab" for _ in range(12))))  # type: ignore[arg-type] - only counted
    assert "12" in both
    assert carried_words(Carried(3, ())) in both
