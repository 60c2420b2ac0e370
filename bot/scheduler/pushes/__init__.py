"""The pushes there are; this list is the only registration. A file here is one push, and knows none of the others."""

from bot.push import Push
from bot.scheduler.pushes import (
    alert,
    alert_taken,
    health_day,
    reminder,
    symptom_unanswered,
    weekly_board,
    weekly_lesson,
)

PUSHES: tuple[Push, ...] = (
    symptom_unanswered.PUSH,
    alert.PUSH,
    alert_taken.PUSH,
    reminder.PUSH,
    weekly_lesson.PUSH,
    weekly_board.PUSH,
    health_day.PUSH,
)
