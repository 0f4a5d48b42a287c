from typing import Any

import pytest

from tests.contract.rules.asking import Past, Told, told, violations

USER = {"role": "user", "content": "Hi"}
KINDS = [
    ("function_call", "function_call_output", "function call"),
    ("custom_tool_call", "custom_tool_call_output", "custom tool call"),
    ("computer_call", "computer_call_output", "computer call"),
    ("shell_call", "shell_call_output", "shell call"),
    ("local_shell_call", "local_shell_call_output", "local shell call"),
    ("apply_patch_call", "apply_patch_call_output", "apply patch call"),
    ("tool_search_call", "tool_search_output", "tool search call"),
]
NO_OUTPUT = Told("call_without_output", "input")
NO_CALL = Told("output_without_call", "input")


def call(call_id: str = "call_1", kind: str = "function_call", **more: Any) -> dict[str, Any]:
    return {"type": kind, "call_id": call_id, "execution": "client", **more}


def output(call_id: str | None = "call_1", kind: str = "function_call_output", **more: Any) -> dict[str, Any]:
    return {"type": kind, "call_id": call_id, "output": "ok", **more}


@pytest.mark.parametrize(("kind", "output_kind"), [row[:2] for row in KINDS], ids=[row[0] for row in KINDS])
def test_a_call_with_its_output_is_fine(kind: str, output_kind: str) -> None:
    assert [] == told({"input": [USER, call(kind=kind), output(kind=output_kind), USER]})


@pytest.mark.parametrize(("kind", "output_kind", "words"), KINDS, ids=[row[0] for row in KINDS])
def test_a_call_without_its_output_is_found(kind: str, output_kind: str, words: str) -> None:
    (violation,) = violations({"input": [call("call_9", kind), USER]})

    assert ("call_without_output", "input", None) == (violation.rule, violation.param, violation.code)
    assert f"No tool output found for {words} call_9." == violation.message


@pytest.mark.parametrize(("kind", "output_kind", "words"), KINDS, ids=[row[0] for row in KINDS])
def test_an_output_without_its_call_is_found(kind: str, output_kind: str, words: str) -> None:
    (violation,) = violations({"input": [output("call_9", output_kind)]})

    assert ("output_without_call", "input", None) == (violation.rule, violation.param, violation.code)
    assert f"No tool call found for {words} output with call_id call_9." == violation.message


@pytest.mark.parametrize(
    "items",
    [
        pytest.param([call("a"), call("b"), output("b"), output("a")], id="parallel calls, outputs in any order"),
        pytest.param([output(), call()], id="output first"),
        pytest.param([call(), USER, output()], id="a message between"),
        pytest.param([{**call(), "async": True}], id="asynchronous call"),
        pytest.param([call(kind="tool_search_call", execution="server")], id="search of the server"),
        pytest.param([output(kind="tool_search_output", execution="server")], id="search output of the server"),
        pytest.param([call(kind="shell_call", environment={"type": "container_reference"})], id="shell of the server"),
        pytest.param([{"type": "item_reference", "id": "fc_1"}, output()], id="a reference may be the call"),
        pytest.param([{"type": "item_reference", "id": "fco_1"}, call()], id="a reference may be the output"),
        pytest.param([{"type": "compaction", "encrypted_content": "x"}, output()], id="a summary may hold the call"),
        pytest.param([call(kind="local_shell_call"), {"type": "local_shell_call_output", "id": "call_1"}], id="no call id"),
        pytest.param([{"type": "web_search_call", "id": "ws_1"}, {"type": "mcp_call", "id": "mcp_1"}], id="hosted calls"),
        pytest.param([{"type": "file_search_call", "id": "fs_1"}, {"type": "code_interpreter_call"}], id="more hosted"),
        pytest.param([{"type": "image_generation_call", "id": "ig_1", "status": "completed"}], id="image call"),
        pytest.param([{"type": "program", "call_id": "p_1"}], id="program"),
        pytest.param([{"type": "mcp_approval_request", "id": "r"}], id="open approval"),
        pytest.param(
            [{"type": "mcp_approval_request", "id": "r"}, {"type": "mcp_approval_response", "approval_request_id": "r"}],
            id="approval",
        ),
    ],
)  # fmt: skip
def test_what_needs_no_partner_is_fine(items: list[Any]) -> None:
    assert [] == told({"input": items})


