"""What is due is found by whom it is due to; what the programme gives and what was handled is in fewer indexes."""

import sqlalchemy as sa
from alembic import op

from storage.moment import Moment

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

FROM_A_PERSON = sa.text("from_account > 0")
REVERSES = sa.text("reverses_id is not null")


def upgrade() -> None:
    with op.batch_alter_table("due", table_kwargs={"sqlite_with_rowid": False}) as due:
        due.drop_constraint("due_once", type_="unique")
        due.drop_column("id")
        due.create_primary_key("due_pkey", ["receiver", "push", "reference"])
    with op.batch_alter_table("ledger_entry") as ledger:
        ledger.drop_constraint("reversed_once", type_="unique")
    op.drop_index("ledger_from", "ledger_entry")
    op.create_index(
        "ledger_from", "ledger_entry", ["from_account", "local_date"],
        sqlite_where=FROM_A_PERSON, postgresql_where=FROM_A_PERSON,
    )  # fmt: skip
    op.create_index(
        "reversed_once", "ledger_entry", ["reverses_id"], unique=True,
        sqlite_where=REVERSES, postgresql_where=REVERSES,
    )  # fmt: skip
    op.drop_index("ix_handled_update_telegram_id", "handled_update")


def downgrade() -> None:
    op.create_index("ix_handled_update_telegram_id", "handled_update", ["telegram_id"])
    op.drop_index("reversed_once", "ledger_entry")
    op.drop_index("ledger_from", "ledger_entry")
    op.create_index("ledger_from", "ledger_entry", ["from_account", "local_date"])
    with op.batch_alter_table("ledger_entry") as ledger:
        ledger.create_unique_constraint("reversed_once", ["reverses_id"])
    _number_what_is_due()


def _number_what_is_due() -> None:
    op.create_table(
        "due_numbered",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("push", sa.String(), nullable=False),
        sa.Column("receiver", sa.String(), nullable=False),
        sa.Column("reference", sa.Integer(), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("until", Moment()),
        sa.PrimaryKeyConstraint("id", name="due_numbered_pkey"),  # the other name is still in use
        sa.UniqueConstraint("push", "receiver", "reference", name="due_once"),
    )
    op.execute(
        "INSERT INTO due_numbered (push, receiver, reference, due_at, until)"
        " SELECT push, receiver, reference, due_at, until FROM due"
    )
    op.drop_table("due")
    op.rename_table("due_numbered", "due")
    op.create_index("due_next", "due", ["push", "due_at"])
