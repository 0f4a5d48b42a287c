"""What YAML may say, and everything that is not JSON in YAML's clothes."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mockserver.scenario.yaml_source import parse
from mockserver.values import Json, Place, ScenarioError

TEN_TIMES_EACH = "".join(f"- &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n" for level in range(1, 9))
ONE_IN_ANOTHER = "".join(f"- &a{level} [*a{level - 1}]\n" for level in range(1, 120))


def error_of(text: str) -> str:
    with pytest.raises(ScenarioError) as caught:
        parse(text, "s.yaml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("~", None),
        ("Null", None),
        ("''", ""),
        ("True", True),
        ("FALSE", False),
        ("yes", "yes"),
        ("no", "no"),
        ("off", "off"),
        ("+12", 12),
        ("017", 17),
        ("0o17", 15),
        ("0x1F", 31),
        ("18446744073709551615", 2**64 - 1),
        ("-9223372036854775808", -(2**63)),
        ("1_000", "1_000"),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("-1.", -1.0),
        ("12:30:45", "12:30:45"),
        ("2026-11-20", "2026-11-20"),
        ("2026-11-20T10:00:00Z", "2026-11-20T10:00:00Z"),
        ("'1'", "1"),
        ("!!str 1", "1"),
        ("! 1", "1"),
        ('!!int "5"', 5),
        ("!!float 1", 1),
        ("!!null ''", None),
        ("=", "="),
        ("'<<'", "<<"),
        (r'"\ud83d\ude00"', "😀"),
        ('"é"', "é"),
        ("|\n  a\n  b\n", "a\nb\n"),
        ("!!map {a: 1}", {"a": 1}),
        ("!!seq [1]", [1]),
        ("[&a x, *a]", ["x", "x"]),
        ("{&k a: 1, b: *k }", {"a": 1, "b": "a"}),
        ("[&k a, {*k : 1}]", ["a", {"a": 1}]),
        ("{'<<': 1}", {"<<": 1}),
        ("? a\n: b", {"a": "b"}),
    ],
)
def test_values_are_those_of_the_core_schema(text: str, expected: Json) -> None:
    value = parse(text, "s.yaml").value

    assert (type(expected), expected) == (type(value), value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: [", "1:5: not valid YAML: while parsing a flow node, expected the node content, but found '<stream end>'"),
        ("a: b: c", "1:5: not valid YAML: mapping values are not allowed here"),
        ("a: 1\n\tb: 2", "2:1: not valid YAML: while scanning for the next token, found character '\\t' that cannot"),
        ('a: "b', "1:6: not valid YAML: while scanning a quoted scalar, found unexpected end of stream"),
        ("a:\n  b\x00c", "2:4: not valid YAML: the character U+0000 is not allowed"),
        ('a: "\\U99999999"', "1:2: not valid YAML: no such character"),
        ('a: "\\ud800"', "1:4: half of a surrogate pair is not a character"),
        ("a: 1\nb: 2\na: 3", "3:1: duplicate key 'a', first at line 1, column 1"),
        ("a: {b: {c: 1, 'c': 2}}", "1:15: duplicate key 'c', first at line 1, column 9"),
        ("a: 1\n--- \nb: 2", "2:1: a second document begins here; a file holds one scenario"),
        ("a: .nan", "1:4: JSON has no number '.nan'; put it in quotes"),
        ("a: -.Inf", "1:4: JSON has no number '-.Inf'; put it in quotes"),
        ("a: 1e999", "1:4: JSON has no number '1e999'; put it in quotes"),
        ("a: 18446744073709551616", "1:4: JSON has no number '18446744073709551616'; put it in quotes"),
        ("a: " + "9" * 5000, f"1:4: JSON has no number '{'9' * 40}'; put it in quotes"),
        ("1: a", "1:1: a key must be a text, not the number 1; put it in quotes"),
        ("true: a", "1:1: a key must be a text, not the boolean true; put it in quotes"),
        ("? [a]\n: b", "1:3: a key must be a text, not a list"),
        ("a: &x {b: 1, <<: *x}", "1:14: YAML 1.2 has no merge key '<<'; write the keys out"),
        ("a: !secret b", "1:4: the tag !secret does not belong here; a scenario holds plain JSON values"),
        ("a: !!binary aGk=", "1:4: the tag !!binary does not belong here; a scenario holds plain JSON values"),
        ("a: !!timestamp 2026-11-20", "1:4: the tag !!timestamp does not belong here; a scenario holds plain JSON"),
        ("a: !!set {b}", "1:4: the tag !!set does not belong here; a scenario holds plain JSON values"),
        ("a: !!seq {b: 1}", "1:4: the tag !!seq does not belong here; a scenario holds plain JSON values"),
        ("a: !!python/object/apply:os.getcwd []", "1:4: the tag !!python/object/apply:os.getcwd does not belong here"),
        ("a: !!int b", "1:4: 'b' does not fit its tag !!int"),
        ("a: *b", "1:4: the alias *b has no anchor before it"),
        ("a: &b [1, *b]", "1:11: the alias *b stands for something that it is part of"),
        ("- &a0 [x, x]\n" + TEN_TIMES_EACH, "6:18: aliases stand for more than 100,000 values"),
        ("- &a0 [x]\n" + ONE_IN_ANOTHER, "1:1: nested deeper than 100 levels through its aliases"),
        ("[" * 10_000, "1:101: nested deeper than 100 levels"),
        ("- " * 100_000, "1:201: nested deeper than 100 levels"),
        ("{a: " * 1_000, "1:401: nested deeper than 100 levels"),
    ],
)
def test_everything_else_is_an_error_with_its_place(text: str, expected: str) -> None:
    assert error_of(text).startswith(f"s.yaml:{expected}")


def test_the_deepest_nesting_is_allowed() -> None:
    value = parse("[" * 100 + "]" * 100, "s.yaml").value

    assert "[" * 100 + "]" * 100 == str(value)


def test_aliases_within_the_limit_are_repeated() -> None:
    value = parse("- &a [1, 2]\n- [*a, *a]\n", "s.yaml").value

    assert [[1, 2], [[1, 2], [1, 2]]] == value


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ((), 1, 1),
        (("a",), 1, 1),
        (("a", 0), 2, 5),
        (("a", 1), 3, 5),
        (("a", 1, "b"), 3, 5),
        (("a", 1, "c", "d"), 4, 12),
        (("a", 1, "c", "d", 1), 4, 19),
        (("a", 7), 1, 1),
        (("x", "y"), 1, 1),
        (("a", 2), 5, 5),
        (("a", 2, "d", 0), 5, 5),
    ],
)
def test_places_are_those_of_keys_and_elements(path: tuple[str | int, ...], line: int, column: int) -> None:
    text = "a:\n  - first\n  - b: 1\n    c: &c {d: [1, 2]}\n  - *c\n"

    assert Place("s.yaml", line, column) == parse(text, "s.yaml").places.nearest(path)


@given(st.text(st.sampled_from("ab:-[]{}\n \"'#&*!|>?,%@`\\~0.1xU<=\t\r\x85\u2028\ud800é\x00\ufeff"), max_size=40))
@example("*\u2028")
def test_any_text_is_read_or_refused_on_one_line(text: str) -> None:
    try:
        parse(text, "s.yaml")
        message = "one line"
    except ScenarioError as error:
        message = str(error)

    assert 1 == len(message.splitlines())
