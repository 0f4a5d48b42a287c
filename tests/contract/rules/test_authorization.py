import pytest

from mockserver.contract.rulebook import RuleBook
from mockserver.values import Call, Violation


def unauthorized(**headers: str) -> list[Violation]:
    return RuleBook().authorization(Call("responses.create", headers, {}))


@pytest.mark.parametrize("value", ["Bearer sk-1", "bearer sk-1", "BEARER  sk-1 ", "Bearer a b"])
def test_any_bearer_token_will_do(value: str) -> None:
    assert [] == unauthorized(authorization=value)


@pytest.mark.parametrize("value", ["", "Bearer", "Bearer ", "sk-1", "Basic dTpw", "Bearersk-1"])
def test_a_call_without_a_bearer_token_is_unauthorized(value: str) -> None:
    (violation,) = unauthorized(authorization=value)

    assert ("authorization", 401, None, None) == (violation.rule, violation.status, violation.param, violation.code)
    assert "Authorization: Bearer" in violation.message


def test_a_missing_header_is_unauthorized() -> None:
    assert [401] == [violation.status for violation in unauthorized()]


def test_authorization_can_be_off() -> None:
    assert [] == RuleBook(severities={"authorization": "off"}).authorization(Call("responses.create", {}, {}))
