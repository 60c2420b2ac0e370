"""Every table in one place, a file a part of the house. Holds no queries."""

from storage.tables.audit import AuditEntry, AuditHead
from storage.tables.base import moment, table
from storage.tables.families import ClaimCode, ClaimTry, FamilyLink, FamilyOffer, ForWhom
from storage.tables.figures import AreaTally, FigureSnapshot
from storage.tables.health import Alert, ExerciseRow, ReadingRow
from storage.tables.merges import Merge, NotSame
from storage.tables.notices import Notice, NoticeAnswer, NoticeReceipt, NoticeThread
from storage.tables.people import (
    AnonymousTotal,
    Area,
    Consent,
    Membership,
    Pause,
    Person,
    PersonTag,
    VillageGroup,
)
from storage.tables.points import Balance, LedgerEntry
from storage.tables.roster import AreaPopulation, GroupRequest, ImportDraft, Invitation
from storage.tables.rules import RuleChange
from storage.tables.speaking import (
    Beat,
    Due,
    Halt,
    LessonText,
    LessonWeek,
    OutboxBody,
    OutboxRow,
    QuizAnswer,
    QuizPoll,
    Reminder,
    Unsubscribed,
)
from storage.tables.talking import Conversation, HandledUpdate
from storage.tables.visits import Visit

__all__ = [
    "Alert",
    "AnonymousTotal",
    "Area",
    "AreaPopulation",
    "AreaTally",
    "AuditEntry",
    "AuditHead",
    "Balance",
    "Beat",
    "ClaimCode",
    "ClaimTry",
    "Consent",
    "Conversation",
    "Due",
    "ExerciseRow",
    "FamilyLink",
    "FamilyOffer",
    "FigureSnapshot",
    "ForWhom",
    "GroupRequest",
    "Halt",
    "HandledUpdate",
    "ImportDraft",
    "Invitation",
    "LedgerEntry",
    "LessonText",
    "LessonWeek",
    "Membership",
    "Merge",
    "NotSame",
    "Notice",
    "NoticeAnswer",
    "NoticeReceipt",
    "NoticeThread",
    "OutboxBody",
    "OutboxRow",
    "Pause",
    "Person",
    "PersonTag",
    "QuizAnswer",
    "QuizPoll",
    "ReadingRow",
    "Reminder",
    "RuleChange",
    "Unsubscribed",
    "VillageGroup",
    "Visit",
    "moment",
    "table",
]
