"""Settings, from `HEALTHGRID_*` variables and `.env`. The only reader of the environment; secrets are never printed."""

import re
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from cryptography.fernet import Fernet
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from domain.people import Language

NO_TOKEN = "HEALTHGRID_BOT_TOKEN is missing: ask @BotFather for one and put it into .env."
NO_KEYS = "HEALTHGRID_KEYS is missing: `healthgrid new-key` makes one; put it into .env."
NO_SECRET = "HEALTHGRID_WEBHOOK_SECRET is missing: any 20 or more letters and digits will do."


class WrongSettings(Exception):
    """Settings are missing or wrong. `lines`: one for each, which a person can act on."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class Settings(BaseSettings):
    """What an installation decides for itself; `.env.example` says what each is."""

    model_config = SettingsConfigDict(env_prefix="HEALTHGRID_", env_file=".env", extra="ignore")

    bot_token: SecretStr = SecretStr("")
    bot_api: str = "https://api.telegram.org"
    database: str = "sqlite:///data/healthgrid.db"
    keys: Annotated[tuple[SecretStr, ...], NoDecode] = ()
    administrators: Annotated[frozenset[int], NoDecode] = frozenset()
    language: str = "zh_CN"
    timezone: str = "Asia/Shanghai"
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    webhook_host: str = "127.0.0.1"
    webhook_port: int = Field(default=8443, ge=1, le=65535)
    failpoint: str = Field(default="", pattern=r"^[\w-]*(:\d+)?$")

    @field_validator("bot_token")
    @classmethod
    def _is_token(cls, token: SecretStr) -> SecretStr:
        if token.get_secret_value() and not re.fullmatch(r"\d+:\S+", token.get_secret_value()):
            raise ValueError("is not a token; @BotFather gives one like 123456:ABC-DEF")
        return token

    @field_validator("bot_api")
    @classmethod
    def _is_server(cls, address: str) -> str:
        if not re.match(r"https?://[^/]", address):
            raise ValueError("must begin with https:// or http://, like https://api.telegram.org")
        return address

    @field_validator("database")
    @classmethod
    def _is_database(cls, address: str) -> str:
        if not address.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
            raise ValueError("must begin with sqlite:/// or postgresql://, like sqlite:///data/healthgrid.db")
        return address

    @field_validator("keys", mode="before")
    @classmethod
    def _split_keys(cls, value: object) -> object:
        return [one.strip() for one in value.split(",") if one.strip()] if isinstance(value, str) else value

    @field_validator("keys")
    @classmethod
    def _are_keys(cls, keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        for key in keys:
            try:
                Fernet(key.get_secret_value())
            except ValueError:
                raise ValueError("is not a key; `healthgrid new-key` makes one") from None
        return keys

    @field_validator("administrators", mode="before")
    @classmethod
    def _split_numbers(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        numbers = [one.strip() for one in value.split(",") if one.strip()]
        if not all(number.isdecimal() for number in numbers):
            raise ValueError("must be Telegram ids separated by commas, like 123456789,987654321")
        return numbers

    @field_validator("language")
    @classmethod
    def _is_spoken(cls, language: str) -> str:
        if language not in set(Language):
            raise ValueError(f"is not spoken here; choose one of {', '.join(Language)}")
        return language

    @field_validator("timezone")
    @classmethod
    def _is_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            raise ValueError("is not a time zone; write it like Asia/Shanghai") from None
        return name

    @field_validator("webhook_url")
    @classmethod
    def _is_address(cls, url: str) -> str:
        if url and not url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise ValueError("must begin with https://")
        return url

    @field_validator("webhook_secret")
    @classmethod
    def _can_be_a_header(cls, secret: SecretStr) -> SecretStr:
        """Bot API, setWebhook: "1-256 characters ... only A-Z, a-z, 0-9, _ and -"."""
        if not re.fullmatch(r"[\w-]{0,256}", secret.get_secret_value(), re.ASCII):
            raise ValueError("may hold letters, digits, _ and - only, 256 of them at most")
        return secret

    @property
    def key_texts(self) -> list[str]:
        return [key.get_secret_value() for key in self.keys]


def load(env_file: Path | None = Path(".env"), **overrides: object) -> Settings:
    """The settings of this installation. Raises WrongSettings."""
    try:
        return Settings(_env_file=env_file, **overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        wrong = [
            (str(one["loc"][0]).upper(), one["msg"].removeprefix("Value error, ")) for one in error.errors()
        ]
        raise WrongSettings(*(f"HEALTHGRID_{name} {said}." for name, said in wrong)) from None


def with_keys(settings: Settings) -> Settings:
    """The same settings, once it is sure that names can be sealed with them. Raises WrongSettings."""
    if not settings.keys:
        raise WrongSettings(NO_KEYS)
    return settings


def for_telegram(settings: Settings) -> Settings:
    """The same settings, once it is sure the bot can meet Telegram with them. Raises WrongSettings."""
    needed = (
        (settings.bot_token.get_secret_value(), NO_TOKEN),
        (settings.keys, NO_KEYS),
        (settings.webhook_secret.get_secret_value() or not settings.webhook_url, NO_SECRET),
    )
    missing = [said for there, said in needed if not there]
    if missing:
        raise WrongSettings(*missing)
    return settings
