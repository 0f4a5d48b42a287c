"""Whose fault a miss is."""

from mockserver.session.diagnosis.prospects import Prospects
from mockserver.session.diagnosis.shown import shown_text
from mockserver.session.diagnosis.suggestion import is_last
from mockserver.session.node import Node
from mockserver.session.out_of_turn import OutOfTurn
from mockserver.values.blame import Blame


def blame_for_miss(parent: Node | None, prospects: Prospects) -> tuple[Blame, str]:
    """Blame the client when it came near to what a scenario waits for, the scenario when it waits for nothing like it.

    A client comes near with a call that goes on with a thread, or should have; that meets a condition, or whose text is
    like the one that is wanted; or that comes once too often.
    """
    if parent and parent.step and is_last(parent.step):
        return "client request", f"it comes after the last step of {shown_text(parent.step.scenario.name)}"
    if prospects.out_of_turn:
        return "client request", _misplaced(parent, prospects.out_of_turn[0])
    if not prospects.near:
        return "scenario", _nothing(parent, prospects)
    near = next((miss for miss in prospects.near if miss.follows), prospects.near[0])
    label = shown_text(near.candidate.label)
    if near.follows:
        return "client request", f"{label} comes next in its thread"
    if near.used_up and near.fits:
        return "client request", f"it is one call more than {label} answers"
    if near.is_near:
        return "client request", f"it is nearly what {label} waits for"
    return "scenario", "no step or stub waits for anything like it"


def _misplaced(parent: Node | None, stray: OutOfTurn) -> str:
    label = shown_text(stray.step.label)
    if parent:
        return f"{label} is not next"
    missed = f"call {stray.after.number}" if stray.after else "a thread"
    return f"it would be {label}, but it does not go on with {missed}"


def _nothing(parent: Node | None, prospects: Prospects) -> str:
    if prospects.elsewhere:
        return "what may answer now is for other operations"
    return "no stub can answer it, and its thread has no steps" if parent else "there is no step or stub"
