"""The tools that were called, and what came back."""

from mockserver.session.trajectory import tool_trajectory
from tests.session.verification.runs import LOOP, Run, output_of, said


def test_a_call_is_told_with_its_arguments_and_its_output() -> None:
    run = Run(LOOP)
    first = run.ask("Weather?")
    run.ask([output_of(first["output"][0], "18 °C")], previous_response_id=first["id"])
    assert [{"name": "look", "arguments": {"city": "Paris"}, "output": "18 °C"}] == tool_trajectory(run.session)


def test_a_call_without_an_output_has_none() -> None:
    run = Run(LOOP)
    call = run.ask("Weather?", stream=True)["output"][0]
    (told,) = tool_trajectory(run.session, call_ids=True)
    assert (call["call_id"], None) == (told["call_id"], told["output"])


def test_calls_come_in_the_order_of_the_answers() -> None:
    run = Run("steps: [{reply: [{function_call: {name: a}}, {function_call: {name: b}}]}, "
              "{reply: [{function_call: {name: c, arguments: no JSON}}]}, {reply: [{message: Done.}]}]")  # fmt: skip
    first = run.ask()["output"]
    second = run.ask([said("Hi"), *first, output_of(first[1], "B"), output_of(first[0], "A")])["output"]
    parts = [{"type": "input_text", "text": "C"}, {"type": "input_text", "text": "!"}]
    run.ask([said("Hi"), *first, output_of(first[1], "B"), output_of(first[0], "A"), *second,
             {**output_of(second[0]), "output": parts}])  # fmt: skip
    told = [(call["name"], call["arguments"], call["output"]) for call in tool_trajectory(run.session)]
    assert [("a", {}, "A"), ("b", {}, "B"), ("c", "no JSON", "C!")] == told


def test_a_retry_makes_no_other_call() -> None:
    run = Run("steps: [{attempts: [[{function_call: {name: a}}], [{function_call: {name: a}}]]}]")
    run.ask()
    run.ask(retry=1)
    assert 1 == len(tool_trajectory(run.session))


def test_threads_with_the_same_ids_are_told_apart() -> None:
    run = Run("steps: [{reply: [{function_call: {name: a, call_id: call_1}}]}, {reply: [{message: Done.}]}]")
    for word in ("One", "Two"):
        made = run.ask(word)
        run.ask([output_of(made["output"][0], word)], previous_response_id=made["id"])
    assert ["One", "Two"] == [call["output"] for call in tool_trajectory(run.session)]


def test_other_tools_of_the_client_are_told_too() -> None:
    run = Run("stubs: [{reply: [{custom_tool_call: {name: grep, input: x y}}]}]")
    run.ask()
    assert [{"name": "grep", "arguments": "x y", "output": None}] == tool_trajectory(run.session)
