"""What is kept, who agreed to what, who looked, and being forgotten."""

import json
from html.parser import HTMLParser
from typing import Any

from actions.look_at_data import look_at_data
from bot.wording import page
from domain.people import ConsentScope
from tests.cast import Player, Village
from tests.conversations.looking import (
    Rows,
    answers,
    balanced,
    every_row,
    kept,
    on_both,
    once_is_enough,
    said,
    tables_that_name,
)

MAY_HOLD_A_NUMBER = {
    "person",
    "ledger_entry",
    "balance",
    "audit_entry",
}  # decision 0007 and storage/erasure.py


def files(player: Player) -> dict[str, bytes]:
    """The documents the bot sent this person."""
    sent = {}
    for message in player.sees():
        media = message["media"]
        if media and media["type"] == "document":
            stored = player.village.telegram.state.files[media["url"].rpartition("/")[2]]
            sent[media["file_name"]] = stored.content
    return sent


async def consents(village: Village, player: Player) -> list[dict[str, Any]]:
    rows = (await village.database.read(every_row))["consent"]
    return sorted((row for row in rows if row["person_id"] == player.person_id), key=lambda row: row["id"])


@on_both
async def test_a_consent_is_withdrawn_as_easily_as_it_is_given(village: Village) -> None:
    for scope, name in zip(
        ConsentScope, ("health", "sharing", "abroad"), strict=True
    ):  # the order of the screen
        assert scope.value == name
        await village.resident.sends("/privacy")
        assert village.resident.reads().count("✅") == 3
        withdraw = village.resident.buttons()[list(ConsentScope).index(scope)]
        await village.resident.taps(withdraw)
        newest = (await consents(village, village.resident))[-1]
        assert (newest["scope"], newest["given"]) == (name, False)
        await village.resident.sends("/privacy")
        assert village.resident.reads().count("⬜️") == 1
        give = village.resident.buttons()[list(ConsentScope).index(scope)]
        await village.resident.taps(give)
        newest = (await consents(village, village.resident))[-1]
        text = page("zh_CN", name)
        assert (newest["scope"], newest["given"]) == (name, True)
        assert (newest["version"], newest["text_hash"]) == (text.version, text.hash)
        assert (newest["at"], newest["channel"]) == (village.now, "telegram")
    assert len(await consents(village, village.resident)) == 3 + 6  # every answer is kept beside the earlier


@on_both
async def test_without_consent_nothing_is_kept_and_the_rest_goes_on(village: Village) -> None:
    await village.resident.sends("128/82")
    await village.resident.sends("/privacy")
    await village.resident.taps(village.resident.buttons()[0])
    await village.passes(hours=5)
    await village.resident.sends("130/84")
    assert await kept(village.resident) == [(128, 82)]
    assert (
        said("You have not agreed that I keep health data, so I have not kept this.")
        in village.resident.reads()
    )
    assert "120" in village.resident.reads()
    await village.resident.sends("/points")
    assert "⭐" in village.resident.reads()
    await village.never_consented.sends("/history")
    await village.never_consented.sends("血压190/115")
    assert "120" in village.never_consented.reads()
    assert await kept(village.never_consented) == []
    assert (await village.database.read(every_row))["alert"] == []


@on_both
async def test_a_copy_holds_everything_for_machines_and_for_eyes(village: Village) -> None:
    await village.resident.sends("128/82 72")
    await village.resident.sends("走路30分钟")
    await village.passes(hours=5)
    await village.resident.sends("185/112")
    await village.passes(minutes=1)
    await village.resident.sends("体重65kg")
    await village.resident.sends("/undo")
    await village.resident.sends("/mydata")
    sent = files(village.resident)
    held = json.loads(sent["healthgrid.json"])
    rows = await village.database.read(every_row)
    for table, part in (
        ("reading", "readings"),
        ("exercise", "exercise"),
        ("consent", "consents"),
        ("alert", "alerts"),
    ):
        own = [row for row in rows[table] if row["person_id"] == village.resident.person_id]
        assert own
        assert {one["id"] for one in held[part]} == {row["id"] for row in own}
    assert held["person"]["name"] == "张桂兰"
    assert held["person"]["telegram_id"] == village.resident.telegram_id
    assert held["points_balance"] == sum(one["points"] for one in held["points"])
    systolic = [one["reading"]["values"].get("systolic") for one in held["readings"]]
    assert systolic.count(128) == systolic.count(185) == 1
    assert {one["ended_why"] for one in held["readings"]} == {None, "undone"}
    readable = sent["healthgrid.html"].decode()
    assert "张桂兰" in readable
    assert "128" in readable
    assert "http" not in readable  # it loads nothing
    assert balanced_tags(readable)
    assert await village.database.read(
        lambda session: any(row["what"] == "exported_own_data" for row in every_row(session)["audit_entry"])
    )


@once_is_enough
async def test_who_has_a_role_finds_it_in_their_copy(village: Village) -> None:
    await village.volunteer.sends("/mydata")
    held = json.loads(files(village.volunteer)["healthgrid.json"])
    assert [(one["role"], one["area"]) for one in held["roles"]] == [("volunteer", "清溪村")]


