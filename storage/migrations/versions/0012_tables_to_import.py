"""Tables that were sent and checked, until they are confirmed."""

import sqlalchemy as sa
from alembic import op

from storage.moment import Moment
from storage.sealed import SealedJson

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer()),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("content", SealedJson()),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("done_at", Moment()),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="import_draft_person_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="import_draft_pkey"),
    )
    op.create_index("ix_import_draft_person_id", "import_draft", ["person_id"])
    op.create_index("ix_import_draft_made_at", "import_draft", ["made_at"])


def downgrade() -> None:
    op.drop_table("import_draft")
