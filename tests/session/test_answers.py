"""Operations that a scenario answers in the place of the store."""

from typing import Any

import pytest

from mockserver.scenario.operations import OPERATIONS
from mockserver.values.operation import CREATE
from tests.session.client import said
from tests.session.life import RETRIEVE, Life, texts

NAMED = {"response_id": "resp_1", "conversation_id": "conv_1", "item_id": "msg_1", "model": "gpt-x"}
BODIES: dict[str, dict[str, Any]] = {
    "responses.compact": {"model": "gpt-5", "input": "Hi"},
    "conversations.update": {"metadata": {}},
    "conversations.items.create": {"items": [said("Hi")]},
}
OTHERS = [name for name in OPERATIONS if name != CREATE]
EVERYTHING = "  - {reply: [{message: Hi}]}\n"


def call(one: Life, operation: str, retry: int | None = 0) -> tuple[int, str | None]:
    """Make a good call; the status, and what answered it."""
    path = {name: NAMED[name] for name in OPERATIONS[operation].path}
    heard = one.ask(operation, path, retry=retry, **BODIES.get(operation, {}))
    return heard.status, one.played


def stubs(*lines: str) -> Life:
    return Life("stubs:\n" + "".join(f"  - {line}\n" for line in lines) + EVERYTHING)


@pytest.mark.parametrize("operation", OTHERS)
def test_a_stub_answers_any_operation(operation: str) -> None:
    one = stubs(f"{{when: {{operation: {operation}}}, reply: {{error: {{status: 418}}}}}}")

    assert (418, "a stub 1") == call(one, operation)


@pytest.mark.parametrize("operation", OTHERS)
def test_a_first_step_does_too(operation: str) -> None:
    one = Life(f"steps: [{{when: {{operation: {operation}}}, reply: {{error: {{status: 418}}}}}}]")

    assert (418, "a step 1") == call(one, operation)


@pytest.mark.parametrize("operation", OTHERS)
def test_a_stub_of_another_operation_stays_out(operation: str) -> None:
    other = next(name for name in OTHERS if name != operation)
    one = stubs(f"{{when: {{operation: {other}}}, reply: {{error: {{status: 418}}}}}}")

    assert (True, None) == (call(one, operation)[0] in (200, 404), one.played)


@pytest.mark.parametrize("operation", OTHERS)
def test_one_that_does_not_match_leaves_it_to_the_store(operation: str) -> None:
    one = stubs(f"{{when: {{operation: {operation}, query: {{x: y}}}}, reply: {{error: {{status: 418}}}}}}")

    assert (True, None) == (call(one, operation)[0] in (200, 404), one.played)


@pytest.mark.parametrize("operation", OTHERS)
def test_it_is_answered_as_often_as_its_author_says(operation: str) -> None:
    one = stubs(f"{{when: {{operation: {operation}}}, reply: {{error: {{status: 418}}}}, times: 2}}")
    statuses = [call(one, operation)[0] for _ in range(3)]

    assert ([418, 418], True) == (statuses[:2], statuses[2] in (200, 404))


@pytest.mark.parametrize("operation", OTHERS)
def test_attempts_answer_retries(operation: str) -> None:
    attempts = "{error: {status: 503}}, {error: {status: 418}}"
    one = stubs(f"{{when: {{operation: {operation}}}, attempts: [{attempts}], times: 1}}")

    assert [503, 418, 418] == [call(one, operation, retry)[0] for retry in range(3)]


@pytest.mark.parametrize("retries", [(0, 1, 2), (None, None, None)], ids=["counted", "bare"])
@pytest.mark.parametrize("operation", OTHERS)
def test_the_store_answers_retries_when_the_errors_are_over(operation: str, retries: tuple[int | None, ...]) -> None:
    one = stubs(f"{{when: {{operation: {operation}}}, reply: {{error: {{status: 503}}}}, times: 2}}")
    statuses = [call(one, operation, retry)[0] for retry in retries]

    assert ([503, 503], True) == (statuses[:2], statuses[2] in (200, 404))


def test_the_store_answers_the_retry_of_a_step() -> None:
    one = Life(
        "steps: [{reply: [{message: a}]}, {when: {operation: responses.retrieve}, reply: {error: {status: 500}}}]"
    )
    made = one.create()["id"]

    assert [500, 200] == [one.ask(RETRIEVE, {"response_id": made}, retry=retry).status for retry in (0, 1)]


