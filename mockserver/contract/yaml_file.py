"""Contract documents written in YAML."""

import json
import sys
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from mockserver.contract.limits import DOCUMENT_DEPTH, DOCUMENT_PLACES
from mockserver.contract.wrong import DocumentError
from mockserver.values import Json

LARGEST = int(sys.float_info.max)
PLAIN = (str, int, float, bool, type(None))


def parse_yaml(text: str, path: Path) -> Json:
    """Read one YAML document as JSON: keys become text, and so does what JSON does not have, such as a date.

    The library's parser in C is used where it is installed; the other takes seconds for a megabyte. Raises
    DocumentError when the text is not YAML, or is too much of it.
    """
    try:
        return _Plain(path).read(YAML(typ="safe").load(text), 0)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f":{mark.line + 1}" if mark else ""
        raise DocumentError(f"{path}{line}: not YAML: {error.problem or error.context}") from error
    except (YAMLError, ValueError) as error:
        raise DocumentError(f"{path}: not YAML: {error}") from error
    except RecursionError as error:
        raise DocumentError(f"{path}: deeper than {DOCUMENT_DEPTH} levels") from error


class _Plain:
    """Rewrites what the parser made, and counts: aliases written out may multiply without end."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._places = 0

    def read(self, value: Any, depth: int) -> Json:
        self._places += 1
        if depth > DOCUMENT_DEPTH or self._places > DOCUMENT_PLACES:
            raise DocumentError(f"{self._path}: too large once its aliases are written out")
        if isinstance(value, dict):
            return {_key(key): self.read(inner, depth + 1) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.read(inner, depth + 1) for inner in value]
        if isinstance(value, int) and not isinstance(value, bool):
            return plain_number(value)
        return value if isinstance(value, PLAIN) else str(value)


def plain_number(number: int) -> int | float:
    """Write an integer that takes more than 64 bits as a decimal; published documents have such limits."""
    if -(2**63) <= number < 2**64:
        return number
    return float(max(-LARGEST, min(number, LARGEST)))


def _key(key: Any) -> str:
    return json.dumps(key) if key is None or isinstance(key, bool) else str(key)
