"""What is answered to a notice, and what comes back."""

import sqlalchemy as sa
from alembic import op

from storage.moment import Moment
from storage.sealed import Sealed

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notice_thread",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("closed_at", Moment()),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name="notice_thread_notice_id_fkey"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="notice_thread_person_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="notice_thread_pkey"),
        sa.UniqueConstraint("notice_id", "person_id", name="thread_once"),
    )
    op.create_index("ix_notice_thread_person_id", "notice_thread", ["person_id"])
    op.create_table(
        "notice_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("by_author", sa.Boolean(), nullable=False),
        sa.Column("text", Sealed(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["thread_id"], ["notice_thread.id"], name="notice_answer_thread_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="notice_answer_pkey"),
    )
    op.create_index("ix_notice_answer_thread_id", "notice_answer", ["thread_id"])


def downgrade() -> None:
    op.drop_table("notice_answer")
    op.drop_table("notice_thread")
