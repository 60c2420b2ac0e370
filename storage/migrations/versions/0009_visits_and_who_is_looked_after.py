"""Who looked in on whom, and who is still looked after."""

import sqlalchemy as sa
from alembic import op

from storage.moment import Moment
from storage.sealed import Sealed

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("met", sa.String(), nullable=False),
        sa.Column("clinical", sa.Boolean(), nullable=False),
        sa.Column("note", Sealed(), nullable=True),
        sa.Column("undone_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("visit_by_fkey")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("visit_person_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("visit_pkey")),
    )
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_by"), ["by"], unique=False)
        batch_op.create_index("visit_of_person", ["person_id", "at"], unique=False)

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("standing", sa.String(), server_default="active", nullable=False))
        batch_op.add_column(sa.Column("standing_since", Moment(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_column("standing_since")
        batch_op.drop_column("standing")

    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.drop_index("visit_of_person")
        batch_op.drop_index(batch_op.f("ix_visit_by"))

    op.drop_table("visit")
