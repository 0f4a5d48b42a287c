"""The law: how the calls of many clients fall between each other changes no byte."""

from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random

import pytest

from mockserver.session.session import Session
from tests.session import client as styles
from tests.session.client import Client, Style, said, send, start
from tests.session.probe import TALK, played, steps

SCENARIO = """
steps:
  - when: {last_user: {$contains: weather}}
    attempts:
      - error: {status: 429, code: rate_limit_exceeded}
      - - reasoning: {summary: Think.}
        - message: Let me look.
        - function_call: {name: get_weather, arguments: {city: Paris}}
        - function_call: {name: get_time}
  - when: {tool_output: [{of: get_weather}, {of: get_time}]}
    reply: [{message: It is 18 °C.}]
  - when: {last_user: {$contains: London}}
    attempts:
      - {output: [{message: Lost.}], fault: {error_event: {}}}
      - [{function_call: {name: get_weather, arguments: {city: London}}}]
  - when: {tool_output: {of: get_weather}}
    reply: [{message: Rain.}]
  - {when: {last_user: {$contains: Thanks}}, reply: [{message: Goodbye.}]}
stubs:
  - {when: {last_user: {$contains: Title}}, reply: [{message: The weather.}]}
"""
NO_RETRIES = """
steps:
  - when: {last_user: {$contains: weather}}
    reply: [{message: Let me look.}, {function_call: {name: get_weather}}, {function_call: {name: get_time}}]
  - {when: {tool_output: [{of: get_weather}, {of: get_time}]}, reply: [{message: It is 18 °C.}]}
  - {when: {last_user: {$contains: London}}, reply: [{function_call: {name: get_weather}}]}
  - {when: {tool_output: {of: get_weather}}, reply: [{message: Rain.}]}
  - {when: {last_user: {$contains: Thanks}}, reply: [{message: Goodbye.}]}
stubs:
  - {when: {last_user: {$contains: Title}}, reply: [{message: The weather.}]}
"""
STEPS = [
    *("a step 1", "a step 1", "a step 2", "a stub 1", "a step 3", "a step 3", "a step 3", "a step 4"),
    *("a step 5", "a step 5"),
]
"""What every client gets: its retries, a fork of its third step, and two equal calls at its end."""

STYLES: tuple[Style, ...] = (
    styles.by_reference,
    styles.user_before_outputs,
    styles.in_full,
    styles.only_message_ids,
    styles.only_call_ids,
    styles.without_reasoning,
    styles.without_ids,
    styles.as_strings,
    styles.respaced,
    styles.with_insertion,
    styles.with_references,
)
NAMING_STYLES = (styles.by_reference, styles.in_full, styles.with_references)
"""The styles of clients that may say the very same as others: ids tell them apart."""


class Player(Client):
    """A client that retries, forks and repeats itself; one `next` is one call."""

    def __init__(self, session: Session, style: Style, name: str, *, streams: bool) -> None:
        super().__init__(session, style, name, stream=streams)
        self.transcript: list[bytes] = []
        self.steps: list[str | None] = []

    def play(self) -> Iterator[None]:
        yield from self._call([said(f"The weather, {self.name}?")])
        yield from self._call(styles.tool_outputs(self.last.output))
        yield from self._aside([said("Title, please.")])
        yield from self._aside([said("London, as a fork.")])
        yield from self._call([said("And in London?")])
        yield from self._call(styles.tool_outputs(self.last.output))
        yield from self._aside([said("Thanks!")])
        yield from self._aside([said("Thanks!")])

    def _aside(self, new: list[dict[str, object]]) -> Iterator[None]:
        """Make a call that the history does not keep, and no retry of it."""
        kept = self.history, self.answers
        yield from self._call(new, retries=0)
        self.history, self.answers = kept

    def _call(self, new: list[dict[str, object]], retries: int = 1) -> Iterator[None]:
        self.new, self.history = new, [*self.history, *new]
        body = {**self.parameters, **self.style(self)}
        for count in range(retries + 1):
            answer = send(self.session, retry=count, **body)
            self.transcript.append(answer.raw)
            self.steps.append(answer.played)
            yield
            if answer.status == 200 and b"event: error" not in answer.reply.body:
                self.answers = [*self.answers, answer]
                self.history = [*self.history, *answer.output]
                return


