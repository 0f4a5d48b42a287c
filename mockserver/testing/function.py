"""A test's own function that answers calls."""

from collections.abc import Callable, Mapping, MutableMapping
from inspect import iscoroutinefunction
from typing import TypeAlias

from mockserver.contract.contract import Contract
from mockserver.replies.script import UnanswerableError
from mockserver.scenario.callable_reply import CallableReply
from mockserver.scenario.model import Reply, Scenario
from mockserver.session.candidate import Candidate
from mockserver.session.scenario_check import check_replies
from mockserver.testing.requests import RequestSnapshot, snapshot_at_arrival
from mockserver.testing.script import stub_of
from mockserver.testing.written import Turn, Written, written
from mockserver.values import Call, Json, JsonObject, Place, ScenarioError
from mockserver.values.operation import CREATE

Function: TypeAlias = Callable[[RequestSnapshot], Turn]
"""Gives what answers a request, in any of the forms that a turn of a script may have."""

Raised: TypeAlias = MutableMapping[int, BaseException]
"""What functions raised, by the number of the call."""

_ANY = {"error": {"status": 500}}
"""A reply that every operation may have."""

_ENDS_ALL = (KeyboardInterrupt, SystemExit)


class Answerer:
    """Asks a function, and holds its answers against the contract; `raised` takes what goes wrong."""

    def __init__(
        self,
        function: Function,
        when: Mapping[str, Json],
        place: Place,
        raised: Raised,
        contract_of: Callable[[], Contract],
    ) -> None:
        self.name: str = getattr(function, "__name__", type(function).__name__)
        if iscoroutinefunction(function):
            raise ScenarioError(place, f"{self.name}() is async; a call is answered at once, by a plain def")
        self._function = function
        self._when: JsonObject = {"operation": when.get("operation", CREATE)}
        self._place = place
        self._raised = raised
        self._contract_of = contract_of

    def __call__(self, call: Call, number: int) -> Reply:
        """Answer a call. Raises `UnanswerableError` with what the function raised, or gave in vain."""
        try:
            return self._read(self._function(snapshot_at_arrival(call, number)))
        except _ENDS_ALL:
            raise
        except BaseException as error:  # the author's code fails in any way, and a test's own failure is no Exception
            self._raised[number] = error
            message = str(error) if isinstance(error, ScenarioError) else f"{type(error).__name__}: {error}"
            raise UnanswerableError(message) from error

    def _read(self, given: Turn) -> Reply:
        reply = written(given, self._place, f"what {self.name}() returns")
        scenario = stub_of(self.name, self._when, {}, reply, self._place)
        [stub], contract = scenario.stubs, self._contract_of()
        check_replies(Candidate(scenario, stub, 0, 0, contract.dialect), contract)
        return stub.replies[0]


def asking(name: str, when: Mapping[str, Json], rest: JsonObject, answerer: Answerer, place: Place) -> Scenario:
    """Make a scenario of one stub that a function answers; `rest` are the keys beside `when` and `reply`."""
    scenario = stub_of(name, when, rest, Written(_ANY, place), place)
    reply = CallableReply(answer=answerer, name=answerer.name)
    # The file format has no form for a function, which therefore takes the place of a reply that it has.
    return scenario.model_copy(update={"stubs": (scenario.stubs[0].model_copy(update={"reply": reply}),)})
