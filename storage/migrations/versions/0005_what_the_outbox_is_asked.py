"""The outbox is found by what waits, what is on its way and what went wrong, not by all that was ever sent."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BEFORE = (
    ("outbox_ready", ["state", "priority", "not_before", "id"], None),
    ("outbox_of_person", ["person_id", "state"], None),
    ("outbox_of_chat", ["chat_id", "state", "attempts"], None),
)
AFTER = (
    ("outbox_ready", ["priority", "not_before", "id"], "state = 'queued'"),
    ("outbox_on_its_way", ["chat_id"], "state = 'sending'"),
    ("outbox_retried", ["chat_id"], "state = 'queued' and attempts > 0"),
    ("outbox_in_trouble", ["push", "state"], "state in ('unknown', 'failed')"),
    ("outbox_about", ["push", "reference"], "kind in ('alert', 'notice')"),
    ("outbox_of_person", ["person_id"], None),
)


def _replace(
    old: tuple[tuple[str, list[str], str | None], ...], new: tuple[tuple[str, list[str], str | None], ...]
) -> None:
    for name, _columns, _condition in old:
        op.drop_index(name, "outbox")
    for name, columns, condition in new:
        where = sa.text(condition) if condition else None
        op.create_index(name, "outbox", columns, sqlite_where=where, postgresql_where=where)


def upgrade() -> None:
    _replace(BEFORE, AFTER)
    op.add_column("outbox", sa.Column("parts_said", sa.Integer(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE outbox SET parts_said = 1 WHERE message_id IS NOT NULL AND state IN ('queued', 'sending')"
    )


def downgrade() -> None:
    _replace(AFTER, BEFORE)
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_column("parts_said")
