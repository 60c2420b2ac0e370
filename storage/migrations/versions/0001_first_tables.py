"""The first tables: places, people, readings, points, alerts."""

import sqlalchemy as sa
from alembic import op

from storage.moment import Moment
from storage.sealed import Sealed, SealedJson

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


PAYS_READING = sa.text("reverses_id is null and reading_id is not null")
PAYS_EXERCISE = sa.text("reverses_id is null and exercise_id is not null")


def upgrade() -> None:
    op.create_table(
        "area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer()),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["area.id"], name="area_parent_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="area_pkey"),
        sa.UniqueConstraint("code", name="area_code_key"),
    )
    op.create_index("ix_area_parent_id", "area", ["parent_id"])

    op.create_table(
        "balance",
        sa.Column("account", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("account", name="balance_pkey"),
    )
    op.create_table(
        "conversation",
        sa.Column("telegram_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("step", sa.String()),
        sa.Column("said", SealedJson()),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("telegram_id", name="conversation_pkey"),
    )
    op.create_table(
        "handled_update",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("outcome", Sealed(), nullable=False),
        sa.Column("turn_before", sa.Integer(), nullable=False),
        sa.Column("step_before", sa.String()),
        sa.Column("said_before", SealedJson()),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("update_id", name="handled_update_pkey"),
    )
    op.create_index("ix_handled_update_at", "handled_update", ["at"])
    op.create_index("ix_handled_update_telegram_id", "handled_update", ["telegram_id"])

    op.create_table(
        "ledger_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_account", sa.Integer(), nullable=False),
        sa.Column("to_account", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("reading_id", sa.Integer()),
        sa.Column("exercise_id", sa.Integer()),
        sa.Column("reverses_id", sa.Integer()),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("taken_at", Moment(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.CheckConstraint("from_account <> to_account", name="accounts_differ"),
        sa.CheckConstraint("points > 0", name="points_positive"),
        sa.ForeignKeyConstraint(["reverses_id"], ["ledger_entry.id"], name="ledger_entry_reverses_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="ledger_entry_pkey"),
        sa.UniqueConstraint("reverses_id", name="reversed_once"),
    )
    op.create_index(
        "exercise_paid_once",
        "ledger_entry",
        ["exercise_id", "act"],
        unique=True,
        sqlite_where=PAYS_EXERCISE,
        postgresql_where=PAYS_EXERCISE,
    )
    op.create_index("ledger_from", "ledger_entry", ["from_account", "local_date"])
    op.create_index("ledger_to", "ledger_entry", ["to_account", "local_date"])
    op.create_index(
        "reading_paid_once",
        "ledger_entry",
        ["reading_id", "act"],
        unique=True,
        sqlite_where=PAYS_READING,
        postgresql_where=PAYS_READING,
    )

    op.create_table(
        "anonymous_total",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer()),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name="anonymous_total_area_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="anonymous_total_pkey"),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("telegram_id", sa.BigInteger()),
        sa.Column("name", Sealed(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("area_id", sa.Integer()),
        sa.Column("birth_year", sa.Integer()),
        sa.Column("sex", sa.String()),
        sa.Column("large_text", sa.Boolean(), nullable=False),
        sa.Column("quiet_from", sa.Time(), nullable=False),
        sa.Column("quiet_until", sa.Time(), nullable=False),
        sa.Column("consents_health", sa.Boolean(), nullable=False),
        sa.Column("consents_sharing", sa.Boolean(), nullable=False),
        sa.Column("consents_abroad", sa.Boolean(), nullable=False),
        sa.Column("joined_at", Moment(), nullable=False),
        sa.Column("unreachable_why", sa.String()),
        sa.Column("erased_at", Moment()),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name="person_area_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="person_pkey"),
        sa.UniqueConstraint("telegram_id", name="person_telegram_id_key"),
    )
    op.create_index("ix_person_area_id", "person", ["area_id"])

    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("actor_id", sa.Integer()),
        sa.Column("subject_id", sa.Integer()),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("why", sa.String()),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name="audit_entry_actor_id_fkey"),
        sa.ForeignKeyConstraint(["subject_id"], ["person.id"], name="audit_entry_subject_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="audit_entry_pkey"),
    )
    op.create_index("ix_audit_entry_actor_id", "audit_entry", ["actor_id"])
    op.create_index("ix_audit_entry_subject_id", "audit_entry", ["subject_id"])

    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="consent_person_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="consent_pkey"),
    )
    op.create_index("ix_consent_person_id", "consent", ["person_id"])

    op.create_table(
        "exercise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("met", sa.Float(), nullable=False),
        sa.Column("taken_at", Moment(), nullable=False),
        sa.Column("logged_at", Moment(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("provenance", sa.String(), nullable=False),
        sa.Column("logged_by", sa.Integer(), nullable=False),
        sa.Column("replaces_id", sa.Integer()),
        sa.Column("ended_at", Moment()),
        sa.Column("ended_why", sa.String()),
        sa.CheckConstraint("minutes between 1 and 600", name="minutes_possible"),
        sa.ForeignKeyConstraint(["logged_by"], ["person.id"], name="exercise_logged_by_fkey"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="exercise_person_id_fkey"),
        sa.ForeignKeyConstraint(["replaces_id"], ["exercise.id"], name="exercise_replaces_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="exercise_pkey"),
        sqlite_autoincrement=True,
    )
    op.create_index("exercise_of_person", "exercise", ["person_id", "local_date"])

    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer()),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name="membership_area_id_fkey"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="membership_person_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="membership_pkey"),
    )
    op.create_index("ix_membership_area_id", "membership", ["area_id"])
    op.create_index("ix_membership_person_id", "membership", ["person_id"])

    op.create_table(
        "pause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date()),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="pause_person_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="pause_pkey"),
    )
    op.create_index("ix_pause_person_id", "pause", ["person_id"])

    op.create_table(
        "person_tag",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="person_tag_person_id_fkey"),
        sa.PrimaryKeyConstraint("person_id", "tag", name="person_tag_pkey"),
    )
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("vital", sa.String(), nullable=False),
        sa.Column("taken_at", Moment(), nullable=False),
        sa.Column("logged_at", Moment(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("systolic", sa.Integer()),
        sa.Column("diastolic", sa.Integer()),
        sa.Column("pulse", sa.Integer()),
        sa.Column("mmol_per_l", sa.Float()),
        sa.Column("kg", sa.Float()),
        sa.Column("cm", sa.Float()),
        sa.Column("steps", sa.Integer()),
        sa.Column("celsius", sa.Float()),
        sa.Column("percent", sa.Float()),
        sa.Column("meal", sa.String()),
        sa.Column("setting", sa.String(), nullable=False),
        sa.Column("provenance", sa.String(), nullable=False),
        sa.Column("logged_by", sa.Integer(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("replaces_id", sa.Integer()),
        sa.Column("ended_at", Moment()),
        sa.Column("ended_why", sa.String()),
        sa.CheckConstraint("celsius is null or celsius between 30 and 43", name="temperature_possible"),
        sa.CheckConstraint("cm is null or cm between 40 and 230", name="length_possible"),
        sa.CheckConstraint("diastolic is null or diastolic between 30 and 200", name="diastolic_possible"),
        sa.CheckConstraint("kg is null or kg between 20 and 300", name="weight_possible"),
        sa.CheckConstraint("mmol_per_l is null or mmol_per_l between 0.6 and 50", name="glucose_possible"),
        sa.CheckConstraint("percent is null or percent between 3 and 100", name="percent_possible"),
        sa.CheckConstraint("pulse is null or pulse between 25 and 250", name="pulse_possible"),
        sa.CheckConstraint("steps is null or steps between 0 and 100000", name="steps_possible"),
        sa.CheckConstraint("systolic is null or systolic > diastolic", name="systolic_above_diastolic"),
        sa.CheckConstraint("systolic is null or systolic between 50 and 300", name="systolic_possible"),
        sa.ForeignKeyConstraint(["logged_by"], ["person.id"], name="reading_logged_by_fkey"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="reading_person_id_fkey"),
        sa.ForeignKeyConstraint(["replaces_id"], ["reading.id"], name="reading_replaces_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="reading_pkey"),
        sqlite_autoincrement=True,
    )
    op.create_index("reading_logged", "reading", ["person_id", "logged_at"])
    op.create_index("reading_of_person", "reading", ["person_id", "vital", "taken_at"])

    op.create_table(
        "village_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("title", Sealed(), nullable=False),
        sa.Column("area_id", sa.Integer()),
        sa.Column("bot_status", sa.String(), nullable=False),
        sa.Column("may_delete", sa.Boolean(), nullable=False),
        sa.Column("bound_by", sa.Integer()),
        sa.Column("bound_at", Moment()),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name="village_group_area_id_fkey"),
        sa.ForeignKeyConstraint(["bound_by"], ["person.id"], name="village_group_bound_by_fkey"),
        sa.PrimaryKeyConstraint("id", name="village_group_pkey"),
        sa.UniqueConstraint("telegram_id", name="village_group_telegram_id_key"),
    )
    op.create_index("ix_village_group_area_id", "village_group", ["area_id"])

    op.create_table(
        "alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("symptoms", sa.String()),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("escalate_at", Moment()),
        sa.Column("acknowledged_at", Moment()),
        sa.Column("acknowledged_by", sa.Integer()),
        sa.Column("closed_at", Moment()),
        sa.Column("closed_why", sa.String()),
        sa.ForeignKeyConstraint(["acknowledged_by"], ["person.id"], name="alert_acknowledged_by_fkey"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="alert_person_id_fkey"),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name="alert_reading_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="alert_pkey"),
    )
    op.create_index("alert_open", "alert", ["person_id", "closed_at"])


def downgrade() -> None:
    op.drop_table("alert")
    op.drop_table("village_group")
    op.drop_table("reading")
    op.drop_table("person_tag")
    op.drop_table("pause")
    op.drop_table("membership")
    op.drop_table("exercise")
    op.drop_table("consent")
    op.drop_table("audit_entry")
    op.drop_table("person")
    op.drop_table("anonymous_total")
    op.drop_table("ledger_entry")
    op.drop_table("handled_update")
    op.drop_table("conversation")
    op.drop_table("balance")
    op.drop_table("area")
