"""What all parts of a scenario file have in common."""

from functools import cache
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, model_validator

from mockserver.values import Json


class Form(BaseModel):
    """A part of a scenario file: frozen, no unknown keys; null for an optional key equals leaving it out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    noun: ClassVar[str]
    """The part's name in messages, such as `a step`."""

    @classmethod
    @cache
    def keys(cls) -> dict[str, str]:
        """Map the model's fields to the keys that the file uses, in order."""
        return {name: str(field.validation_alias or name) for name, field in cls.model_fields.items()}

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, value: Json) -> Json:
        if not isinstance(value, dict):
            return value
        known = cls.keys().values()
        return {key: part for key, part in value.items() if part is not None or key not in known}

    def as_json(self) -> Json:
        """Give what a file says for this part, as short as it can be: without defaults."""
        fields = type(self).model_fields
        return {
            key: _as_json(getattr(self, name))
            for name, key in self.keys().items()
            if getattr(self, name) != fields[name].get_default(call_default_factory=True)
        }


def _as_json(value: Json) -> Json:
    if isinstance(value, Form):
        return value.as_json()
    return [_as_json(part) for part in value] if isinstance(value, tuple) else value
