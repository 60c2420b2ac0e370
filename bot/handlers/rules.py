"""`/rules`: what an act earns, changed by tapping a number, typing another and saying from when. In private only."""

from zoneinfo import ZoneInfo

from actions.change_rules import RuleChanged, RuleKept, TooLate, change_rule, keep_rule
from actions.once import UNMOVED
from bot.conversation import Conversation, Tap, page_number, row_id
from bot.keyboards import A_PAGE, arrows, button, grid, rows
from bot.showing.placing import in_private
from bot.turn import Turn
from bot.words import rule_words
from domain.authority import Deed
from domain.points import Act, Rules
from domain.rule_changes import BOUNDS, WITHOUT_LIMIT, From, Number, is_sensible, numbers_of, value_of
from storage import authority
from storage.rules import list_changes, rules_at

ASKED = "rule_number"
ALL_ACTS = "all"
NO_LIMIT = "-"


async def _may(turn: Turn) -> bool:
    """Whether this person looks after the whole programme; otherwise they are told no more than that they may not."""
    may = turn.resident is not None and await turn.read(
        authority.may_everywhere, turn.person.id, Deed.CHANGE_RULES, turn.now.date()
    )
    if not may:
        await turn.toast(turn.words("I cannot do that for you here."))
    return may


def _zone(turn: Turn) -> ZoneInfo:
    """The programme's own clock."""
    return ZoneInfo(turn.settings.timezone)


async def _rules(turn: Turn) -> Rules:
    return await turn.read(rules_at, turn.now, now=turn.now)


async def show_rules(turn: Turn) -> None:
    """`/rules`"""
    _ = turn.words
    may = not turn.in_group and await turn.read(
        authority.may_everywhere, turn.person.id, Deed.CHANGE_RULES, turn.now.date()
    )
    if not may:
        await turn.say(_("I cannot do that for you here."))
        return
    await turn.leave_step()
    rules = await _rules(turn)
    acts: list[Act | None] = [*rules.by_act, None]
    buttons = [button(rule_words.name(_, act), "rule", act.value if act else ALL_ACTS) for act in acts]
    await turn.show(
        _("⭐ <b>What earns points</b>"),
        "\n".join(rule_words.line(_, rules, act) for act in acts),
        _("Tap a rule to change it. What was paid stays paid."),
        keyboard=rows(*grid(buttons, width=2), button(_("🕘 What was changed"), "rulehist", 0)),
    )


async def show_rule(turn: Turn, act: Act | None) -> None:
    if not await _may(turn):
        return
    _, rules = turn.words, await _rules(turn)
    if act is not None and act not in rules.by_act:
        return
    await turn.leave_step()
    numbers = [
        button(
            f"✏️ {_(rule_words.NUMBERS[number])}: {rule_words.value(_, value_of(rules, act, number))}",
            "ruleask",
            act.value if act else ALL_ACTS,
            number.value,
        )
        for number in numbers_of(act, rules)
    ]
    await turn.show(
        rule_words.line(_, rules, act),
        _("Tap the number you want to change."),
        keyboard=rows(*grid(numbers, width=1), button(_("‹ Back"), "rules")),
    )


async def ask_number(turn: Turn, act: Act | None, number: Number) -> None:
    if not await _may(turn):
        return
    _, code = turn.words, act.value if act else ALL_ACTS
    least, most = BOUNDS[number]
    await turn.wait_for(ASKED, act=code, number=number.value)
    unlimited = (
        [button(_("♾ No limit"), "rulewhen", code, number.value, NO_LIMIT)] if number in WITHOUT_LIMIT else []
    )
    await turn.show(
        f"<b>{rule_words.name(_, act)}</b>, {_(rule_words.NUMBERS[number])}",
        _("Send me the new number, from {least} to {most}.", least=least, most=most),
        keyboard=rows(unlimited, button(_("‹ Back"), "rule", code)),
    )


async def take_number(turn: Turn) -> bool:
    """What was typed, if it is a number at all; anything else is read as it always is."""
    text = turn.text.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 5):
        return False
    act, number = which_act(str(turn.said["act"])), Number(str(turn.said["number"]))
    await ask_when(turn, act, number, int(text))
    return True


