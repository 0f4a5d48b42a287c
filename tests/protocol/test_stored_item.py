"""Items of clients, stored: whatever a client may send comes back as lists show it."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openai.types.beta import BetaResponseItem
from openai.types.conversations import ConversationItem
from openai.types.responses import ResponseItem
from pydantic import TypeAdapter

from mockserver import resources
from mockserver.contract.contract import Contract
from mockserver.protocol.ids import Ids
from mockserver.protocol.inclusion import EVERYTHING
from mockserver.protocol.item_types import ITEM_TYPES, complete_item
from mockserver.protocol.own_types import without_own_types
from mockserver.protocol.page import listing
from mockserver.protocol.statuses import OPEN_STATUSES
from mockserver.protocol.stored_forms import FORMS
from mockserver.protocol.stored_item import id_kind, is_listed, is_reference, shown, stored
from mockserver.values import DIALECTS, Dialect, JsonObject
from tests.contract.corpus.cases import cases
from tests.contract.sdk_dumps import dumps
from tests.contract.test_sdk_dumps import ITEMS, sendable
from tests.protocol.item_bodies import cases as of_models

CONTRACT = Contract.shipped(resources.contracts())
OPEN_CONTRACT = Contract.shipped(resources.contracts(), "open-responses")
CONTRACT_TESTS = Path(__file__).parents[1] / "contract"
SDK: TypeAdapter[Any] = TypeAdapter(ResponseItem)
BETA_SDK: TypeAdapter[Any] = TypeAdapter(BetaResponseItem)
CONVERSATION_SDK: TypeAdapter[Any] = TypeAdapter(ConversationItem)
BETA = {"agent_message", "multi_agent_call", "multi_agent_call_output"}
IMAGES = "message.input_image.image_url"
PLAIN_JSON = st.none() | st.booleans() | st.integers() | st.text(max_size=3)
ANY_JSON = st.recursive(PLAIN_JSON, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=3), inner))


def good(path: Path) -> dict[str, JsonObject]:
    items: dict[str, JsonObject] = json.loads(path.read_text())["items"]
    return items


def of_corpus(dialect: Dialect) -> list[JsonObject]:
    found = (case["body"].get(name) for case in cases("good", dialect) for name in ("input", "items"))
    return [item for items in found if isinstance(items, list) for item in items if isinstance(item, dict)]


def listable(items: list[JsonObject]) -> list[JsonObject]:
    return [item for item in items if is_listed(item) and not is_reference(item)]


GOOD = good(CONTRACT_TESTS / "good.json")
DUMPED = [item for union in ITEMS.values() for item in dumps(union) if sendable(item)]
SENT = listable([*GOOD.values(), *DUMPED, *of_corpus("openai")])
OPEN_SENT = listable(
    [*good(CONTRACT_TESTS / "open_responses" / "good.json").values(), *of_corpus("open-responses")],
)


def flaws(items: list[JsonObject]) -> list[tuple[str | None, str]]:
    found = CONTRACT.reply_violations("responses.input_items", {**listing([]), "data": items})
    return [(one.param, one.message) for one in found]


def test_every_input_type_is_looked_at() -> None:
    types = {stored(item, "x_1", "openai")["type"] for item in SENT}

    assert {*ITEM_TYPES, "configuration_update"} == types == {*FORMS}


@pytest.mark.parametrize("item", [GOOD["user text"], GOOD["item_reference"], GOOD["mcp_call text error"]])
def test_what_no_list_may_show_is_found(item: JsonObject) -> None:
    assert flaws([item])


@pytest.mark.parametrize("include", [EVERYTHING.include | {IMAGES}, frozenset()], ids=["everything", "nothing"])
def test_whatever_is_sent_is_listed(include: frozenset[str]) -> None:
    assert [] == flaws([shown(stored(item, "x_1", "openai"), include) for item in SENT])


def test_what_models_make_is_listed_as_it_is() -> None:
    made = [complete_item(name, body, Ids("0"), 0) for name, body in of_models("openai")]

    assert [] == flaws(made)
    assert made == [stored(item, "x_1", "openai") for item in made]


@pytest.mark.parametrize("item", GOOD.values(), ids=GOOD)
def test_the_sdk_reads_what_is_listed(item: JsonObject) -> None:
    for one in listable([item]):
        listed = shown(stored(one, "x_1", "openai"), frozenset())
        for types in (BETA_SDK,) if listed["type"] in BETA else (SDK, CONVERSATION_SDK, BETA_SDK):
            assert types.validate_python(listed).id == listed["id"]


def test_open_responses_takes_what_is_stored() -> None:
    items = [stored(item, "x_1", "open-responses") for item in OPEN_SENT]
    # The specification lets clients send videos as output, and has no such part in what a server shows.
    shown_items = [
        item for item in items if item["type"] in OPEN_STATUSES and "input_video" not in str(item.get("output"))
    ]

    assert {*OPEN_STATUSES} == {item["type"] for item in shown_items}
    for item in shown_items:
        assert [] == without_own_types(OPEN_CONTRACT.item_violations(item), item, "open-responses")


@pytest.mark.parametrize(("dialect", "items"), [("openai", SENT), ("open-responses", OPEN_SENT)], ids=DIALECTS)
def test_storing_again_changes_nothing(dialect: Dialect, items: list[JsonObject]) -> None:
    once = [stored(item, "x_1", dialect) for item in items]

    assert once == [stored(item, "x_2", dialect) for item in once]


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "type": st.sampled_from([*FORMS, "acme:x", "z"]) | ANY_JSON,
            **dict.fromkeys(("id", "role", "status", "content", "output", "action", "error", "tools"), ANY_JSON),
        },
    )
)
def test_nonsense_is_stored_too(item: JsonObject) -> None:
    once = stored(item, "x_1", "openai")

    assert once == stored(once, "x_2", "openai")
    assert once["id"] == shown(once, frozenset())["id"]


def message(role: str, content: Any, **rest: Any) -> JsonObject:
    return {"id": "x_1", "type": "message", "status": "completed", "role": role, "content": content, **rest}


TEXT = {"type": "input_text", "text": "Hi"}
SAID = {"type": "output_text", "text": "Hi", "annotations": [], "logprobs": []}
IMAGE = {"type": "input_image", "detail": "auto", "image_url": "u"}


@pytest.mark.parametrize(
    ("sent", "listed"),
    [
        ({"role": "user", "content": "Hi"}, message("user", [TEXT])),
        ({"type": None, "id": None, "role": "system", "content": "Hi", "status": None}, message("system", [TEXT])),
        ({"role": "developer", "content": [TEXT | {"mine": 1}], "mine": 1}, message("developer", [TEXT])),
        ({"role": "assistant", "content": "Hi"}, message("assistant", [SAID])),
        ({"role": "assistant", "content": "Hi", "phase": None}, message("assistant", [SAID])),
        ({"role": "user", "content": "Hi", "id": "msg_9"}, message("user", [TEXT]) | {"id": "msg_9"}),
        ({"role": "user", "content": "Hi", "id": ""}, message("user", [TEXT])),
        ({"role": "user", "content": "Hi", "status": "in_progress"}, message("user", [TEXT]) | {"status": "in_progress"}),
        ({"role": "user", "content": [{"type": "input_image", "image_url": "u"}]}, message("user", [IMAGE])),
        ({"role": "user", "content": [7, {"text": "Hi"}, TEXT]}, message("user", [TEXT])),
        ({"role": "user", "content": 7}, message("user", [])),
        ({"type": "reasoning", "summary": [], "status": None}, {"id": "x_1", "type": "reasoning", "summary": []}),
        ({"type": "acme:x", "hits": [None]}, {"id": "x_1", "type": "acme:x", "status": "completed", "hits": [None]}),
        (
            {"type": "mcp_call", "server_label": "s", "name": "t", "arguments": "{}", "error": "no", "status": "failed"},
            {
                "id": "x_1",
                "type": "mcp_call",
                "status": "failed",
                "server_label": "s",
                "name": "t",
                "arguments": "{}",
                "error": {"type": "mcp_tool_execution_error", "content": [{"type": "text", "text": "no"}]},
            },
        ),
    ],
    ids=lambda value: None,
)  # fmt: skip
def test_an_item_is_filled_in(sent: JsonObject, listed: JsonObject) -> None:
    assert listed == stored(sent, "x_1", "openai")


@pytest.mark.parametrize(
    ("item", "is_shown", "stands_for_another"),
    [
        ({"role": "user", "content": "Hi"}, True, False),
        ({"type": "compaction_trigger"}, False, False),
        ({"type": "item_reference", "id": "a"}, True, True),
        ({"type": None, "id": "a"}, True, True),
        ({"id": "a"}, True, True),
    ],
    ids=["message", "trigger", "reference", "null type", "bare"],
)
def test_what_lists_show_and_what_stands_for_another(
    item: JsonObject, is_shown: bool, stands_for_another: bool
) -> None:
    assert (is_shown, stands_for_another) == (is_listed(item), is_reference(item))


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        ({"role": "user"}, "msg"),
        ({"type": "function_call_output"}, "fco"),
        ({"type": "configuration_update"}, "cfg"),
        ({"type": "acme:x"}, "ext"),
    ],
    ids=["message", "output", "update", "extension"],
)
def test_ids_begin_with_the_kind(item: JsonObject, kind: str) -> None:
    assert kind == id_kind(item)


ASKED: list[tuple[str, JsonObject, JsonObject]] = [
    (IMAGES, message("user", [IMAGE, TEXT]), message("user", [IMAGE | {"image_url": None}, TEXT])),
    (
        "message.output_text.logprobs",
        message("assistant", [SAID | {"logprobs": [1]}]),
        message("assistant", [SAID]),
    ),
    (
        "reasoning.encrypted_content",
        {"id": "rs_1", "type": "reasoning", "summary": [], "encrypted_content": "a"},
        {"id": "rs_1", "type": "reasoning", "summary": []},
    ),
]


@pytest.mark.parametrize(("include", "whole", "hidden"), ASKED, ids=[case[0] for case in ASKED])
def test_a_list_shows_what_it_was_asked_for(include: str, whole: JsonObject, hidden: JsonObject) -> None:
    assert whole == shown(whole, frozenset({include}))
    assert hidden == shown(whole, frozenset({"something.else"}))
