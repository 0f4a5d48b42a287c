"""Items as the SDK dumps them: with a null for each field that is not there."""

from typing import Any

import pytest
from openai.types.beta import BetaResponseOutputItem
from pydantic import TypeAdapter

from mockserver.contract.contract import Contract
from mockserver.protocol.item_types import item_problems
from mockserver.protocol.item_types.nulls import without_nulls
from mockserver.resources import contracts
from mockserver.values import Json
from tests.protocol.item_bodies import cases
from tests.protocol.played import items_of

ITEM: TypeAdapter[Any] = TypeAdapter(BetaResponseOutputItem)
CASES = cases("openai")


@pytest.mark.parametrize(("name", "body"), CASES, ids=[f"{name}-{at}" for at, (name, _) in enumerate(CASES)])
def test_dumped_item_is_read_as_it_was(name: str, body: Json) -> None:
    [item] = items_of([(name, body)])
    read = ITEM.validate_python(item)
    dumped = {key: part for key, part in ITEM.dump_python(read, by_alias=True).items() if key != "type"}

    assert [] == [*item_problems(name, dumped)]

    [again] = items_of([(name, dumped)])

    assert read == ITEM.validate_python(again)
    assert [] == [*Contract.shipped(contracts(), "openai").item_violations(again)]


def test_null_with_a_meaning_stays() -> None:
    body = {"phase": None, "content": [{"text": "Hi", "logprobs": None}]}

    assert {"phase": None, "content": [{"text": "Hi"}]} == without_nulls("message", body)


@pytest.mark.parametrize("body", [None, "Hi", 5, [], {"content": 5}, {"content": ["Hi", None]}], ids=repr)
def test_what_holds_no_such_null_stays(body: Json) -> None:
    assert body == without_nulls("message", body)
