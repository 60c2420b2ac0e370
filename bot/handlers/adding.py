"""Somebody without Telegram is added, by who works in their area or by family. What they agreed to is on paper."""

import re
from collections.abc import Mapping

from actions.add_person import LooksKnown, NewPerson, PersonAdded, TooManyRelatives, add_person
from actions.join import ConsentGiven
from actions.once import Step
from bot.conversation import Conversation, Tap, row_id
from bot.keyboards import Keyboard, button, grid, rows
from bot.showing import entrants, newcomers, screens
from bot.turn import Turn
from bot.wording import page
from domain.authority import Deed
from domain.families import plain_phone
from domain.people import ConsentScope, Joining, Sex, Tag, may_join, plain_name, possible_birth_year
from storage import areas
from storage import grid as tree

STEP = "adding"
LONGEST_NAME = 40
_YEAR = re.compile(r"\D*(\d{4})\D*")


async def begin(turn: Turn) -> None:
    """`/add`: where do they live? Not asked of whoever works in one place only."""
    _ = turn.words
    if turn.in_group or not await turn.may_somewhere(Deed.ADD_PERSON):
        await turn.say(_("I cannot do that for you here."))
        return
    tops = await turn.read(tree.list_tops, turn.person.id, Deed.ADD_PERSON, turn.now.date())
    if len(tops) == 1:
        await begin_in(turn, tops[0][0])
        return
    await turn.leave_step()
    await turn.show(
        _("🏡 Where do they live?"),
        keyboard=rows(*grid([button(name, "addat", id_) for id_, name in tops], width=2)),
    )


async def begin_in(turn: Turn, area_id: int) -> None:
    """A place with places below it asks which one; a village may be enough."""
    _ = turn.words
    below = await turn.read(tree.list_below, area_id)
    if not below:
        await begin_here(turn, area_id)
        return
    place = await turn.read(areas.find_area, area_id)
    if place is None or not await turn.may(Deed.ADD_PERSON, area_id):
        await turn.toast(_("I cannot do that for you here."))
        return
    await turn.leave_step()
    await turn.show(
        _("🏡 Where in {area} do they live?", area=place.name),
        keyboard=rows(
            *grid([button(name, "addat", id_) for id_, name in below[:40]], width=2),
            button(_("Here: {area}", area=place.name), "addhere", area_id),
        ),
    )


async def begin_here(turn: Turn, area_id: int) -> None:
    if not await turn.may(Deed.ADD_PERSON, area_id):
        await turn.toast(turn.words("I cannot do that for you here."))
        return
    sensitive = await turn.may(Deed.SEE_SENSITIVE_TAGS, area_id)
    await _go_on(turn, {"relative": False, "area": area_id, "sensitive": sensitive})


async def begin_relative(turn: Turn) -> None:
    """A relative lives where one does oneself; elsewhere the volunteer there adds them."""
    area_id = turn.person.area_id
    if turn.in_group or area_id is None:
        await turn.show(turn.words("Please ask the volunteer or doctor of their village to add them."))
        return
    await _go_on(turn, {"relative": True, "area": area_id, "sensitive": True})


async def _go_on(turn: Turn, said: dict[str, object]) -> None:
    """The first question without an answer, or everything once more to be looked over."""
    question = entrants.next_question(said)
    await turn.wait_for(STEP, **said)
    if question is not None:
        await entrants.ask(turn, question, said)
        return
    place = await turn.read(areas.find_area, int(str(said["area"])))
    await turn.show(
        turn.words("Is everything right?"),
        entrants.told(turn, said, place.name if place else ""),
        keyboard=entrants.confirm_keyboard(turn),
    )


async def _answered(turn: Turn, question: str, answer: object) -> None:
    """Keep one answer; a button of another question does nothing."""
    if turn.step != STEP or entrants.next_question(turn.said) != question:
        await screens.too_late(turn)
        return
    await _go_on(turn, {**turn.said, question: answer})


async def choose_decade(turn: Turn, decade: int) -> None:
    if turn.step == STEP:
        await entrants.ask_year_of(turn, decade)
    else:
        await screens.too_late(turn)


async def choose_year(turn: Turn, year: int) -> None:
    if year == 0:
        await _answered(turn, entrants.BIRTH_YEAR, 0)
    elif turn.step == STEP:
        await _take_year(turn, year)
    else:
        await screens.too_late(turn)


async def _take_year(turn: Turn, year: int) -> None:
    _ = turn.words
    today = turn.now.astimezone(turn.zone).date()
    if not possible_birth_year(year, today):
        await turn.say(_("Please send the year they were born, like <code>1946</code>."))
    elif may_join(year, today) is Joining.YES:
        await _answered(turn, entrants.BIRTH_YEAR, year)
    else:
        await turn.leave_step()
        await turn.show(_("I am only for grown-ups, 18 and over. I have kept nothing about them."))


async def choose_sex(turn: Turn, sex: Sex | None) -> None:
    await _answered(turn, entrants.SEX, sex.value if sex else "")


async def skip_phone(turn: Turn) -> None:
    await _answered(turn, entrants.PHONE, "")


async def answer_yes_or_no(turn: Turn, question: str, yes: int) -> None:
    await _answered(turn, question, bool(yes))


async def toggle_tag(turn: Turn, chosen: frozenset[Tag]) -> None:
    if turn.step != STEP:
        await screens.too_late(turn)
        return
    name, sensitive = str(turn.said[entrants.NAME]), bool(turn.said["sensitive"])
    await entrants.ask_tags(turn, name, chosen, sensitive=sensitive)


