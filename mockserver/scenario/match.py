"""Matching a value with an expectation: the answer is what differs, nothing means yes."""

from dataclasses import dataclass

from mockserver.scenario.absent import ABSENT
from mockserver.scenario.equality import same_scalar
from mockserver.scenario.json_path import child
from mockserver.scenario.operators import OPERATORS, SchemaCheck, is_operators, words
from mockserver.values import Json, JsonObject, Mismatch

__all__ = ["SchemaCheck", "differences"]


def differences(expected: Json, actual: Json, path: str = "$", *, schema_check: SchemaCheck) -> list[Mismatch]:
    """Say where a value differs from an expectation.

    Mappings match as subsets, lists in order and whole, everything else by equality; null also matches `ABSENT`.
    The expectation's operators are taken as checked by `operators.problems`.
    """
    return _Matching(schema_check).differences(expected, actual, path)


@dataclass(frozen=True, slots=True)
class _Matching:
    schema_check: SchemaCheck

    def differences(self, expected: Json, actual: Json, path: str) -> list[Mismatch]:
        if is_operators(expected):
            found = (OPERATORS[name].differences(wanted, actual, path, self) for name, wanted in expected.items())
            return [mismatch for some in found for mismatch in some]
        if isinstance(expected, dict) and isinstance(actual, dict):
            return self._in_mapping(expected, actual, path)
        if isinstance(expected, list) and isinstance(actual, list):
            return self._in_list(expected, actual, path)
        holds = same_scalar(expected, actual) or (expected is None and actual is ABSENT)
        return [] if holds else [Mismatch(path, words(expected), actual)]

    def _in_mapping(self, expected: JsonObject, actual: JsonObject, path: str) -> list[Mismatch]:
        found = (self.differences(value, actual.get(key, ABSENT), child(path, key)) for key, value in expected.items())
        return [mismatch for some in found for mismatch in some]

    def _in_list(self, expected: list[Json], actual: list[Json], path: str) -> list[Mismatch]:
        pairs = zip(expected, actual, strict=False)
        found = (self.differences(*pair, child(path, index)) for index, pair in enumerate(pairs))
        if len(expected) == len(actual):
            return [mismatch for some in found for mismatch in some]
        elements = "element" if len(expected) == 1 else "elements"
        length = Mismatch(path, f"a list of {len(expected)} {elements}, not {len(actual)}", actual)
        return [length, *next(filter(None, found), [])]
