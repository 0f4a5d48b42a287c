"""The command `python -m benchmarks`."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from benchmarks import servers
from benchmarks.answer import Answer
from benchmarks.connection import WrongAnswerError, ask_once
from benchmarks.lane import Lane
from benchmarks.machine import machine, versions
from benchmarks.payloads import PATH, PAYLOADS, Payload
from benchmarks.servers import Server
from benchmarks.table import HEADINGS, Row, table
from benchmarks.validation import ACCEPTED_HEADINGS, REFUSED_HEADINGS, accepted, refused

_SECONDS = click.FloatRange(0, min_open=True)


@click.command()
@click.option("--rounds", default=5, show_default=True, type=click.IntRange(1), help="Rounds; the best one counts.")
@click.option("--seconds", default=2.0, show_default=True, type=_SECONDS, help="Length of one measurement.")
@click.option("--connections", default=32, show_default=True, type=click.IntRange(1), help="Requests at a time.")
def main(rounds: int, seconds: float, connections: int) -> None:
    """Measure server CPU per request, ours beside a bare uvicorn that sends the same bytes (Linux only).

    Then, in this process, what the contract takes of it.
    """
    click.echo(f"{versions()}\n{machine()}\n{rounds} rounds of {seconds:g} s, {connections} connections\n")
    with servers.ours() as ours:
        answers = {payload.key: _captured(ours, payload) for payload in PAYLOADS}
        with _bare(answers) as bare:
            rows = [_row(payload, answers[payload.key], ours, bare) for payload in PAYLOADS]
            _measure(rows, rounds, seconds, connections)
            click.echo(table(HEADINGS, rows))
            click.echo(f"\nmemory at the end: ours {ours.resident_mib:.0f} MiB, bare {bare.resident_mib:.0f} MiB\n")
    click.echo(table(ACCEPTED_HEADINGS, accepted(rounds)) + "\n")
    click.echo(table(REFUSED_HEADINGS, refused(rounds)))


def _captured(server: Server, payload: Payload) -> Answer:
    answer = ask_once(server.port, payload.request(PATH))
    problem = answer.problem(streams=payload.streams)
    if problem:
        raise WrongAnswerError(f"{payload.title}: {problem}")
    return answer


@contextmanager
def _bare(answers: dict[str, Answer]) -> Iterator[Server]:
    with TemporaryDirectory() as folder:
        for key, answer in answers.items():
            Path(folder, key).write_bytes(answer.wire)
        with servers.bare(Path(folder)) as server:
            yield server


def _row(payload: Payload, answer: Answer, ours: Server, bare: Server) -> Row:
    static = payload.request(f"/{payload.key}")
    return Row(payload, Lane(ours, payload.request(PATH), answer), Lane(bare, static, answer))


def _measure(rows: Sequence[Row], rounds: int, seconds: float, connections: int) -> None:
    lanes = [lane for row in rows for lane in (row.ours, row.bare)]
    for _ in range(rounds):
        for lane in lanes:
            lane.run(seconds, connections)


if __name__ == "__main__":
    main()
