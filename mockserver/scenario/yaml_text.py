"""Plain JSON values as YAML text that people read."""

import re
from io import StringIO
from typing import Final

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from mockserver.scenario.words import quote
from mockserver.values import Json

WIDEST: Final = 80
"""Characters of JSON up to which a list or mapping stays on one line."""

_ALWAYS_BLOCK: Final = 3
"""Levels that are never put on one line: the scenario, its steps, a step."""

_TAG: Final = "tag:yaml.org,2002:"
_LINE: Final = r"(?! )[\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]+(?<! )"
_ONE_LINE: Final = re.compile(rf"(?=[\w$^/(<.+])(?:{_LINE})")
_LINES: Final = re.compile(rf"{_LINE}(\n+ *{_LINE})+\n?")


def yaml_text(value: Json) -> str:
    """Write a value, small parts on one line and everything else in blocks."""
    yaml = YAML(pure=True)
    yaml.width = 10**9
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    yaml.serialize(_node(value, 0), out)
    return out.getvalue()


def _node(value: Json, level: int, *, in_block_list: bool = False) -> Node:
    # An item, `- message: text`, is easier to read without braces.
    is_item = in_block_list and isinstance(value, dict) and len(value) == 1
    flow = not is_item and _fits(value, level)
    if isinstance(value, dict):
        pairs = [(_scalar(key, '"'), _node(inner, level + 1)) for key, inner in value.items()]
        return MappingNode(f"{_TAG}map", pairs, flow_style=flow)
    if isinstance(value, list):
        elements = [_node(inner, level + 1, in_block_list=not flow) for inner in value]
        return SequenceNode(f"{_TAG}seq", elements, flow_style=flow)
    return _scalar(value, "|")


def _fits(value: Json, level: int) -> bool:
    if not value:
        return True
    return level >= _ALWAYS_BLOCK and len(quote(value)) <= WIDEST and not _has_lines(value)


def _has_lines(value: Json) -> bool:
    if isinstance(value, str):
        return _LINES.fullmatch(value) is not None
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(map(_has_lines, inner))


def _scalar(value: Json, style_of_lines: str) -> ScalarNode:
    if not isinstance(value, str):
        kind = {bool: "bool", int: "int", float: "float", type(None): "null"}[type(value)]
        return ScalarNode(_TAG + kind, quote(value))
    return ScalarNode(f"{_TAG}str", value, style=_style(value, style_of_lines))


def _style(text: str, style_of_lines: str) -> str | None:
    """Let the library choose for plain lines only: it writes others so that they read back differently."""
    if _ONE_LINE.fullmatch(text):
        return None
    return style_of_lines if _LINES.fullmatch(text) else '"'
