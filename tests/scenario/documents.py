"""Scenario documents that are well written, whatever they say."""

from base64 import b64encode

from hypothesis import strategies as st

from mockserver.values import Json

TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.text(st.sampled_from("ab \n\t:#-'\"\\|>{}[],&*!%@`?\r\x85\u2028\u2029\ufeff\x00\x7f\x9f\u200bé😀"), max_size=12),
    st.sampled_from(
        [
            "",
            "~",
            "null",
            "true",
            "No",
            "1",
            "0o7",
            "0x1F",
            "1_000",
            "1e3",
            ".5",
            "-.inf",
            ".NaN",
            "2026-11-20",
            "<<",
            "=",
        ]
    ),
    st.sampled_from(
        ["---", "...", "- a", "? a", "a: b", "a #b", " a", "a ", "\n", "a\n", "a\n\n", "\na", "a\n b", "x" * 200]
    ),
)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
INTEGERS = st.integers(-(2**63), 2**64 - 1)
JSON = st.recursive(
    st.none() | st.booleans() | INTEGERS | FLOATS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


def optional(**strategies: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    return st.fixed_dictionaries({}, optional=strategies)


COUNTS = st.none() | st.integers(0, 2**40)
DURATIONS = st.floats(0, 1e6) | st.integers(0, 9) | st.sampled_from(["15ms", "0.1s"])
HEADERS = st.dictionaries(
    st.sampled_from(["a", "Retry-After", "x_1"]), st.integers(0, 9) | st.just("b c;é"), max_size=2
)
ERRORS = st.fixed_dictionaries(
    {"status": st.integers(400, 599)}, optional={"code": TEXTS, "message": TEXTS, "headers": HEADERS}
)
OUTCOMES = st.sampled_from(
    ["completed", "cancelled", "incomplete", "failed", {"incomplete": "content_filter"}]
) | optional(code=TEXTS, message=TEXTS).map(lambda details: {"failed": details})
ITEMS = st.lists(
    st.dictionaries(TEXTS.filter(lambda key: key not in ("", "type")), JSON, min_size=1, max_size=1)
    | st.fixed_dictionaries({"type": st.just("type") | TEXTS.filter(bool)}, optional={"role": JSON}),
    max_size=3,
)
USAGES = optional(input_tokens=COUNTS, total_tokens=COUNTS, input_tokens_details=optional(cached_tokens=COUNTS))
PLACES = st.integers(0, 99) | st.sampled_from(["last", "error", "response.output_text.delta", "acme:x.y"])
GATES = st.lists(
    st.fixed_dictionaries({"name": st.sampled_from(["a", "B-2", "_.9"])}, optional={"before": PLACES | st.none()}),
    min_size=1,
    max_size=2,
)
TIMINGS = (
    optional(first=DURATIONS, between=DURATIONS, jitter=st.floats(0, 1), gates=GATES)
    | optional(first=DURATIONS, tokens_per_second=st.floats(0, 1e6, exclude_min=True) | st.integers(1, 9))
    | optional(at=st.lists(DURATIONS.filter(lambda due: not isinstance(due, str)), min_size=1).map(sorted), gates=GATES)
)
PACINGS = TIMINGS | optional(chunks=st.lists(st.integers(1, 9), min_size=1), first=DURATIONS)
ERROR_EVENTS = optional(code=TEXTS, param=TEXTS, after=COUNTS, then_failed=st.booleans() | st.none())
DISCONNECTS = st.sampled_from(["request", "headers", {"bytes": 1}, {"events": 2, "bytes": 0}]) | st.integers(0, 9)
STALLS = st.integers(0, 9) | st.fixed_dictionaries({"after": st.integers(0, 9)}, optional={"for": DURATIONS})
_EVENT_FAULTS = (
    "malformed_json",
    "invalid_utf8",
    "wrong_event_name",
    "wrong_sequence_number",
    "duplicate_event",
    "drop_event",
    "reorder_events",
)
FAULTS = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(_EVENT_FAULTS, PLACES | st.none()),
        **dict.fromkeys(("truncate_after", "cut_body", "content_length"), COUNTS),
        **dict.fromkeys(("missing_done", "empty_body"), st.booleans() | st.none()),
        "error_event": ERROR_EVENTS,
        "disconnect_after": DISCONNECTS,
        "stall": STALLS,
        "slow_headers": DURATIONS,
        "content_type": st.sampled_from(["text/plain", "é"]),
        "html_error": st.integers(400, 599),
    },
).filter(lambda fault: any(part is not None and part is not False for part in fault.values()))
EVENTS = st.fixed_dictionaries({"type": TEXTS}, optional={"item": JSON})
BODIES = st.fixed_dictionaries({}, optional={"status": st.sampled_from([200, 503, 599]), "headers": HEADERS}).flatmap(
    lambda beside: (
        st.fixed_dictionaries({"text": TEXTS}).map(lambda body: {**body, **beside})
        | st.binary(max_size=9).map(lambda data: {"base64": b64encode(data).decode(), **beside})
    )
)
RESPONSES = optional(id=TEXTS, output=ITEMS, usage=USAGES, model=JSON) | optional(
    error=optional(code=TEXTS, message=TEXTS, param=JSON), output=ITEMS
)
BACKGROUNDS = (
    st.sampled_from(["polling", "time"])
    | st.fixed_dictionaries({"polls": st.integers(1, 99)})
    | st.fixed_dictionaries({"queued": DURATIONS})
    | st.none()
)
REPLIES = (
    ITEMS
    | st.fixed_dictionaries({"error": ERRORS}, optional={"fault": FAULTS})
    | optional(
        output=ITEMS,
        status=OUTCOMES,
        usage=USAGES,
        stream=PACINGS,
        fault=FAULTS,
        background=BACKGROUNDS,
    )
    | st.just("auto")
    | st.fixed_dictionaries({"auto": st.just(True)}, optional={"stream": PACINGS, "background": BACKGROUNDS})
    | st.fixed_dictionaries(
        {"events": st.lists(EVENTS, min_size=1, max_size=3)},
        optional={"invalid": st.sampled_from(["refuse", "allow", None]), "stream": TIMINGS, "background": BACKGROUNDS},
    )
    | st.fixed_dictionaries({"raw": TEXTS | BODIES}, optional={"stream": PACINGS, "fault": FAULTS})
    | st.fixed_dictionaries({"response": RESPONSES}, optional={"fault": FAULTS, "background": BACKGROUNDS})
)
CONDITIONS = optional(
    model=TEXTS, last_user=TEXTS.map(lambda text: {"$contains": text}), input=JSON.map(lambda value: {"$equals": value})
)
TURNS = st.fixed_dictionaries({"reply": REPLIES}, optional={"when": CONDITIONS, "priority": INTEGERS}) | (
    st.fixed_dictionaries({"attempts": st.lists(REPLIES, min_size=1, max_size=3)}, optional={"expect": CONDITIONS})
)
PATHS = optional(response_id=TEXTS | TEXTS.map(lambda text: {"$contains": text}), model=st.none())
QUERIES = optional(limit=TEXTS, **{"include[]": st.lists(TEXTS, max_size=2)})
OTHER_TURNS = st.fixed_dictionaries(
    {
        "when": st.fixed_dictionaries({"operation": st.just("responses.retrieve")}, optional={"path": PATHS}),
        "reply": st.fixed_dictionaries({"error": ERRORS}) | ITEMS,
    },
    optional={"expect": optional(query=QUERIES)},
) | st.fixed_dictionaries(
    {
        "when": st.just({"operation": "responses.input_tokens"}),
        "reply": st.fixed_dictionaries({"input_tokens": st.integers(0, 2**40)}, optional={"fault": FAULTS}),
    }
)
NAMES = TEXTS.filter(bool)
INPUTS = st.lists(st.dictionaries(TEXTS, JSON, max_size=2).map(lambda item: {**item, "role": "user"}), max_size=2)
GIVEN_RESPONSES = st.fixed_dictionaries(
    {"id": NAMES},
    optional={
        "model": NAMES,
        "input": TEXTS | INPUTS,
        "output": ITEMS,
        "status": OUTCOMES,
        "usage": USAGES,
        "background": st.booleans(),
        "metadata": st.dictionaries(TEXTS, TEXTS, max_size=2),
    },
)
GIVEN_CONVERSATIONS = st.fixed_dictionaries({"id": NAMES}, optional={"items": INPUTS})


def _by_id(one: Json) -> Json:
    return one["id"]


GIVEN = optional(
    responses=st.lists(GIVEN_RESPONSES, max_size=2, unique_by=_by_id),
    conversations=st.lists(GIVEN_CONVERSATIONS, max_size=2, unique_by=_by_id),
)
DOCUMENTS = st.fixed_dictionaries(
    {"steps": st.lists(TURNS, min_size=1, max_size=2)},
    optional={
        "name": TEXTS.filter(bool),
        "description": TEXTS,
        "$schema": TEXTS,
        "clock": st.sampled_from(["real", "manual", None]),
        "given": GIVEN,
        "stubs": st.lists(TURNS | OTHER_TURNS, max_size=2),
    },
)
