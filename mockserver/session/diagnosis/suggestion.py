"""A step or stub that would answer a call, for an author to paste."""

from itertools import takewhile

import orjson

from mockserver.scenario.absent import ABSENT
from mockserver.scenario.view import CallView
from mockserver.session.candidate import Candidate
from mockserver.session.diagnosis.diagnosis import Suggestion
from mockserver.session.diagnosis.shown import LONGEST, READ, shown_text
from mockserver.session.masking import masked_text
from mockserver.session.node import Node
from mockserver.values import Json
from mockserver.values.printable import printable_line


def suggestion_for(view: CallView, parent: Node | None) -> Suggestion:
    """Write what would answer a call: the step after the last of its thread, else a stub."""
    yaml = f'  - when: {{{_condition(view)}}}\n    reply: [{{message: "…"}}]'
    last = parent.step if parent else None
    if last is None or not is_last(last):
        return Suggestion("to the stubs", yaml)
    return Suggestion(f"to the steps, after {shown_text(last.label)}", yaml)


def is_last(step: Candidate) -> bool:
    """Whether no step can follow this one."""
    final = step.scenario.steps[-1]
    return step.spec is final and not final.repeat


def _condition(view: CallView) -> str:
    if view.outputs:
        tool = view.outputs[-1].of
        return f"tool_output: {{of: {_expected(tool)}}}" if tool else "tool_output: {$any: true}"
    return f"last_user: {_expected(view.last_user)}"


def _expected(text: Json) -> str:
    """Write in YAML what a text must be; of one that is long, or holds a secret, what it must contain."""
    if text is ABSENT:
        return "{$absent: true}"
    shown = _open_part(text[:READ])[:LONGEST]
    return _quoted(text) if shown == text else f"{{$contains: {_quoted(shown)}}}"


def _open_part(text: str) -> str:
    """Give the longer of what stands before and behind the secrets in a text; all of it when there are none."""
    masked = masked_text(text)
    if masked == text:
        return text
    return max(_shared(text, masked), _shared(text[::-1], masked[::-1])[::-1], key=len)


def _shared(one: str, other: str) -> str:
    """Give the beginning that two texts have in common."""
    pairs = zip(one, other, strict=False)
    return "".join(character for character, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _quoted(text: str) -> str:
    """Write a text in the double quotes of YAML, which knows all escapes of JSON (YAML 1.2 §5.7)."""
    return printable_line(orjson.dumps(text).decode())
