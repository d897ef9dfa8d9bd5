"""A bulletin by e-mail: one letter for each reader, or batches of blind copies, over the office's own mail server."""

from editor_app.platforms.email_bulletin.platform import EmailBulletin

PLATFORM = EmailBulletin()
