"""Which files of a folder are ours: every kind beside what it could be mistaken for."""

from pathlib import Path

import pytest

from mockserver.check.ours import is_ours, may_be, was_meant
from mockserver.check.subject import read

OURS: dict[str, str] = {
    "scenario.yaml": "steps: [{reply: [{message: Hello}]}]",
    "typo.yaml": "steps: [{repl: []}]",
    "stubs.json": '{"stubs": [{"when": {}}]}',
    "request.json": '{"model": "gpt-5", "input": "Hi"}',
    "prompt.json": '{"prompt": {"id": "pmpt_1"}, "input": []}',
    "response.json": '{"object": "response", "id": "resp_1"}',
    "models.json": '{"object": "list", "data": [{"object": "model"}]}',
    "items.json": '{"object": "list", "data": [{"type": "message"}]}',
    "error.json": '{"error": {"message": "No.", "type": "server_error"}}',
    "list.json": '[{"type": "response.created"}]',
    "lines.jsonl": '{"type": "response.created"}\n{"type": "x"}\n',
    "list.yaml": "- type: response.created",
    "request.yml": "# saved\n'model' : gpt-5\nprompt: {id: pmpt_1}",
    "one.ndjson": '{"type": "response.created"}',
    "stream.sse": 'event: x\ndata: {"type": "response.created"}\n\n',
    "error.sse": 'data: {"type": "error", "sequence_number": 0}\n\n',
    "slug.jsonl": '{"type": "acme:trace", "sequence_number": 0}',
    "curl.sse": '{"error": {"message": "Slow down.", "code": "rate_limit_exceeded"}}',
}
OTHERS: dict[str, str] = {
    "cloudbuild.yaml": "steps: [{name: docker, args: [build]}]",
    "azure.yml": "steps: [{script: make, displayName: Build}]",
    "training.yaml": "model: bert\nsteps: 1000",
    "config.json": '{"model": "bert", "hidden": 3}',
    "rollup.json": '{"input": "src/main.ts", "output": "x"}',
    "schema.json": '{"$schema": "https://json-schema.org", "type": "array", "items": {"type": "string"}}',
    "err.json": '{"error": {"a": 1}}',
    "words.json": '{"error": {"title": "Error", "message": "No."}, "ok": {}}',
    "features.json": '[{"type": "feature", "x": 1}]',
    "logs.json": '[{"type": "error", "text": "x"}]',
    "log.jsonl": '{"a": 1}\n{"b": 2}',
    "empty.sse": "",
    "other.sse": 'event: ping\ndata: {"type": "ping"}\n\n',
    "odd.json": '{"id": 1, "output": 2, "object": []}',
    "cube.json": '{"object": "cube"}',
    "chat.json": '{"object": "chat.completion"}',
    "files.json": '{"object": "list", "data": [{"object": "file"}]}',
    "list.json": '{"object": "list", "data": [1]}',
    "map.yaml": "data: {a: 1}\nkind: ConfigMap",
    "github.yaml": "id: 5\nevent: push",
    "empty.yaml": "",
}


def saved(folder: Path, name: str, text: str | bytes) -> Path:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


@pytest.mark.parametrize("name", OURS)
def test_a_file_of_ours_is_known(tmp_path: Path, name: str) -> None:
    file = saved(tmp_path, name, OURS[name])

    assert may_be(file)
    assert is_ours(read(file))


@pytest.mark.parametrize("name", OTHERS)
def test_a_file_of_others_is_left_alone(tmp_path: Path, name: str) -> None:
    assert not is_ours(read(saved(tmp_path, name, OTHERS[name])))


@pytest.mark.parametrize(
    "text",
    ["name: x\nsteps:\n- [", "stubs : [", '{"name": "x",\n "steps": [', "{'stubs': [}", b"steps:\n- \xff"],
)
def test_a_scenario_that_cannot_be_parsed_was_meant(tmp_path: Path, text: str | bytes) -> None:
    assert was_meant(saved(tmp_path, "a.yaml", text))


@pytest.mark.parametrize(
    "text",
    [
        "event: response.created\ndata: ",
        'data: {"type":"response.created"}\n\ndata: {',
        b'{"type": "response.created", "response": {"id": "\xff',
        '{"id":"resp_1","object":"response","created_at":17',
    ],
    ids=["event line", "events", "no UTF-8", "response"],
)
def test_what_was_cut_off_on_the_wire_was_meant(tmp_path: Path, text: str | bytes) -> None:
    assert was_meant(saved(tmp_path, "a.sse", text))


@pytest.mark.parametrize(
    "text",
    [
        '{\n  // comment\n  "compilerOptions": {}\n}',
        "apiVersion: v1\n---\napiVersion: v2",
        "Resources:\n  A: !Ref B",
        "{{ .Values }}\na: b",
        "jobs:\n  a:\n    steps:\n    - [",
        "footsteps: [",
        b"\x89PNG",
    ],
)
def test_a_file_of_others_that_cannot_be_parsed_was_not(tmp_path: Path, text: str | bytes) -> None:
    assert not was_meant(saved(tmp_path, "a.yaml", text))


def test_what_cannot_be_read_may_be_ours(tmp_path: Path) -> None:
    assert was_meant(tmp_path / "gone.yaml")


@pytest.mark.parametrize("text", ["packages:\n  steps: 5", "kind: Pod\n---\nkind: Pod", "", "errors:\n  a: 5"])
def test_yaml_without_a_line_of_ours_need_not_be_parsed(tmp_path: Path, text: str) -> None:
    assert not may_be(saved(tmp_path, "a.yaml", text))