async def choose_tags(turn: Turn, chosen: frozenset[Tag]) -> None:
    await _answered(turn, entrants.TAGS, sorted(tag.value for tag in chosen))


async def take_answer(turn: Turn) -> bool:
    """A name, a year or a telephone number. Other numbers may be a reading, and are read as one."""
    question = entrants.next_question(turn.said)
    name, year = plain_name(turn.text)[:LONGEST_NAME], _YEAR.fullmatch(turn.text)
    holds_numbers = any(letter.isdigit() for letter in turn.text)
    if question == entrants.NAME and name and not holds_numbers:
        await _answered(turn, entrants.NAME, name)
    elif question == entrants.BIRTH_YEAR and year:
        await _take_year(turn, int(year[1]))
    elif question == entrants.PHONE and plain_phone(turn.text):
        await _answered(turn, entrants.PHONE, plain_phone(turn.text))
    elif holds_numbers or question is None:
        return False
    else:
        await turn.say(turn.words("A moment: first this question."))
        await entrants.ask(turn, question, turn.said)
    return True


async def stop(turn: Turn) -> None:
    await turn.leave_step()
    await turn.show(turn.words("All right, nobody was added, and nothing kept."), keyboard=_menu(turn))


async def add(turn: Turn, token: int, although_alike: int) -> None:
    if not turn.answers(STEP, token) or entrants.next_question(turn.said) is not None:
        await screens.too_late(turn)
        return
    said = turn.said

    def still_open(outcome: object) -> Step | None:
        return Step(STEP, said) if isinstance(outcome, LooksKnown) else None

    outcome = await turn.do_then(
        still_open,
        add_person,
        turn.person.id,
        _new_person(turn, said),
        although_alike=bool(although_alike),
        now=turn.now,
    )
    await _tell(turn, outcome)


async def _tell(turn: Turn, outcome: object) -> None:
    _ = turn.words
    if isinstance(outcome, PersonAdded):
        await turn.show(
            _("✅ {name} is added, {area}.", name=outcome.name, area=outcome.area),
            ""
            if outcome.may_be_logged
            else _("I keep no readings of theirs: for that both papers are needed, health and abroad."),
            keyboard=_next(turn, outcome),
        )
    elif isinstance(outcome, LooksKnown):
        lines = [
            _("{name}, born in {year}", name=one.name, year=one.birth_year or "?")
            for one in outcome.alike[:8]
        ]
        await turn.show(
            _("🔎 Somebody like this is filed here already:"),
            "\n".join(lines),
            keyboard=entrants.confirm_keyboard(turn, although_alike=True),
        )
    elif isinstance(outcome, TooManyRelatives):
        await turn.show(_("You look after {n} relatives already, that is the most.", n=outcome.most))
    else:
        await turn.show(_("I cannot do that for you here."))


def _next(turn: Turn, added: PersonAdded) -> Keyboard:
    """What one does with somebody just added."""
    _ = turn.words
    logs = button(_("✏️ Log for them"), "for", added.person_id)
    return rows(
        [logs] if added.may_be_logged else [],
        [button(_("🔑 Code for them"), "claimgive", added.person_id)],
        [button(_("☰ Menu"), "menu")],
    )


def _menu(turn: Turn) -> Keyboard:
    return rows(button(turn.words("☰ Menu"), "menu"))


def _new_person(turn: Turn, said: Mapping[str, object]) -> NewPerson:
    tags = said.get(entrants.TAGS, [])
    assert isinstance(tags, list)
    return NewPerson(
        name=str(said[entrants.NAME]),
        area_id=int(str(said["area"])),
        language=turn.language,
        consents=tuple(_consent(turn.language, scope, said) for scope in ConsentScope),
        birth_year=int(str(said[entrants.BIRTH_YEAR])) or None,
        sex=Sex(str(said[entrants.SEX])) if said[entrants.SEX] else None,
        phone=str(said[entrants.PHONE]) or None,
        tags=frozenset(Tag(tag) for tag in tags),
        relative=bool(said["relative"]),
        may_see=bool(said.get(entrants.SEE)),
        told_of_alerts=bool(said.get(entrants.TOLD)),
    )


def _consent(language: str, scope: ConsentScope, said: Mapping[str, object]) -> ConsentGiven:
    text = page(language, scope.value)
    return ConsentGiven(scope, bool(said[scope.value]), text.version, text.hash)


def switch(text: str) -> int:
    return {"0": 0, "1": 1}[text]


conversation = Conversation(
    commands={"add": begin},
    taps={
        "addat": Tap(begin_in, (row_id,)),
        "addhere": Tap(begin_here, (row_id,)),
        "addkin": Tap(begin_relative),
        "adddecade": Tap(choose_decade, (newcomers.decade_of,)),
        "addyear": Tap(choose_year, (newcomers.year_of,)),
        "addsex": Tap(choose_sex, (newcomers.sex_of,)),
        "addnophone": Tap(skip_phone),
        "addyn": Tap(answer_yes_or_no, (entrants.question_of, switch)),
        "addtag": Tap(toggle_tag, (newcomers.tags_of,)),
        "addtags": Tap(choose_tags, (newcomers.tags_of,)),
        "addyes": Tap(add, (int, switch)),
        "addstop": Tap(stop),
    },
    answers={STEP: take_answer},
)
