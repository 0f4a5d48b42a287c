"""Top-level parameters that depend on each other."""

from collections.abc import Iterable, Iterator
from itertools import islice

from mockserver.contract.limits import GUESSED_WORD
from mockserver.contract.rules.asked import Asked, numbered
from mockserver.contract.rules.history import History
from mockserver.contract.rules.rule import OPENAI, Rule, at, invalid
from mockserver.values import Json, Violation, nearest
from mockserver.values.operation import CONNECT, CREATE

SHORT_IDENTIFIER = 64
MOST_GUESSES = 100
"""Unknown parameters that are compared with the known ones, of all that a body has."""

DEEPEST_SEARCH = 8
OPEN_RESPONSES_PARAMETERS = frozenset(
    {
        "background",
        "frequency_penalty",
        "include",
        "input",
        "instructions",
        "max_output_tokens",
        "max_tool_calls",
        "metadata",
        "model",
        "parallel_tool_calls",
        "presence_penalty",
        "previous_response_id",
        "prompt_cache_key",
        "reasoning",
        "safety_identifier",
        "service_tier",
        "store",
        "stream",
        "stream_options",
        "temperature",
        "text",
        "tool_choice",
        "tools",
        "top_logprobs",
        "top_p",
        "truncation",
    }
)
"""The parameters of Open Responses; others are legal, as extensions."""


def stream_options_without_stream(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Allow options of a stream where there is one."""
    if asked.body.get("stream") is True:
        return ()
    message = "The 'stream_options' parameter is only allowed when 'stream' is enabled."
    return (Violation("stream_options_without_stream", message, "stream_options"),)


def background_without_store(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Ask for storage of what is to be fetched later."""
    if asked.body["background"] is not True or asked.body.get("store") is not False:
        return ()
    message = "a background response that is not stored can be fetched for a few minutes only."
    return (invalid("background_without_store", "background", message),)


def background_on_socket(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Refuse what only a request without a connection can have."""
    if asked.body["background"] is not True:
        return ()
    message = "Unsupported parameter: 'background' is not supported over WebSocket."
    return (Violation("background_on_socket", message, "background", "unsupported_parameter"),)


def unknown_context_management(asked: Asked, history: History | None) -> Iterator[Violation]:
    """Tell of a kind of context management that no document names."""
    for index, one in numbered(asked.body["context_management"]):
        if one.get("type") != "compaction":
            param = at("context_management", index, "type")
            yield invalid("unknown_context_management", param, "only 'compaction' is documented.")


def json_object_without_json(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Ask for the word JSON where the model is made to write it."""
    body = asked.body
    if _format_type(body["text"]) != "json_object" or asked.continues or asked.given("prompt"):
        return ()
    if any(_says_json(body.get(name), DEEPEST_SEARCH) for name in ("input", "instructions")):
        return ()
    message = (
        "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'."
    )
    return (Violation("json_object_without_json", message, "input"),)


def _format_type(text: Json) -> Json:
    chosen = text.get("format") if isinstance(text, dict) else None
    return chosen.get("type") if isinstance(chosen, dict) else None


def _says_json(value: Json, levels: int) -> bool:
    if isinstance(value, str):
        return "json" in value.lower()
    if levels == 0:
        # What stands deeper may say it; nobody is refused for not being looked at.
        return True
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(_says_json(one, levels - 1) for one in inner)


def long_safety_identifier(asked: Asked, history: History | None) -> Iterable[Violation]:
    """Tell of an identifier that only some documents allow."""
    identifier = asked.body["safety_identifier"]
    if not isinstance(identifier, str) or len(identifier) <= SHORT_IDENTIFIER:
        return ()
    problem = f"documents disagree on more than {SHORT_IDENTIFIER} characters; it has {len(identifier)}."
    return (invalid("long_safety_identifier", "safety_identifier", problem),)


def misspelled_parameter(asked: Asked, history: History | None) -> Iterator[Violation]:
    """Tell of an unknown parameter that looks like a known one."""
    unknown = (name for name in asked.body if name not in OPEN_RESPONSES_PARAMETERS and _is_word(name))
    for name in islice(unknown, MOST_GUESSES):
        meant = nearest(name, OPEN_RESPONSES_PARAMETERS, cutoff=0.8)
        if meant:
            message = f"Unknown parameter: '{name}'. Did you mean '{meant}'?"
            yield Violation("misspelled_parameter", message, name, "unknown_parameter")


def _is_word(name: str) -> bool:
    """Say whether a name may be a misspelt one; those with a colon are extensions."""
    return ":" not in name and len(name) <= GUESSED_WORD


PARAMETER_RULES = (
    Rule(
        id="stream_options_without_stream",
        statement="Stream options come with `stream: true`.",
        severity="error",
        source="X03",
        check=stream_options_without_stream,
        constraints=("X03",),
        watches=("stream_options",),
        operations=(CREATE,),
        dialects=OPENAI,
        advice="Without a stream the options do nothing. Set `stream: true` or leave them out.",
    ),
    Rule(
        id="background_without_store",
        statement="A background response is stored.",
        severity="warn",
        source="background guide (X)",
        check=background_without_store,
        watches=("background", "store"),
        operations=(CREATE,),
        advice="A background response is fetched later by its id. Leave `store` out: some projects are refused without "
        "it, for others the response is gone after about ten minutes.",
    ),
    Rule(
        id="background_on_socket",
        statement="A response on a WebSocket is not made in the background.",
        severity="error",
        source="X04",
        check=background_on_socket,
        constraints=("X04",),
        watches=("background",),
        operations=(CONNECT,),
        advice="The connection is there to bring the answer. Leave `background` out, or use an HTTP request.",
    ),
    Rule(
        id="unknown_context_management",
        statement="Contexts are managed by compaction.",
        severity="warn",
        source="L06",
        check=unknown_context_management,
        constraints=("L06",),
        watches=("context_management",),
        dialects=OPENAI,
        advice="The type is a free text in the documents, but they name `compaction` only. Check the spelling.",
    ),
    Rule(
        id="json_object_without_json",
        statement="The format json_object needs the word JSON in the input or the instructions.",
        severity="error",
        source="X13",
        check=json_object_without_json,
        constraints=("X13",),
        watches=("text",),
        dialects=OPENAI,
        advice="A model that is not told to write JSON may write white space for ever. Say it in a message, or use "
        "the format `json_schema`.",
    ),
    Rule(
        id="long_safety_identifier",
        statement="A safety identifier has at most 64 characters.",
        severity="warn",
        source="L04",
        check=long_safety_identifier,
        constraints=("L04",),
        watches=("safety_identifier",),
        dialects=OPENAI,
        advice="One document allows 64 characters and another 128. Send a hash that fits in 64.",
    ),
    Rule(
        id="misspelled_parameter",
        statement="No unknown parameter looks like a misspelled known one.",
        severity="warn",
        source="Open Responses, Extending Items",
        check=misspelled_parameter,
        operations=(CREATE,),
        dialects=("open-responses",),
        advice="Open Responses lets every sender add parameters, so a typing error is silently ignored. "
        "Check the name.",
    ),
)
