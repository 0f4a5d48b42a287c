"""How strictly a session holds calls to the contract."""

from collections.abc import Mapping

import pytest

from mockserver import resources
from mockserver.contract.contract import Contract
from mockserver.scenario.configuration import Configuration
from mockserver.scenario.load import loads
from mockserver.scenario.terms import Mode, Terms
from mockserver.session.session import Session
from mockserver.values import Call, JsonObject, Reply, Severity
from tests.session.client import BEARER, contract, send

SCENARIO = "steps: [{expect: {instructions: Be brief.}, reply: [{message: Hi}], repeat: true}]"
HEADER = b"x-mockserver-violations"


def opened(mode: Mode, rules: Mapping[str, Severity] | None = None, head: str = "") -> Session:
    above = Configuration(contract=Terms(mode=mode, rules=dict(rules or {})))
    return Session.open(lambda dialect: contract(), [loads(f"{head}\n{SCENARIO}", "a.yaml")], above)


def noted(session: Session) -> list[str]:
    return [violation.rule for violation in list(session.journal)[-1].violations]


def counted(reply: Reply) -> bytes | None:
    return dict(reply.headers).get(HEADER)


def test_enforced_a_violation_refuses() -> None:
    session = opened("enforce")
    answer = send(session, input="Go", instructions="Be brief.", colour=1)

    assert (400, "unknown_parameter", ["unknown_parameter"]) == (answer.status, answer.error["code"], noted(session))


def test_reported_everything_is_answered_and_counted() -> None:
    session = opened("report")
    answer = send(session, headers={}, input="Go", temperature=3, colour=1)

    assert ("Hi", "a step 1") == (answer.text, answer.played)
    assert ["authorization", "decimal_above_max_value", "unknown_parameter", "expect"] == noted(session)
    assert b"4" == counted(answer.reply)
    named = b"authorization, decimal_above_max_value, unknown_parameter, expect"
    assert named == dict(answer.reply.headers)[b"x-mockserver-rules"]


def test_reported_a_retry_is_expected_what_its_call_was() -> None:
    text = "steps: [{expect: {instructions: Be brief.}, attempts: [{error: {status: 429}}, [{message: Hi}]]}]"
    session = Session.open(
        lambda dialect: contract(), [loads(text, "a.yaml")], Configuration(contract=Terms(mode="report"))
    )
    answers = [send(session, retry=retry, input="Go") for retry in (0, 1)]

    assert [(429, b"1"), (200, b"1")] == [(answer.status, counted(answer.reply)) for answer in answers]


@pytest.mark.parametrize("stream", [True, False])
def test_reported_a_good_call_counts_none(stream: bool) -> None:
    session = opened("report")
    answer = send(session, input="Go", instructions="Be brief.", stream=stream)

    assert (200, b"0", []) == (answer.status, counted(answer.reply), noted(session))


def test_off_nothing_is_looked_for_but_what_the_scenario_expects() -> None:
    session = opened("off")
    good = send(session, headers={}, input="Go", instructions="Be brief.", colour=1)
    unexpected = send(session, headers={}, input="Go", colour=1)

    assert (200, None) == (good.status, counted(good.reply))
    assert "mock_expectation_failed" == unexpected.error["code"]
    assert [] == noted(session)


def test_a_warning_is_counted_and_never_refuses() -> None:
    session = opened("enforce", {"unknown_parameter": "warn"})
    answer = send(session, input="Go", instructions="Be brief.", colour=1)

    assert (200, b"1", ["unknown_parameter"]) == (answer.status, counted(answer.reply), noted(session))


def test_a_warning_beside_an_error_is_written_down_with_it() -> None:
    session = opened("enforce")
    answer = send(session, user="me", stream_options={"include_obfuscation": True}, input="Go")

    assert "stream_options" == answer.error["param"]
    assert ["stream_options_without_stream", "deprecated_user"] == noted(session)


def test_a_rule_that_is_off_is_not_asked() -> None:
    session = opened("enforce", {"authorization": "off", "unknown_parameter": "off"})
    answer = send(session, headers={}, input="Go", instructions="Be brief.", colour=1)

    assert (200, None, []) == (answer.status, counted(answer.reply), noted(session))


def test_a_scenario_can_say_it_too() -> None:
    text = f"contract: {{mode: report, rules: {{authorization: off}}}}\n{SCENARIO}"
    session = Session.open(lambda dialect: contract(), [loads(text, "a.yaml")])

    assert (200, ["expect"]) == (send(session, headers={}, input="Go").status, noted(session))


def test_what_breaks_the_schema_is_not_repeated_in_the_response() -> None:
    answer = send(opened("report"), input="Go", temperature="hot", tools=5, metadata={"a": "b"})

    said = answer.response
    assert (1.0, [], {"a": "b"}) == (said["temperature"], said["tools"], said["metadata"])


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("deprecated_user", {"user": "me"}),
        ("model_advice", {"temperature": 0.5}),
        (
            "user_location",
            {"tools": [{"type": "web_search", "user_location": {"type": "approximate", "country": "X"}}]},
        ),
    ],
)
def test_a_warning_changes_nothing_of_the_answer(rule: str, said: JsonObject) -> None:
    session = opened("enforce")
    response = send(session, input="Go", instructions="Be brief.", **said).response

    assert [rule] == noted(session)
    assert said == {name: response[name] for name in said}


@pytest.mark.parametrize("severity", ["off", "warn"])
def test_what_does_not_fit_is_not_repeated_whatever_is_said_of_it(severity: Severity) -> None:
    session = opened("enforce", {"invalid_type": severity})
    answer = send(session, input="Go", instructions="Be brief.", temperature="hot", metadata=[1])

    assert (1.0, {}) == (answer.response["temperature"], answer.response["metadata"])


def test_calls_that_differ_in_what_is_warned_of_are_no_retries() -> None:
    text = "steps: [{attempts: [{error: {status: 500}}, [{message: Hi}]]}]"
    session = Session.open(lambda dialect: contract(), [loads(text, "a.yaml")])

    assert [500, 500] == [send(session, retry=None, input="Go", temperature=given).status for given in (0.1, 0.9)]


def test_a_row_of_models_comes_before_the_shipped_ones() -> None:
    row = {"match": "gpt-5", "supported": {"temperature": []}}
    above = Configuration(contract=Terms(models=(row,)))
    session = Session.open(lambda dialect: contract(), [loads(SCENARIO, "a.yaml")], above)

    assert "unsupported_parameter" == send(session, input="Go", temperature=1).error["code"]


def test_each_dialect_refuses_in_its_own_words() -> None:
    def refusal(head: str) -> str:
        scenario = loads(f"{head}\n{SCENARIO}", "a.yaml")
        session = Session.open(lambda dialect: Contract.shipped(resources.contracts(), dialect), [scenario])
        return session.handle(Call("responses.create", BEARER, {"model": 5})).body.decode()

    assert ["invalid_request_error", "invalid_request"] == [
        one
        for head, one in (("dialect: openai", "invalid_request_error"), ("dialect: open-responses", "invalid_request"))
        if f'"type":"{one}"' in refusal(head)
    ]
