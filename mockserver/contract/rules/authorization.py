"""Who may call."""

from collections.abc import Iterable, Mapping

from mockserver.contract.rules.asked import Asked
from mockserver.contract.rules.history import History
from mockserver.contract.rules.rule import Rule
from mockserver.values import Violation

UNAUTHORIZED = "Missing bearer token. Send your API key in the header `Authorization: Bearer YOUR_KEY`."


def authorization(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Ask for a bearer token; whether it is the right one is for the server to say."""
    return () if bears_token(asked.headers) else (Violation("authorization", UNAUTHORIZED, status=401),)


def bears_token(headers: Mapping[str, str]) -> bool:
    """Say whether a call carries a bearer token at all."""
    scheme, _, token = headers.get("authorization", "").strip().partition(" ")
    return bool(token) and scheme.lower() == "bearer"


AUTHORIZATION = Rule(
    id="authorization",
    statement="Every call carries a bearer token.",
    severity="error",
    source="security of the published document (O)",
    check=authorization,
    advice="The API knows its callers by their key. Give the client any key: the mock does not look at what it is.",
)
