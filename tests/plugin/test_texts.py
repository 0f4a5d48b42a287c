"""What people read when a test fails; `pytest --inline-snapshot=fix` writes it again."""

import pytest
from inline_snapshot import snapshot

from tests.plugin.projects import ends, failure, tried

pytest_plugins = ("pytester",)


def text_of(pytester: pytest.Pytester, body: str) -> str:
    """Let a test fail, and give what is printed about it."""
    lines = "".join(f"\n    {line}" for line in body.strip().splitlines())
    return failure(tried(pytester, f"def test_agent(mockserver):{lines}\n"), "test_agent")


def test_miss(pytester: pytest.Pytester) -> None:
    text = text_of(pytester, """
mockserver.on({"last_user": "Hello"}, say("Hello."))
ask("Hello")
ask("Hi")
""")  # fmt: skip

    expected = snapshot("""\
mockserver: call 2 (POST /v1/responses, session test_it.py::test_agent) matches no step
blame: scenario (no step or stub waits for anything like it)
nearest 1/1: on stub 1 (test_it.py:8:5)
  FAIL  when.last_user: $.input: expected "Hello", got "Hi"
to answer it, add to the test:
  mockserver.on({"last_user": "Hi"}, say("…"))\
""")
    assert expected == text


def test_miss_of_a_script(pytester: pytest.Pytester) -> None:
    text = text_of(pytester, """
mockserver.script(call("get_weather", city="Paris"), say("18 °C in Paris."))
first = ask()[1]
ask([{"type": "function_call_output", "call_id": first["output"][0]["call_id"], "output": "18"}],
    previous_response_id=first["id"])
ask("And in Rome?")
""")  # fmt: skip

    expected = snapshot("""\
mockserver: call 3 (POST /v1/responses, session test_it.py::test_agent) matches no step
blame: client request (it is one call more than script step 1 answers)
nearest 1/1: script step 1 (test_it.py:8:23)
  used up (starts: 1), last by call 1
to answer it, add to the test:
  mockserver.on({"last_user": "And in Rome?"}, say("…"))\
""")
    assert expected == text


def test_unplayed_step(pytester: pytest.Pytester) -> None:
    text = text_of(pytester, """
mockserver.script(say("One."), say("Two."))
ask()
""")  # fmt: skip

    expected = snapshot("""\
mockserver: script step 2 (test_it.py:8:36) was never played, session test_it.py::test_agent
blame: client request (the latest step that was reached is script step 1)
to mend it: make the call that it waits for, take the turn out, or answer with on(…), which need not be played\
""")
    assert expected == text


def test_violation(pytester: pytest.Pytester) -> None:
    text = text_of(pytester, """
mockserver.on({}, say("Hello."))
ask()
ask("Bye", temperature="hot")
""")  # fmt: skip

    expected = snapshot("""\
mockserver: call 2 (POST /v1/responses, session test_it.py::test_agent) breaks invalid_type
blame: client request (it was refused with 400)
  Invalid type for 'temperature': expected a decimal, but got a string instead.
to mend it: Often a number or list that is sent as text. The message names the types that fit.\
""")
    assert expected == text


def test_expectation(pytester: pytest.Pytester) -> None:
    text = text_of(pytester, """
mockserver.on({}, say("Hello."), expect={"last_user": "Hello"})
ask("Hi")
""")  # fmt: skip

    expected = snapshot("""\
mockserver: call 1 (POST /v1/responses, session test_it.py::test_agent) is not what on stub 1 expects
blame: client request (on stub 1 matches it, but what it expects of last_user does not hold)
chosen: on stub 1 (test_it.py:8:5)
  FAIL  expect.last_user: $.input: expected "Hello", got "Hi"\
""")
    assert expected == text


