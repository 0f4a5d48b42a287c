"""Sessions of one server without a network, and whoever calls them."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from mockserver import resources
from mockserver.contract.contract import Contract
from mockserver.http.clock import clock_named
from mockserver.scenario.load import loads
from mockserver.scenario.model import Scenario
from mockserver.session.opener import Opener
from mockserver.session.session import Session
from mockserver.session.sessions import Sessions
from mockserver.values import Call, Dialect, Violation
from tests.operations.world import BEARER, Answer, told

OWN = """
name: own
steps:
  - when: {last_user: Hello}
    reply: [{function_call: {name: look, arguments: {}, call_id: call_1}}]
  - when: {tool_output: {of: look}}
    reply: [{message: Hi.}]
stubs:
  - {when: {last_user: once}, reply: [{message: Only once.}], times: 1}
  - when: {last_user: retried}
    attempts: [{error: {status: 429, code: rate_limit_exceeded}}, [{message: At last.}]]
  - {when: {last_user: late}, reply: {output: [{message: Late.}], stream: {first: 5s}}}
  - {when: {last_user: begun}, reply: {output: [{message: Begun.}], stream: {chunks: [1, rest], between: 5s}}}
  - {when: {last_user: stalls}, reply: {output: [{message: Still.}], fault: {stall: 3}}}
  - {when: {last_user: hangs up}, reply: {output: [{message: Gone.}], fault: {disconnect_after: 3}}}
  - {when: {last_user: gated}, reply: {output: [{message: Open.}], stream: {gates: [{name: go, before: 0}]}}}
"""


@cache
def contract_of(dialect: Dialect) -> Contract:
    """Read the shipped contract once."""
    return Contract.shipped(resources.contracts(), dialect)


def scenario(text: str, name: str = "more") -> Scenario:
    """Read a scenario."""
    return loads(text, f"{name}.yaml")


def answering(text: str, answer: str, name: str = "more", **terms: Any) -> Scenario:
    """Make a scenario that answers one text."""
    told_so = "".join(f"{key}: {value}\n" for key, value in terms.items())
    return scenario(f"{told_so}stubs:\n  - {{when: {{last_user: {text}}}, reply: [{{message: {answer}}}]}}", name)


def opener(*scenarios: Scenario, **how: Any) -> Opener:
    """Make an opener whose sessions have manual clocks, unless told otherwise."""
    return Opener(contract_of, scenarios or [scenario(f"clock: manual\n{OWN}", "own")], (), clock_named, **how)


def town(*scenarios: Scenario, limit: int = 100, strict: bool = False, **how: Any) -> Sessions:
    """Open sessions on these scenarios, or on those above."""
    return Sessions(opener(*scenarios, **how), limit=limit, strict=strict)


def found(sessions: Sessions, name: str) -> Session:
    """Find a session, which has to be there or to be made."""
    session = sessions.find(name)
    assert isinstance(session, Session)
    return session


def refused(answer: Session | Violation | None) -> tuple[int, str | None]:
    """Give the status and the code of what has to be a refusal."""
    assert isinstance(answer, Violation)
    return answer.status, answer.code


def ask(session: Session, text: str | Sequence[Any] = "Hello", *, retry: int = 0, **body: Any) -> Answer:
    """Have a response made."""
    headers = {**BEARER, "x-stainless-retry-count": str(retry)}
    return call(session, "responses.create", headers=headers, model="gpt-5", input=text, **body)


def call(
    session: Session,
    operation: str,
    path: Mapping[str, str] | None = None,
    headers: Mapping[str, str] = BEARER,
    **body: Any,
) -> Answer:
    """Make one call."""
    reply = session.handle(Call(operation, headers, body, {}, path or {}))
    return Answer(reply.status, told(reply, session.clock.now()))


def words(answer: Answer) -> str:
    """Give what the first item says: its text, or the tool that it calls."""
    item = answer.body["output"][0]
    return str(item["name"] if item["type"] == "function_call" else item["content"][0]["text"])
