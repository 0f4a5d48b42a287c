"""What a client meant by a name that the API does not know."""

from collections.abc import Collection, Mapping

from mockserver.contract.limits import GUESSED_WORD
from mockserver.values import nearest

LIKENESS = 0.8
"""How like a name must be to count as misspelt; below, `functions` would be taken for `truncation`."""

ELSEWHERE: Mapping[str, str | None] = {
    "format": "text.format",
    "function_call": "tool_choice",
    "functions": "tools",
    "logprobs": "top_logprobs",
    "max_completion_tokens": "max_output_tokens",
    "max_tokens": "max_output_tokens",
    "messages": "input",
    "reasoning_effort": "reasoning.effort",
    "response_format": "text.format",
    "seed": None,
    "stop": None,
    "system": "instructions",
    "thread_id": "conversation",
    "top_k": None,
    "verbosity": "text.verbosity",
}
"""Parameters that other APIs know by another name, most of them Chat Completions; None where there is no other."""


def meant_name(path: tuple[str | int, ...], known: Collection[str]) -> str | None:
    """Return the known name, or the place under one, that was probably meant by the last step of a path."""
    name = str(path[-1])
    if len(path) == 1 and name in ELSEWHERE:
        place = ELSEWHERE[name]
        return place if place and place.partition(".")[0] in known else None
    return nearest(name, known, cutoff=LIKENESS) if len(name) <= GUESSED_WORD else None
