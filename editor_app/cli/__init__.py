"""Every deed as a command: for scripts, for tests and for people who can't use a screen."""
