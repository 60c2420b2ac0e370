"""Notices to an area or its groups, and who said that they have them."""

import sqlalchemy as sa
from alembic import op

from storage.moment import Moment
from storage.sealed import SealedJson

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

OF_A_NOTICE = sa.text("kind = 'village_notice'")


def upgrade() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("audience", SealedJson(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("corrects_id", sa.Integer()),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("why_ended", sa.String()),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("send_at", Moment()),
        sa.Column("asked_at", Moment()),
        sa.Column("decided_by", sa.Integer()),
        sa.Column("decided_at", Moment()),
        sa.Column("started_at", Moment()),
        sa.Column("first_sent_at", Moment()),
        sa.Column("ended_at", Moment()),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("fed_to", sa.Integer(), nullable=False),
        sa.Column("fed", sa.Boolean(), nullable=False),
        sa.Column("changed_to", sa.Integer(), nullable=False),
        sa.Column("card", sa.Integer()),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name="notice_area_id_fkey"),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name="notice_author_id_fkey"),
        sa.ForeignKeyConstraint(["body_id"], ["outbox_body.id"], name="notice_body_id_fkey"),
        sa.ForeignKeyConstraint(["corrects_id"], ["notice.id"], name="notice_corrects_id_fkey"),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name="notice_decided_by_fkey"),
        sa.PrimaryKeyConstraint("id", name="notice_pkey"),
    )
    op.create_index("ix_notice_area_id", "notice", ["area_id"])
    op.create_index("ix_notice_author_id", "notice", ["author_id"])
    op.create_table(
        "notice_receipt",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name="notice_receipt_notice_id_fkey"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="notice_receipt_person_id_fkey"),
        sa.PrimaryKeyConstraint("notice_id", "person_id", name="notice_receipt_pkey"),
    )
    op.create_index("ix_notice_receipt_person_id", "notice_receipt", ["person_id"])
    op.create_index(
        "outbox_of_notice",
        "outbox",
        ["push", "reference", "state"],
        sqlite_where=OF_A_NOTICE,
        postgresql_where=OF_A_NOTICE,
    )


def downgrade() -> None:
    op.drop_index("outbox_of_notice", "outbox")
    op.drop_table("notice_receipt")
    op.drop_table("notice")
