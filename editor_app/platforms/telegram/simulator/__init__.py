"""A Telegram channel with its bot, played from the documents of the Bot API on a loopback port."""
