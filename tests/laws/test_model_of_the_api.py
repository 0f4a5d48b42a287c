"""Random sequences of operations: a session and a plain model of the API never disagree."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from mockserver.scenario.load import loads
from mockserver.session.session import Session
from mockserver.values import Json, JsonObject
from tests.laws.api_model import Api, Conversation, Item, Response, Way, messages
from tests.operations.world import Answer, World, contract, said
from tests.watch import Watch

SCENARIO = """
stubs:
  - when: {metadata: {way: timed}}
    reply: {output: [{message: abc}], stream: {chunks: [1, rest], first: 10s, between: 10s}}
"""
WAYS: Mapping[Way, JsonObject] = {
    "plain": {},
    "unstored": {"store": False},
    "polled": {"background": True},
    "timed": {"background": True},
}
QUICK = settings(max_examples=120, stateful_step_count=40, deadline=None, derandomize=True, database=None)
LONG = settings(
    max_examples=1000,
    stateful_step_count=60,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
NAMES = ("red", "green", "blue")

T = TypeVar("T")

words = st.lists(st.sampled_from(NAMES), max_size=3)
pick = st.integers(0, 1000)
orders = st.sampled_from(["asc", "desc"])
limits = st.integers(1, 5)


def one_of(things: Sequence[T], number: int) -> T:
    return things[number % len(things)]


class Machine(RuleBasedStateMachine):
    """Does to a session and to the model the same, and compares what they say."""

    @initialize()
    def begin(self) -> None:
        self.api, self.watch, self.known = Api(), Watch(), set[str]()
        self.world = World(Session(contract(), [loads(SCENARIO, "a.yaml")], auto=True, clock=self.watch))

    def ask(self, operation: str, path: dict[str, str], query: Mapping[str, Json] | None = None, **body: Any) -> Answer:
        """Make one call; the contract has to know the answer."""
        answer = self.world.ask(operation, path, query, **body)
        if answer.status == 200:
            assert [] == contract().reply_violations(operation, answer.body)
        return answer

    @rule(seconds=st.sampled_from([1, 19]))
    def wait(self, seconds: int) -> None:
        self.watch.time = self.api.now = self.api.now + seconds

    @rule(way=st.sampled_from(sorted(WAYS)), texts=words)
    def create(self, way: Way, texts: list[str]) -> None:
        self._compare_created(way, [*texts, "Hello"], None, None)

    @precondition(lambda self: self.api.responses)
    @rule(way=st.sampled_from(sorted(WAYS)), texts=words, number=pick)
    def follow_response(self, way: Way, texts: list[str], number: int) -> None:
        previous = one_of(self.api.responses, number)
        # What a response that still runs leaves to its successor, nobody says.
        if previous.has_ended(self.api.now):
            self._learn([previous])
            self._compare_created(way, [*texts, "Hello"], previous, None)

    @precondition(lambda self: self.api.conversations)
    @rule(way=st.sampled_from(sorted({*WAYS} - {"unstored"})), texts=words, number=pick)
    def follow_conversation(self, way: Way, texts: list[str], number: int) -> None:
        talk = one_of(self.api.conversations, number)
        if all(one.has_ended(self.api.now) for one in talk.responses()):
            self._learn([*talk.responses()])
            self._compare_created(way, [*texts, "Hello"], None, talk)

    def _compare_created(
        self, way: Way, texts: list[str], previous: Response | None, talk: Conversation | None
    ) -> None:
        answer = self._create(way, texts, previous, talk)
        refused = self.api.refuses(previous, talk)
        if refused:
            assert refused == (answer.status, answer.error["code"])
            return
        assert 200 == answer.status, answer.raw
        made = self.api.create(answer.body["id"], way, messages(texts), previous, talk)
        self._compare_state(made, answer.body)
        self._compare_input_items(made, "asc", 4)

    def _create(self, way: Way, texts: list[str], previous: Response | None, talk: Conversation | None) -> Answer:
        follows = {"previous_response_id": previous.id} if previous else {"conversation": talk.id} if talk else {}
        body = {"model": "gpt-5", "input": [said(text) for text in texts], "metadata": {"way": way}}
        return self.ask("responses.create", {}, None, **body, **WAYS[way], **follows)

    @precondition(lambda self: self.api.responses)
    @rule(number=pick, times=st.integers(1, 3))
    def retrieve(self, number: int, times: int) -> None:
        for _ in range(times):
            self._retrieve(one_of(self.api.responses, number))

    def _retrieve(self, response: Response) -> None:
        answer = self.ask("responses.retrieve", {"response_id": response.id})
        assert answer.status == (200 if response.is_found else 404)
        if response.is_found:
            self.api.poll(response)
            self._compare_state(response, answer.body)

    def _learn(self, responses: Sequence[Response]) -> None:
        """Look at the output of those that ended unseen."""
        for response in responses:
            if response.output is None and response.is_found and response.has_ended(self.api.now):
                self._retrieve(response)

    def _compare_state(self, response: Response, body: JsonObject) -> None:
        state = response.state(self.api.now)
        is_running_by_time = response.way == "timed" and state == "in_progress"
        assert response.id == body["id"]
        assert body["status"] in ((state, "queued") if is_running_by_time else (state,))
        if response.has_ended(self.api.now):
            made = [Item(item["type"], _text(item)) for item in body["output"]]
            response.output = made if response.output is None else response.output
            assert made or state == "cancelled"
            self._compare_items(response.output, body["output"])

    @precondition(lambda self: self.api.responses)
    @rule(number=pick)
    def delete(self, number: int) -> None:
        response = one_of(self.api.responses, number)
        if response.is_spoken and not response.has_ended(self.api.now):
            # What then becomes of the conversation, nobody says.
            return
        self._learn([response])
        answer = self.ask("responses.delete", {"response_id": response.id})
        assert answer.status == (200 if response.is_found else 404)
        response.is_deleted = True

    @precondition(lambda self: self.api.responses)
    @rule(number=pick)
    def cancel(self, number: int) -> None:
        response = one_of(self.api.responses, number)
        answer = self.ask("responses.cancel", {"response_id": response.id})
        assert answer.status == self.api.cancel(response)
        if answer.status == 200:
            self._compare_state(response, answer.body)

    @precondition(lambda self: self.api.responses)
    @rule(number=pick, order=orders, limit=limits)
    def list_input_items(self, number: int, order: str, limit: int) -> None:
        self._compare_input_items(one_of(self.api.responses, number), order, limit)

    def _compare_input_items(self, response: Response, order: str, limit: int) -> None:
        expected = response.input_items if response.is_found else None
        self._compare_list("responses.input_items", {"response_id": response.id}, expected, order, limit)

    @rule(texts=words, name=st.sampled_from(NAMES))
    def open_conversation(self, texts: list[str], name: str) -> None:
        metadata = {"name": name}
        body = self.ask("conversations.create", {}, metadata=metadata, items=[said(text) for text in texts]).body
        assert body["id"] not in self.known
        self.known.add(body["id"])
        opened = Conversation(body["id"], metadata, [*messages(texts)])
        self.api.conversations.append(opened)
        self._compare_conversation_items(opened, "asc", 3)

    @precondition(lambda self: self.api.conversations)
    @rule(number=pick)
    def retrieve_conversation(self, number: int) -> None:
        talk = one_of(self.api.conversations, number)
        self._compare_conversation(talk, self.ask("conversations.retrieve", {"conversation_id": talk.id}))

    @precondition(lambda self: self.api.conversations)
    @rule(number=pick, name=st.sampled_from(NAMES))
    def update_conversation(self, number: int, name: str) -> None:
        talk = one_of(self.api.conversations, number)
        answer = self.ask("conversations.update", {"conversation_id": talk.id}, metadata={"new": name})
        talk.metadata = {"new": name}
        self._compare_conversation(talk, answer)

    def _compare_conversation(self, talk: Conversation, answer: Answer) -> None:
        assert answer.status == (404 if talk.is_deleted else 200)
        if not talk.is_deleted:
            assert (talk.id, talk.metadata) == (answer.body["id"], answer.body["metadata"])

    @precondition(lambda self: self.api.conversations)
    @rule(number=pick)
    def delete_conversation(self, number: int) -> None:
        talk = one_of(self.api.conversations, number)
        answer = self.ask("conversations.delete", {"conversation_id": talk.id})
        assert answer.status == (404 if talk.is_deleted else 200)
        talk.is_deleted = True

    @precondition(lambda self: self.api.conversations)
    @rule(number=pick, texts=words)
    def add_items(self, number: int, texts: list[str]) -> None:
        talk, added = one_of(self.api.conversations, number), messages(texts)
        path = {"conversation_id": talk.id}
        answer = self.ask("conversations.items.create", path, items=[said(text) for text in texts])
        assert answer.status == (404 if talk.is_deleted else 200)
        if not talk.is_deleted:
            self._compare_items(added, answer.body["data"])
            talk.entries += added

    @precondition(lambda self: self.api.conversations)
    @rule(number=pick, order=orders, limit=limits)
    def list_items(self, number: int, order: str, limit: int) -> None:
        self._compare_conversation_items(one_of(self.api.conversations, number), order, limit)

    def _compare_conversation_items(self, talk: Conversation, order: str, limit: int) -> None:
        self._learn([*talk.responses()])
        expected = None if talk.is_deleted else talk.items(self.api.now)
        self._compare_list("conversations.items.list", {"conversation_id": talk.id}, expected, order, limit)

    @precondition(lambda self: self.api.conversations)
    @rule(number=pick, place=pick, operation=st.sampled_from(["retrieve", "delete"]))
    def use_item(self, number: int, place: int, operation: str) -> None:
        talk = one_of(self.api.conversations, number)
        items = [item for item in [*talk.items(self.api.now), *talk.removed] if item.id]
        item = one_of(items, place) if items else Item("message", "", "msg_none")
        path = {"conversation_id": talk.id, "item_id": str(item.id)}
        answer = self.ask(f"conversations.items.{operation}", path)
        is_there = item in items and not talk.is_deleted and item not in talk.removed
        assert answer.status == (200 if is_there else 404)
        if is_there and operation == "delete":
            talk.removed.append(item)
            self._compare_conversation_items(talk, "asc", 4)
        elif is_there:
            assert (item.type, item.text, item.id) == (answer.body["type"], _text(answer.body), answer.body["id"])

    def _compare_list(
        self, operation: str, path: dict[str, str], expected: list[Item] | None, order: str, limit: int
    ) -> None:
        """Walk through the pages of a list; None stands for one that is not found."""
        seen: list[JsonObject] = []
        more, after = True, dict[str, Json]()
        while more:
            page = self.ask(operation, path, {"order": order, "limit": str(limit), **after})
            assert page.status == (404 if expected is None else 200)
            if expected is None:
                return
            seen += page.body["data"]
            more, after = page.body["has_more"], {"after": page.body["last_id"]}
            assert len(page.ids) == limit or not more
            assert more == (len(seen) < len(expected))
        self._compare_items(expected or [], seen if order == "asc" else seen[::-1])

    def _compare_items(self, expected: list[Item], items: list[JsonObject]) -> None:
        """Compare types, texts and the ids that are known; new ids have to be new."""
        assert [(item.type, item.text) for item in expected] == [(item["type"], _text(item)) for item in items]
        for item, shown in zip(expected, items, strict=True):
            assert item.id == shown["id"] or (item.id is None and shown["id"] not in self.known)
            item.id = shown["id"]
            self.known.add(shown["id"])

    @invariant()
    def everything_is_journalled(self) -> None:
        if hasattr(self, "world"):
            assert all(exchange.status < 500 for exchange in self.world.session.journal)


def _text(item: JsonObject) -> str:
    parts = item.get("content") or [{}]
    return str(parts[0].get("text", ""))


def test_session_and_model_agree() -> None:
    run_state_machine_as_test(Machine, settings=QUICK)


@pytest.mark.slow
def test_session_and_model_agree_for_long() -> None:
    run_state_machine_as_test(Machine, settings=LONG)
