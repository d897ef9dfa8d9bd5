"""Bluesky and every other AT Protocol PDS: posts and threads under record keys that we choose."""

from editor_app.platforms.bluesky.platform import Bluesky

PLATFORM = Bluesky()
