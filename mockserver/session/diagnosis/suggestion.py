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
from mockserver.values import Json, JsonObject
from mockserver.values.printable import printable_line


def suggestion_for(view: CallView, parent: Node | None, nearest: Candidate | None) -> Suggestion:
    """Write what would answer a call: the step after the last of its thread, else a stub.

    It is written as the scenario of the thread is, or that of the nearest candidate: in a file, or in a program.
    """
    last = parent.step if parent and parent.step and is_last(parent.step) else None
    author = last or nearest
    if author and author.scenario.in_program:
        return _in_program(view, last)
    where = f"to the steps, after {shown_text(last.label)}" if last else "to the stubs"
    return Suggestion(where, f'  - when: {_yaml(_condition(view))}\n    reply: [{{message: "…"}}]')


def _in_program(view: CallView, last: Candidate | None) -> Suggestion:
    if last:
        return Suggestion(f"to the turns of its script, after {shown_text(last.label)}", '  say("…")')
    return Suggestion("to the test", f'  mockserver.on({_python(_condition(view))}, say("…"))')


def is_last(step: Candidate) -> bool:
    """Whether no step can follow this one."""
    final = step.scenario.steps[-1]
    return step.spec is final and not final.repeat


def _condition(view: CallView) -> JsonObject:
    if view.outputs:
        tool = view.outputs[-1].of
        return {"tool_output": {"of": _expected(tool)} if tool else {"$any": True}}
    return {"last_user": _expected(view.last_user)}


def _expected(text: Json) -> Json:
    """Say what a text must be; of one that is long, or holds a secret, what it must contain."""
    if text is ABSENT:
        return {"$absent": True}
    shown = _open_part(text[:READ])[:LONGEST]
    return text if shown == text else {"$contains": shown}


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


def _yaml(value: Json) -> str:
    """Write on one line; the double quotes of YAML know all escapes of JSON (YAML 1.2 §5.7)."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_yaml(one)}' for key, one in value.items())}}}"
    return printable_line(orjson.dumps(value).decode())


def _python(value: Json) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_python(key)}: {_python(one)}' for key, one in value.items())}}}"
    is_plain = isinstance(value, str) and value.isprintable()
    return orjson.dumps(value).decode() if is_plain else repr(value)
