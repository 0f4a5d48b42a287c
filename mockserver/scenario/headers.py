"""HTTP headers that an author wants in a reply."""

from typing import Annotated, Final, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from mockserver.scenario.problem import Problem, refusal
from mockserver.values import Json

HEADER_NAME: Final = r"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"
HEADER_VALUE: Final = r"^[\t\x20-\x7e\x80-\xff]*$"
"""What HTTP allows in a header's value (RFC 9110 §5.5)."""

FRAMING: Final = frozenset({"connection", "content-length", "transfer-encoding"})
"""The headers that say where a message ends, in lower case."""


def _text_of_number(value: Json) -> Json:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _not_of_the_server(headers: dict[str, str]) -> dict[str, str]:
    for name in headers:
        if name.lower() in FRAMING:
            raise refusal(Problem((name,), f"the server writes the header {name!r} itself"))
    return headers


HeaderName: TypeAlias = Annotated[str, Field(pattern=HEADER_NAME)]
HeaderValue: TypeAlias = Annotated[
    str,
    BeforeValidator(_text_of_number),
    Field(pattern=HEADER_VALUE),
    WithJsonSchema({"type": ["string", "integer"], "pattern": HEADER_VALUE}),
]
Headers: TypeAlias = Annotated[
    dict[HeaderName, HeaderValue],
    AfterValidator(_not_of_the_server),
    Field(json_schema_extra={"additionalProperties": False}),
]
"""Names and values; none that says where a message ends."""
