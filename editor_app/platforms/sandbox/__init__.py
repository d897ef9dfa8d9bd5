"""Practice accounts: a loopback platform with every kind of fault, and the adapter that publishes to it."""

from editor_app.platforms.sandbox.platform import Sandbox

PLATFORM = Sandbox()
