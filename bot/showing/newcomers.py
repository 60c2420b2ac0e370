"""What a newcomer is asked, each question with its buttons. Keeps no answer: bot/handlers/joining.py does."""

from collections.abc import Mapping

from bot.keyboards import Keyboard, button, grid, rows
from bot.turn import Turn
from bot.wording import page
from bot.words import vocabulary
from domain.people import ConsentScope, Sex, Tag, plain_name
from storage import areas

LANGUAGE, BIRTH_YEAR, SEX, TAGS, VILLAGE = "language", "birth_year", "sex", "tags", "village"
MOST_VILLAGES_SHOWN = 20
CLAIM = "claim"  # the code of a record
DECADES = (1930, 1940, 1950, 1960, 1970, 1980, 1990, 2000)


def questions(said: Mapping[str, object]) -> list[str]:
    """Every question, in order. Conditions are health data: whoever refused to have that kept is not asked."""
    health = said.get(ConsentScope.HEALTH.value)
    refused = isinstance(health, Mapping) and not health["given"]
    if CLAIM in said:  # who they are stands in the record that becomes theirs
        return [LANGUAGE, *(scope.value for scope in ConsentScope)]
    about_health = [] if refused else [TAGS]
    return [LANGUAGE, *(scope.value for scope in ConsentScope), BIRTH_YEAR, SEX, *about_health, VILLAGE]


async def ask(turn: Turn, question: str, said: Mapping[str, object]) -> None:
    turn.language = str(said.get("language", turn.language))
    match question:
        case "language":
            await _ask_language(turn)
        case "birth_year":
            await _ask_birth_year(turn)
        case "sex":
            await _ask_sex(turn)
        case "tags":
            await ask_tags(turn, frozenset())
        case "village":
            await _ask_village(turn)
        case scope:
            await _ask_consent(turn, ConsentScope(scope))


async def _ask_language(turn: Turn) -> None:
    buttons = [button(name, "joinlanguage", code) for code, name in vocabulary.LANGUAGE_NAMES.items()]
    await turn.show(
        "👋 您好！我是健康网格的小助手，帮您记血压、看变化、攒积分。\n请选一种语言。",
        "👋 Hello! I am HealthGrid. I keep your blood pressure, show how it changes, and count your points.\n"
        "Please choose a language.",
        keyboard=rows(buttons),
    )


async def _ask_consent(turn: Turn, scope: ConsentScope) -> None:
    _ = turn.words
    text = page(turn.language, scope.value)
    number = list(ConsentScope).index(scope) + 1
    await turn.show(
        _("<b>{number} of 3 · {title}</b>", number=number, title=text.title),
        text.body,
        keyboard=rows(
            button(_("✅ I agree"), "joinconsent", scope.value, 1),
            button(_("No, thank you"), "joinconsent", scope.value, 0),
        ),
    )


async def _ask_birth_year(turn: Turn) -> None:
    _ = turn.words
    decades = [button(_("{decade}s", decade=decade), "joindecade", decade) for decade in DECADES]
    await turn.show(
        _("🎂 In which year were you born? Tap the decade, or send the year, like <code>1956</code>."),
        _("I am for grown-ups, 18 and over."),
        keyboard=rows(*grid(decades, width=3), button(_("Skip. I am 18 or over"), "joinyear", 0)),
    )


async def ask_year_of(turn: Turn, decade: int) -> None:
    _ = turn.words
    years = [button(str(year), "joinyear", year) for year in range(decade, decade + 10)]
    await turn.show(
        _("🎂 Which year?"),
        keyboard=rows(*grid(years, width=4), button(_("Skip. I am 18 or over"), "joinyear", 0)),
    )


async def _ask_sex(turn: Turn) -> None:
    _ = turn.words
    sexes = [button(_(name), "joinsex", sex.value) for sex, name in vocabulary.SEXES.items()]
    await turn.show(
        _("Are you a woman or a man? It matters for a few health lines."),
        keyboard=rows(sexes, button(_("Skip"), "joinsex", "-")),
    )


async def ask_tags(turn: Turn, chosen: frozenset[Tag]) -> None:
    _ = turn.words
    await turn.show(
        _("Does any of these fit you? Tap all that do, then Done. You may leave them all out."),
        keyboard=_tag_keyboard(turn, chosen),
    )


def _tag_keyboard(turn: Turn, chosen: frozenset[Tag]) -> Keyboard:
    _ = turn.words
    buttons = [
        button(f"{'✅ ' if tag in chosen else ''}{_(name)}", "jointag", mask(chosen ^ {tag}))
        for tag, name in vocabulary.TAGS.items()
    ]
    done = button(_("Done") if chosen else _("None of these"), "jointags", mask(chosen))
    return rows(*grid(buttons, width=2), done)


def mask(tags: frozenset[Tag]) -> int:
    return sum(1 << number for number, tag in enumerate(Tag) if tag in tags)


async def _ask_village(turn: Turn) -> None:
    _ = turn.words
    skip = button(_("Skip"), "joinvillage", "-")
    if await turn.read(areas.count_villages) > MOST_VILLAGES_SHOWN:
        await turn.show(_("🏡 Which village do you live in? Send me its name."), keyboard=rows(skip))
        return
    villages = await turn.read(areas.list_areas, "village")
    buttons = [button(village.name, "joinvillage", village.code) for village in villages]
    await turn.show(_("🏡 Which village do you live in?"), keyboard=rows(*grid(buttons, width=2), skip))


async def offer_villages(turn: Turn) -> None:
    """Those called like what was typed; of two of one name the place above tells which."""
    _ = turn.words
    typed = plain_name(turn.text)
    found = await turn.read(areas.list_villages_called, typed, at_most=MOST_VILLAGES_SHOWN) if typed else []
    skip = button(_("Skip"), "joinvillage", "-")
    if not found:
        await turn.say(
            _("I know no village of that name. Send me just its name, or ask whoever told you about me."),
            keyboard=rows(skip),
        )
        return
    buttons = [button(name, "joinvillage", code) for code, name in found]
    await turn.say(_("🏡 Tap yours:"), keyboard=rows(*buttons, skip))


def decade_of(text: str) -> int:
    decade = int(text)
    if decade not in DECADES:
        raise ValueError("not a decade that is offered")
    return decade


def sex_of(text: str) -> Sex | None:
    return None if text == "-" else Sex(text)


def tags_of(text: str) -> frozenset[Tag]:
    chosen = int(text)
    if not 0 <= chosen < 1 << len(Tag):
        raise ValueError("no such key populations")
    return frozenset(tag for number, tag in enumerate(Tag) if chosen >> number & 1)


def year_of(text: str) -> int:
    year = int(text)
    if year and not 1900 <= year <= 2100:
        raise ValueError("not a year")
    return year
