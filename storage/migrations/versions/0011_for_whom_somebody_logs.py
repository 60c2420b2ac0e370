"""Whom somebody logs for besides themselves, and whom an update was met logging for."""

import sqlalchemy as sa
from alembic import op

from storage.moment import Moment

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "for_whom",
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="for_whom_person_id_fkey"),
        sa.ForeignKeyConstraint(["subject_id"], ["person.id"], name="for_whom_subject_id_fkey"),
        sa.PrimaryKeyConstraint("person_id", name="for_whom_pkey"),
    )
    with op.batch_alter_table("for_whom") as batch_op:
        batch_op.create_index("ix_for_whom_subject_id", ["subject_id"])

    with op.batch_alter_table("handled_update") as batch_op:
        batch_op.add_column(sa.Column("for_before", sa.Integer()))


def downgrade() -> None:
    with op.batch_alter_table("handled_update") as batch_op:
        batch_op.drop_column("for_before")

    op.drop_table("for_whom")
