"""For whom the next readings are: chosen by a tap, shown over every answer, over after a quarter of an hour."""

from actions.choose_subject import NoLonger, NothingAgreed, SubjectChosen, choose_subject, come_back
from actions.look_for_people import PeopleSeen, look_for_people
from actions.once import UNMOVED, Step
from actions.record_visit import BroughtBack, bring_back
from bot import for_whom
from bot.conversation import Conversation, Tap, page_number, row_id, row_or_none
from bot.for_whom import ForWhom
from bot.keyboards import arrows, button, rows
from bot.showing import entering, placing, questions, screens
from bot.showing.placing import in_private
from bot.turn import Turn
from bot.words import round_words
from domain.authority import Deed
from domain.people import plain_name
from storage import families
from storage import grid as tree
from storage.care import find_care

LOOKING = "for_looking"
PLACE, BACK = "forin", "forback"


async def offer(turn: Turn) -> None:
    """`/for`: the family first, then the places somebody works in, then oneself."""
    _ = turn.words
    if turn.in_group:
        await placing.may_begin(turn, Deed.LOG_FOR)
        return
    links = await turn.read(families.list_links, turn.person.id)
    relatives = [
        button(_("👪 {name}", name=link.person), "for", link.person_id)
        for link in links
        if link.helper_id == turn.person.id
    ]
    works = await turn.may_somewhere(Deed.LOG_FOR)
    await turn.show(
        _("👤 <b>For whom do you log?</b>"),
        _("Until you come back, or a quarter of an hour is over, every number is theirs.")
        if relatives or works
        else _("For nobody yet. In /family you can agree with a relative to look after them."),
        keyboard=rows(
            *[[one] for one in relatives],
            button(_("🏘 People where I help"), PLACE, 0, 0) if works else [],
            button(_("🙋 For myself"), "forme"),
        ),
    )


async def show_place(turn: Turn, area_id: int, page: int) -> None:
    """`area_id` 0: where it begins."""
    if area_id:
        await _show_people(turn, area_id, page)
        return
    tops = await placing.list_tops(turn, Deed.LOG_FOR)
    if len(tops) == 1:
        await _show_people(turn, tops[0][0], 0)
    else:
        await _choose(turn, tops, page)


async def _choose(turn: Turn, places: list[tuple[int, str]], page: int, *, of: int = 0) -> None:
    _ = turn.words
    await turn.show(
        _("👤 <b>For whom do you log?</b>"),
        _("Choose the place they live in.") if places else _("There is no place yet."),
        keyboard=rows(*placing.choice(PLACE, places, page, of=of), button(_("‹ Back"), "fors")),
    )


async def _show_people(turn: Turn, area_id: int, page: int, *, called: str = "") -> None:
    _ = turn.words

    def waiting(outcome: object) -> Step | None:
        found = isinstance(outcome, PeopleSeen) and not outcome.too_many
        return Step(LOOKING, {"area": area_id}) if found else None

    seen = await turn.do_then(
        waiting, look_for_people, turn.person.id, area_id, called=called, page=page, now=turn.now
    )
    if not isinstance(seen, PeopleSeen):
        await turn.toast(_("I cannot do that for you here."))
    elif seen.too_many:
        await _choose(turn, await turn.read(tree.list_below, area_id), page, of=area_id)
    else:
        names = [
            button(_("👤 {name}", name=one.name), "for", one.id)
            for one in seen.people
            if one.id != turn.person.id
        ]
        pages = [] if called else arrows(PLACE, area_id, page=page, more=seen.has_more)
        await turn.show(
            _("👤 <b>For whom do you log?</b>"),
            _("Send me a part of the name, or tap somebody.") if names else _("Nobody of that name here."),
            keyboard=rows(*[[name] for name in names], pages, button(_("‹ Back"), "fors")),
        )


async def take_part_of_name(turn: Turn) -> bool:
    """Numbers are a reading, whatever was awaited."""
    called = plain_name(turn.text)
    if not called or turn.text.startswith("/") or any(letter.isdigit() for letter in called):
        return False
    await _show_people(turn, int(str(turn.said["area"])), 0, called=called)
    return True


async def choose(turn: Turn, subject_id: int) -> None:
    """From now on every number is theirs."""
    _ = turn.words
    same = turn.asked_for == subject_id and turn.step in (questions.STEP, questions.FIXING)
    chosen = await turn.do_then(
        UNMOVED if same else None, choose_subject, turn.person.id, subject_id, now=turn.now
    )
    if isinstance(chosen, NothingAgreed):
        await turn.show(
            _("{name} did not agree that health data is kept, so nothing can be logged.", name=chosen.name),
            keyboard=rows(button(_("📝 Papers"), "papers", subject_id)),
        )
    elif isinstance(chosen, NoLonger):
        await _ask_whether_back(turn, chosen)
    elif not isinstance(chosen, SubjectChosen):
        await turn.toast(_("I cannot do that for you here."))
    else:
        care = await turn.read(find_care, turn.person.id, subject_id, turn.now.date())
        turn.for_subject(ForWhom(chosen.subject_id, chosen.until, care, over=False))
        await turn.show(
            _("Send the numbers of {name} now, for example <code>128/82</code>", name=chosen.name),
            keyboard=rows(
                [button(_("🩺 Blood pressure"), "bp", "-", "-"), button(_("🩸 Blood sugar"), "sugar")],
                [button(_("⚖️ Weight"), "weigh"), button(_("🏃 Exercise"), "move")],
                [button(_("📈 Readings"), "history")] if chosen.may_see else [],
                await _without_telegram(turn, subject_id),
                [button(_("👥 Somebody else"), "fors"), button(_("🙋 Back to me"), "forme")],
            ),
        )


