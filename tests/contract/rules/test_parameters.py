from typing import Any

import pytest

from tests.contract.rules.asking import Told, told

JSON_OBJECT = {"text": {"format": {"type": "json_object"}}}


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"stream": True, "stream_options": {"include_obfuscation": False}}, id="options of a stream"),
        pytest.param({"stream_options": None}, id="null options"),
        pytest.param({"background": True}, id="background"),
        pytest.param({"background": True, "store": True}, id="stored background"),
        pytest.param({"background": False, "store": False}, id="neither"),
        pytest.param({**JSON_OBJECT, "input": "Answer in JSON."}, id="JSON in a text"),
        pytest.param({**JSON_OBJECT, "instructions": "Write json"}, id="JSON in the instructions"),
        pytest.param(
            {**JSON_OBJECT, "input": [{"role": "user", "content": [{"type": "input_text", "text": "as Json"}]}]},
            id="JSON in a part",
        ),
        pytest.param({**JSON_OBJECT, "previous_response_id": "resp_1"}, id="JSON perhaps before"),
        pytest.param({**JSON_OBJECT, "prompt": {"id": "pmpt_1"}}, id="JSON perhaps in the prompt"),
        pytest.param({"text": {"format": {"type": "text"}}}, id="text"),
        pytest.param({"text": {}}, id="no format"),
        pytest.param({"safety_identifier": "x" * 64}, id="short identifier"),
        pytest.param({"user": None, "truncation": None, "reasoning": {"generate_summary": None}}, id="null deprecated"),
        pytest.param({"truncation": "disabled"}, id="default truncation"),
        pytest.param({"context_management": [{"type": "compaction"}]}, id="compaction"),
        pytest.param({"misspeled": 1, "tool": []}, id="unknown is for the schema"),
    ],
)
def test_parameters_that_go_together(body: dict[str, Any]) -> None:
    assert [] == told(body)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param({"stream_options": {}}, Told("stream_options_without_stream", "stream_options"), id="no stream"),
        pytest.param(
            {"stream": False, "stream_options": {"include_obfuscation": True}},
            Told("stream_options_without_stream", "stream_options"),
            id="stream false",
        ),
        pytest.param(
            {"background": True, "store": False},
            Told("background_without_store", "background", "invalid_value"),
            id="background without store",
        ),
        pytest.param(JSON_OBJECT, Told("json_object_without_json", "input"), id="no word of JSON"),
        pytest.param(
            {"safety_identifier": "x" * 65},
            Told("long_safety_identifier", "safety_identifier", "invalid_value"),
            id="long identifier",
        ),
        pytest.param(
            {"context_management": [{"type": "compactoin"}]},
            Told("unknown_context_management", "context_management[0].type", "invalid_value"),
            id="context management",
        ),
        pytest.param({"user": "u"}, Told("deprecated_user", "user", "deprecated_parameter"), id="user"),
        pytest.param(
            {"truncation": "auto"}, Told("deprecated_truncation", "truncation", "deprecated_parameter"), id="truncation"
        ),
        pytest.param(
            {"prompt_cache_retention": "24h"},
            Told("deprecated_cache_retention", "prompt_cache_retention", "deprecated_parameter"),
            id="cache retention",
        ),
        pytest.param(
            {"reasoning": {"generate_summary": "auto"}},
            Told("deprecated_generate_summary", "reasoning.generate_summary", "deprecated_parameter"),
            id="generate_summary",
        ),
    ],
)
def test_parameters_that_do_not(body: dict[str, Any], expected: Told) -> None:
    assert [expected] == told(body)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("temprature", ["misspelled_parameter"], id="misspelled"),
        pytest.param("max_output_token", ["misspelled_parameter"], id="singular"),
        pytest.param("acme:tools", [], id="extension"),
        pytest.param("conversation", [], id="of another dialect"),
        pytest.param("presence_penalty", [], id="known"),
        pytest.param("x" * 100_000, [], id="very long"),
    ],
)
def test_open_responses_warns_of_misspelled_parameters(name: str, expected: list[str]) -> None:
    assert expected == [one.rule for one in told({name: 1}, dialect="open-responses")]


@pytest.mark.parametrize(
    "body",
    [{"stream_options": {}}, {"user": "u"}, {"safety_identifier": "x" * 65}, JSON_OBJECT],
    ids=["stream options", "user", "identifier", "json_object"],
)
def test_what_only_openai_says_is_not_asked_of_open_responses(body: dict[str, Any]) -> None:
    assert [] == told(body, dialect="open-responses")


@pytest.mark.parametrize(("background", "expected"), [(True, ["background_on_socket"]), (False, []), (None, [])])
def test_no_background_on_a_socket(background: bool | None, expected: list[str]) -> None:
    assert expected == [one.rule for one in told({"background": background}, operation="responses.connect")]


@pytest.mark.parametrize(
    "body",
    [{"stream_options": {}}, {"type": "response.create", "generate": False}, {"stream": True}],
    ids=["options", "warm-up", "stream"],
)
def test_a_socket_always_streams(body: dict[str, Any]) -> None:
    assert [] == told(body, operation="responses.connect")


def test_other_messages_on_a_socket_ask_for_nothing() -> None:
    steer = {"type": "response.steer", "previous_response_id": "resp_1", "model": None, "input": None}

    assert [] == told(steer, operation="responses.connect")
