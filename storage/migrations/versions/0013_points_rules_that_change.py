"""What administrators change of the points rules, and from when."""

import sqlalchemy as sa
from alembic import op

from storage.moment import Moment

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rule_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(), nullable=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("valid_from", Moment(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.Column("undone_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="rule_change_made_by_fkey"),
        sa.ForeignKeyConstraint(["undone_by"], ["person.id"], name="rule_change_undone_by_fkey"),
        sa.PrimaryKeyConstraint("id", name="rule_change_pkey"),
    )


def downgrade() -> None:
    op.drop_table("rule_change")