async def _ask_whether_back(turn: Turn, gone: NoLonger) -> None:
    """Somebody wrongly taken off the round is brought back before anything is logged, by who may."""
    _ = turn.words
    day = _.day(gone.since.astimezone(turn.zone).date())
    back = [button(_("↩️ Look after them again"), BACK, gone.subject_id)] if gone.may_bring_back else []
    await turn.show(
        _("👤 <b>{name}</b>", name=gone.name),
        _(round_words.STANDINGS[gone.standing], day=day),
        _("Are they here after all, and do they want this? Then tap below and log for them as before.")
        if back
        else _(
            "Are they here after all? Please tell the doctor team: they can bring {name} back.",
            name=gone.name,
        ),
        keyboard=rows(back, [button(_("👥 Somebody else"), "fors"), button(_("🙋 Back to me"), "forme")]),
    )


async def bring_them_back(turn: Turn, subject_id: int) -> None:
    _ = turn.words
    back = await turn.do_then(UNMOVED, bring_back, turn.person.id, subject_id, now=turn.now)
    if not isinstance(back, BroughtBack):
        await turn.toast(_("I cannot do that for you here."))
        return
    await turn.show(
        _("↩️ {name} is looked after again.", name=back.name),
        keyboard=rows(button(_("✏️ Log for them"), "for", subject_id), button(_("🙋 Back to me"), "forme")),
    )


async def _without_telegram(turn: Turn, subject_id: int) -> placing.Buttons:
    """What is done for somebody without Telegram: a code for their own telephone; by staff, a link for their family."""
    _ = turn.words
    if turn.about.telegram_id is not None:
        return []
    code = [
        button(_("🔑 Code for them"), "claimgive", subject_id),
        button(_("📝 Papers"), "papers", subject_id),
    ]
    if not await turn.may(Deed.ADD_PERSON, turn.about.area_id):
        return code
    return [*code, button(_("👪 Their family"), "famoffer", subject_id, 1, 1)]


async def be_oneself(turn: Turn) -> None:
    await turn.do(come_back, turn.person.id, now=turn.now)
    turn.for_subject(None)
    _ = turn.words
    await turn.show(_("🙋 From now on every number is your own again."), keyboard=screens.menu_keyboard(turn))


async def say_it_is_over(turn: Turn, subject_id: int) -> None:
    """A button of somebody's whom they do not log for just now: nothing is kept for anybody by guessing."""
    _ = turn.words
    turn.for_oneself()
    care = await turn.read(find_care, turn.person.id, subject_id, turn.now.date()) if turn.resident else None
    if care is None:
        await turn.toast(_("This button does not work any more. Please try /menu"))
        return
    await turn.say(
        _("⏱ That was for {name}, and the time is over. Nothing was kept.", name=care.person.name),
        keyboard=rows(
            button(_("👤 On for {name}", name=care.person.name), "for", subject_id),
            button(_("🙋 For myself"), "forme"),
        ),
    )


async def take_whose(turn: Turn, token: int, subject_id: int) -> None:
    """Whose the number is that came after the time was over."""
    if not turn.answers(entering.WHOSE, token):
        await screens.too_late(turn)
        return
    measurements, unclear = entering.asked_about(turn.said)
    whom = turn.whom
    if subject_id:
        if whom is None or whom.id != subject_id or whom.care is None:
            await screens.too_late(turn)
            return
        until = turn.now + for_whom.length()
        turn.for_subject(ForWhom(whom.id, until, whom.care, over=False))
    else:
        turn.for_subject(None)
    await entering.enter(turn, measurements, unclear, answering=True, goes_on=bool(subject_id))


async def keep_nothing(turn: Turn, token: int) -> None:
    if not turn.answers(entering.WHOSE, token):
        await screens.too_late(turn)
        return
    await turn.leave_step()
    await turn.show(turn.words("All right, not kept."))


conversation = Conversation(
    commands={"for": offer},
    taps={
        "fors": Tap(offer),
        "for": Tap(in_private(choose), (row_id,)),
        BACK: Tap(in_private(bring_them_back), (row_id,)),
        "forme": Tap(in_private(be_oneself)),
        PLACE: Tap(in_private(show_place), (row_or_none, page_number)),
        "whose": Tap(take_whose, (int, row_or_none)),
        "whoseno": Tap(keep_nothing, (int,)),
    },
    answers={LOOKING: take_part_of_name},
)
