"""A response as it is told to one call, before it is on any wire."""

import pytest

from mockserver.protocol.wishes import Wishes
from mockserver.replies.items_script import ItemsScript
from mockserver.replies.script import Filling
from mockserver.replies.telling import Telling, is_queued
from mockserver.scenario.load import loads
from mockserver.scenario.model import ItemsReply
from mockserver.wire.encoding import Encoding

FILLING = Filling("b", 0, 1, 2, b'"model":"m"', queued=True)
TYPES = Encoding(lambda event: str(event["type"]).encode())


def telling(*keys: str, filling: Filling = FILLING) -> Telling:
    """Tell a reply that has these keys beside its output."""
    reply = ", ".join(("output: [{message: abcd}]", *keys))
    [stub] = loads(f"stubs: [{{reply: {{{reply}}}}}]", "a.yaml").stubs
    assert isinstance(stub.replies[0], ItemsReply)
    return ItemsScript(stub.replies[0]).telling(filling)


def dues(one: Telling) -> list[float]:
    return [frame.due for frame in one.frames()]


PACE = "stream: {chunks: [2, 2], between: 1s}"
POLLS = [
    ((), 2),
    (("background: polling",), 2),
    (("background: {polls: 7}",), 7),
    (("background: time",), 0),
    (("background: {queued: 1s}",), 0),
    ((PACE,), 0),
    ((PACE, "background: polling"), 2),
    (("stream: {gates: [{name: go, before: last}]}",), 0),
]


@pytest.mark.parametrize(("keys", "polls"), POLLS, ids=[" ".join(keys) for keys, _ in POLLS])
def test_looks_move_it_unless_time_does(keys: tuple[str, ...], polls: int) -> None:
    assert polls == telling(*keys).polls


def test_what_follows_the_queue_is_later() -> None:
    direct, late = telling(PACE), telling(PACE, "background: {queued: 5s}")
    queued = [is_queued(frame) for frame in late.frames()]

    assert [True, True, False] == queued[:3]
    assert [due + (0 if waits else 5) for due, waits in zip(dues(direct), queued, strict=True)] == dues(late)


def test_one_that_does_not_wait_is_in_progress_at_once() -> None:
    assert not any(is_queued(frame) for frame in telling(filling=FILLING._replace(queued=False)).frames())


def test_frames_are_written_as_the_encoding_says() -> None:
    assert b"response.created" == next(telling().frames(TYPES)).data
    assert b"" == next(telling().frames()).data


def test_faults_spoil_only_the_frames_that_are_asked_for_with_them() -> None:
    one = telling("fault: {truncate_after: 2}")

    assert ([b"response.created", b"response.queued"], 10) == (
        [frame.data for frame in one.spoilt(TYPES)],
        len([*one.frames(TYPES)]),
    )


@pytest.mark.parametrize(
    ("fault", "ending"),
    [("truncate_after: 2", "complete"), ("disconnect_after: 2", "hang_up"), ("stall: 2", "hang")],
)
def test_faults_say_how_it_ends(fault: str, ending: str) -> None:
    assert ending == telling(f"fault: {{{fault}}}").ending


def test_its_end_is_that_of_its_last_event() -> None:
    for filling in (FILLING, FILLING._replace(wishes=Wishes(obfuscates=True)), FILLING._replace(response_id="resp_x")):
        one = telling(filling=filling)
        *_, last = one.frames()

        assert one.ended == last.event["response"]
