"""Invitations to a role: how long one holds, and who may be invited to what. Knows no person."""

from datetime import timedelta

from domain.people import Role

VALID_FOR = timedelta(days=7)  # [D] long enough for a volunteer who looks at the telephone on market days
MOST_RECOMMENDED = 5  # that wait for an answer at once, of one person
CODE_BYTES = (
    12  # 96 bits, as 24 letters and digits: a link that ends in a dash is cut short where it is pasted
)
UNDO_WITHIN = timedelta(minutes=10)  # [D] to take back an ended role or area

# Every role of staff; a resident needs no invitation, and a family is agreed on between its members.
INVITED = tuple(role for role in Role if role.is_staff)
