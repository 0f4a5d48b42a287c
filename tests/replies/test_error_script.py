"""Simulated HTTP errors."""

import orjson
import pytest

from mockserver.replies.error_script import ErrorScript
from mockserver.replies.script import Filling
from mockserver.scenario.model import ErrorReply
from mockserver.values import DIALECTS

FILLING = Filling("0f" * 23, 0, 1_767_225_603, 7, b"")


@pytest.mark.parametrize(
    ("error", "types"),
    [
        ({"status": 429}, ["rate_limit_error", "too_many_requests"]),
        ({"status": 404}, ["invalid_request_error", "not_found"]),
        ({"status": 500, "type": "model_error"}, ["model_error", "model_error"]),
    ],
    ids=["rate limit", "not found", "the author's"],
)
def test_type_is_a_word_of_the_dialect(error: dict[str, object], types: list[str]) -> None:
    reply = ErrorReply.model_validate({"error": error})
    bodies = [ErrorScript(reply, dialect).reply(FILLING, streams=False).body for dialect in DIALECTS]

    assert types == [orjson.loads(body)["error"]["type"] for body in bodies]
