from typing import Any

import pytest

from mockserver.protocol.event_types import EVENTS
from mockserver.protocol.grammars import GRAMMARS, Progress
from mockserver.protocol.stage_order import progress_name, stage_of


@pytest.mark.parametrize(
    ("item_type", "event", "expected"),
    [
        ("web_search_call", "response.web_search_call.searching", 1),
        ("web_search_call", "response.file_search_call.searching", None),
        ("code_interpreter_call", "response.code_interpreter_call_code.delta", 1),
        ("code_interpreter_call", "response.code_interpreter_call_code.done", 1),
        ("mcp_call", "response.function_call_arguments.delta", None),
        ("image_generation_call", "response.image_generation_call.partial_image", 2),
        ("reasoning", "response.reasoning_summary_part.added", 0),
        ("reasoning", "response.reasoning_text.delta", 1),
        ("message", "response.output_text.annotation.added", 0),
        ("shell_call", "response.shell_call_command.delta", 0),
        ("shell_call", "response.shell_call_output_content.done", None),
        ("shell_call_output", "response.shell_call_output_content.done", 0),
        ("computer_call", "response.web_search_call.searching", None),
        (["message"], "response.output_text.delta", None),
    ],
)
def test_event_stands_in_its_own_grammar(item_type: Any, event: str, expected: int | None) -> None:
    assert expected == stage_of(item_type, EVENTS[event], {"type": event})


def test_every_progress_of_a_grammar_is_an_event() -> None:
    names = {
        progress_name(item, stage)
        for item, stages in GRAMMARS.items()
        for stage in stages
        if isinstance(stage, Progress)
    }

    assert {name for name, row in EVENTS.items() if row.kind == "progress"} == names
