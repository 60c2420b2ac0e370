"""Joining: language, three consents with a button each, a few questions that can be skipped. Keeps nothing of children.

Every answer so far waits in the conversation, so an unfinished joining goes on where it stopped.
"""

import re
from collections.abc import Mapping

from pydantic import TypeAdapter

from actions.join import CodeOver, ConsentGiven, Joined, Newcomer, forget_stranger, join
from actions.once import Step
from actions.try_claim import CodeRight, try_claim
from bot.conversation import Conversation, Tap
from bot.showing import claims, inviting, kin, newcomers, screens, unkept
from bot.turn import Turn
from bot.wording import page
from domain.people import ConsentScope, Joining, Language, Sex, Tag, may_join, plain_name, possible_birth_year
from storage import areas

STEP = "joining"
_VILLAGE_CODE = re.compile(r"v-([A-Za-z0-9_-]{1,62})")
_CONSENTS: TypeAdapter[tuple[ConsentGiven, ...]] = TypeAdapter(tuple[ConsentGiven, ...])


async def meet(turn: Turn) -> None:
    """Whatever somebody writes who has not joined. A danger is answered, and nothing is put below what to do."""
    if advice := unkept.advice(turn):
        await turn.say(
            *advice, turn.words("You have not joined yet, so I have kept nothing of this. For later: /start")
        )
    elif turn.step == STEP:
        await take_answer(turn)
    else:
        await start(turn)


async def start(turn: Turn) -> None:
    """`/start`, alone or from a village's link or poster."""
    if turn.resident is not None:
        await _welcome_back(turn)
        return
    if claims.code_in(turn.text):
        await claim(turn)
        return
    said = dict(turn.said) if turn.step == STEP else {}
    if invitation := inviting.code_in(turn.text):
        said["invitation"] = invitation
    if family := kin.code_in(turn.text):
        said["family"] = family
    code = _VILLAGE_CODE.search(turn.text)
    if code is not None:
        said["village_code"] = code[1]
    await _go_on(turn, said)


async def claim(turn: Turn) -> None:
    """`/claim 12345678`, or the link with the code: the record that was kept for somebody becomes theirs by joining."""
    if turn.resident is not None:
        await claims.say_joined_already(turn)
        return
    code, said = claims.code_in(turn.text), dict(turn.said) if turn.step == STEP else {}
    if not code:
        await claims.say_wrong(turn, None)
        return
    right = {**said, newcomers.CLAIM: code}

    def then(outcome: object) -> Step | None:
        if isinstance(outcome, CodeRight):
            return Step(STEP, right)
        return Step(STEP, said) if said else None

    outcome = await turn.do_then(then, try_claim, turn.writer.id, code, now=turn.now)
    if not isinstance(outcome, CodeRight):
        await claims.say_wrong(turn, outcome)
        return
    await turn.say(
        turn.words("✅ This is the record of {name}. A few questions, and it is yours.", name=outcome.name)
    )
    await newcomers.ask(turn, _next_question(right) or newcomers.LANGUAGE, right)


async def _welcome_back(turn: Turn) -> None:
    await turn.leave_step()
    _ = turn.words
    await turn.say(
        _("Good to see you, {name}.", name=turn.person.name),
        _("Send a reading like <code>128/82</code>, or tap:"),
        keyboard=screens.menu_keyboard(turn),
    )


def _next_question(said: Mapping[str, object]) -> str | None:
    return next((question for question in newcomers.questions(said) if question not in said), None)


async def _go_on(turn: Turn, said: dict[str, object]) -> None:
    """Ask the first question without an answer, or join when there is none left."""
    if said.get(newcomers.VILLAGE) is None and "village_code" in said:
        said[newcomers.VILLAGE] = said["village_code"]
    question = _next_question(said)
    if question == newcomers.VILLAGE and not await turn.read(areas.count_villages):
        said[newcomers.VILLAGE], question = "", None  # the very first, before there is a grid
    if question is None:
        await _join(turn, said)
        return
    await turn.wait_for(STEP, **said)
    await newcomers.ask(turn, question, said)


async def _answered(turn: Turn, question: str, answer: object) -> None:
    """Keep one answer. A button of a joining that is over, or not begun, begins where things stand."""
    if turn.resident is not None and turn.step != STEP:  # at that step: the last answer, come again
        await screens.too_late(turn)
        return
    said = dict(turn.said) if turn.step == STEP else {}
    await _go_on(turn, {**said, question: answer})


async def choose_language(turn: Turn, language: Language) -> None:
    await _answered(turn, newcomers.LANGUAGE, language.value)


async def answer_consent(turn: Turn, scope: ConsentScope, given: int) -> None:
    text = page(turn.language, scope.value)
    consent = {"scope": scope.value, "given": bool(given), "version": text.version, "text_hash": text.hash}
    await _answered(turn, scope.value, consent)


async def choose_decade(turn: Turn, decade: int) -> None:
    await newcomers.ask_year_of(turn, decade)


async def choose_year(turn: Turn, year: int) -> None:
    if turn.resident is not None:
        await screens.too_late(turn)
    elif year == 0:
        await _answered(turn, newcomers.BIRTH_YEAR, 0)
    else:
        await _take_year(turn, year)


