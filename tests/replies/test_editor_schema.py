"""The schema that editors read."""

import json

import pytest
from jsonschema import Draft202012Validator

from mockserver import resources
from mockserver.replies.editor_schema import editor_schema
from mockserver.scenario.load import load
from mockserver.values import Json
from tests.protocol.item_bodies import BODIES

CHECKED_IN = resources.contracts() / "scenario.schema.json"
REWRITE = (
    'python -c "import json; from mockserver.replies.editor_schema import editor_schema; '
    'print(json.dumps(editor_schema(), indent=2, ensure_ascii=False))" > contracts/scenario.schema.json'
)
VALIDATOR = Draft202012Validator(editor_schema())
BODIES_BY_TYPE = [(name, body) for name, bodies in BODIES.items() for body in bodies]


def scenario(*items: Json) -> Json:
    return {"steps": [{"reply": [*items]}, {"reply": {"output": [*items]}}]}


def test_the_checked_in_schema_is_the_generated_one() -> None:
    assert editor_schema() == json.loads(CHECKED_IN.read_bytes()), f"write it with: {REWRITE}"


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(editor_schema())


@pytest.mark.parametrize(("name", "body"), BODIES_BY_TYPE, ids=[name for name, _ in BODIES_BY_TYPE])
def test_every_good_body_is_allowed(name: str, body: Json) -> None:
    assert [] == [error.message for error in VALIDATOR.iter_errors(scenario({name: body}))]


@pytest.mark.parametrize("file", sorted(resources.fixtures().glob("*.yaml")), ids=lambda file: file.stem)
def test_every_shipped_scenario_is_allowed(file: Json) -> None:
    assert VALIDATOR.is_valid(load(file).as_json())


@pytest.mark.parametrize(
    "item",
    [
        {"mesage": "Hi"},
        "mesage",
        {"function_call": {}},
        {"function_call": {"nam": "f"}},
        {"web_search_call": {"query": "cats", "querry": "dogs"}},
        {"compaction": {"status": "completed"}},
        {"function_call": "f"},
    ],
    ids=str,
)
def test_slips_of_the_pen_are_underlined(item: Json) -> None:
    assert not VALIDATOR.is_valid(scenario(item))


def test_slips_of_the_pen_in_what_is_given_are_underlined() -> None:
    good, bad = (
        {"given": {"responses": [{"id": "a", "output": [{name: "Hi"}]}]}, **scenario()}
        for name in ("message", "mesage")
    )

    assert (True, False) == (VALIDATOR.is_valid(good), VALIDATOR.is_valid(bad))


@pytest.mark.parametrize(
    "item", ["compaction", {"compaction": None}, {"acme:hit": {"n": 1}}, {"type": "message"}], ids=str
)
def test_every_form_of_an_item_is_allowed(item: Json) -> None:
    assert VALIDATOR.is_valid(scenario(item))
