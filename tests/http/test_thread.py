"""A server in a thread."""

import asyncio
import signal
import socket
import subprocess
import sys
from functools import partial
from threading import Thread, active_count, current_thread

import pytest

from mockserver.http.app import App
from mockserver.http.host import Host
from mockserver.http.thread import ServerThread
from tests.http.conftest import CHECKOUT
from tests.http.house import CLOSE, House, housing
from tests.http.raw import create, read, talk
from tests.sessions.town import town


def test_it_answers_once_it_has_started() -> None:
    with housing() as house:
        assert 200 == house.create("").status


def test_functions_run_where_the_server_runs() -> None:
    with housing() as house:
        name, is_loop = house.run(lambda: (current_thread().name, asyncio.get_running_loop().is_running()))

    assert ("mockserver", True) == (name, is_loop)


def test_functions_that_are_sent_run_in_order() -> None:
    ran: list[int] = []
    with housing() as house:
        sent = [house.thread.send(partial(ran.append, number)) for number in range(100)]
        house.run(lambda: None)

        assert all(visit.done() for visit in sent)
    assert [*range(100)] == ran


def test_who_asks_after_a_function_was_sent_is_answered_after_it() -> None:
    with housing(strict=True) as house:
        for number in range(20):
            house.thread.send(partial(house.host.sessions.create, f"s{number}"))

            assert 200 == house.create(f"s{number}").status


def test_a_function_that_was_sent_raises_where_it_is_waited_for() -> None:
    with housing() as house:
        sent = house.thread.send(lambda: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            sent.result()

        assert 200 == house.create("").status


@pytest.mark.parametrize(("keeps", "answered"), [(True, 2), (False, 1)])
def test_connections_are_kept_or_not(keeps: bool, answered: int) -> None:
    thread = ServerThread(App(Host(town())), keeps_connections=keeps)
    thread.start()
    port = int(thread.url.rpartition(":")[2])
    answers = talk(("127.0.0.1", port), create("Hello") + create("Hello", headers=CLOSE))
    thread.stop()

    assert [200] * answered == [answer.status for answer in answers]
    assert "close" == answers[-1].headers["connection"]


def test_a_function_may_run_another() -> None:
    with housing() as house:
        assert 1 == house.run(lambda: house.run(lambda: 1))


def test_what_a_function_raises_is_raised() -> None:
    with housing() as house:
        with pytest.raises(ZeroDivisionError):
            house.run(lambda: 1 // 0)
        with pytest.raises(TimeoutError, match="its own"):
            house.run(_time_out)

        assert 200 == house.create("").status


def _time_out() -> None:
    raise TimeoutError("its own")


def test_many_threads_may_run_functions() -> None:
    with housing() as house:
        threads = [Thread(target=lambda: [house.session(f"s{n}") for n in range(20)]) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert 21 == len(house.run(lambda: house.host.sessions.names))


def test_it_stops_at_once_whoever_waits_or_does_not_read() -> None:
    with housing() as house:
        clients = [socket.create_connection(house.address, timeout=10) for _ in range(3)]
        clients[0].sendall(create("late"))
        clients[1].sendall(create("begun", stream=True))
        read(clients[1], 1)
    rests = [client.recv(100_000) for client in clients[::2]]
    for client in clients:
        client.close()

    assert [b"", b""] == rests


def test_it_leaves_nothing_behind() -> None:
    before = active_count()
    house = House(town())
    house.thread.start()
    house.thread.stop()
    house.thread.stop()

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(house.address, timeout=10)
    assert before == active_count()


@pytest.mark.parametrize("begins", [True, False])
def test_nothing_runs_in_a_server_that_does_not(begins: bool) -> None:
    house = House(town())
    if begins:
        house.thread.start()
    house.thread.stop()

    with pytest.raises(RuntimeError, match="the server is not running"):
        house.run(lambda: 1)


def test_it_takes_the_socket_that_it_is_given() -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    thread = ServerThread(App(Host(town())), listener)
    thread.start()
    socket.create_connection(("127.0.0.1", port), timeout=10).close()
    thread.stop()

    assert (f"http://127.0.0.1:{port}", -1) == (thread.url, listener.fileno())


def test_signals_stay_the_processes_own() -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    with housing():
        during = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]

    assert before == during


FORGOTTEN = """
from tests.http.house import House
from tests.sessions.town import town

house = House(town())
house.thread.start()
assert 200 == house.create("").status
"""


def test_it_neither_holds_the_process_nor_says_anything() -> None:
    command = [sys.executable, "-W", "error", "-c", FORGOTTEN]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, timeout=60)

    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)
