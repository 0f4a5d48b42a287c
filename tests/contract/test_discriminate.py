import copy
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator
from referencing import Registry

from mockserver.contract.clean import clean
from mockserver.contract.discriminate import discriminate
from mockserver.contract.document import read_requests
from mockserver.contract.explain import Explanation

HERE = Path(__file__).parent
GOOD = json.loads((HERE / "good.json").read_text())
WRITTEN = read_requests(HERE.parents[1] / "contracts" / "openai")["responses.create"]
CLEAN = clean(WRITTEN)
EXPLANATION = Explanation(CLEAN)
MUTATIONS, MANY_MUTATIONS = 2_000, 20_000
ODD_VALUES = [
    None,
    True,
    0,
    -1,
    17,
    0.5,
    10**20,
    "",
    "?",
    "message",
    "user",
    "x" * 200,
    "a\n",
    [],
    [None],
    {},
    {"type": "?"},
]
ODD_KEYS = ["type", "role", "id", "content", "name", "mine"]

Steps = tuple[str | int, ...]


class Mutation(NamedTuple):
    body: dict[str, Any]
    path: Steps


def validator(schema: dict[str, Any]) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(schema, offline=True)


def bodies() -> list[dict[str, Any]]:
    items = [{"model": "m", "input": [item]} for item in GOOD["items"].values()]
    tools = [{"model": "m", "tools": [tool]} for tool in GOOD["tools"].values()]
    choices = [{"tool_choice": choice} for choice in GOOD["tool_choices"].values()]
    return [*items, *tools, *choices, *GOOD["bodies"].values(), GOOD["parameters"]]


def paths(value: Any, path: Steps = ()) -> Iterator[Steps]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield (*path, key)
        yield from paths(inner, (*path, key))


def at(value: Any, path: Steps) -> Any:
    for key in path:
        value = value[key]
    return value


def mutated(random: Random, bodies: list[dict[str, Any]]) -> Mutation:
    """Change one place of a good body: drop it, put something odd or foreign there, or add a key beside it."""
    body = copy.deepcopy(random.choice(bodies))
    path = random.choice(list(paths(body)))
    parent, key = at(body, path[:-1]), path[-1]
    action = random.randrange(4)
    if action == 0:
        del parent[key]
    elif action == 1 and isinstance(parent, dict):
        key = random.choice(ODD_KEYS)
        parent[key] = random.choice(ODD_VALUES)
    elif action == 2:
        other = random.choice(bodies)
        parent[key] = copy.deepcopy(at(other, random.choice(list(paths(other)))))
    else:
        parent[key] = random.choice(ODD_VALUES)
    return Mutation(body, (*path[:-1], key))


def mutations(count: int) -> Iterator[Mutation]:
    random, good = Random(2026), bodies()  # noqa: S311 - a seeded choice of test cases
    return (mutated(random, good) for _ in range(count))


def agree(count: int) -> int:
    """Count the refused mutations, having seen that all forms of the schema refuse the same ones."""
    forms = [validator(WRITTEN), validator(CLEAN), validator(discriminate(CLEAN))]
    refused = 0
    for mutation in mutations(count):
        answers = {form.is_valid(mutation.body) for form in forms}
        assert len(answers) == 1, mutation.body
        refused += answers == {False}
    return refused


def test_all_forms_agree() -> None:
    refused = agree(MUTATIONS)

    assert MUTATIONS * 0.3 < refused < MUTATIONS * 0.9


@pytest.mark.slow
def test_all_forms_agree_on_many_bodies() -> None:
    assert MANY_MUTATIONS * 0.3 < agree(MANY_MUTATIONS) < MANY_MUTATIONS * 0.9


@pytest.mark.slow
def test_another_implementation_agrees() -> None:
    ours, theirs = validator(CLEAN), Draft202012Validator(CLEAN, registry=Registry())
    judged = [mutation.body for mutation in mutations(MUTATIONS)]

    assert [ours.is_valid(body) for body in judged] == [theirs.is_valid(body) for body in judged]


def test_every_refusal_is_explained_where_it_happened() -> None:
    accepts = validator(CLEAN).is_valid
    refused = [mutation for mutation in mutations(MUTATIONS) if not accepts(mutation.body)]
    for body, path in refused:
        violations = EXPLANATION.violations(body)
        around = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path[:-1]).removeprefix(".")

        assert violations, body
        assert all(violation.code and violation.message for violation in violations)
        assert all((violation.param or "").startswith(around) for violation in violations), (path, violations)


def test_good_bodies_are_accepted_by_all_forms() -> None:
    forms = [validator(WRITTEN), validator(CLEAN), validator(discriminate(CLEAN))]

    assert all(form.is_valid(body) for body in bodies() for form in forms)


def test_no_union_of_the_contract_is_left_undecided() -> None:
    undecided = json.dumps(discriminate(CLEAN)).count('"anyOf"')

    # Only a message without a role: every message and the bare reference may be meant.
    assert 1 == undecided


OBJECT = {"type": "object"}
A = {**OBJECT, "required": ["type"], "properties": {"type": {"const": "a"}, "n": {"type": "integer"}}}
B = {**OBJECT, "required": ["type"], "properties": {"type": {"enum": ["b", "c"]}}}
OPEN = {**OBJECT, "required": ["k"], "properties": {"type": {"type": "string"}}}
CLOSED = {**OBJECT, "properties": {"k": {}}, "additionalProperties": False}
ROLE = {**A, "properties": {"type": {"const": "a"}, "role": {"const": "r"}}}


@pytest.mark.parametrize(
    "members",
    [
        pytest.param([A, B], id="closed set of types"),
        pytest.param([A, B, OPEN], id="open type"),
        pytest.param([A, CLOSED], id="type optional"),
        pytest.param([A, ROLE], id="same type"),
        pytest.param([{"type": "string"}, {"type": "array"}, {"type": "null"}, A], id="JSON types"),
        pytest.param([{"type": "integer"}, {"type": "number", "minimum": 5}], id="numbers"),
        pytest.param([{"type": "integer"}, {"enum": ["x", 1.5, None]}], id="literals"),
        pytest.param([{"minimum": 5}, {"maxLength": 1}], id="no types"),
        pytest.param([{"$ref": "#/$defs/U"}, B], id="named union"),
        pytest.param([{"allOf": [A, {"required": ["n"]}]}, B], id="allOf"),
        pytest.param([True, A], id="everything"),
        pytest.param([False, A], id="nothing or A"),
        pytest.param([{**A, "properties": {"type": {"const": 1}}}, B], id="type is no text"),
    ],
)
def test_a_discriminated_union_says_the_same(members: list[Any]) -> None:
    schema = {"anyOf": members, "$defs": {"U": {"anyOf": [A, {"type": "string"}]}}}
    plain, discriminated = validator(schema), validator(discriminate(schema))
    keys: list[dict[str, Any]] = [{}, {"k": 1}, {"n": 1}, {"n": "x"}, {"role": "r"}, {"role": 5}]
    tagged = [{**other, "type": tag} for other in keys for tag in ("a", "b", "c", "d", None, 1)]

    for value in [*keys, *tagged, *ODD_VALUES, 1.5, 5, "x", 1.0]:
        assert plain.is_valid(value) == discriminated.is_valid(value), value


def test_siblings_of_a_union_hold_too() -> None:
    schema = {"anyOf": [{"type": "string"}, {"type": "array"}], "minLength": 2, "minItems": 1}
    discriminated = validator(discriminate(schema))

    assert [True, False, True, False, False] == [discriminated.is_valid(v) for v in ("ab", "a", [1], [], 5)]
