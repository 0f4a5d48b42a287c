"""Paths and operations."""

import pytest

from mockserver.contract.operations import OPERATIONS
from mockserver.http.routes import allowed, offers, operations_by_path, pattern_of

PATHS = operations_by_path()


def test_every_operation_has_its_path() -> None:
    found = {operation for methods in PATHS.values() for operation in methods.values()}

    assert {*OPERATIONS.values()} - {"responses.connect"} == found


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/v1/responses", {"POST": "responses.create"}),
        ("/v1/responses/{response_id}", {"GET": "responses.retrieve", "DELETE": "responses.delete"}),
        ("/v1/conversations/{conversation_id}/items/{item_id}", {"GET": "conversations.items.retrieve", "DELETE": "conversations.items.delete"}),
        ("/v1/models/{model}", {"GET": "models.retrieve"}),
    ],
)  # fmt: skip
def test_a_path_names_what_it_is_about(path: str, methods: dict[str, str]) -> None:
    assert methods == PATHS[path]


def test_fixed_paths_come_before_ids() -> None:
    has_id = ["{" in path for path in PATHS]

    assert sorted(has_id) == has_id


def test_a_model_may_hold_slashes() -> None:
    assert "/v1/models/{model:model}" == pattern_of("/v1/models/{model}")


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("/v1/response", "POST /v1/responses"),
        ("/responses", "POST /v1/responses"),
        ("/v1/responses/resp_1/cancle", "POST /v1/responses/{response_id}/cancel"),
        ("/v1/responses/resp_1/items", "GET /v1/responses/{response_id}/input_items"),
        ("/v1/conversation/conv_1", "DELETE, GET, POST /v1/conversations/{conversation_id}"),
        ("/v1/model", "GET /v1/models"),
    ],
)
def test_the_nearest_is_offered_first(path: str, nearest: str) -> None:
    first, *rest = offers(path).split("; ")

    assert first.startswith(nearest)
    assert len(PATHS) == 1 + len(rest)


@pytest.mark.parametrize(
    ("methods", "allow"), [(["POST"], "OPTIONS, POST"), (["GET", "DELETE"], "DELETE, GET, HEAD, OPTIONS")]
)
def test_what_a_path_allows_includes_what_goes_without_saying(methods: list[str], allow: str) -> None:
    assert allow == allowed(methods)
