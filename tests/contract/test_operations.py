import json
from pathlib import Path

import pytest

from mockserver.contract.operations import METHODS, nearest_path, operation_named
from mockserver.values import DIALECTS

CONTRACTS = Path(__file__).parents[2] / "contracts"


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("post", "/responses", "responses.create"),
        ("post", "/v1/responses/", "responses.create"),
        ("post", "/openai/v1/responses", "responses.create"),
        ("get", "/responses/{response_id}", "responses.retrieve"),
        ("get", "/responses/{id}/input_items", "responses.input_items"),
        ("post", "/responses/compact", "responses.compact"),
        ("delete", "/v1/conversations/{a}/items/{b}", "conversations.items.delete"),
        ("put", "/responses", None),
        ("post", "/response", None),
        ("post", "/responses?beta=true", None),
        ("post", "/threads/{id}/responses", None),
        ("get", "/responses/{id}/other", None),
        ("get", "/", None),
    ],
)
def test_an_operation_is_known_by_method_and_path(method: str, path: str, expected: str | None) -> None:
    assert expected == operation_named(method, path)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_our_documents_name_them_alike(dialect: str) -> None:
    paths = json.loads((CONTRACTS / dialect / "openapi.json").read_text())["paths"]
    operations = [(m, path, item[m]["operationId"]) for path, item in paths.items() for m in METHODS if m in item]

    assert [name for _, _, name in operations] == [operation_named(method, path) for method, path, _ in operations]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["/things", "/v1/response", "/v1/chat/response"], "/v1/response"),
        (["/chat/completions", "/models"], "/models"),
        ([], None),
    ],
    ids=["like", "unlike", "none"],
)
def test_the_nearest_path_is_found(paths: list[str], expected: str | None) -> None:
    assert expected == nearest_path(paths)
