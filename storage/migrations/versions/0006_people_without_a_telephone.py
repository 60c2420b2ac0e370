"""People without a telephone, who recorded their consent on paper, and who of their family looks after them."""

import sqlalchemy as sa
from alembic import op

from storage.moment import Moment
from storage.sealed import Sealed

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "family_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("may_see", sa.Boolean(), nullable=False),
        sa.Column("told_of_alerts", sa.Boolean(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.Integer()),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("ended_at", Moment()),
        sa.Column("ended_by", sa.Integer()),
        sa.ForeignKeyConstraint(["ended_by"], ["person.id"], name="family_link_ended_by_fkey"),
        sa.ForeignKeyConstraint(["helper_id"], ["person.id"], name="family_link_helper_id_fkey"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="family_link_person_id_fkey"),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name="family_link_recorded_by_fkey"),
        sa.PrimaryKeyConstraint("id", name="family_link_pkey"),
    )
    with op.batch_alter_table("family_link") as batch_op:
        batch_op.create_index("family_of_helper", ["helper_id", "ended_at"])
        batch_op.create_index("family_of_person", ["person_id", "ended_at"])

    with op.batch_alter_table("consent") as batch_op:
        batch_op.add_column(sa.Column("recorded_by", sa.Integer()))
        batch_op.create_foreign_key("consent_recorded_by_fkey", "person", ["recorded_by"], ["id"])

    with op.batch_alter_table("person") as batch_op:
        batch_op.add_column(sa.Column("phone", Sealed()))
        batch_op.add_column(sa.Column("added_by", sa.Integer()))
        batch_op.create_foreign_key("person_added_by_fkey", "person", ["added_by"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("person") as batch_op:
        batch_op.drop_constraint("person_added_by_fkey", type_="foreignkey")
        batch_op.drop_column("added_by")
        batch_op.drop_column("phone")

    with op.batch_alter_table("consent") as batch_op:
        batch_op.drop_constraint("consent_recorded_by_fkey", type_="foreignkey")
        batch_op.drop_column("recorded_by")

    op.drop_table("family_link")
