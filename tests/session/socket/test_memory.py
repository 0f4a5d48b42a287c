"""What a connection keeps."""

import pytest

from mockserver.values import DIALECTS, Dialect
from tests.session.socket.client import FAILED, INCOMPLETE, Client


def kept(client: Client) -> set[str]:
    """Tell what is kept, as the next turn is told."""
    client.create("probe", "probe" if client.contract.dialect == "openai" else None)
    return set(client.session.calls[-1].kept)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_latest_response_is_kept(dialect: Dialect) -> None:
    client = Client(dialect)
    for _ in range(2):
        client.create("hi")
        client.finish(client.begun[-1])

    assert {"resp_2"} == kept(client)


def test_a_response_is_kept_once_it_has_ended() -> None:
    client = Client()
    client.create("hi")

    assert set() == kept(client)


def test_each_lane_has_its_own() -> None:
    client = Client()
    for lane in (None, "a", "b", "a"):
        client.create("hi", lane)
        client.finish(client.begun[-1])

    assert {"resp_1", "resp_3", "resp_4"} == kept(client)


@pytest.mark.parametrize("text", ["refuse", "explode"])
@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_failed_continuation_evicts_what_it_continues(dialect: Dialect, text: str) -> None:
    client = Client(dialect)
    client.create("hi")
    client.finish(client.begun[-1])
    client.create(text, previous_response_id="resp_1")
    client.finish(client.begun[-1])

    assert set() == kept(client)


def test_a_failed_fork_spares_what_another_lane_keeps() -> None:
    client = Client()
    client.create("hi", "a")
    client.finish(client.begun[-1])
    client.create("refuse", "b", previous_response_id="resp_1")
    client.finish(client.begun[-1])

    assert {"resp_1"} == kept(client)


@pytest.mark.parametrize(("end", "expected"), [(INCOMPLETE, {"resp_2"}), (FAILED, {"resp_1"})])
def test_what_failed_is_not_kept(end: str, expected: set[str]) -> None:
    client = Client(ends={"odd": end})
    for text in ("hi", "odd"):
        client.create(text)
        client.finish(client.begun[-1])

    assert expected == kept(client)
