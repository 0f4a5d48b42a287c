"""The forms of a diagnosis."""

import json

from mockserver.session.diagnosis import diagnosis_json, written
from tests.session.client import send, start
from tests.session.diagnosis.misses import WEATHER, diagnosis, message, output

MISS = {
    "problem": "mock_no_match",
    "summary": "matches no step",
    "call": {"number": 1, "line": "POST /v1/responses", "session": "tests/a"},
    "blame": "client request",
    "reason": "it is nearly what a step 1 waits for",
    "chosen": None,
    "nearest": [
        {
            "label": "a step 1",
            "place": {"file": "a.yaml", "line": 3, "column": 5},
            "distance": 0.143,
            "conditions": [
                {
                    "name": "when.last_user",
                    "holds": False,
                    "differences": [
                        {"path": "$.input", "expected": 'a text that contains "weather"', "got": '"Whether?"'}
                    ],
                },
                {"name": "when.model", "holds": True, "differences": []},
            ],
            "used_up": None,
        }
    ],
    "notes": [],
    "suggestion": {
        "where": "to the stubs",
        "step": '  - when: {last_user: "Whether?"}\n    reply: [{message: "…"}]',
    },
}


def test_programs_find_everything_by_its_name() -> None:
    session = start(WEATHER, name="tests/a")
    block = message(send(session, input="Whether?"))

    assert {**MISS, "message": block} == diagnosis_json(diagnosis(session))
    assert [*MISS, "message"] == [*diagnosis_json(diagnosis(session))]


def test_what_gave_up_is_named_too() -> None:
    session = start(WEATHER)
    first = send(session, input="The weather?")
    send(session, input=[output("warm")], previous_response_id=first.id)
    found = diagnosis_json(diagnosis(session))

    assert ("mock_expectation_failed", "a step 2", []) == (found["problem"], found["chosen"]["label"], found["nearest"])
    assert found == json.loads(json.dumps(found))


def test_the_client_reads_the_same_block() -> None:
    session = start(WEATHER)
    block = message(send(session, input="Hello"))

    assert block == written(diagnosis(session))
    assert block.splitlines()[0] == diagnosis(session).headline
