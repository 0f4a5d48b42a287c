"""Answers to calls that are not played, and what is said of violations to those that are."""

from collections.abc import Sequence

from mockserver.values import Dialect, Reply, Violation
from mockserver.wire.errors import error_reply

NO_MATCH = "mock_no_match"
EXPECTATION_FAILED = "mock_expectation_failed"
SCENARIO_ERROR = "mock_scenario_error"
_STATUSES = {NO_MATCH: 400, EXPECTATION_FAILED: 400, SCENARIO_ERROR: 500}
_FINAL = {"x-should-retry": "false"}


def violation_reply(violation: Violation, request_id: str, dialect: Dialect) -> Reply:
    """Refuse as the API does."""
    return error_reply(
        violation.status,
        violation.message,
        param=violation.param,
        code=violation.code,
        headers={"x-request-id": request_id},
        dialect=dialect,
    )


def mock_reply(code: str, message: str, request_id: str, dialect: Dialect) -> Reply:
    """Refuse in our own name, with the word to clients not to try again."""
    headers = {"x-request-id": request_id, **_FINAL}
    return error_reply(_STATUSES[code], message, code=code, headers=headers, dialect=dialect)


def counting(reply: Reply, violations: Sequence[Violation]) -> Reply:
    """Tell the client how many violations its call was answered in spite of, and of which rules."""
    count = (b"x-mockserver-violations", b"%d" % len(violations))
    rules = ", ".join(dict.fromkeys(violation.rule for violation in violations))
    named = ((b"x-mockserver-rules", rules.encode()),) if rules else ()
    return reply._replace(headers=(*reply.headers, count, *named))