async def ask_when(turn: Turn, act: Act | None, number: Number, value: int | None) -> None:
    if not await _may(turn):
        return
    _, rules, code = turn.words, await _rules(turn), act.value if act else ALL_ACTS
    least, most = BOUNDS[number]
    if not is_sensible(rules, act, number, value):
        await turn.say(_("Please send a whole number from {least} to {most}.", least=least, most=most))
        return
    written = NO_LIMIT if value is None else value
    starts = [
        button(_(rule_words.STARTS[when]), "ruleset", code, number.value, written, when.value)
        for when in From
    ]
    await turn.show(
        _(
            "{name}, {number}: {before} → {after}",
            name=rule_words.name(_, act),
            number=_(rule_words.NUMBERS[number]),
            before=rule_words.value(_, value_of(rules, act, number)),
            after=rule_words.value(_, value),
        ),
        _("From when shall it hold?"),
        keyboard=rows(*grid(starts, width=1), button(_("‹ Back"), "rule", code)),
    )


async def change(turn: Turn, act: Act | None, number: Number, value: int | None, when: From) -> None:
    _ = turn.words
    made = await turn.do(
        change_rule, turn.person.id, act, number, value, when, turn.settings.timezone, now=turn.now
    )
    if not isinstance(made, RuleChanged):
        await turn.toast(_("I cannot do that for you here."))
        return
    await turn.show(
        _(
            "✅ {name}, {number}: {value} from {at} on.",
            name=rule_words.name(_, act),
            number=_(rule_words.NUMBERS[number]),
            value=rule_words.value(_, value),
            at=_.moment(made.valid_from, _zone(turn)),
        ),
        _("You can take it back until then."),
        keyboard=rows(
            button(_("↩️ Take it back"), "rulekeep", made.change_id), button(_("⭐ All rules"), "rules")
        ),
    )


async def keep(turn: Turn, change_id: int) -> None:
    _ = turn.words
    kept = await turn.do_then(UNMOVED, keep_rule, turn.person.id, change_id, now=turn.now)
    if isinstance(kept, TooLate):
        await turn.toast(_("It holds already. Change it back instead."), alert=True)
    elif isinstance(kept, RuleKept):
        back = button(_("⭐ All rules"), "rules")
        await turn.show(_("↩️ Taken back: the rule stays as it is."), keyboard=rows(back))
    else:
        await turn.toast(_("I cannot do that for you here."))


async def show_history(turn: Turn, page: int) -> None:
    if not await _may(turn):
        return
    _ = turn.words
    changes, more = await turn.read(list_changes, page=page, a_page=A_PAGE)
    waiting = [one for one in changes if not one.undone and one.change.valid_from > turn.now]
    lines = [rule_words.made(_, one, turn.now, _zone(turn)) for one in changes]
    pages = arrows("rulehist", page=page, more=more)
    await turn.show(
        _("🕘 <b>What was changed</b>"),
        "\n".join(lines) or _("Nothing yet: the rules are those of the programme."),
        keyboard=rows(
            *grid([button(_("↩️ Take it back"), "rulekeep", one.id) for one in waiting], width=1),
            pages,
            button(_("‹ Back"), "rules"),
        ),
    )


def which_act(text: str) -> Act | None:
    return None if text == ALL_ACTS else Act(text)


def number_or_none(text: str) -> int | None:
    if text == NO_LIMIT:
        return None
    number = int(text)
    if not 0 <= number < 100_000:
        raise ValueError("no number of a rule")
    return number


conversation = Conversation(
    commands={"rules": show_rules},
    taps={
        "rules": Tap(in_private(show_rules)),
        "rule": Tap(in_private(show_rule), (which_act,)),
        "ruleask": Tap(in_private(ask_number), (which_act, Number)),
        "rulewhen": Tap(in_private(ask_when), (which_act, Number, number_or_none)),
        "ruleset": Tap(in_private(change), (which_act, Number, number_or_none, From)),
        "rulekeep": Tap(in_private(keep), (row_id,)),
        "rulehist": Tap(in_private(show_history), (page_number,)),
    },
    answers={ASKED: take_number},
)
