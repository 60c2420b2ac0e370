"""What an action answers to somebody who may not do it. Tells nothing of why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """The person may not do this, or the thing does not exist. Which of the two is not told."""

    refused: bool = True
