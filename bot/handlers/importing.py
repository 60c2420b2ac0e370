"""A table as a file: checked first, written when it is confirmed, and only as a whole. In private, for administrators."""

import asyncio

from aiogram.types import InlineKeyboardButton, Message

from actions.import_table import TableChecked, TableImported, check_table, find_problems, import_table
from actions.once import UNMOVED
from bot.conversation import Conversation, Tap, row_id
from bot.files import table_files
from bot.keyboards import Keyboard, button, rows
from bot.showing import placing
from bot.turn import Turn
from bot.wording import page
from bot.words import importing_words
from domain.authority import Deed
from domain.importing import COLUMNS, MOST_BYTES, Importable, WrongFile, WrongWith
from domain.importing.sheet import lines_of
from domain.people import ConsentScope, Language

STEP = "importing"
XLSX = ".xlsx"


async def choose_kind(turn: Turn) -> None:
    """`/import`: a table of what?"""
    if not await placing.may_begin(turn, Deed.IMPORT):
        return
    await turn.leave_step()
    _ = turn.words
    kinds = [button(_(said), "imkind", kind.value) for kind, said in importing_words.KINDS.items()]
    await turn.show(
        _("📥 <b>Import a table</b>"),
        _("I check every row and show you what would change. Nothing is written before you say so."),
        keyboard=rows(*kinds),
    )


async def ask_file(turn: Turn, kind: Importable) -> None:
    _ = turn.words
    if not await placing.may_begin(turn, Deed.IMPORT):
        return
    await turn.wait_for(STEP, kind=kind.value)
    await turn.show(
        _("<b>{kind}</b>", kind=_(importing_words.KINDS[kind])),
        _("Send me the file here: Excel (.xlsx) or CSV. The first row has the headings, in any order:"),
        importing_words.columns(_, kind),
        _("And where you know it: {columns}", columns=importing_words.columns(_, kind, required=False))
        if any(not one.required for one in COLUMNS[kind])
        else "",
        keyboard=rows(button(_("📄 Template"), "imtempl", kind.value), button(_("‹ Back"), "import")),
    )


async def send_template(turn: Turn, kind: Importable) -> None:
    _ = turn.words
    if turn.in_group or not await turn.may_somewhere(Deed.IMPORT):
        await turn.toast(_("I cannot do that for you here."))
        return
    content = await asyncio.to_thread(importing_words.template, _, kind)
    await turn.voice.send_file(content, f"{kind.value}{XLSX}", _("Fill it in from the second row on."))


async def take_file(turn: Turn) -> bool:
    """The file, checked. Words instead of a file are read like any other."""
    document = turn.event.document if isinstance(turn.event, Message) else None
    if document is None:
        return False
    _ = turn.words
    kind = Importable(str(turn.said["kind"]))
    try:
        if (document.file_size or 0) > MOST_BYTES:
            raise WrongFile(WrongWith.TOO_LARGE)
        content = await turn.voice.fetch(document.file_id)
        cells = await asyncio.to_thread(table_files.read_table, content)
        lines = [(line.number, line.cells) for line in lines_of(kind, cells)]
    except WrongFile as error:
        await turn.say(importing_words.of_file(_, kind, error), keyboard=_again(turn, kind))
        return True
    checked = await turn.do_then(UNMOVED, check_table, turn.person.id, kind, lines, now=turn.now)
    if isinstance(checked, TableChecked):
        await _tell(turn, checked)
    else:
        await turn.say(_("I cannot do that for you here."))
    return True


def _another(turn: Turn) -> InlineKeyboardButton:
    return button(turn.words("📥 Another table"), "import")


def _again(turn: Turn, kind: Importable) -> Keyboard:
    _ = turn.words
    return rows(button(_("📄 Template"), "imtempl", kind.value), button(_("‹ Back"), "import"))


async def _tell(turn: Turn, checked: TableChecked) -> None:
    _ = turn.words
    counts = _(
        "{new} new, {changed} changed, {same} as they are",
        new=checked.new,
        changed=checked.changed,
        same=checked.same,
    )
    if checked.wrong:
        await _tell_wrong(turn, checked, counts)
    elif not checked.new and not checked.changed:
        await turn.say(
            _("✅ Everything is so already. There is nothing to write."), keyboard=rows(_another(turn))
        )
    else:
        await turn.say(
            _("✅ Every row is in order: {counts}.", counts=counts),
            importing_words.ends(_, checked),
            _("Nothing is written yet."),
            keyboard=rows(button(_("✅ Write it"), "imdo", checked.draft_id), button(_("Not now"), "import")),
        )


async def _tell_wrong(turn: Turn, checked: TableChecked, counts: str) -> None:
    _ = turn.words
    lines = [importing_words.of_row(_, checked.kind, one) for one in checked.problems]
    await turn.say(
        _(
            "❗️ {wrong} rows are not in order ({counts}). Nothing was written.",
            wrong=checked.wrong,
            counts=counts,
        ),
        "\n".join(lines),
        _("Put them right and send the file again."),
        keyboard=_again(turn, checked.kind),
    )
    if checked.wrong > len(checked.problems):
        every = await turn.read(find_problems, turn.person.id, checked.draft_id, turn.now)
        content = await asyncio.to_thread(importing_words.report, _, checked.kind, every)
        await turn.voice.send_file(
            content, f"{checked.kind.value}-errors{XLSX}", _("All of them, row by row.")
        )


async def write(turn: Turn, draft_id: int) -> None:
    _ = turn.words
    papers = {
        scope: (text.version, text.hash)
        for scope in ConsentScope
        for text in [page(Language.CHINESE.value, scope.value)]
    }
    outcome = await turn.do_then(
        UNMOVED,
        import_table,
        turn.person.id,
        draft_id,
        papers=papers,
        language=Language.CHINESE.value,
        timezone=turn.settings.timezone,
        now=turn.now,
    )
    if isinstance(outcome, TableImported):
        await turn.show(
            _("✅ Written: {new} new, {changed} changed.", new=outcome.new, changed=outcome.changed),
            keyboard=rows(_another(turn)),
        )
    elif isinstance(outcome, TableChecked):
        await turn.show(
            _("Something has changed since I checked this table. Nothing was written. Please send it again.")
        )
    else:
        await turn.toast(_("This button does not work any more. Please try /menu"))


conversation = Conversation(
    commands={"import": choose_kind},
    taps={
        "import": Tap(choose_kind),
        "imkind": Tap(ask_file, (Importable,)),
        "imtempl": Tap(send_template, (Importable,)),
        "imdo": Tap(write, (row_id,)),
    },
    answers={STEP: take_file},
)
