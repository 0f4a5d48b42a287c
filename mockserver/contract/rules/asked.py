"""One call as rules see it: what several of them need is read once."""

from collections.abc import Mapping

from mockserver.contract.rules.model_table import NO_MODELS, ModelRow, ModelTable
from mockserver.contract.rules.reading import Reading, are_plain, read
from mockserver.values import Call, Dialect, Json, JsonObject

ITEMS_PARAMS = dict.fromkeys(("conversations.create", "conversations.items.create"), "items")


class Asked:
    """A call, the model table, the dialect, and a reading of its items, made when a rule first asks for it."""

    __slots__ = ("_reading", "_row", "body", "call", "dialect", "models")

    def __init__(self, call: Call, models: ModelTable = NO_MODELS, dialect: Dialect = "openai") -> None:
        self.call = call
        self.dialect = dialect
        self.body: JsonObject = call.body
        self.models = models
        self._reading: Reading | None = None
        self._row: ModelRow | None = None

    @property
    def operation(self) -> str:
        """The API operation's name."""
        return self.call.operation

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers by lower-case name."""
        return self.call.headers

    @property
    def reading(self) -> Reading:
        """What the items of this call are."""
        if self._reading is None:
            self._reading = read(self.body.get(items_param(self.call.operation)))
            self._reading.unpaired |= self.continues
        return self._reading

    @property
    def is_plain(self) -> bool:
        """Whether no rule has anything to look at in the items, or before them."""
        return not self.continues and are_plain(self.body.get(items_param(self.call.operation)))

    @property
    def model_row(self) -> ModelRow:
        """What is known of the model that is asked for."""
        if self._row is None:
            self._row = self.models.row(self.body.get("model"))
        return self._row

    def given(self, name: str) -> bool:
        """Say whether a top-level parameter has a value."""
        return self.body.get(name) is not None

    @property
    def continues(self) -> bool:
        """Whether something that is stored stands before the input."""
        body = self.body
        return body.get("previous_response_id") is not None or body.get("conversation") is not None


def items_param(operation: str) -> str:
    """Name the parameter that holds the items."""
    return ITEMS_PARAMS.get(operation, "input")


def numbered(value: Json) -> list[tuple[int, JsonObject]]:
    """List the objects of a list, each with its position; what is no list has none."""
    if not isinstance(value, list):
        return []
    return [(position, one) for position, one in enumerate(value) if isinstance(one, dict)]


def as_list(value: Json) -> list[Json]:
    """Return a list as it is, and an empty one in place of anything else."""
    return value if isinstance(value, list) else []


def objects(value: Json) -> list[JsonObject]:
    """List the objects of a list."""
    return [one for _, one in numbered(value)]


def as_text(value: Json) -> str:
    """Return a text as it is, and an empty one in place of anything else."""
    return value if isinstance(value, str) else ""


def as_object(value: Json) -> JsonObject:
    """Return an object as it is, and an empty one in place of anything else."""
    return value if isinstance(value, dict) else {}
