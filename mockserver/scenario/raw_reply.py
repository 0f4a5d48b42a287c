"""A reply of bytes."""

import re
from base64 import b64decode
from http import HTTPStatus
from typing import Annotated, ClassVar, Final, Self, TypeAlias

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, Strict, WithJsonSchema, model_validator
from pydantic_core import CoreSchema

from mockserver.scenario.fault import Fault
from mockserver.scenario.form import Form
from mockserver.scenario.headers import Headers
from mockserver.scenario.pacing import Pacing
from mockserver.scenario.problem import Problem, refusal
from mockserver.scenario.words import describe, must_be
from mockserver.values import Json, JsonObject

_S: Final = r"[ \t\r\n]*"
_C: Final = rf"[A-Za-z0-9+/]{_S}"
BASE64: Final = rf"^{_S}(({_C}){{4}})*(({_C}){{2}}={_S}={_S}|({_C}){{3}}={_S})?$"
"""Base64 with its padding (RFC 4648 §4), which may be spread over lines."""

_BODILESS: Final = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.RESET_CONTENT, HTTPStatus.NOT_MODIFIED})
"""Statuses whose answers cannot have a body (RFC 9110 §15)."""


def _base64(value: Json) -> Json:
    if not isinstance(value, str) or re.fullmatch(BASE64, value):
        return value
    raise refusal(Problem((), f"'base64' must be bytes in base64, padded with '=', not {describe(value)}"))


Base64: TypeAlias = Annotated[
    str,
    BeforeValidator(_base64),
    WithJsonSchema({"type": "string", "contentEncoding": "base64", "pattern": BASE64}),
]


class RawBody(Form):
    """Bytes as a text or in base64, under an HTTP status and with headers."""

    noun: ClassVar[str] = "'raw'"

    text: str | None = Field(default=None, description="The body as a text, sent in UTF-8.")
    base64: Base64 | None = Field(default=None, description="The body in base64.")
    status: Annotated[int, Strict(), Field(ge=200, le=599)] = Field(default=200, description="The HTTP status.")
    headers: Headers = Field(default_factory=dict, description="HTTP headers beside the usual.")

    @model_validator(mode="before")
    @classmethod
    def _mapping(cls, value: Json) -> Json:
        if isinstance(value, str):
            return {"text": value}
        if isinstance(value, dict | RawBody):
            return value
        raise refusal(Problem((), must_be("'raw'", "a text, {text: …} or {base64: …}", value)))

    @model_validator(mode="after")
    def _one_body(self) -> Self:
        if self.text is None and self.base64 is None:
            raise refusal(Problem((), "'raw' needs 'text' or 'base64'"))
        if self.text is not None and self.base64 is not None:
            raise refusal(Problem(("base64",), "'text' and 'base64' do not go together in 'raw'; keep one of the two"))
        if self.status in _BODILESS and self.data:
            raise refusal(Problem(("status",), f"HTTP allows no body under status {self.status}"))
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonObject:
        mapping = handler.resolve_ref_schema(handler(core))
        given = [{"required": [key], "properties": {key: {"type": "string"}}} for key in ("text", "base64")]
        return {"anyOf": [{"type": "string"}, {**mapping, "oneOf": given}]}

    @property
    def data(self) -> bytes:
        """The bytes themselves."""
        return b64decode("".join(self.base64.split())) if self.base64 is not None else (self.text or "").encode()

    def as_json(self) -> Json:
        """Give the bare text where that says all."""
        written = super().as_json()
        return self.text if written.keys() == {"text"} else written


class RawReply(Form):
    """Bytes in the place of a response."""

    noun: ClassVar[str] = "a raw reply"

    raw: RawBody = Field(description="The bytes that are sent, whatever they are.")
    stream: Pacing | None = Field(default=None, description="How the bytes are cut and timed.")
    fault: Fault | None = Field(default=None, description="What goes wrong with the reply.")
