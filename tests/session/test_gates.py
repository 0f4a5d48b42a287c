"""Gates: who passes, and when, after they were opened and closed."""

import pytest

from mockserver.session.gates import Gates


def worked(*times: float) -> Gates:
    """Open and close a gate in turn at these times."""
    gates = Gates(["go"])
    for index, time in enumerate(times):
        (gates.close if index % 2 else gates.open)("go", time)
    return gates


PASSED = [
    ((), 0.0, None),
    ((5.0,), 0.0, 5.0),
    ((5.0,), 5.0, 5.0),
    ((5.0,), 7.0, 7.0),
    ((5.0, 9.0), 0.0, 5.0),
    ((5.0, 9.0), 8.0, 8.0),
    ((5.0, 9.0), 9.0, None),
    ((5.0, 9.0), 10.0, None),
    ((5.0, 9.0, 12.0), 8.0, 8.0),
    ((5.0, 9.0, 12.0), 9.0, 12.0),
    ((5.0, 9.0, 12.0), 20.0, 20.0),
    ((5.0, 9.0, 12.0, 13.0), 14.0, None),
    ((5.0, 5.0), 0.0, 5.0),
    ((5.0, 5.0), 5.0, None),
]


@pytest.mark.parametrize(("times", "since", "passed"), PASSED, ids=str)
def test_a_reply_passes_when_the_gate_is_open_or_opens(
    times: tuple[float, ...], since: float, passed: float | None
) -> None:
    assert passed == worked(*times).passed("go", since)


@pytest.mark.parametrize(("times", "is_open"), [((), False), ((1.0,), True), ((1.0, 2.0), False)], ids=str)
def test_a_gate_is_closed_until_it_is_opened(times: tuple[float, ...], is_open: bool) -> None:
    assert is_open is worked(*times).is_open("go")


def test_opening_twice_changes_nothing() -> None:
    gates = worked(1.0)
    gates.open("go", 5.0)

    assert 1.0 == gates.passed("go", 0.0)


def test_closing_twice_changes_nothing() -> None:
    gates = worked(1.0, 2.0)
    gates.close("go", 5.0)

    assert (1.0, None) == (gates.passed("go", 0.0), gates.passed("go", 3.0))


def test_names_are_sorted_and_known() -> None:
    gates = Gates(["b", "a", "b"])

    assert (("a", "b"), True, False) == (gates.names, "a" in gates, "c" in gates)


def test_gates_are_independent() -> None:
    gates = Gates(["a", "b"])
    gates.open("a", 1.0)

    assert (True, False) == (gates.is_open("a"), gates.is_open("b"))


@pytest.mark.parametrize("use", ["open", "close", "passed"])
def test_a_gate_that_no_scenario_has_is_an_error(use: str) -> None:
    with pytest.raises(KeyError):
        getattr(Gates(["a"]), use)("b", 0.0)
