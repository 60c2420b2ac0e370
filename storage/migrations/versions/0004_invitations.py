"""Who is invited to what, and how many people are filed where."""

import sqlalchemy as sa
from alembic import op

from storage.moment import Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "area_population",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("filed", sa.Integer(), nullable=False),
        sa.Column("noted_by", sa.Integer()),
        sa.Column("noted_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name="area_population_area_id_fkey"),
        sa.ForeignKeyConstraint(["noted_by"], ["person.id"], name="area_population_noted_by_fkey"),
        sa.PrimaryKeyConstraint("area_id", "as_of", name="area_population_pkey"),
    )

    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("area_id", sa.Integer()),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("taken_by", sa.Integer()),
        sa.Column("taken_at", Moment()),
        sa.Column("decided_by", sa.Integer()),
        sa.Column("decided_at", Moment()),
        sa.Column("accepted", sa.Boolean()),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name="invitation_area_id_fkey"),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name="invitation_decided_by_fkey"),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="invitation_made_by_fkey"),
        sa.ForeignKeyConstraint(["taken_by"], ["person.id"], name="invitation_taken_by_fkey"),
        sa.PrimaryKeyConstraint("id", name="invitation_pkey"),
        sa.UniqueConstraint("code_hash", name="invitation_code_hash_key"),
    )
    op.create_index("ix_invitation_area_id", "invitation", ["area_id"])
    op.create_index("ix_invitation_made_by", "invitation", ["made_by"])
    op.create_index("ix_invitation_taken_by", "invitation", ["taken_by"])


def downgrade() -> None:
    op.drop_table("invitation")
    op.drop_table("area_population")
