"""What the contract costs in the server's process: accepting beside parsing, and explaining a refusal."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from time import process_time

import orjson

from benchmarks.payloads import PAYLOADS
from mockserver import resources
from mockserver.contract.contract import Contract
from mockserver.values import DIALECTS, Call, Dialect, JsonObject

_MILLION = 1_000_000
_SHORTEST = 0.01


@dataclass(slots=True)
class Clocked:
    """The CPU seconds of one action: the best of all rounds."""

    action: Callable[[], object]
    seconds: float = field(default=float("inf"))

    def run(self) -> None:
        """Repeat the action for a while, and keep the time of one if it is the best so far."""
        repeats, spent = 1, 0.0
        while spent < _SHORTEST:
            repeats *= 2
            begin = process_time()
            for _ in range(repeats):
                self.action()
            spent = process_time() - begin
        self.seconds = min(self.seconds, spent / repeats)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A good request: how long it takes to parse, and to hold against the contract."""

    title: str
    target: float
    parse: Clocked
    validate: Clocked

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as text."""
        parse, validate = self.parse.seconds, self.validate.seconds
        ratio = f"{validate / parse:.2f}"
        return (self.title, f"{parse * 1e6:.1f}", f"{validate * 1e6:.1f}", ratio, f"≤ {self.target:.1f}")


@dataclass(frozen=True, slots=True)
class Refused:
    """A bad request: how long the first refusal of its kind takes, and a later one."""

    title: str
    first: float
    later: Clocked

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as text."""
        return (self.title, f"{self.first * 1e3:.1f}", f"{self.later.seconds * 1e3:.1f}", "≤ 10")


ACCEPTED_HEADINGS = ("good request", "parse µs", "validate µs", "ratio", "target")
REFUSED_HEADINGS = ("bad request", "first ms", "later ms", "target")


def accepted(rounds: int) -> list[Accepted]:
    """Measure good requests, in both dialects where they have them; parsing and validating take turns."""
    rows = list(_accepted_rows())
    for _ in range(rounds):
        for row in rows:
            row.parse.run()
            row.validate.run()
    return rows


def refused(rounds: int) -> list[Refused]:
    """Measure bad requests."""
    rows = list(_refused_rows())
    for _ in range(rounds):
        for row in rows:
            row.later.run()
    return rows


def _accepted_rows() -> Iterator[Accepted]:
    for dialect in DIALECTS:
        yield _accepted(f"20 short items + 5 small tools + schema, {dialect}", 1.2, dialect, _multi20())
        yield _accepted(f"20 items + 5 tools as agents write them, {dialect}", 1.2, dialect, _wordy())
    yield _accepted("1 MB in one text", 1.5, DIALECTS[0], _asking("word " * (_MILLION // 5)))
    yield _accepted("1 MB in 5,000 messages", 1.5, DIALECTS[0], _asking([_message(200 * "w") for _ in range(5_000)]))


def _accepted(title: str, target: float, dialect: Dialect, body: JsonObject) -> Accepted:
    contract, raw = _contract(dialect), orjson.dumps(body)
    call = Call("responses.create", {}, orjson.loads(raw))
    problems = [one for one in contract.violations(call, None) if contract.rulebook.refuses(one)]
    if problems:
        raise AssertionError(f"{title}: {problems[0].message}")
    return Accepted(title, target, Clocked(lambda: orjson.loads(raw)), Clocked(lambda: contract.violations(call, None)))


def _refused_rows() -> Iterator[Refused]:
    deep = _multi20()
    deep["input"][-1]["content"][0]["type"] = "input_txt"
    tool = _multi20()
    tool["tools"][3]["type"] = "functon"
    yield _refused("20 items + 5 tools, wrong type of a part", deep)
    yield _refused("20 items + 5 tools, wrong type of a tool", tool)
    yield _refused(
        "1 MB in 5,000 messages, the last one wrong", _asking([*(_message("w" * 200),) * 5_000, {"role": 5}])
    )
    yield _refused("100,000 unknown parameters", {**_asking("Hi"), **{f"name{at}": at for at in range(100_000)}})


def _refused(title: str, body: JsonObject) -> Refused:
    contract, call = _contract(DIALECTS[0]), Call("responses.create", {}, body)
    begin = process_time()
    if not contract.violations(call, None):
        raise AssertionError(f"{title}: accepted")
    return Refused(title, process_time() - begin, Clocked(lambda: contract.violations(call, None)))


def _contract(dialect: Dialect) -> Contract:
    """Read a contract anew, with its validator for good requests compiled, as it is in a server at work."""
    contract = Contract.shipped(resources.contracts(), dialect)
    contract.violations(Call("responses.create", {}, _asking("Hi")), None)
    return contract


def _multi20() -> JsonObject:
    body: JsonObject = deepcopy(next(payload.body for payload in PAYLOADS if payload.key == "multi20-stream"))
    return body


def _wordy() -> JsonObject:
    """Give every tool six parameters with a sentence each, and every text a paragraph (clients.md §5: 40 kB a call)."""
    body = _multi20()
    for tool in body["tools"]:
        names = [f"option_{letter}" for letter in "abcdef"]
        tool["description"] *= 5
        tool["parameters"]["properties"] = {
            name: {"type": ["string", "null"], "description": f"What {name} is for, in one full sentence of its own."}
            for name in names
        }
        tool["parameters"]["required"] = names
    for item in body["input"]:
        for part in item.get("content", ()):
            part["text"] *= 5
    return body


def _asking(given: object) -> JsonObject:
    return {"model": "gpt-4.1", "input": given}


def _message(text: str) -> JsonObject:
    return {"type": "message", "role": "user", "content": [{"type": "input_text", "text": text}]}
