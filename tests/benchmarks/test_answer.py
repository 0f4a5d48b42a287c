"""What the benchmark takes for a right answer."""

import pytest

from benchmarks.answer import EVENTS, Answer

TYPES = ["response.created", *["response.output_text.delta"] * (EVENTS - 2), "response.completed"]
ID = "resp_" + "a1" * 23


def stream(types: list[str], first: int = 0) -> bytes:
    lines = (f'data: {{"type":"{name}","sequence_number":{n}}}\n\n' for n, name in enumerate(types, first))
    return "".join(lines).encode()


def plain(body: bytes, status: str = "200 OK") -> Answer:
    return Answer(f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)


def chunked(*chunks: bytes) -> Answer:
    framed = (b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in (*chunks, b""))
    return Answer(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n" + b"".join(framed))


def test_a_whole_stream_is_right() -> None:
    assert plain(stream(TYPES)).problem(streams=True) is None


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(plain(stream(TYPES), "400 Bad Request"), id="status"),
        pytest.param(plain(stream([*TYPES[:-2], TYPES[-1]])), id="an event too few"),
        pytest.param(plain(stream(TYPES, first=1)), id="numbered from 1"),
        pytest.param(plain(stream([*TYPES[:-1], "response.failed"])), id="failed"),
    ],
)
def test_a_defect_of_a_stream_is_seen(answer: Answer) -> None:
    assert answer.problem(streams=True) is not None


@pytest.mark.parametrize(("status", "problem"), [("completed", None), ("failed", "the response is failed")])
def test_a_json_response_must_be_completed(status: str, problem: str | None) -> None:
    assert problem == plain(f'{{"status":"{status}"}}'.encode()).problem(streams=False)


def test_chunks_are_joined() -> None:
    assert b"onetwo and more" == chunked(b"one", b"two and more").body


@pytest.mark.parametrize("answer", [plain(b"body"), chunked(b"bo", b"dy")], ids=["plain", "chunked"])
def test_an_answer_is_whole_at_its_last_byte_only(answer: Answer) -> None:
    wire = answer.wire

    assert answer.is_whole
    assert not any(Answer(wire[:length]).is_whole for length in range(len(wire)))


def test_answers_that_differ_in_ids_are_masked_alike() -> None:
    assert plain(ID.encode()).masked == plain(ID.replace("a1", "b2").encode()).masked


def test_answers_that_differ_in_more_are_not() -> None:
    assert plain(b"one " + ID.encode()).masked != plain(b"two " + ID.encode()).masked