def balanced_tags(text: str) -> bool:
    """Whether every table, row title and heading that opens closes again."""
    depth = {"table": 0, "h2": 0, "h1": 0}

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            assert tag != "script"
            if tag in depth:
                depth[tag] += 1

        def handle_endtag(self, tag: str) -> None:
            if tag in depth:
                depth[tag] -= 1

    Reader().feed(text)
    return not any(depth.values())


async def live_a_little(village: Village) -> None:
    """The resident leaves a trace in every table that can hold one."""
    await village.resident.sends("128/82")
    await village.resident.sends("走路30分钟")
    await village.passes(hours=5)
    await village.resident.sends("185/112")
    await village.passes(hours=2)
    await village.resident.sends("/pause")
    await village.resident.taps(village.resident.buttons()[0])
    await village.resident.sends("/history")
    line = next(line for line in village.resident.reads().splitlines() if "128/82" in line)
    await village.resident.taps(f"✏️ {line[0]}")
    await village.resident.taps("✏️")
    await village.resident.sends("129/83")
    await village.resident.sends("82/131")  # a question that stays open


@on_both
async def test_being_forgotten_asks_first_and_then_erases_everything(village: Village) -> None:
    await live_a_little(village)
    person, telegram = village.resident.person_id, village.resident.telegram_id
    before = await village.database.read(every_row)
    assert tables_that_name(before, telegram) >= {"person", "conversation", "handled_update"}
    assert tables_with(before, person) >= {
        *("reading", "exercise", "alert", "pause", "consent", "ledger_entry", "balance")
    }
    assert len([row for row in before["reading"] if row["ended_why"] == "replaced"]) == 1
    await village.resident.sends("/forget")
    asked = village.resident.last()
    await village.resident.taps("←")
    assert (await village.database.read(every_row))["reading"] == before["reading"]
    await village.resident.taps_on(asked, data=asked["keyboard"][0][0]["callback_data"])  # answered already
    assert (await village.database.read(every_row))["reading"] == before["reading"]

    await village.resident.sends("/forget")
    asked = village.resident.last()
    tap = next(one for one in before["person"] if one["id"] == person)
    assert tap["name"] == "张桂兰"
    await village.resident.taps("🗑")
    after = await village.database.read(every_row)
    assert tables_that_name(after, telegram, "张桂兰") == set()
    assert tables_with(after, person) <= MAY_HOLD_A_NUMBER
    blank = next(one for one in after["person"] if one["id"] == person)
    assert (blank["name"], blank["telegram_id"], blank["birth_year"], blank["sex"]) == ("", None, None, None)
    assert await balanced(village)
    assert next(row for row in after["balance"] if row["account"] == person)["points"] == 0
    # Everybody else's rows are as they were.
    for table in ("consent", "membership", "area", "village_group"):
        others = [row for row in before[table] if row.get("person_id") != person]
        assert after[table] == others
    counts = {row["what"]: row["count"] for row in after["anonymous_total"]}
    assert sum(counts.values()) == 3
    assert all(set(row) == {"id", "area_id", "month", "what", "count"} for row in after["anonymous_total"])

    # The same tap again: nothing more happens, and it is answered.
    await village.resident.taps_on(asked, data=asked["keyboard"][0][0]["callback_data"])
    assert await village.database.read(every_row) == after
    assert village.resident.last()["text"]


def tables_with(rows: Rows, person_id: int | None) -> set[str]:
    """The tables in which a column that names persons holds this number."""
    columns = ("person_id", "logged_by", "acknowledged_by", "bound_by", "actor_id", "subject_id")
    accounts = ("account", "from_account", "to_account")
    return {
        name
        for name, lines in rows.items()
        for line in lines
        if any(line.get(column) == person_id for column in (*columns, *accounts))
    }


@on_both
async def test_who_was_forgotten_can_join_again_as_somebody_new(village: Village) -> None:
    await village.resident.sends("128/82")
    await village.resident.sends("/forget")
    await village.resident.taps("🗑")
    await village.resident.sends("131/84")
    assert (await village.database.read(every_row))["reading"] == []
    await village.resident.taps("中文")
    for _consent in ConsentScope:
        await village.resident.taps("✅")
    await village.resident.taps(said("Skip. I am 18 or over"))
    await village.resident.taps(said("Skip"))
    await village.resident.taps(said("None of these"))
    await village.resident.taps("清溪村")
    assert "张桂兰" in village.resident.reads()
    await village.resident.sends("131/84")
    assert "⭐" in village.resident.reads()
    rows = await village.database.read(every_row)
    new = next(row for row in rows["person"] if row["telegram_id"] == village.resident.telegram_id)
    assert new["id"] != village.resident.person_id
    assert [row["person_id"] for row in rows["reading"]] == [new["id"]]
    assert await balanced(village)


@once_is_enough
async def test_everybody_can_see_who_looked_at_their_data(village: Village) -> None:
    await village.resident.sends("/whosaw")
    assert answers(village.resident.sees()) == [said("👁 Nobody has looked at your data.")]
    assert village.resident.person_id is not None
    assert village.doctor.person_id is not None
    await village.database.run(
        look_at_data,
        village.doctor.person_id,
        village.resident.person_id,
        what="seen_readings",
        now=village.now,
    )
    await village.resident.sends("/whosaw")
    assert village.doctor.name in village.resident.reads()
    assert "09:00" in village.resident.reads()
    await village.treated.sends("/whosaw")
    assert village.doctor.name not in village.treated.reads()
