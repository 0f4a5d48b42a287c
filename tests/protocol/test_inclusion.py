"""What `include` opens in an item, and what stays shut."""

import pytest

from mockserver.protocol.ids import Ids
from mockserver.protocol.inclusion import INCLUSIONS, as_asked
from mockserver.protocol.item_types import complete_item
from mockserver.protocol.pieces import words
from mockserver.protocol.wishes import NONE, Wishes
from mockserver.values import Json, JsonObject

IDS = Ids("b")
TOKEN = {"token": "Hi", "logprob": -0.5, "bytes": [72, 105], "top_logprobs": []}
ABSENT = "nothing at all"


def shown(name: str, body: Json, *include: str, top_logprobs: int = 0) -> JsonObject:
    item = complete_item(name, body, IDS, 0)
    return as_asked(item, Wishes(frozenset(include), top_logprobs), IDS, 0, words)


def at(item: Json, *path: str | int) -> Json:
    for key in path:
        item = item[key] if isinstance(key, int) else item.get(key, ABSENT)
    return item


@pytest.mark.parametrize(
    ("name", "body", "include", "path", "shut", "opened"),
    [
        ("file_search_call", {"query": "q"}, "file_search_call.results", ["results"], None, []),
        ("file_search_call", {"query": "q", "status": "failed"}, "file_search_call.results", ["results"], None, None),
        ("web_search_call", {"query": "q", "sources": ["u"]}, "web_search_call.action.sources", ["action", "sources"], ABSENT, [{"type": "url", "url": "u"}]),
        ("code_interpreter_call", {"code": "1", "logs": "1"}, "code_interpreter_call.outputs", ["outputs"], None, [{"type": "logs", "logs": "1"}]),
        ("code_interpreter_call", "1", "code_interpreter_call.outputs", ["outputs"], None, []),
        ("computer_call_output", {"image_url": "u"}, "computer_call_output.output.image_url", ["output", "image_url"], ABSENT, "u"),
        ("reasoning", {"encrypted_content": "eA=="}, "reasoning.encrypted_content", ["encrypted_content"], ABSENT, "eA=="),
        ("reasoning", "Think.", "reasoning.encrypted_content", ["encrypted_content"], ABSENT, "gAAAAABrs_b00"),
        ("message", {"text": "Hi", "logprobs": [TOKEN]}, "message.output_text.logprobs", ["content", 0, "logprobs"], [], [TOKEN]),
        ("message", {"refusal": "No."}, "message.output_text.logprobs", ["content", 0], {"type": "refusal", "refusal": "No."}, {"type": "refusal", "refusal": "No."}),
    ],
)  # fmt: skip
def test_each_value_shows_its_own(
    name: str, body: Json, include: str, path: list[str | int], shut: Json, opened: Json
) -> None:
    others = [inclusion.include for inclusion in INCLUSIONS if inclusion.include != include]

    assert (shut, shut) == (at(shown(name, body), *path), at(shown(name, body, *others), *path))
    assert opened == at(shown(name, body, include), *path)


def test_logprobs_that_nobody_wrote_are_those_of_the_deltas() -> None:
    message = shown("message", "One two", "message.output_text.logprobs", top_logprobs=2)
    tokens = message["content"][0]["logprobs"]

    assert ["One", " two"] == [token["token"] for token in tokens]
    assert [[*b"One"], [*b" two"]] == [token["bytes"] for token in tokens]
    assert [["One", "the"], [" two", "the"]] == [[one["token"] for one in token["top_logprobs"]] for token in tokens]


def test_item_of_another_type_is_shown_as_it_is() -> None:
    item = complete_item("function_call", {"name": "f"}, IDS, 0)

    assert item is as_asked(item, NONE, IDS, 0, words)


def test_finished_item_stays_as_it_was() -> None:
    item = complete_item("web_search_call", {"query": "q", "sources": ["u"]}, IDS, 0)
    as_asked(item, NONE, IDS, 0, words)

    assert [{"type": "url", "url": "u"}] == item["action"]["sources"]
