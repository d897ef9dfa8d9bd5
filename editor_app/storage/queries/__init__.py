"""Named queries, one module for each subject; services call them with a snapshot or a piece of work."""
