"""A Matrix room: messages under transaction ids of ours, corrected by replacement and taken away by redaction."""

from editor_app.platforms.matrix.platform import Matrix

PLATFORM = Matrix()
