"""The pushes there are; this list is the only registration. A file here is one push, and knows none of the others."""

from bot.push import Push
from bot.scheduler.pushes import (
    alert,
    alert_taken,
    follow_up_quarterly,
    follow_up_two_weeks,
    health_day,
    home_series,
    points_statement,
    remeasure,
    reminder,
    return_prompt,
    symptom_unanswered,
    tomorrow_morning,
    weekly_board,
    weekly_lesson,
    weekly_summary,
    yearly_check,
)

PUSHES: tuple[Push, ...] = (
    symptom_unanswered.PUSH,
    alert.PUSH,
    alert_taken.PUSH,
    remeasure.PUSH,
    reminder.PUSH,
    tomorrow_morning.PUSH,
    home_series.PUSH,
    follow_up_two_weeks.PUSH,
    follow_up_quarterly.PUSH,
    yearly_check.PUSH,
    weekly_summary.PUSH,
    return_prompt.PUSH,
    points_statement.PUSH,
    weekly_lesson.PUSH,
    weekly_board.PUSH,
    health_day.PUSH,
)
