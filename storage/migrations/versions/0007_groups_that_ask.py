"""Groups that ask to be a village, what the bot may do in a group, and which village a group was."""

import sqlalchemy as sa
from alembic import op

from storage.moment import Moment

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ADDED = ("may_pin", "may_poll", "was_area_id", "unbound_by", "unbound_at")


def upgrade() -> None:
    with op.batch_alter_table("village_group") as change:
        for name in ("may_pin", "may_poll"):
            change.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.true()))
        change.add_column(sa.Column("was_area_id", sa.Integer()))
        change.add_column(sa.Column("unbound_by", sa.Integer()))
        change.add_column(sa.Column("unbound_at", Moment()))
        change.create_foreign_key("village_group_was_area_id_fkey", "area", ["was_area_id"], ["id"])
        change.create_foreign_key("village_group_unbound_by_fkey", "person", ["unbound_by"], ["id"])

    op.create_table(
        "group_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("decided_by", sa.Integer()),
        sa.Column("decided_at", Moment()),
        sa.Column("accepted", sa.Boolean()),
        sa.ForeignKeyConstraint(["group_id"], ["village_group.id"], name="group_request_group_id_fkey"),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name="group_request_area_id_fkey"),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name="group_request_asked_by_fkey"),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name="group_request_decided_by_fkey"),
        sa.PrimaryKeyConstraint("id", name="group_request_pkey"),
    )
    op.create_index("ix_group_request_group_id", "group_request", ["group_id"])
    op.create_index("ix_group_request_area_id", "group_request", ["area_id"])


def downgrade() -> None:
    op.drop_table("group_request")
    with op.batch_alter_table("village_group") as change:
        change.drop_constraint("village_group_was_area_id_fkey", type_="foreignkey")
        change.drop_constraint("village_group_unbound_by_fkey", type_="foreignkey")
        for name in ADDED:
            change.drop_column(name)
