"""The grid: who is invited and imported, who looks after whom, notices, and how the programme is run."""

import sqlalchemy as sa
from alembic import op

from storage.moment import Moment
from storage.sealed import Sealed, SealedJson

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "figure_snapshot",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("figure", sa.String(), nullable=False),
        sa.Column("numerator", sa.Float()),
        sa.Column("denominator", sa.Float()),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("frozen_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name="figure_snapshot_area_id_fkey"),
        sa.PrimaryKeyConstraint("area_id", "month", "figure", name="figure_snapshot_pkey"),
    )

    op.create_table(
        "acting_for",
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name="acting_for_actor_id_fkey"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="acting_for_person_id_fkey"),
        sa.PrimaryKeyConstraint("actor_id", name="acting_for_pkey"),
    )
    op.create_index("ix_acting_for_person_id", "acting_for", ["person_id"])

    op.create_table(
        "approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("area_id", sa.Integer()),
        sa.Column("about", SealedJson()),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("decided_by", sa.Integer()),
        sa.Column("decided_at", Moment()),
        sa.Column("approved", sa.Boolean()),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name="approval_area_id_fkey"),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name="approval_asked_by_fkey"),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name="approval_decided_by_fkey"),
        sa.PrimaryKeyConstraint("id", name="approval_pkey"),
    )
    op.create_index("ix_approval_area_id", "approval", ["area_id"])
    op.create_index("ix_approval_asked_by", "approval", ["asked_by"])

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
        "claim_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("used_at", Moment()),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="claim_code_made_by_fkey"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="claim_code_person_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="claim_code_pkey"),
        sa.UniqueConstraint("code_hash", name="claim_code_code_hash_key"),
    )
    op.create_index("ix_claim_code_person_id", "claim_code", ["person_id"])

    op.create_table(
        "family_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("agreed_at", Moment()),
        sa.Column("ended_at", Moment()),
        sa.Column("ended_by", sa.Integer()),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name="family_link_asked_by_fkey"),
        sa.ForeignKeyConstraint(["ended_by"], ["person.id"], name="family_link_ended_by_fkey"),
        sa.ForeignKeyConstraint(["helper_id"], ["person.id"], name="family_link_helper_id_fkey"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="family_link_person_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="family_link_pkey"),
    )
    op.create_index("ix_family_link_helper_id", "family_link", ["helper_id"])
    op.create_index("ix_family_link_person_id", "family_link", ["person_id"])

    op.create_table(
        "import_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("file_hash", sa.String(), nullable=False),
        sa.Column("plan", SealedJson()),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("applied_at", Moment()),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="import_run_by_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="import_run_pkey"),
    )
    op.create_index("ix_import_run_by_id", "import_run", ["by_id"])
    op.create_index("ix_import_run_file_hash", "import_run", ["file_hash"])

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

    op.create_table(
        "lesson_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lesson", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("withdrawn_at", Moment()),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="lesson_change_made_by_fkey"),
        sa.PrimaryKeyConstraint("id", name="lesson_change_pkey"),
    )
    op.create_index("ix_lesson_change_lesson", "lesson_change", ["lesson"])

    op.create_table(
        "lesson_slot",
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("lesson", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="lesson_slot_made_by_fkey"),
        sa.PrimaryKeyConstraint("week", name="lesson_slot_pkey"),
    )
    op.create_table(
        "merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("merged_id", sa.Integer(), nullable=False),
        sa.Column("moved", SealedJson()),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("undone_at", Moment()),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="merge_by_id_fkey"),
        sa.ForeignKeyConstraint(["kept_id"], ["person.id"], name="merge_kept_id_fkey"),
        sa.ForeignKeyConstraint(["merged_id"], ["person.id"], name="merge_merged_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="merge_pkey"),
    )
    op.create_index("ix_merge_kept_id", "merge", ["kept_id"])
    op.create_index("ix_merge_merged_id", "merge", ["merged_id"])

    op.create_table(
        "rule_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("effective_at", Moment(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("withdrawn_at", Moment()),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="rule_change_made_by_fkey"),
        sa.PrimaryKeyConstraint("id", name="rule_change_pkey"),
    )
    op.create_index("ix_rule_change_effective_at", "rule_change", ["effective_at"])

    op.create_table(
        "undoable",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("area_id", sa.Integer()),
        sa.Column("before", SealedJson()),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.Column("undone_at", Moment()),
        sa.Column("undone_by", sa.Integer()),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name="undoable_area_id_fkey"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="undoable_by_id_fkey"),
        sa.ForeignKeyConstraint(["undone_by"], ["person.id"], name="undoable_undone_by_fkey"),
        sa.PrimaryKeyConstraint("id", name="undoable_pkey"),
    )
    op.create_index("ix_undoable_by_id", "undoable", ["by_id"])

    op.create_table(
        "visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("note", Sealed()),
        sa.Column("before", SealedJson()),
        sa.Column("undone_at", Moment()),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="visit_by_id_fkey"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="visit_person_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="visit_pkey"),
    )
    op.create_index("ix_visit_by_id", "visit", ["by_id"])
    op.create_index("ix_visit_person_id", "visit", ["person_id"])

    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer()),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("audience", SealedJson()),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("receivers", sa.Integer(), nullable=False),
        sa.Column("corrects_id", sa.Integer()),
        sa.Column("approval_id", sa.Integer()),
        sa.Column("progress_message_id", sa.Integer()),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("send_at", Moment()),
        sa.Column("queued_at", Moment()),
        sa.Column("done_at", Moment()),
        sa.Column("recalled_at", Moment()),
        sa.ForeignKeyConstraint(["approval_id"], ["approval.id"], name="notice_approval_id_fkey"),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name="notice_area_id_fkey"),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name="notice_author_id_fkey"),
        sa.ForeignKeyConstraint(["body_id"], ["outbox_body.id"], name="notice_body_id_fkey"),
        sa.ForeignKeyConstraint(["corrects_id"], ["notice.id"], name="notice_corrects_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="notice_pkey"),
    )
    op.create_index("ix_notice_area_id", "notice", ["area_id"])
    op.create_index("ix_notice_author_id", "notice", ["author_id"])
    op.create_index("ix_notice_state", "notice", ["state"])

    op.create_table(
        "notice_receipt",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name="notice_receipt_notice_id_fkey"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="notice_receipt_person_id_fkey"),
        sa.PrimaryKeyConstraint("notice_id", "person_id", name="notice_receipt_pkey"),
    )
    op.create_table(
        "notice_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("words", Sealed(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="notice_reply_by_id_fkey"),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name="notice_reply_notice_id_fkey"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="notice_reply_person_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="notice_reply_pkey"),
    )
    op.create_index("ix_notice_reply_notice_id", "notice_reply", ["notice_id"])
    op.create_index("ix_notice_reply_person_id", "notice_reply", ["person_id"])


# In the order they were made; they go the other way round.
TABLES = (
    "figure_snapshot",
    "acting_for",
    "approval",
    "area_population",
    "claim_code",
    "family_link",
    "import_run",
    "invitation",
    "lesson_change",
    "lesson_slot",
    "merge",
    "rule_change",
    "undoable",
    "visit",
    "notice",
    "notice_receipt",
    "notice_reply",
)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
