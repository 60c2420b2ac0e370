"""The outbox: what the bot has yet to say, what it said, and what became of it. Owned by whoever works on delivery."""

from dataclasses import dataclass

from domain.outbox import Kind


@dataclass(frozen=True, slots=True)
class Ready:
    """An outbox row claimed for sending."""

    id: int
    chat_id: int
    person_id: int | None
    group_id: int | None
    kind: Kind
    push: str
    reference: int
    body_id: int | None
    payload: dict[str, object] | None
    attempts: int
    dedupe_key: str
    language: str
