"""One output item of a reply."""

import re
from typing import Annotated, ClassVar, Final, TypeAlias

from pydantic import BeforeValidator, Field, WithJsonSchema

from mockserver.scenario.form import Form
from mockserver.scenario.problem import Problem, refusal
from mockserver.scenario.words import describe, must_be
from mockserver.values import Json, JsonObject

BARE_TYPE: Final = r"^[a-z0-9_:-]+$"
"""What a plain text must look like to be the type of an item without a body."""


class Item(Form):
    """An output item by its type; what the body may be is for the protocol to say."""

    noun: ClassVar[str] = "an item"

    type: str = Field(min_length=1, description="The item's type, such as message or function_call.")
    body: Json = Field(default=None, description="What is said of the item; the server completes it.")

    def as_json(self) -> Json:
        """Give `{type: body}`; a type that is itself called `type` needs the API's form."""
        if self.type == "type" and isinstance(self.body, dict):
            return {"type": self.type, **self.body}
        return {self.type: self.body}


def _read(value: Json) -> Json:
    if isinstance(value, Item):
        return value
    if isinstance(value, str) and re.fullmatch(BARE_TYPE, value):
        return {"type": value}
    if isinstance(value, str):
        raise refusal(Problem((), f"{describe(value)} is no item; a text that the model says is 'message: …'"))
    if not isinstance(value, dict):
        raise refusal(Problem((), must_be("an item", "a mapping {type: body}", value)))
    if "type" in value:
        return _pasted(value)
    if len(value) != 1:
        raise refusal(Problem((), _count_message(value)))
    [(kind, body)] = value.items()
    return {"type": kind, "body": body}


def _pasted(value: JsonObject) -> JsonObject:
    kind = value["type"]
    if not isinstance(kind, str):
        raise refusal(Problem(("type",), must_be("an item's 'type'", "a text", kind)))
    return {"type": kind, "body": {key: part for key, part in value.items() if key != "type"}}


def _count_message(value: JsonObject) -> str:
    keys = f"these are {len(value)}: {', '.join(map(repr, value))}" if value else "this one is empty"
    return f"an item is one key, its type, with its body, or has a 'type' as in the API; {keys}"


ITEM_SCHEMA: Final[JsonObject] = {
    "description": "An output item: its type as the one key, with its body; its type alone; or as the API writes it.",
    "type": ["object", "string"],
    "pattern": BARE_TYPE,
    "if": {"required": ["type"]},
    "then": {"properties": {"type": {"type": "string", "minLength": 1}}},
    "else": {"minProperties": 1, "maxProperties": 1, "propertyNames": {"minLength": 1}},
}
"""What a schema can say of an item without knowing the types."""

WrittenItem: TypeAlias = Annotated[Item, BeforeValidator(_read), WithJsonSchema(ITEM_SCHEMA)]
"""An item in one of the three forms that a file may use."""
