"""Which method and path are which operation of the API, in anybody's document."""

import re
from collections.abc import Iterable, Mapping

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

OPERATIONS: Mapping[tuple[str, str], str] = {
    ("post", "/responses"): "responses.create",
    ("get", "/responses"): "responses.connect",
    ("get", "/responses/{}"): "responses.retrieve",
    ("delete", "/responses/{}"): "responses.delete",
    ("post", "/responses/{}/cancel"): "responses.cancel",
    ("get", "/responses/{}/input_items"): "responses.input_items",
    ("post", "/responses/input_tokens"): "responses.input_tokens",
    ("post", "/responses/compact"): "responses.compact",
    ("post", "/conversations"): "conversations.create",
    ("get", "/conversations/{}"): "conversations.retrieve",
    ("post", "/conversations/{}"): "conversations.update",
    ("delete", "/conversations/{}"): "conversations.delete",
    ("post", "/conversations/{}/items"): "conversations.items.create",
    ("get", "/conversations/{}/items"): "conversations.items.list",
    ("get", "/conversations/{}/items/{}"): "conversations.items.retrieve",
    ("delete", "/conversations/{}/items/{}"): "conversations.items.delete",
    ("get", "/models"): "models.list",
    ("get", "/models/{}"): "models.retrieve",
}
"""The operations that this server knows, by method and path; `{}` stands for any one segment (surface/REPORT.md §1)."""

ROOTS = frozenset(path.split("/")[1] for _, path in OPERATIONS)


def operation_named(method: str, path: str) -> str | None:
    """Name the operation behind a path as a document writes it; a prefix such as `/v1` does not matter."""
    segments = re.sub(r"\{[^/{}]*\}", "{}", path).rstrip("/").split("/")[1:]
    start = next((index for index, segment in enumerate(segments) if segment in ROOTS), None)
    if start is None or "{}" in segments[:start]:
        return None
    return OPERATIONS.get((method, "/" + "/".join(segments[start:])))


def nearest_path(paths: Iterable[str]) -> str | None:
    """Find the path of a document that a reader would take for that of responses: `/response`, `/v1/chat/response`."""
    like = [path for path in paths if "respons" in path.lower()]
    return min(like or paths, key=lambda path: (path.count("/"), len(path), path), default=None)
