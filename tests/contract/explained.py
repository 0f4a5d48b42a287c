"""What an explanation says of a body, as plain tuples."""

from typing import Any

from mockserver.contract.clean import clean
from mockserver.contract.explain import Explanation


def explained(schema: dict[str, Any], body: Any) -> list[tuple[str | None, str | None, str]]:
    return [(v.param, v.code, v.message) for v in Explanation(clean(schema)).violations(body)]


def only(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}
