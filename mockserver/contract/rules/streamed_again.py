"""Whether a response can be streamed again."""

from collections.abc import Iterable

from mockserver.contract.rules.asked import Asked
from mockserver.contract.rules.history import History
from mockserver.contract.rules.rule import OPENAI, Rule
from mockserver.values import Violation


def streamed_again(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Ask for a response that was streamed in the background, where its stream is asked for again."""
    if history is None or not asked.call.streams:
        return ()
    lacking = history.lacks_to_stream(asked.call.path.get("response_id", ""))
    message = f"This response cannot be streamed because it was not created with {lacking}=true."
    return (Violation("streamed_again", message, "stream", "invalid_request_error"),) if lacking else ()


STREAMED_AGAIN = Rule(
    id="streamed_again",
    statement="Only a response that was streamed in the background is streamed again.",
    severity="warn",
    source="observed message, background guide (X)",
    check=streamed_again,
    operations=("responses.retrieve",),
    dialects=OPENAI,
    advice="The API keeps the events of such responses only. Make the response with `background: true` and "
    "`stream: true`, or retrieve it without `stream`. Helpers of SDKs are tried out on any, so this only "
    "reports; set the rule to `error` to refuse as the API does.",
)
