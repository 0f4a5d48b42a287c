import pytest

from mockserver.contract.words import counted, place, quoted, type_of, types_named


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param((), "", id="root"),
        pytest.param(("model",), "model", id="top"),
        pytest.param(("input", 16, "content", 0, "type"), "input[16].content[0].type", id="deep"),
        pytest.param((0, "a"), "[0].a", id="from a list"),
    ],
)
def test_a_place_is_written_as_the_api_does(path: tuple[str | int, ...], expected: str) -> None:
    assert expected == place(path)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("a", "'a'"), (1.5, "1.5"), (None, "null"), ({"ä": True}, '{"ä": true}'), ("x" * 121, f"'{'x' * 120}…'")],
)
def test_a_value_is_quoted(value: object, expected: str) -> None:
    assert expected == quoted(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a", "a string"),
        (1, "an integer"),
        (1.5, "a decimal"),
        (True, "a boolean"),
        ([], "an array"),
        ({}, "an object"),
        (None, "null"),
        (float("nan"), "NaN"),
        (float("-inf"), "-Infinity"),
    ],
)
def test_a_type_is_said(value: object, expected: str) -> None:
    assert expected == type_of(value)


def test_null_is_not_worth_a_word_beside_others() -> None:
    assert ["a string"] == types_named(["string", "null"])
    assert ["null"] == types_named(["null"])


@pytest.mark.parametrize(("number", "expected"), [(0, "0 items"), (1, "1 item"), (2, "2 items")])
def test_things_are_counted(number: int, expected: str) -> None:
    assert expected == counted(number, "item")


def test_words_with_their_own_plural_are_counted() -> None:
    assert "1 property" == counted(1, "property", "properties")
    assert "2 properties" == counted(2, "property", "properties")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a'b", "'a'b'"),
        ({"a": [1, None]}, '{"a": [1, null]}'),
        ("x" * 121, "'" + "x" * 120 + "…'"),
        ([1] * 1_000_000, "[" + "1, " * 39 + "1,…"),
    ],
    ids=["text", "object", "long text", "long list"],
)
def test_a_value_is_quoted_as_far_as_it_fits(value: object, expected: str) -> None:
    assert expected == quoted(value)


def test_a_long_name_in_a_place_is_cut() -> None:
    assert "a." + "x" * 120 + "…" == place(["a", "x" * 1_000])
