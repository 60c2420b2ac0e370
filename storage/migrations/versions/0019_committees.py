"""Since when a village has a public-health committee."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("area") as change:
        change.add_column(sa.Column("committee_since", sa.Date()))


def downgrade() -> None:
    with op.batch_alter_table("area") as change:
        change.drop_column("committee_since")
