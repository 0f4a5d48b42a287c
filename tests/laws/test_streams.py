"""What holds for every stream of every shipped scenario."""

import re

import orjson

from mockserver.protocol.checker import check
from mockserver.protocol.collapse import collapse
from mockserver.scenario.model import ErrorReply, Scenario, TokensReply
from mockserver.values import Dialect
from mockserver.wire.sse import decode, encode, ending
from tests.laws.player import Exchange

ENDINGS: dict[Dialect, bytes] = {"openai": b"", "open-responses": b"data: [DONE]\n\n"}
TERMINAL = {"response.completed", "response.incomplete", "response.failed", "response.cancelled"}
FAILURE = ["response.failed"]
EVENT = re.compile(rb"event: (\S+)\ndata: (\{[^\n]*\})\n\n")


def is_paced(scenario: Scenario) -> bool:
    replies = [reply for spec in (*scenario.steps, *scenario.stubs) for reply in spec.replies]
    pacings = [reply.stream for reply in replies if not isinstance(reply, ErrorReply | TokensReply) and reply.stream]
    return any(pacing.model_fields_set - {"chunks"} for pacing in pacings)


def test_no_rule_is_broken(streams: list[Exchange], dialect: Dialect) -> None:
    assert [] == [broken for exchange in streams for broken in check(exchange.events, dialect)]


def test_bytes_are_events_and_the_ending(streams: list[Exchange], dialect: Dialect) -> None:
    assert [ENDINGS[dialect]] * len(streams) == [EVENT.sub(b"", exchange.reply.body) for exchange in streams]


def test_nothing_follows_the_ending(streams: list[Exchange], dialect: Dialect) -> None:
    assert [] == [exchange for exchange in streams if not exchange.reply.body.endswith(b"\n\n" + ENDINGS[dialect])]


def test_event_line_is_the_type(streams: list[Exchange]) -> None:
    found = [pair for exchange in streams for pair in EVENT.findall(exchange.reply.body)]

    assert [orjson.loads(data)["type"].encode() for _, data in found] == [name for name, _ in found]


def test_beginning(streams: list[Exchange]) -> None:
    types = [[event["type"] for event in exchange.events[:2]] for exchange in streams]

    assert [["response.created", "response.in_progress"]] * len(streams) == types


def test_numbers_count_from_zero(streams: list[Exchange]) -> None:
    numbers = [[event["sequence_number"] for event in exchange.events] for exchange in streams]

    assert [list(range(len(row))) for row in numbers] == numbers


def test_lines_end_with_a_line_feed_only(streams: list[Exchange]) -> None:
    assert [] == [exchange for exchange in streams if b"\r" in exchange.reply.body]


def test_decoding_takes_encoding_back(streams: list[Exchange]) -> None:
    for exchange in streams:
        assert exchange.events == decode(b"".join(map(encode, exchange.events)))


def test_encoding_takes_decoding_back(streams: list[Exchange], dialect: Dialect) -> None:
    for exchange in streams:
        assert exchange.reply.body == b"".join(map(encode, exchange.events)) + ending(dialect)


def test_events_collapse_to_the_output(streams: list[Exchange], dialect: Dialect) -> None:
    finished = [(exchange.events, exchange.response) for exchange in streams if exchange.response]

    assert [response["output"] for _, response in finished] == [collapse(events, dialect) for events, _ in finished]


def test_terminal_response_is_the_json_body(as_stream: list[Exchange], as_json: list[Exchange]) -> None:
    bodies = [exchange.response for exchange in as_json if exchange.response]

    assert bodies == [exchange.response for exchange in as_stream if exchange.response]


def test_http_error_is_the_same_for_a_stream(as_stream: list[Exchange], as_json: list[Exchange]) -> None:
    errors = [exchange.reply for exchange in as_stream if not exchange.streamed]

    assert errors == [reply for reply in errors if reply in [exchange.reply for exchange in as_json]]


def test_only_the_last_event_is_terminal(streams: list[Exchange]) -> None:
    types = [[event["type"] for event in exchange.events] for exchange in streams]

    assert [] == [row for row in types if not TERMINAL.isdisjoint(row[:-1]) or row[-1] not in {*TERMINAL, "error"}]


def test_error_is_followed_by_the_failure_where_that_is_wanted(
    scenario: Scenario, streams: list[Exchange], dialect: Dialect
) -> None:
    broken_off = [[event["type"] for event in exchange.events] for exchange in streams if exchange.broken_off]
    after_error = [types[types.index("error") + 1 :] for types in broken_off]
    wanted = dialect == "open-responses" or scenario.name == "error_event_then_failed"

    assert [FAILURE if wanted else []] * len(broken_off) == after_error


def test_stream_leaves_in_one_burst_unless_it_is_paced(scenario: Scenario, streams: list[Exchange]) -> None:
    dues = [[burst.due for burst in exchange.reply.bursts] for exchange in streams]

    assert is_paced(scenario) == any(row != [0.0] for row in dues)
