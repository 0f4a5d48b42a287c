"""Answers to calls that are not played."""

from mockserver.values import Reply, Violation
from mockserver.wire.errors import error_reply

NO_MATCH = "mock_no_match"
EXPECTATION_FAILED = "mock_expectation_failed"
SCENARIO_ERROR = "mock_scenario_error"
_STATUSES = {NO_MATCH: 400, EXPECTATION_FAILED: 400, SCENARIO_ERROR: 500}
_FINAL = {"x-should-retry": "false"}


def violation_reply(violation: Violation, request_id: str) -> Reply:
    """Refuse as the API does."""
    headers = {"x-request-id": request_id}
    return error_reply(violation.status, violation.message, param=violation.param, code=violation.code, headers=headers)


def mock_reply(code: str, message: str, request_id: str) -> Reply:
    """Refuse in our own name, with the word to clients not to try again."""
    return error_reply(_STATUSES[code], message, code=code, headers={"x-request-id": request_id, **_FINAL})
