"""The models that can be asked."""

from typing import Any

import pytest

from mockserver.session.desk import Desk
from mockserver.session.operations.models import KNOWN, list_models, retrieve_model
from tests.session.operations.desks import call, judged, new_desk, refusal


def retrieve(desk: Desk, name: str) -> Any:
    return retrieve_model(desk, call("models.retrieve", model=name))


def owners(desk: Desk) -> dict[str, str]:
    answer = judged("models.list", list_models(desk, call("models.list")))
    return {model["id"]: model["owned_by"] for model in answer["data"]}


def test_known_models_are_listed() -> None:
    assert dict.fromkeys(KNOWN, "openai") == owners(new_desk())


def test_models_of_scenarios_are_listed_once() -> None:
    desk = new_desk(models=("mine", KNOWN[0], "mine"))

    assert {**dict.fromkeys(KNOWN, "openai"), "mine": "mockserver"} == owners(desk)
    assert len(KNOWN) + 1 == len(list_models(desk, call("models.list"))["data"])


@pytest.mark.parametrize(
    ("stateless", "name", "owner"),
    [(False, KNOWN[0], "openai"), (False, "mine", "mockserver"), (True, "a/b", "mockserver")],
    ids=["known", "of a scenario", "any"],
)
def test_a_model_is_described(stateless: bool, name: str, owner: str) -> None:
    desk = new_desk(models=("mine",), stateless=stateless)
    answer = judged("models.retrieve", retrieve(desk, name))

    assert (name, owner) == (answer["id"], answer["owned_by"])


def test_an_unknown_model_is_refused() -> None:
    refused = (404, "The model 'gpt-0' does not exist", "model", "model_not_found")

    assert refused == refusal(retrieve(new_desk(), "gpt-0"))
