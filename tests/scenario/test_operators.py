import warnings

import pytest

from mockserver.scenario.operators import OPERATORS, is_operators, problems, words
from mockserver.values import Json

GOOD: list[Json] = [
    None,
    "text",
    {"a": [1, {"b": None}]},
    {"$equals": {"$ref": "#", "b": [1]}},
    {"$contains": "x"},
    {"$contains": ["x", "y"]},
    {"$regex": "^a+$"},
    {"$regex": "[[a]"},
    {"$has": "x"},
    {"$has": ["x", {"name": {"$regex": "^y"}}]},
    {"$absent": False},
    {"$any": True},
    {"$any": ["x", {"$absent": True}]},
    *({"$type": name} for name in ("string", "number", "integer", "boolean", "array", "object", "null")),
    {"$schema": {"type": "object", "properties": {"$x": {}}}},
    {"$not": {"$contains": "x"}, "$type": "string"},
]

BAD: list[tuple[Json, tuple[str | int, ...], str]] = [
    (
        {"$contain": "x"},
        ("$contain",),
        "unknown operator '$contain'; did you mean '$contains'? Known operators: $equals",
    ),
    ({"a": [{"$": 1}]}, ("a", 0, "$"), "unknown operator '$'. Known operators: $equals, $contains, $regex, $has, $abs"),
    ({"$equals": 1, "a": 2}, ("a",), "'a' stands beside an operator; a mapping holds only operators or only data"),
    ({"$ref": "x", "type": "y"}, ("type",), "'type' stands beside an operator; a mapping holds only operators or only"),
    ({"$contains": 5}, ("$contains",), "what $contains looks for must be a text, not the number 5; put it in quotes"),
    ({"$contains": []}, ("$contains",), "$contains needs at least one text"),
    ({"$contains": ["a", None]}, ("$contains", 1), "what $contains looks for must be a text, not null"),
    ({"$regex": 5}, ("$regex",), "the pattern of $regex must be a text, not the number 5; put it in quotes"),
    ({"$regex": "(a"}, ("$regex",), 'the pattern "(a" cannot be compiled: missing ), unterminated subpattern at pos'),
    ({"$regex": "a{99999999999}"}, ("$regex",), 'the pattern "a{99999999999}" cannot be compiled: the repetition num'),
    ({"$has": []}, ("$has",), "$has needs at least one element"),
    ({"$has": ["a", {"$typ": "x"}]}, ("$has", 1, "$typ"), "unknown operator '$typ'; did you mean '$type'?"),
    ({"$absent": "yes"}, ("$absent",), '$absent must be true or false, not the text "yes"'),
    ({"$any": False}, ("$any",), "$any must be true or a list of alternatives"),
    ({"$any": []}, ("$any",), "$any must be true or a list of alternatives"),
    ({"$any": [1, {"$has": []}]}, ("$any", 1, "$has"), "$has needs at least one element"),
    ({"$type": "strin"}, ("$type",), "unknown type 'strin'; did you mean 'string'? Known types: string, number, integ"),
    ({"$type": None}, ("$type",), "$type must be a text, not null"),
    ({"$schema": True}, ("$schema",), "$schema must be a JSON Schema, a mapping, not the boolean true"),
    ({"$not": {"$not": {"$absent": 0}}}, ("$not", "$not", "$absent"), "$absent must be true or false, not the number"),
]


@pytest.mark.parametrize("expected", GOOD, ids=str)
def test_good_expectations_have_no_problem(expected: Json) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")

        assert [] == [*problems(expected)]


@pytest.mark.parametrize(("expected", "path", "message"), BAD, ids=str)
def test_every_misuse_is_found_at_its_place(expected: Json, path: tuple[str | int, ...], message: str) -> None:
    [problem] = problems(expected)

    assert path == problem.path
    assert problem.message.startswith(message)


def test_a_deeply_grouped_pattern_is_a_problem_and_no_crash() -> None:
    [problem] = problems({"$regex": "(" * 5_000 + ")" * 5_000})

    assert ("$regex",) == problem.path


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("Paris", '"Paris"'),
        (None, "null"),
        ({"a": [True, {"$type": "number"}]}, '{"a": [true, a number]}'),
        ({"$equals": {"a": 1}}, 'exactly {"a": 1}'),
        ({"$contains": ["a", "b"]}, 'a text that contains "a" and "b"'),
        ({"$regex": "^a"}, 'a text that matches the pattern "^a"'),
        ({"$has": ["a", {"type": "b"}]}, 'a list or mapping with "a" and {"type": "b"}'),
        ({"$absent": True}, "nothing"),
        ({"$absent": False}, "something, even null"),
        ({"$any": True}, "anything but null"),
        ({"$any": ["a", "b", {"$regex": "c"}]}, '"a", "b" or a text that matches the pattern "c"'),
        ({"$any": ["a"]}, '"a"'),
        ({"$type": "integer"}, "a whole number"),
        ({"$schema": {"type": "null"}}, 'a value that fits the schema {"type": "null"}'),
        ({"$not": "é"}, 'anything but "é"'),
        ({"$regex": "^a", "$not": "ab"}, 'a text that matches the pattern "^a" and anything but "ab"'),
    ],
)
def test_expectations_are_put_into_words(expected: Json, text: str) -> None:
    assert text == words(expected)


@pytest.mark.parametrize(
    ("expected", "answer"),
    [
        ({"$not": 1}, True),
        ({"$a": 1, "$b": 2}, True),
        ({"$a": 1, "b": 2}, False),
        ({}, False),
        ([], False),
        ("$a", False),
    ],
    ids=str,
)
def test_a_mapping_with_nothing_but_operators_is_not_data(expected: Json, answer: bool) -> None:
    assert answer == is_operators(expected)


def test_every_operator_is_tried_in_both_directions() -> None:
    good = {key for expected in GOOD if isinstance(expected, dict) for key in expected if key.startswith("$")}
    bad = {part for _, path, _ in BAD for part in path} | {"$equals"}

    assert {*OPERATORS} == good
    assert {*OPERATORS} <= bad
