"""The view is what its parts ask for."""

from editor_app.ui.views.write.room import Room
from editor_app.ui.views.write.view import WriteView


def test_the_view_has_everything_a_part_may_ask_for(view: WriteView) -> None:
    asked = {name for name in vars(Room) if not name.startswith("_")} | set(Room.__annotations__)
    assert asked
    assert [name for name in asked if not hasattr(view, name)] == []
    assert view.owner is view
