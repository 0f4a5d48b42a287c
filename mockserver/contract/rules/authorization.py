"""Who may call."""

from collections.abc import Iterable

from mockserver.contract.rules.asked import Asked
from mockserver.contract.rules.history import History
from mockserver.contract.rules.rule import Rule
from mockserver.values import Violation

UNAUTHORIZED = "Missing bearer token. Send your API key in the header `Authorization: Bearer YOUR_KEY`."


def authorization(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Ask for a bearer token; whether it is the right one is for the server to say."""
    scheme, _, token = asked.headers.get("authorization", "").strip().partition(" ")
    if token and scheme.lower() == "bearer":
        return ()
    return (Violation("authorization", UNAUTHORIZED, status=401),)


AUTHORIZATION = Rule(
    id="authorization",
    statement="Every call carries a bearer token.",
    severity="error",
    source="security of the published document (O)",
    check=authorization,
    advice="The API knows its callers by their key. Give the client any key: the mock does not look at what it is.",
)
