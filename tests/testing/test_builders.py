"""Items and errors as a test writes them."""

from dataclasses import dataclass
from typing import Any

import pytest
from pydantic import BaseModel

from mockserver import ScenarioError, call, error, item, reason, say
from mockserver.values import Json


class Weather(BaseModel):
    temp: int


@dataclass
class Wind:
    speed: int


@pytest.mark.parametrize(
    ("built", "expected"),
    [
        (say("Hello."), {"message": "Hello."}),
        (say("Hello.", phase="commentary"), {"message": {"text": "Hello.", "phase": "commentary"}}),
        (say({"temp": 18}), {"message": {"json": {"temp": 18}}}),
        (say(Weather(temp=18)), {"message": {"json": {"temp": 18}}}),
        (say([Wind(3)]), {"message": {"json": [{"speed": 3}]}}),
        (call("f", city="Paris"), {"function_call": {"name": "f", "arguments": {"city": "Paris"}}}),
        (call("f", name="a", type=("b",)), {"function_call": {"name": "f", "arguments": {"name": "a", "type": ["b"]}}}),
        (call("f", _id="call_1"), {"function_call": {"name": "f", "arguments": {}, "call_id": "call_1"}}),
        (reason("Hm."), {"reasoning": {"summary": "Hm."}}),
        (reason(encrypted_content="x"), {"reasoning": {"encrypted_content": "x"}}),
        (item("web_search_call", id="ws_1"), {"web_search_call": {"id": "ws_1"}}),
        (item("compaction"), {"compaction": None}),
        (error(429), {"error": {"status": 429}}),
        (error(400, "bad", "No.", param="x", headers={"a": "b"}),
         {"error": {"status": 400, "code": "bad", "message": "No.", "param": "x", "headers": {"a": "b"}}}),
    ],
    ids=str,
)  # fmt: skip
def test_it_is_written_as_in_a_file(built: Any, expected: Json) -> None:
    assert expected == built.as_json()


def test_it_knows_its_place() -> None:
    built: list[Any] = [
        say("Hello."), call("f"),
        error(500),
    ]  # fmt: skip

    assert [("test_builders.py", 9), ("test_builders.py", 24), ("test_builders.py", 9)] == [
        (one.place.file.rpartition("/")[2], one.place.column) for one in built
    ]
    assert [0, 0, 1] == [one.place.line - built[0].place.line for one in built]


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(ScenarioError, match=r"test_builders.py:\d+:\d+: not JSON: .*object"):
        call("f", city=object())


def test_a_function_has_a_name() -> None:
    wrong: Any = 3

    with pytest.raises(ScenarioError, match=r"test_builders.py:\d+:\d+: call\(\) wants the name of a function"):
        call(wrong)
