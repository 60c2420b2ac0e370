"""Who stopped a notice that another wrote."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("notice") as change:
        change.add_column(sa.Column("held_by", sa.Integer()))
        change.create_foreign_key("notice_held_by_fkey", "person", ["held_by"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("notice") as change:
        change.drop_constraint("notice_held_by_fkey", type_="foreignkey")
        change.drop_column("held_by")
