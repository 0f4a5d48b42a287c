import orjson
import pytest

from mockserver.check.checks import reply_violations, stream_violations
from mockserver.values import Dialect, Event
from mockserver.values.operation import CREATE
from mockserver.wire.sse import decode
from tests.check.standards import contract, saved

OWN = "dialect: open-responses\nsteps: [{reply: [{acme:hit: {a: 1}}, {message: Hi}]}]"


def events_with(kind: str) -> list[Event]:
    """Give a stream with an event more, right after the first."""
    first, *others = decode(saved("open-responses", streams=True).encode())
    later = [{**event, "sequence_number": event["sequence_number"] + 1} for event in others]
    return [first, {"type": kind, "sequence_number": 1}, *later]


@pytest.mark.parametrize(("dialect", "expected"), [("open-responses", []), ("openai", ["invalid_value"])])
def test_items_of_an_own_type_are_of_one_dialect(dialect: Dialect, expected: list[str]) -> None:
    events = decode(saved("open-responses", streams=True, scenario=OWN).encode())
    blamed = [one for one in stream_violations(contract(dialect), events) if one.param == "events[2].item.type"]

    assert expected == [one.rule for one in blamed]


@pytest.mark.parametrize("kind", ["acme:trace", "acme.trace"])
def test_an_event_of_an_own_type_begins_with_a_slug(kind: str) -> None:
    found = stream_violations(contract("open-responses"), events_with(kind))

    assert ([] if ":" in kind else ["events[1].type"]) == [one.param for one in found]


def test_a_type_is_all_that_is_let_pass() -> None:
    body = {**orjson.loads(saved("open-responses", scenario=OWN)), "metadata": {"a.type": 1}, "object": "acme:x"}
    found = reply_violations(contract("open-responses"), CREATE, body)

    assert ["metadata.a.type", "object"] == sorted(one.param or "" for one in found)
