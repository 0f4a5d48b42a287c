"""The models that scenarios name."""

import pytest

from mockserver.scenario.load import loads
from mockserver.session.models import models_of

NAMED = [
    ("when: {model: gpt-x}", ["gpt-x"]),
    ("expect: {model: gpt-x}", ["gpt-x"]),
    ("when: {model: {$equals: gpt-x}}", ["gpt-x"]),
    ("when: {model: {$any: [gpt-x, {$equals: gpt-y}, gpt-x]}}", ["gpt-x", "gpt-y"]),
    ("when: {model: {$not: gpt-x}}", []),
    ("when: {model: {$regex: ^gpt}}", []),
    ("when: {last_user: gpt-x}", []),
]


@pytest.mark.parametrize(("condition", "models"), NAMED, ids=[condition for condition, _ in NAMED])
def test_conditions_name_models(condition: str, models: list[str]) -> None:
    assert models == models_of([loads(f"stubs: [{{{condition}, reply: [{{message: Hi}}]}}]", "a.yaml")])


def test_given_responses_do_and_all_come_once_in_the_order_of_the_files() -> None:
    given = "given: {responses: [{id: r, model: gpt-z}]}\nsteps: [{when: {model: gpt-x}, reply: [{message: Hi}]}]"
    other = "stubs: [{when: {model: gpt-x}, reply: [{message: Hi}]}, {when: {model: o}, reply: [{message: Hi}]}]"

    assert ["gpt-x", "gpt-z", "o"] == models_of([loads(given, "a.yaml"), loads(other, "b.yaml")])
