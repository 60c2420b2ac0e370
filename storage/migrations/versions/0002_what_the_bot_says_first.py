"""What the bot says first: due rows, reminders, the outbox, quizzes, and who wants none of it."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from storage.moment import Moment
from storage.sealed import Sealed, SealedJson

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("nickname", Sealed()))
    op.add_column(
        "village_group", sa.Column("lesson_weekday", sa.Integer(), nullable=False, server_default="1")
    )
    op.add_column("village_group", sa.Column("lesson_hour", sa.Integer(), nullable=False, server_default="9"))

    op.create_table(
        "due",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("push", sa.String(), nullable=False),
        sa.Column("receiver", sa.String(), nullable=False),
        sa.Column("reference", sa.Integer(), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("until", Moment()),
        sa.PrimaryKeyConstraint("id", name="due_pkey"),
        sa.UniqueConstraint("push", "receiver", "reference", name="due_once"),
    )
    op.create_index("due_next", "due", ["push", "due_at"])

    halt = op.create_table(
        "halt",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name="halt_pkey"),
    )
    # Whoever claims from the outbox holds on to this row: chat 0 is every chat.
    op.bulk_insert(halt, [{"chat_id": 0, "until": datetime(2000, 1, 1, tzinfo=UTC)}])
    op.create_table(
        "outbox_body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("content", SealedJson()),
        sa.Column("made_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="outbox_body_pkey"),
    )
    op.create_table(
        "unsubscribed",
        sa.Column("receiver", sa.String(), nullable=False),
        sa.Column("push", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("receiver", "push", name="unsubscribed_pkey"),
    )
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("words", Sealed(), nullable=False),
        sa.Column("times", sa.String(), nullable=False),
        sa.Column("weekdays", sa.Integer(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("ignored", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="reminder_person_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="reminder_pkey"),
    )
    op.create_index("ix_reminder_person_id", "reminder", ["person_id"])

    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dedupe_key", sa.String(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.Integer()),
        sa.Column("group_id", sa.Integer()),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("push", sa.String(), nullable=False),
        sa.Column("reference", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer()),
        sa.Column("payload", SealedJson()),
        sa.Column("not_before", Moment(), nullable=False),
        sa.Column("expires_at", Moment()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", Moment()),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("message_id", sa.Integer()),
        sa.Column("last_error", sa.String()),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("done_at", Moment()),
        sa.ForeignKeyConstraint(["body_id"], ["outbox_body.id"], name="outbox_body_id_fkey"),
        sa.ForeignKeyConstraint(["group_id"], ["village_group.id"], name="outbox_group_id_fkey"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="outbox_person_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="outbox_pkey"),
        sa.UniqueConstraint("dedupe_key", name="outbox_dedupe_key_key"),
    )
    op.create_index("outbox_of_chat", "outbox", ["chat_id", "state", "attempts"])
    op.create_index("outbox_of_person", "outbox", ["person_id", "state"])
    op.create_index("outbox_ready", "outbox", ["state", "priority", "not_before", "id"])

    op.create_table(
        "quiz_poll",
        sa.Column("poll_id", sa.String(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("lesson", sa.String(), nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("right_option", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer()),
        sa.Column("posted_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["village_group.id"], name="quiz_poll_group_id_fkey"),
        sa.PrimaryKeyConstraint("poll_id", name="quiz_poll_pkey"),
    )
    op.create_index("ix_quiz_poll_group_id", "quiz_poll", ["group_id"])

    op.create_table(
        "quiz_answer",
        sa.Column("poll_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("right", sa.Boolean(), nullable=False),
        sa.Column("answered_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="quiz_answer_person_id_fkey"),
        sa.ForeignKeyConstraint(["poll_id"], ["quiz_poll.poll_id"], name="quiz_answer_poll_id_fkey"),
        sa.PrimaryKeyConstraint("poll_id", "person_id", name="quiz_answer_pkey"),
    )


def downgrade() -> None:
    for table in ("quiz_answer", "quiz_poll", "outbox", "reminder", "unsubscribed", "outbox_body", "halt"):
        op.drop_table(table)
    op.drop_table("due")
    with op.batch_alter_table("village_group") as group:
        group.drop_column("lesson_hour")
        group.drop_column("lesson_weekday")
    with op.batch_alter_table("person") as person:
        person.drop_column("nickname")
