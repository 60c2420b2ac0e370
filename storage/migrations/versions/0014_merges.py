"""Two entries of one person that became one, and those who look like one and are two."""

import sqlalchemy as sa
from alembic import op

from storage.moment import Moment
from storage.sealed import SealedJson

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("merged_id", sa.Integer(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("moved", SealedJson(), nullable=True),
        sa.Column("undone_at", Moment(), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("merge_by_fkey")),
        sa.ForeignKeyConstraint(["kept_id"], ["person.id"], name=op.f("merge_kept_id_fkey")),
        sa.ForeignKeyConstraint(["merged_id"], ["person.id"], name=op.f("merge_merged_id_fkey")),
        sa.ForeignKeyConstraint(["undone_by"], ["person.id"], name=op.f("merge_undone_by_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("merge_pkey")),
    )
    with op.batch_alter_table("merge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_merge_kept_id"), ["kept_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_merge_merged_id"), ["merged_id"], unique=False)

    op.create_table(
        "not_same",
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("not_same_by_fkey")),
        sa.ForeignKeyConstraint(["one_id"], ["person.id"], name=op.f("not_same_one_id_fkey")),
        sa.ForeignKeyConstraint(["other_id"], ["person.id"], name=op.f("not_same_other_id_fkey")),
        sa.PrimaryKeyConstraint("one_id", "other_id", name=op.f("not_same_pkey")),
    )
    with op.batch_alter_table("not_same", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_not_same_other_id"), ["other_id"], unique=False)

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("merged_into", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_person_merged_into"), ["merged_into"], unique=False)
        batch_op.create_foreign_key(batch_op.f("person_merged_into_fkey"), "person", ["merged_into"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("person_merged_into_fkey"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_person_merged_into"))
        batch_op.drop_column("merged_into")

    with op.batch_alter_table("not_same", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_not_same_other_id"))

    op.drop_table("not_same")
    with op.batch_alter_table("merge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_merge_merged_id"))
        batch_op.drop_index(batch_op.f("ix_merge_kept_id"))

    op.drop_table("merge")
