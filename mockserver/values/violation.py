"""One breach of the contract."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Violation:
    """What a client (or a stream) did that the contract forbids.

    `rule` names what was broken; `message` is written for the client; `param` is the place, written as the API
    writes it (`input[16].content[0].type`); `code` is the API's error code; `status` is the HTTP status to refuse with.
    """

    rule: str
    message: str
    param: str | None = None
    code: str | None = None
    status: int = 400
