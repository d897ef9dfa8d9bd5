"""The kit that views are made of; the long list of names below says what to take for what."""
