"""What makes calls equal, and what they cost."""

import pytest

from mockserver.session.fingerprint import fingerprint
from mockserver.values import JsonObject

BODY: JsonObject = {
    "model": "gpt-5",
    "input": [{"role": "user", "content": "Hi"}],
    "instructions": "Be brief.",
    "tools": [{"type": "function", "name": "f"}],
    "metadata": {"a": "b"},
}


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(dict(reversed(BODY.items())), id="keys in another order"),
        pytest.param({**BODY, "input": [{"content": "Hi", "role": "user"}]}, id="inner keys in another order"),
        pytest.param({**BODY, "stream": True}, id="streamed"),
        pytest.param({**BODY, "stream": True, "stream_options": {"include_obfuscation": False}}, id="stream options"),
        pytest.param({**BODY, "client_metadata": {"started_ms": "17"}}, id="what a client tells about itself"),
    ],
)
def test_equal_calls_are_known_as_equal(body: JsonObject) -> None:
    assert fingerprint(BODY) == fingerprint(body)


@pytest.mark.parametrize(
    ("change", "same_setting"),
    [
        pytest.param({"model": "gpt-4.1"}, True, id="model"),
        pytest.param({"input": "Hi"}, True, id="input"),
        pytest.param({"metadata": {}}, True, id="metadata"),
        pytest.param({"temperature": 1}, True, id="one more parameter"),
        pytest.param({"instructions": "Be long."}, False, id="instructions"),
        pytest.param({"tools": []}, False, id="tools"),
        pytest.param({"instructions": None}, False, id="no instructions"),
    ],
)
def test_any_change_makes_another_call(change: JsonObject, same_setting: bool) -> None:
    before, after = fingerprint(BODY), fingerprint({**BODY, **change})

    assert (False, same_setting) == (before.digest == after.digest, before.setting == after.setting)


def test_parts_are_kept_apart() -> None:
    assert fingerprint({"instructions": "a", "tools": "b"}).setting != fingerprint({"instructions": 'a"b'}).setting


@pytest.mark.parametrize(
    ("tokens", "body"),
    [
        pytest.param(0, {}, id="nothing"),
        pytest.param(2, {"input": "Hello"}, id="text"),
        pytest.param(3, {"input": "Hello", "instructions": "Be."}, id="instructions"),
        pytest.param(8, {"input": [{"role": "user", "content": "Hi"}]}, id="items as compact JSON"),
        pytest.param(0, {"input": [], "tools": []}, id="empty lists"),
        pytest.param(6, {"tools": [{"type": "web_search"}]}, id="tools"),
    ],
)
def test_a_request_counts_what_the_model_reads(tokens: int, body: JsonObject) -> None:
    assert tokens == fingerprint(body).tokens
