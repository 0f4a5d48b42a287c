"""What a server sends as one of many kinds, told apart by `type`: events and items."""

from collections.abc import Mapping
from functools import cached_property

from mockserver.contract.bundle import Bundle
from mockserver.contract.facts import Facts
from mockserver.contract.limits import GUESSED_WORD
from mockserver.contract.shape import Shape
from mockserver.contract.words import quoted
from mockserver.values import Json, JsonObject, Violation, listed, nearest

_LIKENESS = 0.75
"""How like a type must be to be meant; the types of events have much of their beginnings in common."""


class Emitted:
    """A union of which a value is held against the one member that bears its `type`, so that it is judged by that."""

    def __init__(self, bundle: Bundle, union: JsonObject) -> None:
        self._bundle = bundle
        self._union = union
        self._shapes: dict[str, Shape] = {}

    def violations(self, value: Json) -> list[Violation]:
        """Return how a value breaks the schema of its type; a type that no member bears is one violation."""
        kind = value.get("type") if isinstance(value, dict) else None
        if not self._members or not isinstance(kind, str):
            return self._whole.violations(value)
        return self._shape(kind).violations(value) if kind in self._members else [self._unknown(kind)]

    def _shape(self, kind: str) -> Shape:
        if kind not in self._shapes:
            members = self._members[kind]
            schema = members[0] if len(members) == 1 else {"anyOf": members}
            self._shapes[kind] = Shape(self._bundle.alone(schema), foreign=self._bundle.foreign)
        return self._shapes[kind]

    def _unknown(self, kind: str) -> Violation:
        known = [*self._members]
        meant = nearest(kind, known, _LIKENESS) if len(kind) <= GUESSED_WORD else None
        guess = (
            f"Did you mean '{meant}'?"
            if meant
            else f"Supported values are: {listed([*map(quoted, known)], 'and', serial=True)}."
        )
        return Violation("invalid_value", f"Invalid value: {quoted(kind)}. {guess}", "type", "invalid_value")

    @cached_property
    def _whole(self) -> Shape:
        return Shape(self._bundle.alone(self._union), foreign=self._bundle.foreign)

    @cached_property
    def _members(self) -> Mapping[str, list[JsonObject]]:
        """The members by type; none when one of them leaves its type open."""
        facts = Facts(self._bundle.definitions)
        members: dict[str, list[JsonObject]] = {}
        for member in facts.members([self._union]):
            tag = facts.tag(member, "type")
            if tag.values is None or tag.optional:
                return {}
            for kind in tag.values:
                members.setdefault(str(kind), []).append(member)
        return members