async def _take_year(turn: Turn, year: int) -> None:
    _ = turn.words
    today = turn.now.astimezone(turn.zone).date()
    if not possible_birth_year(year, today):
        await turn.say(_("Please send the year you were born, like <code>1956</code>."))
    elif may_join(year, today) is Joining.YES:
        await _answered(turn, newcomers.BIRTH_YEAR, year)
    else:
        await turn.do_unrecorded(forget_stranger, turn.writer.id)
        await turn.show(
            _("Thank you for asking. I am only for grown-ups, 18 and over. I have kept nothing about you."),
            _("If you are not well, tell your parents or a teacher, or call 120 when it is urgent."),
        )


async def choose_sex(turn: Turn, sex: Sex | None) -> None:
    await _answered(turn, newcomers.SEX, sex.value if sex else "")


async def toggle_tag(turn: Turn, chosen: frozenset[Tag]) -> None:
    if turn.resident is not None:
        await screens.too_late(turn)
    else:
        await newcomers.ask_tags(turn, chosen)


async def choose_tags(turn: Turn, chosen: frozenset[Tag]) -> None:
    await _answered(turn, newcomers.TAGS, sorted(tag.value for tag in chosen))


async def choose_village(turn: Turn, code: str) -> None:
    await _answered(turn, newcomers.VILLAGE, "" if code == "-" else code)


async def take_answer(turn: Turn) -> bool:
    """A text while joining: the year if that is what was asked, otherwise the question again."""
    if turn.resident is not None:
        return False
    question = _next_question(turn.said)
    digits = re.fullmatch(r"\D*(\d{4})\D*", turn.text)
    if question == newcomers.BIRTH_YEAR and digits:
        await _take_year(turn, int(digits[1]))
        return True
    if question is None:
        await _join(turn, turn.said)
        return True
    if question == newcomers.VILLAGE and turn.text and not turn.text.startswith("/"):
        await newcomers.offer_villages(turn)
        return True
    await turn.say(turn.words("A moment: first this question, then we begin."))
    await newcomers.ask(turn, question, turn.said)
    return True


async def _join(turn: Turn, said: Mapping[str, object]) -> None:
    newcomer = _newcomer(turn, said)
    try:
        joined = await turn.do(
            join,
            newcomer,
            timezone=turn.settings.timezone,
            is_administrator=turn.is_administrator,
            now=turn.now,
        )
    except CodeOver:
        await turn.say(
            turn.words("This code cannot be used. Please ask whoever gave it to you for a new one.")
        )
        await _go_on(turn, {name: answer for name, answer in said.items() if name != newcomers.CLAIM})
        return
    turn.language = newcomer.language
    await _welcome(turn, newcomer, joined)
    if "invitation" in said:
        await inviting.show_invitation(turn, str(said["invitation"]), by=joined.person_id)
    if "family" in said:
        await kin.show_offer(turn, str(said["family"]), by=joined.person_id)


def _newcomer(turn: Turn, said: Mapping[str, object]) -> Newcomer:
    tags, year, sex = said.get(newcomers.TAGS, []), said.get(newcomers.BIRTH_YEAR, 0), said.get(newcomers.SEX)
    assert isinstance(tags, list)
    return Newcomer(
        telegram_id=turn.writer.id,
        name=plain_name(turn.writer.full_name),
        language=str(said[newcomers.LANGUAGE]),
        consents=_CONSENTS.validate_python([said[scope.value] for scope in ConsentScope]),
        birth_year=int(str(year)) or None,
        sex=Sex(str(sex)) if sex else None,
        tags=frozenset(Tag(tag) for tag in tags),
        village_code=str(said.get(newcomers.VILLAGE, "")) or None,
        claim_code=str(said[newcomers.CLAIM]) if newcomers.CLAIM in said else None,
    )


async def _welcome(turn: Turn, newcomer: Newcomer, joined: Joined) -> None:
    _ = turn.words
    given = {consent.scope for consent in newcomer.consents if consent.given}
    may_be_logged = {ConsentScope.HEALTH, ConsentScope.ABROAD} <= given
    await turn.show(
        _("🎉 Welcome, {name}!", name=newcomer.name),
        _("🏡 Your village: {village}", village=joined.village) if joined.village else "",
        _("Now measure your blood pressure and send me the numbers, for example <code>128/82</code>")
        if may_be_logged
        else _(
            "Without your consent I keep no readings. Everything else works: /help. Changed your mind? /privacy"
        ),
        keyboard=screens.menu_keyboard(turn) if may_be_logged else None,
    )


def village_of(text: str) -> str:
    if text != "-" and not _VILLAGE_CODE.fullmatch(f"v-{text}"):
        raise ValueError("not a village code")
    return text


def switch(text: str) -> int:
    return {"0": 0, "1": 1}[text]


conversation = Conversation(
    commands={"start": start, "claim": claim},
    taps={
        "joinlanguage": Tap(choose_language, (Language,), open_to_strangers=True),
        "joinconsent": Tap(answer_consent, (ConsentScope, switch), open_to_strangers=True),
        "joindecade": Tap(choose_decade, (newcomers.decade_of,), open_to_strangers=True),
        "joinyear": Tap(choose_year, (newcomers.year_of,), open_to_strangers=True),
        "joinsex": Tap(choose_sex, (newcomers.sex_of,), open_to_strangers=True),
        "jointag": Tap(toggle_tag, (newcomers.tags_of,), open_to_strangers=True),
        "jointags": Tap(choose_tags, (newcomers.tags_of,), open_to_strangers=True),
        "joinvillage": Tap(choose_village, (village_of,), open_to_strangers=True),
    },
    answers={STEP: take_answer},
    starts={claims.START_WORD: claim},
    open_to_strangers=True,
)
