"""The forms in which a diagnosis is written."""

from collections.abc import Iterator

from mockserver.session.diagnosis.diagnosis import Condition, Diagnosis, Difference, Near
from mockserver.values import JsonObject


def written(diagnosis: Diagnosis) -> str:
    """Write a diagnosis as the one block that clients, test reports and logs show.

    Its first line says which call of which session it is about, and what happened to it.
    """
    return "\n".join(_lines(diagnosis))


def diagnosis_json(diagnosis: Diagnosis) -> JsonObject:
    """Write a diagnosis for programs: everything by its name, and the block as `message`."""
    call, suggestion = diagnosis.call, diagnosis.suggestion
    return {
        "problem": diagnosis.problem,
        "summary": diagnosis.summary,
        "call": {"number": call.number, "line": call.line, "session": call.session},
        "blame": diagnosis.blame,
        "reason": diagnosis.reason,
        "chosen": _near_json(diagnosis.chosen) if diagnosis.chosen else None,
        "nearest": [_near_json(near) for near in diagnosis.nearest],
        "notes": [*diagnosis.notes],
        "suggestion": {"where": suggestion.where, "step": suggestion.step} if suggestion else None,
        "message": written(diagnosis),
    }


def _lines(diagnosis: Diagnosis) -> Iterator[str]:
    yield diagnosis.headline
    yield f"blame: {diagnosis.blame} ({diagnosis.reason})"
    if diagnosis.chosen:
        yield from _near("chosen", diagnosis.chosen)
    for rank, near in enumerate(diagnosis.nearest, 1):
        yield from _near(f"nearest {rank}/{len(diagnosis.nearest)}", near)
    yield from diagnosis.notes
    if diagnosis.suggestion:
        yield f"to answer it, add {diagnosis.suggestion.where}:"
        yield diagnosis.suggestion.step


def _near(head: str, near: Near) -> Iterator[str]:
    yield f"{head}: {near.label} ({near.place})"
    for condition in near.conditions:
        yield from (f"  FAIL  {condition.name}: {_words(difference)}" for difference in condition.differences)
        if condition.holds:
            yield f"  ok    {condition.name}"
    if near.used_up:
        yield f"  {near.used_up}"


def _words(difference: Difference) -> str:
    return f"{difference.path}: expected {difference.expected}, got {difference.got}"


def _near_json(near: Near) -> JsonObject:
    return {
        "label": near.label,
        "place": near.place.as_json(),
        "distance": round(near.distance, 3),
        "conditions": [_condition_json(condition) for condition in near.conditions],
        "used_up": near.used_up,
    }


def _condition_json(condition: Condition) -> JsonObject:
    found = [{"path": one.path, "expected": one.expected, "got": one.got} for one in condition.differences]
    return {"name": condition.name, "holds": condition.holds, "differences": found}
