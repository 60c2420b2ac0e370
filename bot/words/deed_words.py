"""A sentence for everything that needs a right, as whoever has it would say it. Gives nobody one."""

from bot.words.vocabulary import mark
from domain.authority import Deed

DEEDS = {
    Deed.SEE_PERSON: mark("see who lives there, when they last logged and what is due, without numbers"),
    Deed.SEE_VALUES: mark("see what people measured, if they share it"),
    Deed.SEE_SENSITIVE_TAGS: mark("see what is sensitive, like a pregnancy or tuberculosis"),
    Deed.ADD_PERSON: mark("add somebody without Telegram"),
    Deed.LOG_FOR: mark("log for somebody who cannot"),
    Deed.GIVE_CLAIM_CODE: mark("give somebody the code to take over their own record"),
    Deed.MERGE_PERSONS: mark("join two records of one person"),
    Deed.SEE_ROUND: mark("see whom to look in on"),
    Deed.RECORD_VISIT: mark("note a visit"),
    Deed.BRING_BACK: mark("bring back somebody who was noted as moved away or died"),
    Deed.READ_VISIT_NOTE: mark("read what was noted at visits"),
    Deed.SEE_ALERTS: mark("see which alerts are open"),
    Deed.TAKE_ALERT: mark("take an alert"),
    Deed.SEND_NOTICE: mark("send notices"),
    Deed.SEND_URGENT_NOTICE: mark("send urgent notices"),
    Deed.APPROVE_NOTICE: mark("approve notices of others"),
    Deed.SEE_NOTICES: mark("see what others sent there"),
    Deed.HOLD_NOTICE: mark("pause, stop and take back what others sent there"),
    Deed.CHANGE_AREAS: mark("change places"),
    Deed.GIVE_ROLES: mark("give and end roles"),
    Deed.SEE_ROSTER: mark("see who works there"),
    Deed.IMPORT: mark("import tables"),
    Deed.EXPORT_ROSTER: mark("take rosters and places as a file"),
    Deed.CHANGE_GROUPS: mark("look after the village groups"),
    Deed.CHANGE_LESSONS: mark("change the lessons, if they look after the whole programme"),
    Deed.CHANGE_RULES: mark("change the rules of points, if they look after the whole programme"),
    Deed.SEE_FIGURES: mark("see the figures"),
    Deed.EXPORT_FIGURES: mark("take the figures as a file"),
    Deed.READ_AUDIT: mark("read who did or saw what"),
    Deed.SEE_SERVICE: mark("see how the service is doing"),
    Deed.APPROVE: mark("be the second person for what cannot be undone"),
}