def test_two_findings(pytester: pytest.Pytester) -> None:
    text = text_of(pytester, """
mockserver.script(say("One."), say("Two."))
ask(temperature="hot")
""")  # fmt: skip

    expected = snapshot("""\
mockserver: call 1 (POST /v1/responses, session test_it.py::test_agent) breaks invalid_type
blame: client request (it was refused with 400)
  Invalid type for 'temperature': expected a decimal, but got a string instead.
to mend it: Often a number or list that is sent as text. The message names the types that fit.

mockserver: script step 1 (test_it.py:8:23) was never played, session test_it.py::test_agent
blame: client request (no call began its thread)
to mend it: make the call that it waits for, take the turn out, or answer with on(…), which need not be played

mockserver: script step 2 (test_it.py:8:36) was never played, session test_it.py::test_agent
blame: client request (no call began its thread)
to mend it: make the call that it waits for, take the turn out, or answer with on(…), which need not be played\
""")
    assert expected == text


def test_function_that_raises(pytester: pytest.Pytester) -> None:
    text = text_of(pytester, """
def answer(request):
    return say(request["question"])

mockserver.on({}, answer)
ask("Hi")
""")  # fmt: skip

    expected = snapshot("""\
mockserver: call 1 (POST /v1/responses, session test_it.py::test_agent) cannot be answered by on stub 1
blame: scenario (the reply of on stub 1 is not possible for this call)
chosen: on stub 1 (test_it.py:11:5)
KeyError: 'question'

Traceback (most recent call last):
  File "PROJECT/test_it.py", line 9, in answer
    return say(request["question"])
               ~~~~~~~^^^^^^^^^^^^
KeyError: 'question'
""")
    assert expected == text.replace(str(pytester.path), "PROJECT")


def test_own_error_before_the_findings(pytester: pytest.Pytester) -> None:
    text = text_of(pytester, """
answer = lambda: ask("Hi")[0]
mockserver.script(say("One."), say("Two."))
assert 201 == answer()
""")  # fmt: skip
    own, findings = text.split("-" * 34 + " mockserver " + "-" * 34)

    assert ["E       assert 201 == 200"] == [line for line in own.splitlines() if line.startswith("E   ")][:1]
    expected = snapshot("""\

mockserver: script step 2 (test_it.py:9:36) was never played, session test_it.py::test_agent
blame: client request (the latest step that was reached is script step 1)
to mend it: make the call that it waits for, take the turn out, or answer with on(…), which need not be played\
""")
    assert expected == findings


def test_warnings_at_the_end(pytester: pytest.Pytester) -> None:
    result = tried(pytester, """
def test_agent(mockserver):
    mockserver.script(say("One."), say("Two."))
    ask()
""", "--mockserver-verify=unplayed=warn")  # fmt: skip

    expected = snapshot("""\
test_it.py::test_agent
mockserver: script step 2 (test_it.py:9:36) was never played, session test_it.py::test_agent
blame: client request (the latest step that was reached is script step 1)
to mend it: make the call that it waits for, take the turn out, or answer with on(…), which need not be played
""")
    assert expected == "\n".join(ends(result.outlines, "mockserver warnings"))


def test_unknown_scenario(pytester: pytest.Pytester) -> None:
    pytester.makefile(".yaml", weather="")
    result = tried(pytester, """
@pytest.mark.scenario("wether")
def test_agent():
    pass
""")  # fmt: skip

    expected = snapshot("test_it.py:8:1: no scenario 'wether' in ., nor among the shipped; the nearest are weather")
    assert expected == failure(result, "test_agent")


def test_broken_scenario(pytester: pytest.Pytester) -> None:
    pytester.makefile(".yaml", weather="step: []")
    result = tried(pytester, """
@pytest.mark.scenario("weather")
def test_agent():
    pass
""")  # fmt: skip

    expected = snapshot(
        "weather.yaml:1:1: unknown key 'step' in a scenario; did you mean 'steps'? Known keys: $schema, version, name, description, dialect, clock, contract, starts, given, steps, stubs"
    )
    assert expected == failure(result, "test_agent")
