"""Who may do what: one table, from deed to roles. A role holds in its area and below it; where that is, storage knows."""

from enum import StrEnum

from domain.people import Role


class Line(StrEnum):
    """Two lines run down the same tree (双线), and nobody on one gives orders on the other."""

    PROFESSIONAL = "professional"
    ADMINISTRATIVE = "administrative"


class Origin(StrEnum):
    """How somebody came to a role: the three ways of the programme, and the settings for the very first."""

    NOMINATED_THEMSELVES = "nominated_themselves"
    RECOMMENDED = "recommended"
    APPOINTED = "appointed"
    SETTINGS = "settings"


class Deed(StrEnum):
    """Something that needs a right."""

    # People
    SEE_PERSON = "see_person"  # who they are, when they last logged, what is due; no number
    SEE_VALUES = "see_values"  # what they measured
    SEE_SENSITIVE_TAGS = "see_sensitive_tags"
    ADD_PERSON = "add_person"
    LOG_FOR = "log_for"
    GIVE_CLAIM_CODE = "give_claim_code"
    MERGE_PERSONS = "merge_persons"
    # A day's work
    SEE_ROUND = "see_round"
    RECORD_VISIT = "record_visit"
    READ_VISIT_NOTE = "read_visit_note"
    BRING_BACK = "bring_back"  # somebody who was said to have moved, died or refused
    SEE_ALERTS = "see_alerts"
    TAKE_ALERT = "take_alert"
    # Notices
    SEND_NOTICE = "send_notice"
    SEND_URGENT_NOTICE = "send_urgent_notice"
    APPROVE_NOTICE = "approve_notice"
    SEE_NOTICES = "see_notices"  # what others sent to a place, and how it goes
    HOLD_NOTICE = "hold_notice"  # pause, stop and take back what others sent
    # The grid itself
    CHANGE_AREAS = "change_areas"
    GIVE_ROLES = "give_roles"
    SEE_ROSTER = "see_roster"
    IMPORT = "import"
    EXPORT_ROSTER = "export_roster"
    CHANGE_GROUPS = "change_groups"
    # The programme
    CHANGE_LESSONS = "change_lessons"
    CHANGE_RULES = "change_rules"
    SEE_FIGURES = "see_figures"
    EXPORT_FIGURES = "export_figures"
    READ_AUDIT = "read_audit"
    SEE_SERVICE = "see_service"  # how the service itself is doing
    APPROVE = "approve"  # be the second person for what cannot be undone


_VOLUNTEER = frozenset({Role.VOLUNTEER})
_VILLAGE_TEAM = frozenset({Role.VILLAGE_DOCTOR, Role.NURSE})
_CLINICAL = _VILLAGE_TEAM | {Role.DOCTOR, Role.SPECIALIST}
_ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
_AUDITOR = frozenset({Role.AUDITOR})
_CLERK = frozenset({Role.CLERK})
_ALARM = frozenset({Role.VILLAGE_DOCTOR, Role.DOCTOR, Role.SPECIALIST}) | _ADMINISTRATOR
_EVERYBODY = _VOLUNTEER | _CLINICAL | _ADMINISTRATOR | _AUDITOR | _CLERK

# Least privilege: a neighbour who volunteers sees no number, an administrator no health, an auditor changes nothing.
MAY: dict[Deed, frozenset[Role]] = {
    Deed.SEE_PERSON: _VOLUNTEER | _CLINICAL | _ADMINISTRATOR,
    Deed.SEE_VALUES: _CLINICAL,
    Deed.SEE_SENSITIVE_TAGS: _CLINICAL,
    Deed.ADD_PERSON: _VOLUNTEER | _VILLAGE_TEAM | _ADMINISTRATOR,
    Deed.LOG_FOR: _VOLUNTEER | _CLINICAL,
    Deed.GIVE_CLAIM_CODE: _VOLUNTEER | _VILLAGE_TEAM | _ADMINISTRATOR,
    Deed.MERGE_PERSONS: frozenset({Role.VILLAGE_DOCTOR}) | _ADMINISTRATOR,
    Deed.SEE_ROUND: _VOLUNTEER | _CLINICAL,
    Deed.RECORD_VISIT: _VOLUNTEER | _CLINICAL,
    Deed.READ_VISIT_NOTE: _CLINICAL,
    Deed.BRING_BACK: _CLINICAL | _ADMINISTRATOR,
    Deed.SEE_ALERTS: _CLINICAL | _ADMINISTRATOR,
    Deed.TAKE_ALERT: _CLINICAL,
    Deed.SEND_NOTICE: _VOLUNTEER | _CLINICAL | _ADMINISTRATOR,
    Deed.SEND_URGENT_NOTICE: _ALARM,
    Deed.APPROVE_NOTICE: frozenset({Role.DOCTOR, Role.SPECIALIST}) | _ADMINISTRATOR,
    Deed.SEE_NOTICES: _VOLUNTEER | _CLINICAL | _ADMINISTRATOR | _AUDITOR,
    Deed.HOLD_NOTICE: _ALARM,  # to stop a mistake needs no more than to alarm people
    Deed.CHANGE_AREAS: _ADMINISTRATOR,
    Deed.GIVE_ROLES: _ADMINISTRATOR,
    Deed.SEE_ROSTER: _CLINICAL | _ADMINISTRATOR | _AUDITOR,
    Deed.IMPORT: _ADMINISTRATOR,
    Deed.EXPORT_ROSTER: _ADMINISTRATOR,
    Deed.CHANGE_GROUPS: _ADMINISTRATOR,
    Deed.CHANGE_LESSONS: _ADMINISTRATOR,
    Deed.CHANGE_RULES: _ADMINISTRATOR,
    Deed.SEE_FIGURES: _EVERYBODY,
    Deed.EXPORT_FIGURES: _ADMINISTRATOR | _AUDITOR,
    Deed.READ_AUDIT: _ADMINISTRATOR | _AUDITOR,
    Deed.SEE_SERVICE: _ADMINISTRATOR,
    Deed.APPROVE: _ADMINISTRATOR,
}

# What concerns the whole programme: it is done by whoever may do it to all there is, or not at all.
OF_THE_WHOLE = frozenset({Deed.CHANGE_LESSONS, Deed.CHANGE_RULES})


def deeds_of(role: Role) -> frozenset[Deed]:
    """What a role may do where it holds."""
    return frozenset(deed for deed, roles in MAY.items() if role in roles)


_LINES = {
    Line.PROFESSIONAL: _VOLUNTEER | _CLINICAL,
    Line.ADMINISTRATIVE: _ADMINISTRATOR | _AUDITOR | _CLERK,
}


def line_of(role: Role) -> Line | None:
    """The line a role belongs to; None for residents and families, who are on neither."""
    return next((line for line, roles in _LINES.items() if role in roles), None)


# "4+N": one of each of these, and at least one volunteer.
TEAM_OF_FOUR = (Role.SPECIALIST, Role.DOCTOR, Role.VILLAGE_DOCTOR, Role.NURSE)


def missing_from_team(roles: frozenset[Role]) -> tuple[Role, ...]:
    """Who a "4+N" team still lacks, in the order of the name; empty when it is complete."""
    return tuple(role for role in (*TEAM_OF_FOUR, Role.VOLUNTEER) if role not in roles)
