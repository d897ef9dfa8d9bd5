"""Platforms without an official way for a program to post: a kit for the person who posts by hand."""

from editor_app.platforms.hand_off.platform import HandOff

PLATFORM = HandOff()
