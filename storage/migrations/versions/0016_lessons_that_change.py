"""Texts of lessons in place of their files, and other lessons for a week than the plan has."""

import sqlalchemy as sa
from alembic import op

from storage.moment import Moment

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def _made(table: str) -> list[sa.Column[object] | sa.Constraint]:
    return [
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=f"{table}_made_by_fkey"),
        sa.ForeignKeyConstraint(["ended_by"], ["person.id"], name=f"{table}_ended_by_fkey"),
        sa.PrimaryKeyConstraint("id", name=f"{table}_pkey"),
    ]


def upgrade() -> None:
    op.create_table(
        "lesson_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("written", sa.String(), nullable=False),
        *_made("lesson_text"),
    )
    op.create_index("ix_lesson_text_name", "lesson_text", ["name"])
    op.create_table(
        "lesson_week",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        *_made("lesson_week"),
    )
    op.create_index("ix_lesson_week_week", "lesson_week", ["week"])


def downgrade() -> None:
    for table, index in (("lesson_week", "ix_lesson_week_week"), ("lesson_text", "ix_lesson_text_name")):
        op.drop_index(index, table)
        op.drop_table(table)
