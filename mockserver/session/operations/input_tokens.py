"""Counting what a response would read (seed 000)."""

from mockserver.session.desk import Desk
from mockserver.session.reading import Reading
from mockserver.values import Call, JsonObject


def count_input_tokens(desk: Desk, call: Call) -> JsonObject:
    """Count as the usage of a response to the same call would say: a token for every four bytes of UTF-8.

    Instructions, input and tools count each for itself, what is no text as compact JSON; before them comes what the
    call continues.
    """
    reading = Reading(call.body)
    before = desk.origin(call, reading).tokens(reading, desk.now)
    return {"object": "response.input_tokens", "input_tokens": before + reading.tokens}
