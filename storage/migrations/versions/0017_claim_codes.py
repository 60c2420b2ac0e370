"""Codes by which somebody takes over their record, and the wrong tries of an hour."""

import sqlalchemy as sa
from alembic import op

from storage.moment import Moment

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "claim_try",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="claim_try_pkey"),
    )
    with op.batch_alter_table("claim_try") as batch_op:
        batch_op.create_index("ix_claim_try_at", ["at"])
        batch_op.create_index("ix_claim_try_telegram_id", ["telegram_id"])

    op.create_table(
        "claim_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("code_stamp", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("used_at", Moment()),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="claim_code_made_by_fkey"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="claim_code_person_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="claim_code_pkey"),
        sa.UniqueConstraint("code_stamp", name="claim_code_code_stamp_key"),
    )
    with op.batch_alter_table("claim_code") as batch_op:
        batch_op.create_index("ix_claim_code_person_id", ["person_id"])


def downgrade() -> None:
    op.drop_table("claim_code")
    op.drop_table("claim_try")
