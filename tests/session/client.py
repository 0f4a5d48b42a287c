"""Clients without a network, in the styles in which real ones send their history."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, NamedTuple, TypeAlias

import orjson

from mockserver import resources
from mockserver.contract.contract import Contract
from mockserver.contract.rulebook import RuleBook
from mockserver.contract.rules.calls import CALL_RULES
from mockserver.contract.rules.stored import STORED_RULES
from mockserver.scenario.load import loads
from mockserver.scenario.terms import Mode
from mockserver.session.session import Session
from mockserver.values import Call, JsonObject, Reply, Severity
from mockserver.wire.sse import decode

BEARER: Mapping[str, str] = {"authorization": "Bearer x"}


class Answer(NamedTuple):
    """What came back for one call, and which step or stub the journal names for it."""

    reply: Reply
    played: str | None

    @property
    def raw(self) -> bytes:
        """Every byte, headers and status included."""
        return repr((self.reply.status, self.reply.headers, self.reply.bursts)).encode()

    @property
    def status(self) -> int:
        return self.reply.status

    @property
    def response(self) -> JsonObject:
        """The finished response."""
        if self.reply.body.startswith(b"event:"):
            return dict(decode(self.reply.body)[-1]["response"])
        return dict(orjson.loads(self.reply.body))

    @property
    def error(self) -> JsonObject:
        """The error of a refusal."""
        return dict(orjson.loads(self.reply.body)["error"])

    @property
    def id(self) -> str:
        return str(self.response["id"])

    @property
    def output(self) -> list[JsonObject]:
        return list(self.response["output"])

    @property
    def text(self) -> str:
        """The text of the last message."""
        return str(self.output[-1]["content"][0]["text"])


@cache
def contract() -> Contract:
    """Read the shipped contract once."""
    return Contract.shipped(resources.contracts(), "openai")


@cache
def lenient() -> Contract:
    """Switch off what looks at the calls before this one, for sessions that are told half of a conversation."""
    about_the_past: dict[str, Severity] = {rule.id: "off" for rule in (*CALL_RULES, *STORED_RULES)}
    return contract().with_rules(RuleBook(severities=about_the_past))


def start(
    *scenarios: str, name: str = "default", seed: int = 0, mode: Mode = "enforce", strict: bool = True
) -> Session:
    """Open a session with scenarios given as YAML; they are called a, b, c in this order."""
    loaded = [_loaded(text, f"{'abcdefgh'[at]}.yaml") for at, text in enumerate(scenarios)]
    return Session(contract() if strict else lenient(), loaded, mode=mode, name=name, seed=seed)


# Reading YAML takes most of the time of a session, and many start with the same.
_loaded = cache(loads)


def send(session: Session, retry: int | None = 0, headers: Mapping[str, str] = BEARER, **body: Any) -> Answer:
    """Make one call; `retry` is what the SDK says of its attempt, None sends no such header."""
    counted = {} if retry is None else {"x-stainless-retry-count": str(retry)}
    reply = session.handle(Call("responses.create", {**headers, **counted}, {"model": "gpt-5", **body}))
    return Answer(reply, list(session.journal)[-1].played)


def new_conversation(session: Session, name: str = "") -> str:
    """Open a conversation, and give its id."""
    reply = session.handle(Call("conversations.create", BEARER, {"metadata": {"name": name}}))
    return str(orjson.loads(reply.body)["id"])


def said(text: str) -> JsonObject:
    return {"role": "user", "content": [{"type": "input_text", "text": text}]}


def tool_outputs(output: Sequence[JsonObject]) -> list[JsonObject]:
    """Answer every call in a response's output."""
    calls = [item for item in output if item["type"] == "function_call"]
    return [{"type": "function_call_output", "call_id": call["call_id"], "output": "{}"} for call in calls]


class Client:
    """One client: what it has said and heard; its style decides what of that it sends."""

    def __init__(self, session: Session, style: "Style", name: str = "", **parameters: Any) -> None:
        self.session, self.style, self.name, self.parameters = session, style, name, parameters
        self.history: list[JsonObject] = []
        self.answers: list[Answer] = []
        self.new: list[JsonObject] = []

    @cached_property
    def conversation(self) -> str:
        """The conversation that it talks in, if its style is such."""
        return new_conversation(self.session, self.name)

    @property
    def last(self) -> Answer:
        return self.answers[-1]

    def say(self, *texts: str) -> Answer:
        return self._send([said(text) for text in texts])

    def bring_outputs(self) -> Answer:
        return self._send(tool_outputs(self.last.output))

    def _send(self, new: list[JsonObject]) -> Answer:
        self.new = new
        self.history = [*self.history, *new]
        answer = send(self.session, **self.parameters, **self.style(self))
        self.answers.append(answer)
        self.history = [*self.history, *answer.output]
        return answer


