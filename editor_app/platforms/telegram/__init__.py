"""A Telegram channel through a bot, which sees nothing of what it posted: a lost answer is asked about."""

from editor_app.platforms.telegram.platform import Telegram

PLATFORM = Telegram()
