"""Language, time zone, large text, quiet hours: each one or two taps."""

from datetime import time

from actions.change_settings import NoSuchSetting, SettingsChanged, change_settings
from actions.once import Step
from bot.conversation import Conversation, Tap
from bot.keyboards import button, grid, rows
from bot.turn import Turn
from bot.wording import words_in
from bot.words import vocabulary
from domain.people import Language

ZONES = (
    "Asia/Shanghai",
    "Asia/Urumqi",
    "Asia/Hong_Kong",
    "Asia/Tokyo",
    "Asia/Singapore",
    "Europe/London",
    "Europe/Berlin",
    "America/New_York",
    "America/Los_Angeles",
    "Australia/Sydney",
)
QUIET_STARTS = (20, 21, 22, 23)
QUIET_ENDS = (6, 7, 8, 9)
NAMING_ZONE = "naming_zone"


async def show_settings(turn: Turn) -> None:
    _ = turn.words
    person = turn.person
    quiet = f"{person.quiet_from:%H:%M}–{person.quiet_until:%H:%M}"
    if person.quiet_from == person.quiet_until:
        quiet = _("none")
    await turn.show(
        _("⚙️ <b>Settings</b>"),
        "\n".join(
            [
                _("🗣 Language: {language}", language=vocabulary.LANGUAGE_NAMES[person.language]),
                _("🔠 Large text: {state}", state=_("on") if person.large_text else _("off")),
                _("🌙 Quiet hours: {hours}", hours=quiet),
                _("🕐 Time zone: {zone}", zone=_.zone(person.timezone)),
            ]
        ),
        keyboard=rows(
            [
                button(_("🗣 Language"), "languages"),
                button(_("🔠 Large text"), "large", int(not person.large_text)),
            ],
            [button(_("🌙 Quiet hours"), "quiets"), button(_("🕐 Time zone"), "zones")],
            [button(_("🔒 Privacy"), "privacy"), button(_("☰ Menu"), "menu")],
        ),
    )


async def offer_languages(turn: Turn) -> None:
    buttons = [button(name, "language", code) for code, name in vocabulary.LANGUAGE_NAMES.items()]
    await turn.show("🗣 语言 / Language", keyboard=rows(buttons))


async def choose_language(turn: Turn, language: Language) -> None:
    await turn.do(change_settings, turn.person.id, language=language.value, now=turn.now)
    turn.language = language.value
    _ = words_in(language.value)
    await turn.show(_("From now on I speak English."), keyboard=rows(button(_("⚙️ Settings"), "settings")))


async def choose_large_text(turn: Turn, on: int) -> None:
    await turn.do(change_settings, turn.person.id, large_text=bool(on), now=turn.now)
    _ = turn.words
    turn.large = bool(on)
    if on:
        await turn.show(
            "🔠",
            _("Large text is on."),
            _("I write short lines, one thing in each message."),
            _("Telegram has larger letters too: Settings, Chat Settings, Text Size."),
            keyboard=rows(button(_("⚙️ Settings"), "settings")),
        )
    else:
        await turn.show(_("Large text is off."), keyboard=rows(button(_("⚙️ Settings"), "settings")))


async def offer_quiet_starts(turn: Turn) -> None:
    _ = turn.words
    starts = [button(f"{hour}:00", "quietfrom", hour) for hour in QUIET_STARTS]
    await turn.show(
        _("🌙 From when shall I be silent?"),
        keyboard=rows(
            starts, button(_("No quiet hours"), "quiet", 0, 0), button(_("⚙️ Settings"), "settings")
        ),
    )


async def offer_quiet_ends(turn: Turn, start: int) -> None:
    ends = [button(f"{hour}:00", "quiet", start, hour) for hour in QUIET_ENDS]
    await turn.show(turn.words("🌙 Silent from {hour}:00. Until when?", hour=start), keyboard=rows(ends))


async def choose_quiet(turn: Turn, start: int, end: int) -> None:
    changed = await turn.do(change_settings, turn.person.id, quiet=(time(start), time(end)), now=turn.now)
    _ = turn.words
    if isinstance(changed, NoSuchSetting) or changed.quiet_from == changed.quiet_until:
        said = _("No quiet hours. I may write at any time.")
    else:
        said = _(
            "🌙 From {start} until {end} I only answer, and never write first.",
            start=f"{changed.quiet_from:%H:%M}",
            end=f"{changed.quiet_until:%H:%M}",
        )
    await turn.show(said, keyboard=rows(button(_("⚙️ Settings"), "settings")))


async def offer_zones(turn: Turn) -> None:
    _ = turn.words
    await turn.wait_for(NAMING_ZONE)
    buttons = [button(_.city(name), "zone", number) for number, name in enumerate(ZONES)]
    await turn.show(
        _("🕐 Which clock do you live by? Tap, or send a name like <code>Europe/Paris</code>."),
        keyboard=rows(*grid(buttons, width=2), button(_("⚙️ Settings"), "settings")),
    )


async def choose_zone(turn: Turn, number: int) -> None:
    await _set_zone(turn, ZONES[number])


async def take_zone(turn: Turn) -> bool:
    """A typed time zone; anything else is read like any other message."""
    name = turn.text.strip()
    if "/" not in name or any(character.isdigit() for character in name):
        return False
    await _set_zone(turn, name)
    return True


def still_naming(changed: SettingsChanged | NoSuchSetting) -> Step | None:
    """A zone that does not exist is asked for again."""
    return Step(NAMING_ZONE) if isinstance(changed, NoSuchSetting) else None


async def _set_zone(turn: Turn, name: str) -> None:
    _ = turn.words
    changed = await turn.do_then(still_naming, change_settings, turn.person.id, timezone=name, now=turn.now)
    if isinstance(changed, NoSuchSetting):
        await turn.show(
            _("I do not know that time zone. Write it like <code>Asia/Shanghai</code>."),
            keyboard=rows(button(_("🕐 Time zone"), "zones")),
        )
    else:
        await turn.show(
            _("🕐 Your clock is {zone} now.", zone=_.zone(changed.timezone)),
            keyboard=rows(button(_("⚙️ Settings"), "settings")),
        )


def hour_of(text: str) -> int:
    hour = int(text)
    if not 0 <= hour <= 23:
        raise ValueError("not an hour")
    return hour


def zone_number(text: str) -> int:
    number = int(text)
    if not 0 <= number < len(ZONES):
        raise ValueError("not a zone that is offered")
    return number


def switch(text: str) -> int:
    return {"0": 0, "1": 1}[text]


conversation = Conversation(
    commands={"settings": show_settings, "language": offer_languages, "quiet": offer_quiet_starts},
    taps={
        "settings": Tap(show_settings),
        "languages": Tap(offer_languages),
        "language": Tap(choose_language, (Language,)),
        "large": Tap(choose_large_text, (switch,)),
        "quiets": Tap(offer_quiet_starts),
        "quietfrom": Tap(offer_quiet_ends, (hour_of,)),
        "quiet": Tap(choose_quiet, (hour_of, hour_of)),
        "zones": Tap(offer_zones),
        "zone": Tap(choose_zone, (zone_number,)),
    },
    answers={NAMING_ZONE: take_zone},
)
