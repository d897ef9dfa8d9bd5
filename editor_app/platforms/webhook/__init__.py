"""An own client of the office, such as its mobile application: it is told of every document by signed requests."""

from editor_app.platforms.webhook.platform import Webhook

PLATFORM = Webhook()
