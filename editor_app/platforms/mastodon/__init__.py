"""Mastodon and every server with its interface: posts and threads under our Idempotency-Key, edited in place."""

from editor_app.platforms.mastodon.platform import Mastodon

PLATFORM = Mastodon()