@pytest.mark.parametrize("operation", OTHERS)
def test_an_expectation_that_does_not_hold_is_refused(operation: str) -> None:
    one = stubs(
        f"{{when: {{operation: {operation}}}, expect: {{headers: {{a: b}}}}, reply: {{error: {{status: 418}}}}}}"
    )
    status, played = call(one, operation)

    assert (400, "a stub 1", "expectation_failed") == (status, played, [*one.session.journal][-1].problem[5:])


def test_the_path_and_the_query_decide() -> None:
    one = stubs(
        "{when: {operation: responses.delete, path: {response_id: resp_1}}, reply: {error: {status: 409}}}",
        "{when: {operation: responses.retrieve, query: {stream: 'true'}}, reply: {error: {status: 410}}}",
    )
    heard = [one.about(*asked) for asked in (("delete", "resp_1"), ("delete", "resp_2"), ("retrieve", "resp_1"))]

    assert [409, 404, 404] == [answer.status for answer in heard]
    assert 410 == one.about("retrieve", "resp_1", stream="true").status


def test_a_response_is_told_under_the_id_that_was_asked_for() -> None:
    one = stubs("{when: {operation: responses.retrieve}, reply: [{message: Edited}]}")
    made = one.create()
    shown = one.retrieve(made["id"])

    assert (made["id"], made["metadata"], ["Edited"]) == (shown["id"], shown["metadata"], texts(shown["output"]))
    assert [made["id"]] == [one.about("retrieve", made["id"], stream="true").events[-1]["response"]["id"]]


def test_even_of_one_that_nobody_made() -> None:
    one = stubs("{when: {operation: responses.cancel}, reply: {output: [{message: No}], status: cancelled}}")

    assert ("resp_1", "cancelled") == tuple(one.about("cancel", "resp_1").json[key] for key in ("id", "status"))


def test_tokens_are_counted_as_the_author_says() -> None:
    one = stubs("{when: {operation: responses.input_tokens, model: gpt-5}, reply: {input_tokens: 4096}}")
    counts = [
        one.ask("responses.input_tokens", model=name, input="Hi").json["input_tokens"] for name in ("gpt-5", "o3")
    ]

    assert [4096, 1] == counts


def test_a_compaction_is_what_the_author_says() -> None:
    one = stubs("{when: {operation: responses.compact}, reply: [{compaction: {encrypted_content: c2Vh}}]}")
    compacted = one.ask("responses.compact", model="gpt-5", input="Hi").json

    assert ("response.compaction", "c2Vh") == (compacted["object"], compacted["output"][0]["encrypted_content"])


def test_bytes_are_sent_as_they_are() -> None:
    one = stubs("{when: {operation: responses.delete}, reply: {raw: hello}}")

    assert b"hello" == one.about("delete", "resp_1").raw


LIFECYCLE = """
steps:
  - {reply: {output: [{message: One}], background: {polls: 1}}}
  - {when: {operation: responses.retrieve}, attempts: [{error: {status: 503}}, {output: [{message: Two}]}]}
  - {when: {operation: responses.delete}, reply: {error: {status: 409}}}
  - {reply: [{message: Three}]}
"""


def test_a_step_in_the_middle_moves_its_thread_on() -> None:
    one = Life(LIFECYCLE)
    made = one.create()["id"]
    heard = [one.ask(RETRIEVE, {"response_id": made}, retry=retry) for retry in (0, 1)]
    assert [503, 200, 409] == [*(answer.status for answer in heard), one.about("delete", made).status]

    assert ["Three"] == texts(one.create("On", previous_response_id=made)["output"])


def test_afterwards_the_store_answers_again() -> None:
    one = Life(LIFECYCLE)
    made = one.create()["id"]
    one.ask(RETRIEVE, {"response_id": made})
    one.about("delete", made)

    assert (["One"], None) == (texts(one.retrieve(made)["output"]), one.played)


def test_a_step_of_another_operation_waits() -> None:
    one = Life(LIFECYCLE)
    made = one.create()["id"]
    heard = one.ask(CREATE, model="gpt-5", input="On", previous_response_id=made)

    assert (400, "mock_no_match") == (heard.status, heard.error["code"])


