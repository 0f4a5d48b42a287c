from collections.abc import Callable
from pathlib import Path

import pytest

from mockserver.scenario.load import from_json, load, load_all, loads
from mockserver.scenario.model import ErrorReply, Item, ItemsReply, Pacing, Scenario, Step, Stub, Usage
from mockserver.scenario.source_file import LARGEST
from mockserver.values import ScenarioError

SMALLEST = "steps:\n  - reply: [{message: Hello}]\n"

WEATHER = """\
version: 1
name: weather
steps:                                    # ordered within one thread
  - when: {last_user: {$contains: weather}, tools: {$has: get_weather}}   # selects
    reply:
      - reasoning: {summary: "Need the forecast."}
      - function_call: {name: get_weather, arguments: {city: Paris}}
  - when: {tool_output: {of: get_weather}}                                # resolved through call ids
    expect: {tool_output: {json: {temp: {$type: number}}}}                # asserts, never selects
    reply:
      output: [{message: "18 °C in Paris."}]
      usage: {input_tokens: 61, output_tokens: 12}
      stream: {chunks: [3, 5, rest], first: 200ms, between: 15ms}
stubs:                                    # unordered, matched afresh by every call
  - {when: {model: {$regex: "^gpt-4"}}, priority: -1, reply: {error: {status: 429, code: rate_limit_exceeded}}, times: 2}
"""

WEATHER_STEPS = (
    Step(
        when={"last_user": {"$contains": "weather"}, "tools": {"$has": "get_weather"}},
        reply=ItemsReply(
            output=(
                Item(type="reasoning", body={"summary": "Need the forecast."}),
                Item(type="function_call", body={"name": "get_weather", "arguments": {"city": "Paris"}}),
            )
        ),
    ),
    Step(
        when={"tool_output": {"of": "get_weather"}},
        expect={"tool_output": {"json": {"temp": {"$type": "number"}}}},
        reply=ItemsReply(
            output=(Item(type="message", body="18 °C in Paris."),),
            usage=Usage(input_tokens=61, output_tokens=12),
            stream=Pacing(chunks=(3, 5, "rest"), first=0.2, between=0.015),
        ),
    ),
)

WEATHER_STUB = Stub(
    when={"model": {"$regex": "^gpt-4"}},
    priority=-1,
    reply=ErrorReply(status=429, code="rate_limit_exceeded"),
    times=2,
)


def error_of(text: str | bytes, file: str = "s.yaml") -> str:
    with pytest.raises(ScenarioError) as caught:
        loads(text, file)
    return str(caught.value)


def test_the_design_example_loads_as_it_stands() -> None:
    assert Scenario(name="weather", steps=WEATHER_STEPS, stubs=(WEATHER_STUB,)) == loads(WEATHER, "w.yaml")


def test_the_smallest_file_has_two_lines_and_is_named_after_its_stem() -> None:
    expected = Scenario(name="hello", steps=(Step(reply=ItemsReply(output=(Item(type="message", body="Hello"),))),))

    assert expected == loads(SMALLEST, "folder/hello.yaml")


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ('{"steps": [{"reply": [{"message": "Hello"}]}]}', "s.json"),
        ('\ufeff{"steps": [{"reply": [{"message": "Hello"}]}]}', "s.json"),
        ('{"steps": [{"reply": [{"message": "Hello"}]}]}', "s.yaml"),
        ("\ufeff" + SMALLEST, "s.yaml"),
        (SMALLEST.replace("\n", "\r\n"), "s.yaml"),
        ("%YAML 1.2\n---\n" + SMALLEST + "...\n", "s.yml"),
        ("steps: [{reply: [{message: &text Hello}]}]", "s.yaml"),
        ("steps: [{reply: [{message: !!str Hello}]}]", "s.yaml"),
        ("steps: [{reply: {output: [{message: Hello}]}}]", "s.yaml"),
        ("steps: [{reply: [{message: Hello}], when: null, attempts: null}]\nname: null\nstubs: null", "s.yaml"),
        (SMALLEST.encode(), "s.yaml"),
    ],
    ids=["json", "json-bom", "json-in-yaml", "bom", "crlf", "directive", "anchor", "tag", "mapping", "nulls", "bytes"],
)
def test_the_same_scenario_in_many_forms(text: str | bytes, file: str) -> None:
    assert loads(SMALLEST, "s.yaml") == loads(text, file)


