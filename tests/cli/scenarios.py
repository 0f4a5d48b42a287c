"""Scenario files for the commands."""

from pathlib import Path

SCENARIO = "steps:\n  - when: {last_user: hi}\n    reply: [{message: Hello}]\n"


def file_in(folder: Path, content: str | bytes, name: str = "one.yaml") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