Style: TypeAlias = Callable[[Client], JsonObject]
"""What a client sends beside its parameters."""


def by_reference(client: Client) -> JsonObject:
    return {"input": client.new, **({"previous_response_id": client.last.id} if client.answers else {})}


def user_before_outputs(client: Client) -> JsonObject:
    """Put a word of the user between `previous_response_id` and the outputs."""
    is_output = client.new[0].get("type") == "function_call_output"
    note = [said("By the way.")] if is_output else []
    return {**by_reference(client), "input": [*note, *client.new]}


def by_conversation(client: Client) -> JsonObject:
    return {"input": client.new, "conversation": {"id": client.conversation}}


def in_full(client: Client) -> JsonObject:
    return {"input": client.history}


def only_message_ids(client: Client) -> JsonObject:
    """Make up new call ids, as gateways do; the ids of the items stay."""
    return {"input": _renamed(client.history)}


def only_call_ids(client: Client) -> JsonObject:
    return {"input": [_without(item, "id", "status") for item in client.history]}


def without_reasoning(client: Client) -> JsonObject:
    return {"input": [_without(item, "id") for item in client.history if item.get("type") != "reasoning"]}


def without_ids(client: Client) -> JsonObject:
    return {"input": [_without(item, "id", "status") for item in _renamed(client.history)]}


def without_reasoning_and_ids(client: Client) -> list[JsonObject]:
    return [item for item in without_ids(client)["input"] if item.get("type") != "reasoning"]


def as_strings(client: Client) -> JsonObject:
    """Turn part lists into plain texts, without ids."""
    return {"input": [_plain(item, str) for item in without_reasoning_and_ids(client)]}


def respaced(client: Client) -> JsonObject:
    """Rewrite white space in every text but the newest."""
    items = without_reasoning_and_ids(client)
    count = len(client.new)
    return {"input": [*(_plain(item, _respaced) for item in items[:-count]), *items[-count:]]}


def with_insertion(client: Client) -> JsonObject:
    """Put messages before everything, from the second call on."""
    inserted = [{"role": "developer", "content": "Be brief."}, said("Remember: I am Ada.")] if client.answers else []
    return {"input": [*inserted, *without_ids(client)["input"]]}


def summarised(client: Client) -> JsonObject:
    """Keep the last exchange and a summary of everything before it."""
    items = without_ids(client)["input"]
    users = [at for at, item in enumerate(items) if item.get("role") == "user"]
    kept = users[-2] if len(users) > 2 else 0
    return {"input": [*([said(f"Summary of {kept} items.")] if kept else []), *items[kept:]]}


def with_references(client: Client) -> JsonObject:
    made = [item["id"] for answer in client.answers for item in answer.output]
    return {"input": [_reference(item) if item.get("id") in made else item for item in client.history]}


def only_users(client: Client) -> JsonObject:
    return {"input": [item for item in client.history if item.get("role") == "user"]}


def _reference(item: JsonObject) -> JsonObject:
    return {"type": "item_reference", "id": item["id"]}


def _without(item: JsonObject, *keys: str) -> JsonObject:
    return {key: value for key, value in item.items() if key not in keys}


def _renamed(items: Sequence[JsonObject]) -> list[JsonObject]:
    """Give every call id a number of its own instead."""
    names = list(dict.fromkeys(item["call_id"] for item in items if "call_id" in item))
    return [{**item, "call_id": f"own-{names.index(item['call_id'])}"} if "call_id" in item else item for item in items]


def _plain(item: JsonObject, rewrite: Callable[[str], str]) -> JsonObject:
    if "role" not in item:
        return item
    return {"role": item["role"], "content": rewrite(item["content"][0]["text"])}


def _respaced(text: str) -> str:
    return f"  {text.replace(' ', '  ').replace('.', '. ')}\n"
