"""What the API accepts and sends: one contract."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from mockserver.contract.bundle import Bundle, Part, bundle_file, read_bundle
from mockserver.contract.emitted import Emitted
from mockserver.contract.query import read_query
from mockserver.contract.rulebook import RuleBook
from mockserver.contract.rules import History
from mockserver.contract.rules.model_table import ModelTable
from mockserver.contract.shape import Shape
from mockserver.contract.words import head
from mockserver.values import Call, Dialect, Json, Violation
from mockserver.values.operation import CREATE

MODELS = "models.json"
UNKNOWN = "unknown_parameter"


class Judgement(NamedTuple):
    """What is said of a call; `misfits` names the top-level parameters that do not fit, whatever is said of them."""

    violations: Sequence[Violation] = ()
    misfits: frozenset[str] = frozenset()


FINE = Judgement()
"""Nearly always."""


class Contract:
    """Checks calls, and what is answered, against schemas and rules.

    Schemas are compiled when something is first held against them, which takes a few milliseconds each.
    """

    def __init__(self, bundle: Bundle, dialect: Dialect = "openai", rulebook: RuleBook | None = None) -> None:
        self.dialect = dialect
        self._bundle = bundle
        self.rulebook = rulebook or RuleBook(dialect)
        self._shapes: dict[tuple[str, Part], Shape | None] = {}
        self._unions: dict[tuple[str, Part], Emitted | None] = {}

    @classmethod
    def shipped(cls, folder: Path, dialect: Dialect = "openai", rulebook: RuleBook | None = None) -> "Contract":
        """Read the bundle of a dialect, and the table of models, from the folder of contracts."""
        bundle = read_bundle(bundle_file(folder, dialect))
        return cls(bundle, dialect, rulebook or RuleBook(dialect, models=shipped_models(folder)))

    def with_rules(self, rulebook: RuleBook) -> "Contract":
        """Return this contract with other rules; what was compiled is shared."""
        other = Contract(self._bundle, self.dialect, rulebook)
        other._shapes, other._unions = self._shapes, self._unions
        return other

    def authorize(self, call: Call) -> list[Violation]:
        """Return what is wrong with the call's authorization; asked before anything else of it is looked at."""
        return self.rulebook.authorization(call)

    def violations(self, call: Call, history: History | None) -> list[Violation]:
        """Return how a call breaks the contract.

        Rules are asked when the schema accepts the call, or refuses nothing but unknown parameters. What the documents
        do not describe, a body or a query, is not held against a schema.
        """
        return [*self.judge(call, history).violations]

    def judge(self, call: Call, history: History | None) -> Judgement:
        """Return how a call breaks the contract, and which of its parameters do not fit the schema in any case."""
        body = self._shape(call.operation, "body")
        fits = body is None or body.accepts(call.body)
        if fits and not call.query:
            broken = self.rulebook.broken(call, history)
            return Judgement(broken) if broken else FINE
        misfits = [] if body is None or fits else body.explain(call.body)
        found = self._told([*misfits, *self._query_violations(call)])
        if all(violation.rule == UNKNOWN for violation in misfits):
            found += self.rulebook.broken(call, history)
        return Judgement(found, frozenset(head(violation.param) for violation in misfits))

    def shape_violations(self, call: Call) -> list[Violation]:
        """Return how the body of a call breaks its schema, whatever the rules say of it."""
        body = self._shape(call.operation, "body")
        return [] if body is None or body.accepts(call.body) else body.explain(call.body)

    def reply_violations(self, operation: str, body: Json) -> list[Violation]:
        """Return how a JSON reply to an operation breaks what a server may send; `param` is the path in it."""
        shape = self._shape(operation, "reply")
        return shape.violations(body) if shape else []

    def describes_reply(self, operation: str) -> bool:
        """Whether the documents say what an operation answers."""
        return self._shape(operation, "reply") is not None

    def event_violations(self, event: Json, operation: str = CREATE) -> list[Violation]:
        """Return how one event breaks what a server may stream; `responses.connect` has events of its own."""
        events = self._union(operation, "event")
        return events.violations(event) if events else []

    def item_violations(self, item: Json) -> list[Violation]:
        """Return how one item of a response's output breaks what a server may send."""
        items = self._union(CREATE, "item")
        return items.violations(item) if items else []

    def error_violations(self, body: Json) -> list[Violation]:
        """Return how the JSON body of an error breaks what a server may send."""
        shape = self._shape(CREATE, "error")
        return shape.violations(body) if shape else []

    def _query_violations(self, call: Call) -> list[Violation]:
        shape = self._shape(call.operation, "query")
        return shape.violations(read_query(shape.schema, call.query)) if shape and call.query else []

    def _told(self, violations: list[Violation]) -> list[Violation]:
        return [one for one in violations if self.rulebook.severity(one.rule) != "off"]

    def _shape(self, operation: str, part: Part) -> Shape | None:
        try:
            return self._shapes[operation, part]
        except KeyError:
            schema = self._bundle.part(operation, part)
            shape = Shape(schema, foreign=self._bundle.foreign) if schema else None
            return self._shapes.setdefault((operation, part), shape)

    def _union(self, operation: str, part: Part) -> Emitted | None:
        if (operation, part) not in self._unions:
            schema = self._bundle.operations.get(operation, {}).get(part)
            self._unions[operation, part] = Emitted(self._bundle, schema) if schema else None
        return self._unions[operation, part]


def shipped_models(folder: Path) -> ModelTable:
    """Read the table of models in the folder of contracts."""
    return ModelTable.load(folder / MODELS)
