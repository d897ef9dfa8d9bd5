"""WordPress by its REST interface: a hidden draft, the pictures, then one change that makes all of it public."""

from editor_app.platforms.wordpress.platform import WordPress

PLATFORM = WordPress()