def different_players(session: Session) -> list[Player]:
    ways = [(style, streams, f"{style.__name__} {streams}") for style in STYLES for streams in (False, True)]
    return [Player(session, style, f"{name} {n}", streams=streams) for style, streams, name in ways for n in range(3)]


def equal_players(session: Session, *chosen: Style) -> list[Player]:
    ways = [(style, streams) for style in chosen for streams in (False, True)]
    return [
        Player(session, style, f"{style.__name__} {streams}", streams=streams)
        for style, streams in ways
        for _ in range(6)
    ]


def play(everybody: Sequence[Player], order: Random | None) -> None:
    """Let them play one after another, or at random among each other."""
    finish([player.play() for player in everybody], order)


def finish(running: list[Iterator[None]], order: Random | None) -> None:
    while running:
        chosen = order.choice(running) if order else running[0]
        if next(chosen, running) is running:
            running.remove(chosen)


def transcripts(everybody: Sequence[Player]) -> Counter[tuple[bytes, ...]]:
    return Counter(tuple(player.transcript) for player in everybody)


def replies(everybody: Sequence[Player]) -> Counter[bytes]:
    return Counter(raw for player in everybody for raw in player.transcript)


def shuffled(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - nothing is secret here


@pytest.fixture(scope="module")
def alone() -> list[Player]:
    everybody = different_players(start(SCENARIO))
    play(everybody, None)
    return everybody


def test_there_are_enough_clients(alone: list[Player]) -> None:
    assert [STEPS] * len(alone) == [player.steps for player in alone]
    assert len(transcripts(alone)) >= 50


@pytest.mark.parametrize("seed", range(8))
def test_interleaving_changes_no_byte(seed: int, alone: list[Player]) -> None:
    everybody = different_players(start(SCENARIO))
    play(everybody, shuffled(seed))
    assert [player.transcript for player in alone] == [player.transcript for player in everybody]


def talk(client: Client) -> Iterator[None]:
    for text in ("The weather", "London", "Thanks"):
        client.say(f"{text}, {client.name}.")
        yield


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("style", [styles.by_conversation, styles.only_users], ids=lambda style: style.__name__)
def test_interleaving_changes_no_byte_of_talks(seed: int, style: Style) -> None:
    sessions = start(TALK), start(TALK)
    alone, mixed = ([Client(session, style, str(number)) for number in range(25)] for session in sessions)
    finish([talk(client) for client in alone], None)
    finish([talk(client) for client in mixed], shuffled(seed))
    assert [bytes_of(client) for client in alone] == [bytes_of(client) for client in mixed]
    assert [steps(3)] * 25 == [played(client) for client in mixed]


def bytes_of(client: Client) -> list[bytes]:
    return [answer.raw for answer in client.answers]


@pytest.mark.parametrize("seed", range(4))
def test_equal_clients_share_the_same_transcripts(seed: int) -> None:
    alone, mixed = (equal_players(start(NO_RETRIES), *NAMING_STYLES) for _ in range(2))
    play(alone, None)
    play(mixed, shuffled(seed))
    assert transcripts(alone) == transcripts(mixed)
    assert len(alone) == len(transcripts(alone))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("style", [styles.without_ids, styles.as_strings], ids=lambda style: style.__name__)
def test_equal_clients_that_nothing_tells_apart_share_the_same_replies(seed: int, style: Style) -> None:
    alone, mixed = (equal_players(start(NO_RETRIES), style) for _ in range(2))
    play(alone, None)
    play(mixed, shuffled(seed))
    assert [player.steps for player in alone] == [player.steps for player in mixed]
    assert replies(alone) == replies(mixed)
