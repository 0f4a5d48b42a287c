"""Background responses, as the official Python SDK follows them, called and awaited."""

from itertools import takewhile
from typing import Any

import pytest

from tests.clients.lifecycle import Gate, failure, hello

PART = "response.content_part.added"
"""The last event before the gate."""


def begin(sdk: Any, text: str = "Gated") -> list[Any]:
    """Have a background response streamed as far as its gate, then leave; gives the events."""
    stream = hello(sdk, input=text, background=True, stream=True)
    events = list(takewhile(lambda event: event.type != PART, stream))
    stream.close()
    return events


def test_polling_moves_it_on(sdk: Any) -> None:
    created = hello(sdk, background=True)
    states = [sdk.responses.retrieve(created.id).status for _ in range(3)]

    assert ("queued", ["in_progress", "completed", "completed"]) == (created.status, states)


def test_it_ends_as_a_plain_response_does(sdk: Any) -> None:
    created = hello(sdk, background=True)
    _, ended = (sdk.responses.retrieve(created.id) for _ in range(2))

    assert ("Hi there.", True) == (ended.output_text, ended.background)


def test_stream_waits_for_the_gate(sdk: Any, gate: Gate) -> None:
    events = begin(sdk)

    assert "in_progress" == sdk.responses.retrieve(events[0].response.id).status
    gate(True)
    assert "abcdef" == sdk.responses.retrieve(events[0].response.id).output_text


@pytest.mark.parametrize("behind", [0, 1])
def test_stream_is_resumed_in_the_middle(sdk: Any, gate: Gate, behind: int) -> None:
    events = begin(sdk)
    number = events[-1].sequence_number - behind
    resumed = iter(sdk.responses.retrieve(events[0].response.id, stream=True, starting_after=number))
    early = next(resumed)
    gate(True)
    late = list(resumed)

    assert list(range(number + 1, number + 2 + len(late))) == [event.sequence_number for event in [early, *late]]
    assert ("response.completed", "abcdef") == (late[-1].type, late[-1].response.output_text)


def test_late_reader_is_told_everything(sdk: Any, gate: Gate) -> None:
    events = begin(sdk)
    gate(True)
    whole = list(sdk.responses.retrieve(events[0].response.id, stream=True))

    assert events == whole[: len(events)]
    assert list(range(len(whole))) == [event.sequence_number for event in whole]


def test_stream_helper_follows_to_the_end(sdk: Any, gate: Gate) -> None:
    events = begin(sdk)
    gate(True)
    with sdk.responses.stream(response_id=events[0].response.id, starting_after=2) as stream:
        numbers = [event.sequence_number for event in stream]

        assert (3, "abcdef") == (numbers[0], stream.get_final_response().output_text)


def test_two_follow_the_same_response(sdk: Any, gate: Gate) -> None:
    response_id = begin(sdk)[0].response.id
    first, second = (iter(sdk.responses.retrieve(response_id, stream=True)) for _ in range(2))
    opening = [next(first), next(second)]
    gate(True)

    assert opening[0] == opening[1]
    assert list(first) == list(second)


def test_cancelled_in_the_middle(sdk: Any, gate: Gate) -> None:
    response_id = begin(sdk)[0].response.id
    cancelled = sdk.responses.cancel(response_id)
    gate(True)

    assert ("cancelled", "cancelled") == (cancelled.status, sdk.responses.retrieve(response_id).status)


def test_cancelled_twice_is_the_same(sdk: Any) -> None:
    created = hello(sdk, background=True)
    first, second = (sdk.responses.cancel(created.id) for _ in range(2))

    assert first == second
    assert "cancelled" == first.status


def test_completed_is_not_cancelled(sdk: Any) -> None:
    created = hello(sdk, background=True)
    for _ in range(2):
        sdk.responses.retrieve(created.id)

    assert (400, "Cannot cancel a completed response.") == failure(lambda: sdk.responses.cancel(created.id))[::2]


def test_whoever_follows_is_told_of_the_cancellation(sdk: Any) -> None:
    response_id = begin(sdk)[0].response.id
    following = iter(sdk.responses.retrieve(response_id, stream=True))
    next(following)
    sdk.responses.cancel(response_id)
    *_, last = following

    assert ("cancelled", response_id) == (last.response.status, last.response.id)


def test_deleted_while_it_is_made(sdk: Any) -> None:
    created = hello(sdk, background=True)
    sdk.responses.delete(created.id)

    assert 404 == failure(lambda: sdk.responses.retrieve(created.id))[0]


def test_background_is_polled_though_it_is_not_stored(sdk: Any) -> None:
    created = hello(sdk, background=True, store=False)

    assert ["in_progress", "completed"] == [sdk.responses.retrieve(created.id).status for _ in range(2)]


def test_beta_twin_is_followed_and_cancelled(sdk: Any) -> None:
    created = hello(sdk.beta, background=True)

    assert "in_progress" == sdk.beta.responses.retrieve(created.id).status
    assert "cancelled" == sdk.beta.responses.cancel(created.id).status
