"""The window: everything with Qt in it, and nothing of the rules, the database or the network."""