def test_threads_are_moved_for_themselves() -> None:
    one = Life(LIFECYCLE)
    first, second = one.create("a")["id"], one.create("b")["id"]

    assert [503, 503] == [one.about("retrieve", made).status for made in (first, second)]


def test_a_conversation_leads_to_its_thread() -> None:
    one = Life(
        "steps: [{reply: [{message: One}]}, {when: {operation: conversations.retrieve}, reply: {error: {status: 418}}}]"
    )
    talk = one.conversation()
    before = one.ask("conversations.retrieve", {"conversation_id": talk}).status
    one.create(conversation=talk)

    assert [200, 418] == [before, one.ask("conversations.retrieve", {"conversation_id": talk}).status]


def test_the_journal_has_an_entry_for_every_call() -> None:
    one = stubs("{when: {operation: models.list}, reply: {error: {status: 503}}}")
    one.create()
    one.ask("models.list")
    one.ask("models.list", retry=1)
    one.about("retrieve", "resp_x")
    one.turn(input="Hi", generate=False)
    told = [(entry.number, entry.status, entry.played, entry.retry_of) for entry in one.session.journal]

    assert [
        (1, 200, "a stub 2", None),
        (2, 503, "a stub 1", None),
        (3, 503, "a stub 1", 2),
        (4, 404, None, None),
        (5, 200, None, None),
    ] == told


WRONG: dict[str, tuple[str, dict[str, str], dict[str, Any]]] = {
    "compact": ("responses.compact", {}, {"input": "Hi"}),
    "count": ("responses.input_tokens", {}, {"model": 7, "input": 5}),
    "open": ("conversations.create", {}, {"items": 5, "metadata": 3}),
    "update": ("conversations.update", {"conversation_id": "conv_1"}, {}),
    "add": ("conversations.items.create", {"conversation_id": "conv_1"}, {"items": [said("a")] * 30}),
    "list": ("conversations.items.list", {"conversation_id": "conv_1"}, {}),
}
QUERY = {"limit": "many", "order": "up", "stream": "maybe", "starting_after": "x"}


@pytest.mark.parametrize(("operation", "path", "body"), WRONG.values(), ids=[*WRONG])
@pytest.mark.parametrize(("mode", "counts"), [("report", True), ("off", False)])
def test_other_modes_answer_whatever_comes(
    operation: str, path: dict[str, str], body: dict[str, Any], mode: str, counts: bool
) -> None:
    one = Life(f"given: {{conversations: [{{id: conv_1}}]}}\nstubs:\n{EVERYTHING}", mode=mode)
    heard = one.ask(operation, path, QUERY, **body)

    assert (200, counts) == (heard.status, int(dict(heard.reply.headers).get(b"x-mockserver-violations", 0)) > 0)


@pytest.mark.parametrize("fault", ["html_error: 502", "empty_body: true", "content_type: text/plain"])
def test_faults_of_a_whole_reply_show_in_a_stream_that_is_read_while_it_is_made(fault: str) -> None:
    one = Life(f"stubs: [{{reply: {{output: [{{message: a}}], fault: {{{fault}}}}}}}]")
    asked: dict[str, Any] = {"model": "gpt-5", "input": "Hi", "stream": True}
    awaited, made = one.ask(CREATE, **asked), one.ask(CREATE, **asked, background=True)

    assert awaited.status == made.status
    assert dict(awaited.reply.headers)[b"content-type"] == dict(made.reply.headers)[b"content-type"]


TOLD_ANEW = """
given: {responses: [{id: resp_s, input: Hi, output: [{message: Old}]}]}
stubs:
  - when: {operation: responses.retrieve}
    reply: [{reasoning: {summary: s, encrypted_content: E}}, {message: New}]
"""


def test_a_scripted_retrieval_heeds_the_query() -> None:
    one = Life(TOLD_ANEW)
    whole, rest = (one.about("retrieve", "resp_s", stream="true", **after) for after in ({}, {"starting_after": "5"}))
    shown = one.retrieve("resp_s", include="reasoning.encrypted_content")["output"][0]

    assert whole.events[6:] == rest.events
    assert ("E", None) == (
        shown.get("encrypted_content"),
        one.retrieve("resp_s")["output"][0].get("encrypted_content"),
    )
