"""A method's parameters, whichever way they came (query, form, JSON, multipart). It checks no meaning."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.errors import bad_request


@dataclass(frozen=True)
class File:
    """An uploaded file."""

    name: str
    content: bytes
    mime_type: str = "application/octet-stream"


class Parameters:
    """Typed reading of parameters; what cannot be read raises ApiError 400."""

    def __init__(self, raw: Mapping[str, Any], files: Mapping[str, File] | None = None) -> None:
        self.raw = raw
        self.files = files or {}

    def __contains__(self, name: str) -> bool:
        return self.raw.get(name) is not None

    def text(self, name: str) -> str | None:
        """The parameter as text, or None."""
        value = self.raw.get(name)
        return None if value is None else str(value)

    def integer(self, name: str) -> int | None:
        """The parameter as a whole number, or None."""
        value = self.raw.get(name)
        if value is None or value == "":
            return None
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad_request(f"invalid {name} specified") from None

    def flag(self, name: str, default: bool = False) -> bool:
        """The parameter as yes or no."""
        value = self.raw.get(name)
        if value is None or value == "":
            return default
        return value is True or str(value).lower() in {"true", "yes", "1"}

    def object(self, name: str) -> Any:
        """The parameter as JSON (already decoded, or serialised as forms carry it), or None."""
        value = self.raw.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None

    def mapping(self, name: str) -> dict[str, Any]:
        """The parameter as a JSON object; empty when left out."""
        value = self.object(name)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise bad_request(f"object expected as {name}")
        return value

    def array(self, name: str) -> list[Any]:
        """The parameter as a JSON array; empty when left out."""
        value = self.object(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise bad_request(f"can't parse {name}: array expected")
        return value

    def attached(self, reference: str) -> File | None:
        """The upload that `attach://name` points at."""
        name = reference.removeprefix("attach://")
        return self.files.get(name) if reference.startswith("attach://") else None

    def upload(self, name: str) -> File | str | None:
        """An uploaded file, or the file_id or URL given instead, or None."""
        if name in self.files:
            return self.files[name]
        reference = self.text(name)
        return None if reference is None else self.attached(reference) or reference
