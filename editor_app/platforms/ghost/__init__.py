"""Ghost by its Admin API: a hidden draft, the pictures, then one change that makes all of it public."""

from editor_app.platforms.ghost.platform import Ghost

PLATFORM = Ghost()
