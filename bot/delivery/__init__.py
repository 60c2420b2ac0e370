"""What the bot says unprompted leaves from here; the only place that knows python-telegram-bot."""

from telegram.request import BaseRequest

Request = BaseRequest  # a way to Telegram
