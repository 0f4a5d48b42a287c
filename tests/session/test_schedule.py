"""When the parts of a plan may leave."""

import pytest

from mockserver.session.gates import Gates
from mockserver.session.schedule import Schedule
from mockserver.session.timeline import Timeline
from tests.watch import Watch

BEGUN = 100.0


def scheduled(**opened: float) -> Schedule:
    """Make a schedule behind the gates a and b, opened at these times."""
    gates = Gates("ab")
    for name, at in opened.items():
        gates.open(name, at)
    return Schedule(Timeline(Watch(), gates), BEGUN)


LEAVES = [
    pytest.param(0.0, "", 100.0, (True, None, ""), id="at once"),
    pytest.param(2.0, "", 101.9, (False, 102.0, ""), id="not yet"),
    pytest.param(2.0, "", 102.0, (True, None, ""), id="in time"),
    pytest.param(2.0, "b", 101.0, (False, 102.0, ""), id="time comes before the gate"),
    pytest.param(2.0, "b", 109.0, (False, None, "b"), id="behind a gate"),
    pytest.param(2.0, "ab", 109.0, (False, None, "b"), id="behind the second gate"),
    pytest.param(2.0, "a", 109.0, (True, None, ""), id="behind an open gate"),
]


@pytest.mark.parametrize(("due", "gates", "now", "expected"), LEAVES)
def test_a_part_leaves_or_it_is_told_why_not(
    due: float, gates: str, now: float, expected: tuple[bool, float | None, str]
) -> None:
    schedule = scheduled(a=105.0)
    leaves = schedule.lets_leave(due, gates, now)

    assert expected == (leaves, schedule.wake, schedule.gate)


def test_a_late_gate_puts_off_the_parts_after_it() -> None:
    schedule = scheduled(a=105.0)
    schedule.lets_leave(1.0, "a", 105.0)
    schedule.lets_leave(3.0, "", 105.0)

    assert 107.0 == schedule.wake


def test_the_part_after_a_dropped_one_passes_all_of_its_gates() -> None:
    schedule = scheduled(a=100.0)
    assert not schedule.lets_leave(0.0, "ab", 100.0)
    schedule.drop()

    assert not schedule.lets_leave(0.0, "ba", 100.0)
