"""The shape of a push, under the name the scheduler knows it by. Defines nothing: delivery, a stranger, needs it too."""

from bot.push import Button, Message, Push, Quiz, Sent

__all__ = ["Button", "Message", "Push", "Quiz", "Sent"]
