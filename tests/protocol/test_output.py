"""The last item of a response that breaks off."""

import pytest

from mockserver.protocol.ids import Ids
from mockserver.protocol.output import complete_output
from mockserver.values import DIALECTS, Dialect, Json

IDS = Ids("b")
LAST = {
    "message": ("Hi", "incomplete"),
    "mcp_call": ({"name": "f"}, "incomplete"),
    "image_generation_call": (None, "generating"),
    "apply_patch_call": ({"delete_file": "a"}, "in_progress"),
    "apply_patch_call_output": (None, "completed"),
    "reasoning": ("Think.", None),
    "custom_tool_call": ({"name": "f"}, "incomplete"),
    "mcp_approval_request": ({"name": "f"}, None),
}


@pytest.mark.parametrize("ending", ["incomplete", "cancelled"])
@pytest.mark.parametrize(("name", "body", "status"), [(name, *row) for name, row in LAST.items()], ids=LAST)
def test_last_item_stays_as_its_type_has_it(name: str, body: Json, status: str | None, ending: str) -> None:
    items = complete_output([("message", "Hi"), (name, body)], IDS, ending)

    assert ["completed", status] == [item.get("status") for item in items]


@pytest.mark.parametrize("ending", ["completed", "failed"])
def test_item_is_whole_where_nothing_breaks_off(ending: str) -> None:
    assert "completed" == complete_output([("message", "Hi")], IDS, ending)[0]["status"]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_status_that_the_author_wrote_stays(dialect: Dialect) -> None:
    body = {"text": "Hi", "status": "completed"}

    assert "completed" == complete_output([("message", body)], IDS, "incomplete", dialect)[0]["status"]


@pytest.mark.parametrize(
    ("name", "body", "key"),
    [
        ("image_generation_call", None, "result"),
        ("code_interpreter_call", "1", "outputs"),
        ("mcp_call", {"name": "f"}, "output"),
    ],
)
def test_broken_off_item_has_no_result_unless_the_author_wrote_one(name: str, body: Json, key: str) -> None:
    fields = body if isinstance(body, dict) else {"code": body} if body else {}
    written = {**fields, key: [] if key == "outputs" else "eA=="}
    endings = [complete_output([(name, made)], IDS, "incomplete")[0][key] for made in (body, written)]

    assert [None, written[key]] == endings
    assert complete_output([(name, body)], IDS, "completed")[0][key] is not None


@pytest.mark.parametrize(
    ("call", "output"),
    [
        (("function_call", {"name": "f"}), "function_call_output"),
        (("custom_tool_call", {"name": "f"}), "custom_tool_call_output"),
        (("shell_call", "ls"), "shell_call_output"),
        (("local_shell_call", "ls"), "local_shell_call_output"),
        (("computer_call", "wait"), "computer_call_output"),
        (("apply_patch_call", {"delete_file": "a"}), "apply_patch_call_output"),
        (("program", "f()"), "program_output"),
        (("multi_agent_call", "list_agents"), "multi_agent_call_output"),
        (("tool_search_call", {"execution": "client"}), "tool_search_output"),
    ],
)
def test_outputs_answer_the_calls_in_turn(call: tuple[str, Json], output: str) -> None:
    items = complete_output(
        [call, call, ("message", "Hi"), (output, None), (output, None), call, (output, None)], IDS, "completed"
    )
    first, second, _, *answers, third, last = [item.get("call_id") for item in items]

    assert 3 == len({first, second, third})
    assert [first, second, third] == [*answers, last]


def test_output_beyond_the_calls_answers_the_last() -> None:
    call, output = ("shell_call", "ls"), ("shell_call_output", None)
    items = complete_output([call, call, output, output, output], IDS, "completed")

    assert items[1]["call_id"] == items[4]["call_id"]


def test_approvals_answer_the_requests_in_turn() -> None:
    request, response = ("mcp_approval_request", {"name": "f"}), ("mcp_approval_response", None)
    first, second, *answers = complete_output([request, request, response, response], IDS, "completed")

    assert [first["id"], second["id"]] == [answer["approval_request_id"] for answer in answers]


def test_output_without_a_call_has_an_id_of_its_own() -> None:
    assert "call_b00" == complete_output([("shell_call_output", None)], IDS, "completed")[0]["call_id"]
