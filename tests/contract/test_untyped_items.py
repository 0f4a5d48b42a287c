"""Items without a type: messages and references may leave it out, anything else is asked for it."""

from pathlib import Path
from typing import Any

import pytest

from mockserver.contract.contract import Contract
from mockserver.values import DIALECTS, Call, Dialect

CONTRACTS = {dialect: Contract.shipped(Path(__file__).parents[2] / "contracts", dialect) for dialect in DIALECTS}
dialects = pytest.mark.parametrize("dialect", DIALECTS)


def found(dialect: Dialect, item: dict[str, Any]) -> list[tuple[str | None, str | None]]:
    call = Call("responses.create", {}, {"model": "m", "input": [item]})
    return [(one.param, one.code) for one in CONTRACTS[dialect].violations(call, None)]


@dialects
@pytest.mark.parametrize(
    "item",
    [
        {},
        {"name": "f", "arguments": "{}", "call_id": "call_1"},
        {"id": "rs_1", "summary": []},
        {"content": "Hi"},
    ],
    ids=["nothing", "call", "reasoning", "message"],
)
def test_an_item_without_type_and_role_is_asked_for_its_type(dialect: Dialect, item: dict[str, Any]) -> None:
    assert [("input[0].type", "missing_required_parameter")] == found(dialect, item)


@pytest.mark.parametrize("more", [{"tools": [], "server_label": "s"}, {"summary": []}, {"role": 5}], ids=str)
def test_null_is_the_type_of_a_reference_or_a_message_only(more: dict[str, Any]) -> None:
    assert [("input[0].role" if "role" in more else "input[0].type")] == [
        param for param, _ in found("openai", {"type": None, "id": "x", **more})
    ]


@pytest.mark.parametrize(
    "item",
    [{"id": "msg_1"}, {"type": None, "id": "msg_1"}, {"type": None, "role": "user", "content": "Hi"}],
    ids=["reference", "null reference", "null message"],
)
def test_references_and_messages_need_no_type(item: dict[str, Any]) -> None:
    assert [] == found("openai", item)


@dialects
def test_what_has_no_more_than_an_id_is_judged_as_a_reference(dialect: Dialect) -> None:
    assert [("input[0].id", "invalid_type")] == found(dialect, {"id": 5})


@dialects
def test_a_role_tells_a_message(dialect: Dialect) -> None:
    assert ("input[0].content", "missing_required_parameter") in found(dialect, {"role": "user"})