def repeated(rule: str) -> list[Told]:
    return [Told(rule, "input[2].call_id", "invalid_value")]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        pytest.param([call(status="completed")], [NO_OUTPUT], id="call alone"),
        pytest.param([call("a"), call("b"), output("a")], [NO_OUTPUT], id="one of two"),
        pytest.param([call("a"), output("b")], [NO_OUTPUT, NO_CALL], id="another id"),
        pytest.param([call(), output(kind="custom_tool_call_output")], [NO_CALL], id="output of another kind"),
        pytest.param([call(), output(), call()], repeated("duplicate_call_id"), id="call twice"),
        pytest.param([call(), output(), output()], repeated("duplicate_output"), id="output twice"),
        pytest.param(
            [{"type": "mcp_approval_response", "approval_request_id": "r"}],
            [Told("approval_without_request", "input")],
            id="approval of nothing",
        ),
    ],
)
def test_what_lacks_its_partner_is_found(items: list[Any], expected: list[Told]) -> None:
    assert expected == told({"input": items})


CONTINUED: dict[str, Any] = {"previous_response_id": "resp_1"}


@pytest.mark.parametrize(
    ("items", "past"),
    [
        pytest.param([output()], None, id="no history"),
        pytest.param([output()], Past(frozenset({"resp_1"})), id="unknown chain"),
        pytest.param([output()], Past(frozenset({"resp_1"}), {"call_1": "function_call"}, ["call_1"]), id="answered now"),
        pytest.param([USER, output()], Past(frozenset({"resp_1"}), {"call_1": "function_call"}, ["call_1"]), id="later"),
        pytest.param([USER], Past(frozenset({"resp_1"}), {"call_1": "function_call"}, []), id="answered before"),
        pytest.param([{"type": "mcp_approval_response", "approval_request_id": "r"}], None, id="approval"),
    ],
)  # fmt: skip
def test_the_call_may_stand_in_what_is_continued(items: list[Any], past: Past | None) -> None:
    assert [] == told({**CONTINUED, "input": items}, history=past)


@pytest.mark.parametrize(
    ("items", "past", "expected"),
    [
        pytest.param([USER], Past(frozenset({"resp_1"}), {"a": "function_call"}, ["a"]), [NO_OUTPUT], id="still open"),
        pytest.param("Hi", Past(frozenset({"resp_1"}), {"a": "function_call"}, ["a"]), [NO_OUTPUT], id="text"),
        pytest.param([output("b")], Past(frozenset({"resp_1"}), {}, []), [NO_CALL], id="stray output"),
        pytest.param([output("a")], Past(frozenset({"resp_1"}), {"a": "custom_tool_call"}, []), [NO_CALL], id="other kind"),
        pytest.param([call("a")], None, [NO_OUTPUT], id="open here"),
    ],
)  # fmt: skip
def test_what_is_continued_is_looked_at(items: Any, past: Past | None, expected: list[Told]) -> None:
    assert expected == told({**CONTINUED, "input": items}, history=past)


@pytest.mark.parametrize(("generate", "expected"), [(False, []), (True, [NO_OUTPUT]), (None, [NO_OUTPUT])])
def test_a_warm_up_leaves_calls_open(generate: bool | None, expected: list[Told]) -> None:
    past = Past(frozenset({"resp_1"}), {"call_1": "function_call"}, ["call_1"])
    body = {**CONTINUED, "generate": generate}

    assert expected == told(body, operation="responses.connect", history=past)
    assert expected == told({"input": [call()], "generate": generate}, operation="responses.connect")


def test_an_open_call_of_the_chain_is_named_by_its_kind() -> None:
    past = Past(frozenset({"resp_1"}), {"call_1": "computer_call"}, ["call_1"])

    (violation,) = violations(CONTINUED, history=past)

    assert "No tool output found for computer call call_1." == violation.message


def test_the_kind_of_the_call_is_told() -> None:
    (violation,) = violations({"input": [call(kind="custom_tool_call"), output()]})

    assert violation.message.endswith("That id belongs to a custom_tool_call.")


@pytest.mark.parametrize("operation", ["responses.input_tokens", "responses.compact", "conversations.create"])
def test_only_a_response_asks_for_outputs(operation: str) -> None:
    assert [] == told({"input": [call()], "items": [call()]}, operation=operation)


def test_a_call_that_was_cut_off_wants_no_output() -> None:
    assert [] == told({"input": [call(status="incomplete")]})


def test_ids_that_an_author_pinned_may_stand_twice() -> None:
    body = {"input": [call(), output(), call(), output()]}

    assert [] == told(body, history=Past(pinned=frozenset({call()["call_id"]})))
    assert ["duplicate_call_id", "duplicate_output"] == [one.rule for one in told(body, history=Past())]
