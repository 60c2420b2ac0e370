"""When the clock was last seen going."""

import sqlalchemy as sa
from alembic import op

from storage.moment import Moment

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "beat",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="beat_pkey"),
    )


def downgrade() -> None:
    op.drop_table("beat")
