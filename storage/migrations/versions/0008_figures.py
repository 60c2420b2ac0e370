"""What is counted for the programme's figures, and how it stood when a month was over."""

import sqlalchemy as sa
from alembic import op

from storage.moment import Moment

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

COUNTED = (
    "people", "active", "readings", "measured", "controlled", "visits_due", "visits_missed", "groups", "reached",
    "quiz_answers", "quiz_right", "points",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "area_tally",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("counted_at", Moment(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTED),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name="area_tally_area_id_fkey"),
        sa.PrimaryKeyConstraint("area_id", "month", name="area_tally_pkey"),
    )
    op.create_table(
        "figure_snapshot",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("figure", sa.String(), nullable=False),
        sa.Column("numerator", sa.Integer(), nullable=True),
        sa.Column("denominator", sa.Integer(), nullable=True),
        sa.Column("missing", sa.String(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("definition", sa.Integer(), nullable=False),
        sa.Column("taken_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name="figure_snapshot_area_id_fkey"),
        sa.PrimaryKeyConstraint("area_id", "month", "figure", name="figure_snapshot_pkey"),
    )
    op.create_index("ix_alert_opened_at", "alert", ["opened_at"])


def downgrade() -> None:
    op.drop_index("ix_alert_opened_at", "alert")
    op.drop_table("figure_snapshot")
    op.drop_table("area_tally")
