from pathlib import Path

import pytest

from mockserver.check.subject import Kind, Subject, read
from mockserver.values import Json, Place, ScenarioError

STREAM = 'event: a\ndata: {"type": "a"}\n\n: keep-alive\n\nevent: b\ndata: {"type":\ndata: "b"}\n\ndata: [DONE]\n\n'


def subject(folder: Path, name: str, text: str, kind: Kind | None = None) -> Subject:
    file = folder / name
    file.write_bytes(text.encode())
    return read(file, kind)


KINDS: list[tuple[str, str, Kind | None, Json]] = [
    ("a.yaml", "steps: []", "scenario", {"steps": []}),
    ("a.json", '{"stubs": [], "name": "x"}', "scenario", {"stubs": [], "name": "x"}),
    ("a.yaml", "given: {}", "scenario", {"given": {}}),
    ("a.json", '{"model": "m"}', "request", {"model": "m"}),
    ("a.yml", "input: Hello", "request", {"input": "Hello"}),
    ("a.json", '{"object": "response", "model": "m"}', "response", {"object": "response", "model": "m"}),
    ("a.json", '{"error": {"message": "x"}}', "error", {"error": {"message": "x"}}),
    ("a.json", '[{"type": "a"}]', "stream", [{"type": "a"}]),
    ("a.sse", STREAM, "stream", [{"type": "a"}, {"type": "b"}]),
    ("a.txt", STREAM.replace("\n", "\r\n"), "stream", [{"type": "a"}, {"type": "b"}]),
    ("a.jsonl", '{"type": "a"}\n{"type": "b"}\n', "stream", [{"type": "a"}, {"type": "b"}]),
    ("a.ndjson", '{"type": "a"}', "stream", [{"type": "a"}]),
    ("a.log", '{"type": "a"}\n{"type": "b"}\n', "stream", [{"type": "a"}, {"type": "b"}]),
    ("a.json", '{"type": "a"}\n\n{"type": "b"}\n', "stream", [{"type": "a"}, {"type": "b"}]),
    ("a.txt", 'id: 1\nretry: 5\ndata: {"type": "a"}\n\n', "stream", [{"type": "a"}]),
    ("a.sse", '{"error": {"message": "x"}}', "error", {"error": {"message": "x"}}),
    ("a.sse", '{\n"object": "response"}', "response", {"object": "response"}),
    ("a.jsonl", '{"error": {"message": "x"}}\n', "error", {"error": {"message": "x"}}),
    ("a.jsonl", '{"a": 1}\n{"b": 2}\n', None, None),
    ("a.yaml", "data: {a: 1}", None, {"data": {"a": 1}}),
    ("a.yaml", '{"type": "a"}\n# more', None, {"type": "a"}),
    (
        "a.json",
        '{"id": "resp_1", "output": [], "model": "m"}',
        "response",
        {"id": "resp_1", "output": [], "model": "m"},
    ),
    ("a.json", "{}", None, {}),
    ("a.json", '{"error": null}', None, {"error": None}),
    ("a.yaml", "services: {}", None, {"services": {}}),
    ("a.json", "[1]", None, [1]),
    ("a.json", "5", None, 5),
    ("a.yaml", "", None, None),
]


@pytest.mark.parametrize(("name", "text", "kind", "value"), KINDS)
def test_a_file_is_known_by_what_it_holds(tmp_path: Path, name: str, text: str, kind: Kind | None, value: Json) -> None:
    assert (kind, value) == subject(tmp_path, name, text)[:2]


@pytest.mark.parametrize("kind", ["request", "response", "error", "scenario"])
def test_a_file_can_be_called_something_else(tmp_path: Path, kind: Kind) -> None:
    assert (kind, {"steps": []}) == subject(tmp_path, "a.yaml", "steps: []", kind)[:2]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.log", '{"type": "a"}\n{"type": "b"}'),
        ("a.yaml", '{"type": "a"}\n{"type": "b"}'),
        ("a.json", '[{"type": "a"}, {"type": "b"}]'),
        ("a.txt", '[\n{"type": "a"},\n{"type": "b"}]'),
        ("a.txt", 'id: 1\ndata: {"type": "a"}\n\nretry: 5\ndata: {"type": "b"}\n\n'),
        ("a.json", 'event: x\ndata: {"type": "a"}\n\ndata: {"type": "b"}\n\n'),
        ("a.yaml", "- type: a\n- type: b"),
    ],
)
def test_a_file_can_be_called_a_stream(tmp_path: Path, name: str, text: str) -> None:
    assert ("stream", [{"type": "a"}, {"type": "b"}]) == subject(tmp_path, name, text, "stream")[:2]


def test_only_server_sent_events_have_frames(tmp_path: Path) -> None:
    assert 3 == len(subject(tmp_path, "a.sse", STREAM).frames)
    assert () == subject(tmp_path, "a.jsonl", '{"type": "a"}').frames


def test_an_event_stands_at_its_first_data_line(tmp_path: Path) -> None:
    places = subject(tmp_path, "a.sse", STREAM).places

    assert [2, 7, 10] == [places.nearest((at, "type")).line for at in (0, 1, 2)]


def test_a_part_of_a_request_has_line_and_column(tmp_path: Path) -> None:
    places = subject(tmp_path, "a.json", '{"model": "m",\n  "input": [\n    5]}').places

    assert Place(str(tmp_path / "a.json"), 3, 5) == places.nearest(("input", 0, "type"))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.json", "{", "1:2: not valid JSON"),
        ("a.sse", "event: a\ndata: {\n\n", "2:1: not valid JSON"),
        ("a.jsonl", '{"type": "a"}\n{\n', "2:1: not valid JSON"),
        ("a.yaml", "a: [", "1:5: "),
        ("a.log", '{"a": ', "1:7: not valid JSON"),
        ("a.sse", 'data: {"type": ' + "[" * 101 + "]" * 101 + "}\n\n", "1:1: nested deeper than 100 levels"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(tmp_path: Path, name: str, text: str, expected: str) -> None:
    with pytest.raises(ScenarioError) as error:
        subject(tmp_path, name, text)

    assert str(error.value).startswith(f"{tmp_path / name}:{expected}")
