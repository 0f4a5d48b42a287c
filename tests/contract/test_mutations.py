"""The forms of a schema say the same of whatever comes: as written, accepted fast, explained slowly."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator
from referencing import Registry

from mockserver.contract.bundle import Bundle
from mockserver.contract.clean import unconditional
from mockserver.contract.discriminate import discriminate
from mockserver.contract.document import read_document, read_written
from mockserver.contract.explain import Explanation
from mockserver.values import DIALECTS, Dialect
from tests.contract.documents import document, write
from tests.contract.mutations import Mutation, Mutator

CONTRACTS = Path(__file__).parents[2] / "contracts"
GOOD = json.loads((Path(__file__).parent / "good.json").read_text())
WRITTEN: dict[Dialect, Bundle] = {dialect: read_written(CONTRACTS / dialect) for dialect in DIALECTS}
CLEAN: dict[Dialect, Bundle] = {dialect: read_document(CONTRACTS / dialect) for dialect in DIALECTS}
MUTATIONS, EXPLAINED, JUDGED = 3_400, 500, 2_000
CASES: list[tuple[Dialect, str]] = [
    ("openai", "responses.create"),
    ("openai", "responses.compact"),
    ("openai", "responses.input_tokens"),
    ("openai", "conversations.create"),
    ("openai", "responses.connect"),
    ("open-responses", "responses.create"),
]


def good(dialect: Dialect, operation: str) -> list[dict[str, Any]]:
    """Return bodies that the operation accepts, most of them with an item, a tool or a choice of each kind."""
    items = [{"model": "m", "input": [item]} for item in GOOD["items"].values()]
    tools = [{"model": "m", "tools": [tool]} for tool in GOOD["tools"].values()]
    choices = [{"tool_choice": choice} for choice in GOOD["tool_choices"].values()]
    stored = [{"items": [item], "metadata": {"k": "v"}} for item in GOOD["items"].values()]
    frames = [{"type": "response.create", "stream_id": "s", **body} for body in [*items, *tools]]
    bodies = [*items, *tools, *choices, *GOOD["bodies"].values(), GOOD["parameters"], *stored, *frames]
    accepts = jsonschema_rs.validator_for(body_schema(CLEAN, dialect, operation), offline=True).is_valid
    return [body for body in bodies if accepts(body)]


def body_schema(forms: dict[Dialect, Bundle], dialect: Dialect, operation: str) -> dict[str, Any]:
    return forms[dialect].part(operation, "body") or {}


def mutations(dialect: Dialect, operation: str, count: int) -> list[Mutation]:
    return [*Mutator(good(dialect, operation)).take(count)]


FOREIGN = json.loads((Path(__file__).parent / "foreign.json").read_text())


def foreign_forms(folder: Path) -> list[dict[str, Any]]:
    """Return the forms of what somebody else's small document says of a body."""
    written = document({"type": "object", "properties": FOREIGN["properties"]}, **FOREIGN["schemas"])
    write(folder, openapi=written)
    as_written, clean = (read(folder).part("responses.create", "body") or {} for read in (read_written, read_document))
    return [as_written, clean, unconditional(clean), discriminate(clean)]


cases = pytest.mark.parametrize(("dialect", "operation"), CASES, ids=lambda name: name)


@cases
def test_there_are_good_bodies_of_every_kind(dialect: Dialect, operation: str) -> None:
    assert len(good(dialect, operation)) > 10


@cases
def test_all_forms_agree(dialect: Dialect, operation: str) -> None:
    clean = body_schema(CLEAN, dialect, operation)
    schemas = [body_schema(WRITTEN, dialect, operation), clean, unconditional(clean), discriminate(clean)]
    forms = [jsonschema_rs.validator_for(schema, offline=True) for schema in schemas]
    judged = [*mutations(dialect, operation, MUTATIONS)]
    answers = [[form.is_valid(mutation.body) for form in forms] for mutation in judged]

    assert [] == [one.body for one, said in zip(judged, answers, strict=True) if len(set(said)) > 1]
    assert MUTATIONS * 0.1 < sum(not said[0] for said in answers) < MUTATIONS * 0.95


def test_all_forms_of_a_foreign_document_agree(tmp_path: Path) -> None:
    forms = [jsonschema_rs.validator_for(schema, offline=True) for schema in foreign_forms(tmp_path)]
    judged = [*Mutator(FOREIGN["good"]).take(MUTATIONS)]
    answers = [[form.is_valid(mutation.body) for form in forms] for mutation in judged]

    assert all(forms[0].is_valid(body) for body in FOREIGN["good"])
    assert [] == [one.body for one, said in zip(judged, answers, strict=True) if len(set(said)) > 1]
    assert MUTATIONS * 0.1 < sum(not said[0] for said in answers) < MUTATIONS * 0.95


@cases
def test_every_refusal_is_explained_where_it_happened(dialect: Dialect, operation: str) -> None:
    schema = body_schema(CLEAN, dialect, operation)
    accepts = jsonschema_rs.validator_for(schema, offline=True).is_valid
    explanation = Explanation(schema)
    for body, path in mutations(dialect, operation, EXPLAINED):
        violations = explanation.violations(body)
        around = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path[:-1]).removeprefix(".")

        assert accepts(body) == (violations == []), body
        assert all(violation.code and violation.message for violation in violations)
        assert all((violation.param or "").startswith(around) for violation in violations), (path, violations)


@pytest.mark.slow
@cases
def test_another_implementation_agrees(dialect: Dialect, operation: str) -> None:
    schema = body_schema(CLEAN, dialect, operation)
    ours = jsonschema_rs.validator_for(schema, offline=True)
    theirs = Draft202012Validator(schema, registry=Registry())
    # Python's `$` lets a final line feed pass.
    judged = [one.body for one in mutations(dialect, operation, JUDGED) if "\\n" not in json.dumps(one.body)]

    assert [ours.is_valid(body) for body in judged] == [theirs.is_valid(body) for body in judged]
