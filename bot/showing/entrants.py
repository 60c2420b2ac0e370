"""What is asked about somebody without Telegram, each question with its buttons. Keeps no answer: adding does."""

from collections.abc import Mapping

from aiogram.types import InlineKeyboardButton

from bot.keyboards import Keyboard, button, grid, rows
from bot.showing import newcomers
from bot.turn import Turn
from bot.wording import page
from bot.words import vocabulary
from domain.people import ConsentScope, Sex, Tag

NAME, BIRTH_YEAR, SEX, PHONE, TAGS, SEE, TOLD = "name", "year", "sex", "phone", "tags", "see", "told"
YES_OR_NO = (*(scope.value for scope in ConsentScope), SEE, TOLD)
TYPED = (NAME, BIRTH_YEAR, PHONE)


def questions(said: Mapping[str, object]) -> list[str]:
    """Every question, in order. Conditions are health data: only of whoever agreed to have that kept."""
    agreed = bool(said.get(ConsentScope.HEALTH.value))
    about_health = [TAGS] if agreed else []
    of_family = [SEE, TOLD] if said["relative"] and agreed else []
    return [
        *(NAME, BIRTH_YEAR, SEX, PHONE),
        *(scope.value for scope in ConsentScope),
        *about_health,
        *of_family,
    ]


def next_question(said: Mapping[str, object]) -> str | None:
    return next((question for question in questions(said) if question not in said), None)


async def ask(turn: Turn, question: str, said: Mapping[str, object]) -> None:
    name = str(said.get(NAME, ""))
    match question:
        case "name":
            await _ask_name(turn, relative=bool(said["relative"]))
        case "year":
            await _ask_year(turn, name)
        case "sex":
            await _ask_sex(turn, name)
        case "phone":
            await _ask_phone(turn, name)
        case "tags":
            await ask_tags(turn, name, frozenset(), sensitive=bool(said["sensitive"]))
        case "see" | "told":
            await _ask_family(turn, question, name)
        case scope:
            await _ask_consent(turn, ConsentScope(scope), name)


def _stop(turn: Turn) -> InlineKeyboardButton:
    return button(turn.words("✖️ Stop"), "addstop")


async def _ask_name(turn: Turn, *, relative: bool) -> None:
    _ = turn.words
    await turn.show(
        _("👤 <b>A relative without Telegram</b>") if relative else _("👤 <b>Somebody without Telegram</b>"),
        _("What is their name? Send it to me, as on the identity card."),
        keyboard=rows(_stop(turn)),
    )


async def _ask_year(turn: Turn, name: str) -> None:
    _ = turn.words
    decades = [button(_("{decade}s", decade=decade), "adddecade", decade) for decade in newcomers.DECADES]
    await turn.show(
        _(
            "🎂 In which year was {name} born? Tap the decade, or send the year, like <code>1946</code>.",
            name=name,
        ),
        keyboard=rows(
            *grid(decades, width=3), button(_("Not known, but over 18"), "addyear", 0), _stop(turn)
        ),
    )


async def ask_year_of(turn: Turn, decade: int) -> None:
    _ = turn.words
    years = [button(str(year), "addyear", year) for year in range(decade, decade + 10)]
    await turn.show(
        _("🎂 Which year?"),
        keyboard=rows(*grid(years, width=4), button(_("Not known, but over 18"), "addyear", 0), _stop(turn)),
    )


async def _ask_sex(turn: Turn, name: str) -> None:
    _ = turn.words
    sexes = [button(_(label), "addsex", sex.value) for sex, label in vocabulary.SEXES.items()]
    await turn.show(
        _("Is {name} a woman or a man?", name=name),
        keyboard=rows(sexes, button(_("Skip"), "addsex", "-"), _stop(turn)),
    )


async def _ask_phone(turn: Turn, name: str) -> None:
    _ = turn.words
    await turn.show(
        _("📞 A telephone number to reach {name} by? Send it, or skip. It may be a neighbour's.", name=name),
        keyboard=rows(button(_("Skip"), "addnophone"), _stop(turn)),
    )


async def _ask_consent(turn: Turn, scope: ConsentScope, name: str) -> None:
    """By the title of the text that was read out and signed; which version it was is kept."""
    _ = turn.words
    number = list(ConsentScope).index(scope) + 1
    await turn.show(
        _(
            "📝 <b>On paper, {number} of 3: {title}</b>",
            number=number,
            title=page(turn.language, scope.value).title,
        ),
        _("Has {name} heard this text and signed it? Only what they agree to themselves counts.", name=name),
        keyboard=rows(
            [
                button(_("✅ Signed"), "addyn", scope.value, 1),
                button(_("No, thank you"), "addyn", scope.value, 0),
            ],
            button(_("📄 Read the texts"), "texts"),
            _stop(turn),
        ),
    )


async def ask_tags(turn: Turn, name: str, chosen: frozenset[Tag], *, sensitive: bool) -> None:
    _ = turn.words
    offered = [(tag, label) for tag, label in vocabulary.TAGS.items() if sensitive or not tag.is_sensitive]
    buttons = [
        button(f"{'✅ ' if tag in chosen else ''}{_(label)}", "addtag", newcomers.mask(chosen ^ {tag}))
        for tag, label in offered
    ]
    done = button(_("Done") if chosen else _("None of these"), "addtags", newcomers.mask(chosen))
    await turn.show(
        _("Does any of these fit {name}? Tap all that do, then Done.", name=name),
        keyboard=rows(*grid(buttons, width=2), done, _stop(turn)),
    )


async def _ask_family(turn: Turn, question: str, name: str) -> None:
    _ = turn.words
    asked = (
        _("Does {name} agree that you see all their readings and how they change?", name=name)
        if question == SEE
        else _("Does {name} agree that you are told when a number of theirs is dangerous?", name=name)
    )
    await turn.show(
        asked,
        keyboard=rows(
            [button(_("✅ Yes, agreed"), "addyn", question, 1), button(_("No"), "addyn", question, 0)],
            _stop(turn),
        ),
    )


def told(turn: Turn, said: Mapping[str, object], place: str) -> str:
    """Everything answered, a line each, to be looked over once."""
    _ = turn.words
    sex, year, phone = said[SEX], said[BIRTH_YEAR], said[PHONE]
    signed = [
        f"{'✅' if said[scope.value] else '⬜️'} {_(label)}"
        for scope, label in vocabulary.SCOPES_OF_ANOTHER.items()
    ]
    chosen = said.get(TAGS)
    tags = [str(_(vocabulary.TAGS[Tag(tag)])) for tag in chosen] if isinstance(chosen, list) else []
    lines = [
        _("<b>{name}</b>, {place}", name=said[NAME], place=place),
        _("🎂 Born in {year}", year=year) if year else "",
        _(vocabulary.SEXES[Sex(str(sex))]) if sex else "",
        _("📞 {phone}", phone=phone) if phone else "",
        *signed,
        ", ".join(tags),
    ]
    return "\n".join(line for line in lines if line)


def confirm_keyboard(turn: Turn, *, although_alike: bool = False) -> Keyboard:
    _ = turn.words
    add = (
        button(_("➕ Somebody else, add"), "addyes", turn.token, 1)
        if although_alike
        else button(_("✅ Add them"), "addyes", turn.token, 0)
    )
    return rows(add, _stop(turn))


def question_of(text: str) -> str:
    return YES_OR_NO[YES_OR_NO.index(text)]
