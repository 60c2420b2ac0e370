"""Addresses that lead into a private chat with the bot."""


def to_village(username: str, code: str) -> str:
    """A village's joining link, the same as its QR code."""
    return f"https://t.me/{username}?start=v-{code}"


def to_private_chat(username: str) -> str:
    return f"https://t.me/{username}?start=hello"


def to_start(username: str, word: str) -> str:
    """Into the private chat, beginning with `/start word`."""
    return f"https://t.me/{username}?start={word}"
