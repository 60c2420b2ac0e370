"""The day somebody last logged anything, so that a county is counted by it without looking at its readings."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("last_log_on", sa.Date()))
    op.execute(
        "UPDATE person SET last_log_on = logs.day FROM ("
        "  SELECT person_id, max(local_date) AS day FROM ("
        "    SELECT person_id, local_date FROM reading UNION ALL SELECT person_id, local_date FROM exercise"
        "  ) AS every GROUP BY person_id"
        ") AS logs WHERE logs.person_id = person.id"
    )


def downgrade() -> None:
    with op.batch_alter_table("person") as person:
        person.drop_column("last_log_on")
