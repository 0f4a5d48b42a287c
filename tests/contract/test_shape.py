import pytest

from mockserver.contract.shape import Shape


def test_a_value_that_fits_has_no_violation() -> None:
    assert [] == Shape({"type": "string"}).violations("a")


def test_a_value_that_does_not_fit_is_explained() -> None:
    assert ["invalid_type"] == [found.code for found in Shape({"type": "string"}).violations(5)]


def test_a_refusal_that_nothing_explains_is_our_bug() -> None:
    with pytest.raises(AssertionError, match="explanation form accepts"):
        Shape({"type": "string"}).explain("a")


def test_a_refusal_that_nothing_explains_is_told_when_the_document_is_not_ours() -> None:
    (violation,) = Shape({"type": "string"}, foreign=True).explain("a")

    assert ("invalid_value", None) == (violation.code, violation.param)
