"""How what came with a call is shown."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mockserver.scenario.absent import ABSENT
from mockserver.session.diagnosis.diagnosis import Difference
from mockserver.session.diagnosis.shown import shown_difference, shown_line, shown_text, shown_value
from mockserver.values import Json, Mismatch
from tests.session.client import send, start
from tests.session.diagnosis.misses import diagnosis, message

SECRET = "sk-proj-Ab1Cd2Ef3Gh4Ij5Kl6Mn7"  # noqa: S105 - nobody's
SESSION_KEY = "Ab1Cd2Ef3Gh4Ij5Kl6Mn7"
CONTROLS = "\x1b\x9b\x00\r\u202e\u2028\u2066\ufeff"


def test_long_values_are_cut() -> None:
    session = start("steps: [{when: {last_user: " + "b" * 300 + "}, reply: []}]")
    line = message(send(session, input="a" * 300)).splitlines()[3]
    wanted, got = f'"{"b" * 199}… (302 characters)', f'"{"a" * 199}… (302 characters)'
    assert f"  FAIL  when.last_user: $.input: expected {wanted}, got {got}" == line


def test_two_hundred_characters_are_not_cut() -> None:
    session = start("steps: [{when: {last_user: b}, reply: []}]")
    line = message(send(session, input="a" * 198)).splitlines()[3]
    assert line.endswith(f'got "{"a" * 198}"')


@pytest.mark.parametrize(
    ("operation", "path", "line"),
    [
        ("responses.create", {}, "POST /v1/responses"),
        ("responses.connect", {}, "WebSocket /v1/responses"),
        ("responses.cancel", {"response_id": "resp_1"}, "POST /v1/responses/resp_1/cancel"),
        ("models.retrieve", {"model": "a/b"}, "GET /v1/models/a/b"),
        (
            "conversations.items.retrieve",
            {"item_id": "msg_1", "conversation_id": "conv_1"},
            "GET /v1/conversations/conv_1/items/msg_1",
        ),
        ("conversations.retrieve", {}, "GET /v1/conversations/{}"),
        ("GET /v1/nothing", {}, "GET /v1/nothing"),
    ],
)
def test_a_call_is_named_by_its_line(operation: str, path: dict[str, str], line: str) -> None:
    assert line == shown_line(operation, path)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(ABSENT, "nothing"), (None, "null"), ({"a": ["é"]}, '{"a":["é"]}'), ("a\nb", '"a\\nb"')],
    ids=["absent", "null", "object", "lines"],
)
def test_a_value_is_shown_as_json(value: Json, shown: str) -> None:
    assert shown == shown_value(value)


@pytest.mark.parametrize(
    ("path", "actual"),
    [
        ("$.input", f"Take {SECRET}."),
        ("$", {"input": [{"content": SECRET}]}),
        ("$.metadata", {"api_key": SESSION_KEY}),
        ("$.headers", {"x-api-key": SESSION_KEY}),
        ("$.headers.authorization", f"Bearer {SESSION_KEY}"),
        ('$.headers["x-api-key"]', SESSION_KEY),
        ("$.headers.cookie", f"session={SESSION_KEY}"),
        ("$.input", f"eyJ{'a1B' * 2000}.{'b2C' * 2000}.c"),
    ],
)
def test_no_secret_is_shown(path: str, actual: Json) -> None:
    shown = shown_difference(Mismatch(path, f'"{SECRET}"', actual))

    assert [] == [secret for secret in (SESSION_KEY, SECRET, "a1Ba1B") if secret in f"{shown}"]
    assert Difference(path, '"sk-…6Mn7"', shown.got) == shown


@pytest.mark.parametrize("path", ["$.headers", "$.headers.accept", "$.headers[0]"])
def test_an_ordinary_header_is_shown(path: str) -> None:
    assert '"*/*"' == shown_difference(Mismatch(path, "nothing", "*/*")).got
    assert "1" == shown_difference(Mismatch(path, "nothing", 1)).got


def test_nothing_that_a_terminal_acts_on_reaches_the_block() -> None:
    session = start('name: "a\\u001b[2J\\nb"\nsteps: [{when: {last_user: "x\\u009b"}, reply: []}]', name="a\x1b")
    block = message(send(session, input=f"[31m{CONTROLS}"))

    assert [] == [character for character in block if character in CONTROLS]
    assert "mockserver: call 1 (POST /v1/responses, session a\\u001b) matches no step" == diagnosis(session).headline
    assert "nearest 1/1: a\\u001b[2J\\u000ab step 1 (a.yaml:2:9)" == block.splitlines()[2]


@example(text=CONTROLS)
@given(text=st.text())
@settings(derandomize=True, deadline=None)
def test_what_is_shown_stays_on_its_line(text: str) -> None:
    assert 1 == len(f"{shown_text(text)}.".splitlines())
