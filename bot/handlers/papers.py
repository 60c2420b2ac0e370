"""What somebody without Telegram signed on paper, and its withdrawal: noted by family, or by who adds people there."""

from actions.change_consent import ConsentChanged
from actions.change_paper_consent import change_paper_consent
from actions.join import ConsentGiven
from actions.once import UNMOVED
from bot.conversation import Conversation, Tap, row_id
from bot.keyboards import button, rows
from bot.showing.placing import in_private
from bot.turn import Turn
from bot.wording import page
from bot.words import vocabulary
from domain.authority import Deed
from domain.people import ConsentScope
from storage import families, people


async def show(turn: Turn, subject_id: int) -> None:
    """Each of the three, with its switch."""
    _ = turn.words
    subject = await turn.read(people.find_person, subject_id)
    if (
        subject is None
        or subject.telegram_id is not None
        or not await _may(turn, subject_id, subject.area_id)
    ):
        await turn.toast(_("I cannot do that for you here."))
        return
    lines, switches = [], []
    for scope, label in vocabulary.SCOPES_OF_ANOTHER.items():
        given = getattr(subject, f"consents_{scope.value}")
        lines.append(f"{'✅' if given else '⬜️'} {_(label)}")
        said = _("Withdrawn: {name}", name=_(label)) if given else _("Signed: {name}", name=_(label))
        switches.append(button(said, "paper", subject_id, scope.value, int(not given)))
    await turn.show(
        _("📝 <b>What {name} signed</b>", name=subject.name),
        "\n".join(lines),
        _("Note only what they said themselves. They can withdraw each any time, as easily as they agreed."),
        keyboard=rows(*switches, button(_("📄 Read the texts"), "texts"), button(_("☰ Menu"), "menu")),
    )


async def _may(turn: Turn, subject_id: int, area_id: int | None) -> bool:
    link = await turn.read(families.find_link_between, subject_id, turn.person.id)
    return link is not None or await turn.may(Deed.ADD_PERSON, area_id)


async def note(turn: Turn, subject_id: int, scope: ConsentScope, given: int) -> None:
    text = page(turn.language, scope.value)
    consent = ConsentGiven(scope, bool(given), text.version, text.hash)
    noted = await turn.do_then(
        UNMOVED, change_paper_consent, turn.person.id, subject_id, consent, now=turn.now
    )
    if isinstance(noted, ConsentChanged):
        await show(turn, subject_id)
    else:
        await turn.toast(turn.words("I cannot do that for you here."))


def switch(text: str) -> int:
    return {"0": 0, "1": 1}[text]


conversation = Conversation(
    taps={
        "papers": Tap(in_private(show), (row_id,)),
        "paper": Tap(in_private(note), (row_id, ConsentScope, switch)),
    }
)