@pytest.mark.parametrize(
    ("text", "file", "expected"),
    [
        ("", "s.yaml", "s.yaml:1:1: the file is empty; the smallest scenario has 'steps' or 'stubs'"),
        ("", "s.json", "s.json:1:1: the file is empty; the smallest scenario has 'steps' or 'stubs'"),
        ("# only this\n", "s.yaml", "s.yaml:1:1: the file is empty; the smallest scenario has 'steps' or 'stubs'"),
        ("null", "s.json", "s.json:1:1: the file is empty; the smallest scenario has 'steps' or 'stubs'"),
        ("[]", "s.yaml", "s.yaml:1:1: the file must be a mapping, not a list"),
        ("hello", "s.yaml", 's.yaml:1:1: the file must be a mapping, not the text "hello"'),
        (b"\x89PNG\r\n", "s.yaml", "s.yaml:1:1: not UTF-8 text: byte 0x89"),
        (b"steps:\n  \xff", "s.yaml", "s.yaml:2:3: not UTF-8 text: byte 0xFF"),
        (b'{"steps":\n "\xe9"}', "s.json", "s.json:2:3: not UTF-8 text: byte 0xE9"),
    ],
    ids=["empty", "empty-json", "comment", "null", "list", "text", "binary", "latin-1", "latin-1-json"],
)
def test_what_is_no_scenario_at_all(text: str | bytes, file: str, expected: str) -> None:
    assert expected == error_of(text, file)


def test_too_large_a_text_is_refused_unread() -> None:
    expected = "s.yaml:1:1: the file has 67,108,865 bytes, more than 67,108,864"

    assert expected == error_of(b"-" * (LARGEST + 1))


def test_too_large_a_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)

    with pytest.raises(ScenarioError, match=r"large\.json:1:1: the file has 67,108,865 bytes"):
        load(path)


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "hello.yaml"
    path.write_text(SMALLEST)

    assert loads(SMALLEST, "hello.yaml") == load(path)


def test_a_missing_file_is_named_with_its_nearest_neighbour(tmp_path: Path) -> None:
    (tmp_path / "weather.yaml").write_text(WEATHER)

    with pytest.raises(ScenarioError) as caught:
        load(tmp_path / "wether.yaml")
    assert f"does not exist; did you mean '{tmp_path / 'weather.yaml'}'?" == caught.value.message


def test_a_missing_folder_is_named_with_its_nearest_neighbour(tmp_path: Path) -> None:
    (tmp_path / "fixtures").mkdir()

    with pytest.raises(ScenarioError) as caught:
        load_all([tmp_path / "fixture" / "a" / "b.yaml"])
    assert f"does not exist; did you mean '{tmp_path / 'fixtures'}'?" == caught.value.message


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="not a file"):
        load(tmp_path)


@pytest.mark.parametrize("read", [load, lambda path: load_all([path])], ids=["load", "load_all"])
def test_a_name_that_the_system_refuses_is_an_error_of_the_file(tmp_path: Path, read: Callable[[Path], None]) -> None:
    with pytest.raises(ScenarioError, match="cannot be read: File name too long"):
        read(tmp_path / ("x" * 300))


def test_a_folder_is_taken_in_sorted_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.yaml", "b/z.json", "b/y.yml", "a.yaml", "notes.txt", "x.schema.json"):
        (tmp_path / name).write_text('{"steps": [{"reply": []}]}')

    assert ["a", "y", "z", "c"] == [scenario.name for scenario in load_all([tmp_path])]


def test_files_keep_the_order_in_which_they_are_given_and_count_once(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(SMALLEST)

    assert ["b", "a"] == [scenario.name for scenario in load_all([tmp_path / "b.yaml", tmp_path])]


def test_a_folder_without_scenarios_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        load_all([tmp_path])
    assert "a folder without scenario files (.yaml, .yml, .json)" == caught.value.message


def test_two_scenarios_may_not_share_a_name(tmp_path: Path) -> None:
    one, other = tmp_path / "a.yaml", tmp_path / "b.yaml"
    one.write_text("name: x\n" + SMALLEST)
    other.write_text("version: 1\nname: x\n" + SMALLEST)

    with pytest.raises(ScenarioError) as caught:
        load_all([tmp_path])
    assert f"{other}:2:1: the scenario 'x' is already in {one}" == str(caught.value)


def test_a_parsed_value_loads_like_a_file() -> None:
    value = {"steps": [{"reply": [{"message": "Hello"}]}], "name": "s"}

    assert loads(SMALLEST, "s.yaml") == from_json(value, "<script>")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"steps": [{"reply": [{}, 5]}]}, "$.steps[0].reply[0]: an item is one key, its type, with its body"),
        ({"steps": {1}}, "not JSON: Type is not JSON serializable: set"),
        ({1: 2}, "not JSON: Dict key must be str"),
    ],
    ids=["item", "set", "key"],
)
def test_a_wrong_value_is_refused_with_its_path(value: object, expected: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        from_json(value, "<script>")
    assert str(caught.value).startswith(f"<script>:1:1: {expected}")


def test_a_value_nested_too_deep_is_refused() -> None:
    value: object = []
    for _ in range(200):
        value = [value]

    with pytest.raises(ScenarioError, match="<script>:1:1: nested deeper than 100 levels"):
        from_json(value, "<script>")
