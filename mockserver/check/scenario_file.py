"""How a scenario file is checked: it loads, and every reply of it is one that the API could send."""

from collections.abc import Iterator
from pathlib import Path

import orjson

from mockserver.check.checks import Standard, reply_violations, stream_violations
from mockserver.check.finding import Finding, path_of, words
from mockserver.contract.contract import Contract
from mockserver.scenario.load import load
from mockserver.scenario.model import Scenario
from mockserver.session.candidate import Candidate
from mockserver.session.candidates import Candidates
from mockserver.session.echoes import Echoes
from mockserver.session.reading import Reading
from mockserver.session.script import Filling, Script
from mockserver.values import JsonObject, Reply, ScenarioError, Violation
from mockserver.wire.sse import decode

_SAMPLE: JsonObject = {"model": "gpt-5", "input": "Hello"}
"""A call that asks for nothing special."""


def scenario_findings(path: Path, standard: Standard) -> list[Finding]:
    """Tell what is wrong with a scenario file, which is held against its own terms."""
    try:
        scenario = load(path)
        contract = standard.contract_for([scenario])
        candidates = Candidates([scenario], contract)
    except ScenarioError as error:
        return [Finding(error.place, "scenario", error.message)]
    return [found for candidate in candidates.all for found in _findings(scenario, candidate, contract)]


def _findings(scenario: Scenario, candidate: Candidate, contract: Contract) -> Iterator[Finding]:
    reading = Reading(_SAMPLE)
    filling = Filling("0" * 46, 0, 0, reading.tokens, Echoes(contract.dialect).write(reading))
    for number, script in enumerate(candidate.scripts):
        for violation in dict.fromkeys(_violations(script, filling, contract)):
            path = (*candidate.path, "replies", number, *_output(violation))
            yield Finding(scenario.place(*path), violation.rule, words(violation), param=violation.param)


def _violations(script: Script, filling: Filling, contract: Contract) -> Iterator[Violation]:
    for streams in (False, True):
        reply = script.reply(filling, streams=streams)
        yield from _reply_violations(reply, contract)


def _reply_violations(reply: Reply, contract: Contract) -> list[Violation]:
    if dict(reply.headers)[b"content-type"].startswith(b"text/event-stream"):
        return stream_violations(contract, decode(reply.body))
    body = orjson.loads(reply.body)
    if reply.status >= 400:
        return contract.error_violations(body)
    return reply_violations(contract, "responses.create", body)


def _output(violation: Violation) -> tuple[str | int, ...]:
    """Give the place of an output item, when a violation is inside one."""
    path = path_of(violation.param)
    at = path.index("output") if "output" in path else len(path)
    return path[at : at + 2]
