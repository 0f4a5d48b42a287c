"""Every item type, however it is written and however its response ends, through a session."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import orjson
import pytest

from mockserver.protocol.checker import check
from mockserver.protocol.collapse import collapse
from mockserver.protocol.dialects import DIALECT_ROWS
from mockserver.protocol.inclusion import EVERYTHING
from mockserver.protocol.statuses import STATUSES
from mockserver.scenario.load import from_json
from mockserver.session.session import Session
from mockserver.values import DIALECTS, Call, Dialect, Event, Json, JsonObject, Reply
from mockserver.wire import sse
from tests.laws.player import MODEL, contract
from tests.laws.sdk import as_sent, read_event, read_response, unknown_fields
from tests.protocol.item_bodies import BODIES, EXTENSIONS, cases

OUTCOMES: tuple[Json, ...] = (
    "completed",
    "incomplete",
    {"failed": {"code": "server_error", "message": "The model stopped."}},
    "cancelled",
)


class Row(NamedTuple):
    """One item as its author writes it, in a dialect, and how its response ends."""

    dialect: Dialect
    name: str
    body: Json
    status: Json
    number: int

    def __str__(self) -> str:
        outcome = self.status if isinstance(self.status, str) else "-".join(self.status)
        return f"{self.dialect}-{self.name}-{self.number}-{outcome}"


def rows(dialect: Dialect, bodies: Iterable[tuple[str, Json]]) -> list[Row]:
    """Write each body with every way in which a response may end that holds it."""
    return [
        Row(dialect, name, body, status, number)
        for number, (name, body) in enumerate(bodies)
        for status in OUTCOMES
        if status == "incomplete" or not is_cut(name, body) or not forbids_cuts(dialect, status)
    ]


def is_cut(name: str, body: Json) -> bool:
    """Whether the author broke the item off."""
    row, written = STATUSES.get(name), body.get("status") if isinstance(body, dict) else None
    return written is not None and written == (row.cut if row else "incomplete")


def forbids_cuts(dialect: Dialect, status: Json) -> bool:
    failed = isinstance(status, dict) and "failed" in status
    return status == "completed" or (failed and DIALECT_ROWS[dialect].cut_item_is_last)


OWN = [(name, body) for name, bodies in EXTENSIONS.items() for body in bodies]
OWN_ROWS = rows("open-responses", OWN)
ROWS = [row for dialect in DIALECTS for row in rows(dialect, cases(dialect))]
INCLUDE: Mapping[Dialect, list[str]] = {
    "openai": sorted(EVERYTHING.include),
    "open-responses": ["reasoning.encrypted_content", "message.output_text.logprobs"],
}
"""All that a call can ask to see."""


@pytest.fixture(scope="module", params=ROWS, ids=str)
def row(request: pytest.FixtureRequest) -> Row:
    given: Row = request.param
    return given


def answer(row: Row, **parameters: Json) -> Reply:
    reply = {"output": [{row.name: row.body}], "status": row.status}
    scenario = from_json({"stubs": [{"reply": reply}]}, "row.yaml")
    body = {"model": MODEL, "input": "Go.", **parameters}
    session = Session(contract(row.dialect), [scenario])
    found = session.handle(Call("responses.create", {"authorization": "Bearer test"}, body))
    assert found.status == 200, found.body
    return found


def parameters(row: Row, wish: str) -> JsonObject:
    return {"include": INCLUDE[row.dialect], "top_logprobs": 2} if wish == "everything" else {}


@pytest.fixture(scope="module", params=["nothing", "everything"])
def wish(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def response(row: Row, wish: str) -> JsonObject:
    found: JsonObject = orjson.loads(answer(row, **parameters(row, wish)).body)
    return found


@pytest.fixture(scope="module")
def events(row: Row, wish: str) -> list[Event]:
    padding = {"stream_options": {"include_obfuscation": wish == "everything"}}
    return sse.decode(answer(row, stream=True, **padding, **parameters(row, wish)).body)


def test_every_type_is_in_the_table() -> None:
    assert {("openai", name) for name in BODIES} <= {(row.dialect, row.name) for row in ROWS}


def test_response_and_events_fit_the_contract(row: Row, response: JsonObject, events: list[Event]) -> None:
    judge = contract(row.dialect)

    assert [] == [*judge.reply_violations("responses.create", response)]
    assert [] == [*judge.item_violations(response["output"][0])]
    assert [] == [found for event in events for found in judge.event_violations(event, "responses.create")]


def test_no_rule_of_streams_is_broken(row: Row, events: list[Event]) -> None:
    assert [] == [*check(events, row.dialect)]


def test_stream_tells_the_response(row: Row, response: JsonObject, events: list[Event]) -> None:
    assert response == events[-1]["response"]
    assert response["output"] == collapse(events, row.dialect)


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.dialect == "openai"], ids=str, indirect=True, scope="module"
)
def test_sdk_reads_all_of_it(response: JsonObject, events: list[Event]) -> None:
    for sent, read in [(response, read_response(response)), *((event, read_event(event)) for event in events)]:
        assert [] == unknown_fields(read)
        assert sent == as_sent(read)


@pytest.mark.parametrize("row", OWN_ROWS, ids=str, indirect=True, scope="module")
def test_item_of_a_server_s_own_type_is_passed_on(row: Row, response: JsonObject, events: list[Event]) -> None:
    # Legal in words, but not in the schema of the document (open-responses/NOTES.md I6).
    assert [] == [*check(events, row.dialect)]
    assert response == events[-1]["response"]
    assert row.name == response["output"][0]["type"]
