from typing import Any

import pytest

from mockserver.auto.draft import draft
from mockserver.auto.improvise import improvise
from tests.auto.proving import FITS
from tests.auto.requests import ASKED, CALL, OUTPUT, REQUESTS


@pytest.mark.parametrize(
    ("given", "when"),
    [
        ("Hello", {"last_user": "Hello"}),
        ([ASKED], {"last_user": "Weather?"}),
        ([ASKED, {"role": "developer", "content": "Be brief"}], {"last_user": "Weather?"}),
        ([ASKED, CALL, OUTPUT], {"tool_output": {"of": "get_weather"}}),
        ([ASKED, CALL, OUTPUT, {**OUTPUT, "name": "b"}], {"tool_output": [{"of": "get_weather"}, {"of": "b"}]}),
        ([OUTPUT], None),
        ([ASKED, {"role": "assistant", "content": "Sunny."}], None),
        ([], None),
    ],
    ids=["text", "message", "message before another", "output", "outputs", "unknown output", "model", "nothing"],
)  # fmt: skip
def test_request_is_told_from_others(given: Any, when: Any) -> None:
    [step] = draft({"input": given}, "openai", FITS)["steps"]

    assert when == step.get("when")


@pytest.mark.parametrize("name", REQUESTS)
def test_reply_is_what_is_made_up(name: str) -> None:
    body = REQUESTS[name][0]
    [step] = draft(body, "openai", FITS)["steps"]
    made = improvise(body, "openai", FITS)

    assert step["reply"] in (made.output, {"output": made.output, "status": made.status})


def test_dialect_is_told_unless_usual() -> None:
    body = {"input": "Hi"}

    assert [None, "open-responses"] == [draft(body, one, FITS).get("dialect") for one in ("openai", "open-responses")]
