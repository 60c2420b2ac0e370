"""Links by which one side of a family asks the other."""

import sqlalchemy as sa
from alembic import op

from storage.moment import Moment

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "family_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer()),
        sa.Column("helper_id", sa.Integer()),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("may_see", sa.Boolean(), nullable=False),
        sa.Column("told_of_alerts", sa.Boolean(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("taken_at", Moment()),
        sa.ForeignKeyConstraint(["helper_id"], ["person.id"], name="family_offer_helper_id_fkey"),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="family_offer_made_by_fkey"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="family_offer_person_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="family_offer_pkey"),
        sa.UniqueConstraint("code_hash", name="family_offer_code_hash_key"),
    )
    with op.batch_alter_table("family_offer") as batch_op:
        batch_op.create_index("ix_family_offer_helper_id", ["helper_id"])
        batch_op.create_index("ix_family_offer_made_by", ["made_by"])
        batch_op.create_index("ix_family_offer_person_id", ["person_id"])


def downgrade() -> None:
    op.drop_table("family_offer")
