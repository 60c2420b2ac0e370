"""The buttons of the question about danger signs, in an answer and when it is asked once more."""

from bot.push import Button
from bot.wording import Words
from bot.words import vocabulary
from domain.triage import symptoms_to_ask
from domain.vital_sign import Reading
from storage import content


def symptom_buttons(words: Words, reading_id: int, reading: Reading) -> tuple[tuple[Button, ...], ...]:
    """One tap answers, the most dangerous first: in an emergency nobody ticks boxes.

    Two a line, so that what to do is still seen above them on a small telephone.
    """
    asked = [
        Button(words(vocabulary.SYMPTOMS[symptom]), f"symptom:{reading_id}:{symptom.value}")
        for symptom in symptoms_to_ask(reading, content.cuts())
    ]
    asked.append(Button(words("✅ None of these"), f"symptom:{reading_id}:none"))
    return tuple(tuple(asked[first : first + 2]) for first in range(0, len(asked), 2))
