"""Weibo: shares, long posts and headline articles, each with its delivery's mark in the address that it carries."""

from editor_app.platforms.weibo.platform import Weibo

PLATFORM = Weibo()
