"""Which files are checked, and how often."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from mockserver.check.files import Checked, NothingToCheckError, check_paths
from mockserver.check.subject import Kind
from tests.check.standards import SCENARIO, standard

REQUEST = '{"model": "gpt-5", "input": "Hi"}'
OTHERS: dict[str, str | bytes] = {
    "tsconfig.json": "{ // comment\n}",
    "package.json": "{}",
    "pods.yaml": "kind: Pod\n---\nkind: Pod",
    "log.jsonl": '{"a": 1}\n{',
    "latin.json": b"\xff",
}


def folder(path: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, text in files.items():
        file = path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def check(*paths: Path, kind: Kind | None = None, operation: str | None = None) -> list[Checked]:
    return check_paths(paths, standard("openai", operation), kind)


def test_a_folder_gives_its_own_files_in_order(tmp_path: Path) -> None:
    ours = {"b.json": REQUEST, "a/z.yaml": SCENARIO}
    tools = {".hidden/a.yaml": "steps: [{repl: 5}]", "node_modules/a.yaml": "steps: [{repl: 5}]"}
    folder(tmp_path, {**ours, **tools, **OTHERS, "scenario.schema.json": REQUEST})

    assert [(tmp_path / "a/z.yaml", []), (tmp_path / "b.json", [])] == check(tmp_path)


def test_a_broken_scenario_in_a_folder_is_told(tmp_path: Path) -> None:
    folder(tmp_path, {"a.yaml": "steps: [", "b.json": '{"stubs": [}', **OTHERS})

    assert ["syntax", "syntax"] == [one.rule for _, findings in check(tmp_path) for one in findings]


@pytest.mark.parametrize("name", OTHERS)
def test_a_file_that_is_named_must_be_something(tmp_path: Path, name: str) -> None:
    folder(tmp_path, OTHERS)
    [(file, [finding])] = check(tmp_path / name)

    assert (tmp_path / name, {"package.json": "unknown_file", "log.jsonl": "unknown_file"}.get(name, "syntax")) == (
        file,
        finding.rule,
    )


def test_what_is_no_kind_of_file_is_said_in_a_sentence(tmp_path: Path) -> None:
    [(_, [finding])] = check(folder(tmp_path, OTHERS) / "package.json")

    expected = "the file looks like no scenario, request, response, stream or error; say with --as what it is"
    assert expected == finding.message


def test_a_file_is_checked_once_however_often_it_is_named(tmp_path: Path) -> None:
    folder(tmp_path, {"a.json": REQUEST, "package.json": "{}", "b/c.json": REQUEST})
    checked = check(tmp_path, tmp_path / "b" / ".." / "a.json", tmp_path / "package.json", tmp_path / "package.json")

    assert ["a.json", "c.json", "package.json"] == sorted(one.file.name for one in checked)
    assert ["unknown_file"] == [one.rule for _, findings in checked for one in findings]


@pytest.mark.parametrize("files", [{}, OTHERS], ids=["empty", "others"])
def test_a_folder_without_anything_of_ours_is_an_error(tmp_path: Path, files: Mapping[str, str | bytes]) -> None:
    folder(tmp_path, {"a.json": REQUEST})
    (tmp_path / "empty").mkdir()
    folder(tmp_path / "empty", files)

    with pytest.raises(NothingToCheckError, match=r"^nothing to check in .*empty: no file in it looks like a scenario"):
        check(tmp_path / "a.json", tmp_path / "empty")


def test_a_folder_whose_files_are_named_too_is_not_empty(tmp_path: Path) -> None:
    folder(tmp_path, {"a.json": REQUEST})

    assert [(tmp_path / "a.json", [])] == check(tmp_path / "a.json", tmp_path)


def test_what_a_user_calls_something_is_that(tmp_path: Path) -> None:
    [(_, findings)] = check(folder(tmp_path, {"a.json": "{}"}), kind="request")

    assert ["model_required", "input_required"] == [one.rule for one in findings]


@pytest.mark.parametrize(
    ("operation", "text", "expected"),
    [
        ("conversations.create", '{"metadata": {"a": "b"}}', []),
        ("conversations.create", '{"metadata": {"a": 5}}', ["invalid_type"]),
        ("conversations.create", '{"id": "conv_1", "object": "conversation"}', ["missing_required_parameter"] * 2),
        ("conversations.items.retrieve", '{"type": "message"}', ["missing_required_parameter"]),
        (None, '{"metadata": {"a": "b"}}', ["unknown_file"]),
    ],
    ids=["request", "bad request", "answer", "item", "unsaid"],
)
def test_an_operation_says_what_a_body_is(
    tmp_path: Path, operation: str | None, text: str, expected: list[str]
) -> None:
    [(_, findings)] = check(folder(tmp_path, {"a.json": text}) / "a.json", operation=operation)

    assert expected == [one.rule for one in findings]
