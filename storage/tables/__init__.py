"""Every table in one place, a file a part of the house. Holds no queries."""

from storage.tables.audit import AuditEntry, AuditHead
from storage.tables.base import moment, table
from storage.tables.care import ActingFor, ClaimCode, FamilyLink, Visit
from storage.tables.health import Alert, ExerciseRow, ReadingRow
from storage.tables.notices import Notice, NoticeReceipt, NoticeReply
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
from storage.tables.programme import Approval, FigureSnapshot, LessonChange, LessonSlot, RuleChange, Undoable
from storage.tables.roster import AreaPopulation, ImportRun, Invitation, Merge
from storage.tables.speaking import (
    Due,
    Halt,
    OutboxBody,
    OutboxRow,
    QuizAnswer,
    QuizPoll,
    Reminder,
    Unsubscribed,
)
from storage.tables.talking import Conversation, HandledUpdate

__all__ = [
    "ActingFor",
    "Alert",
    "AnonymousTotal",
    "Approval",
    "Area",
    "AreaPopulation",
    "AuditEntry",
    "AuditHead",
    "Balance",
    "ClaimCode",
    "Consent",
    "Conversation",
    "Due",
    "ExerciseRow",
    "FamilyLink",
    "FigureSnapshot",
    "Halt",
    "HandledUpdate",
    "ImportRun",
    "Invitation",
    "LedgerEntry",
    "LessonChange",
    "LessonSlot",
    "Membership",
    "Merge",
    "Notice",
    "NoticeReceipt",
    "NoticeReply",
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
    "Undoable",
    "Unsubscribed",
    "VillageGroup",
    "Visit",
    "moment",
    "table",
]
