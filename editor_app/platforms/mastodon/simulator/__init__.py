"""A Mastodon server played from its documents: signing in, pictures, posts, limits, and everything that goes wrong."""
