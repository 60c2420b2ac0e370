"""On SQLite a key that Telegram gives is the row's own number: no index stands beside the table for it."""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import GIVEN

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

KEYS = (("conversation", "telegram_id"), ("handled_update", "update_id"))


def _become(kind: sa.types.TypeEngine[int]) -> None:
    for table, key in KEYS:
        with op.batch_alter_table(table) as change:
            change.alter_column(key, type_=kind)


def upgrade() -> None:
    _become(GIVEN)


def downgrade() -> None:
    _become(sa.BigInteger())
