"""Reports to write."""

from typing import Any, Final

from mockserver.reports.report import Counts, Report, ReportedCall, ReportedFinding, ReportedSession
from mockserver.session.verification.finding import Finding
from mockserver.values import Place

MISS: Final = Finding(
    "miss",
    "error",
    "mockserver: call 2 (POST /v1/responses, session a) matches no step\nblame: client request (it is too late)",
    call=2,
)
UNPLAYED: Final = Finding(
    "unplayed", "error", "mockserver: w step 2 was not played", place=Place("w.yaml", 4, 5), blame="scenario"
)
UNREAD: Final = Finding(
    "unread_reply", "warn", "mockserver: call 1 was not read to its end", call=1, place=Place("w.yaml", 2, 5)
)
OURS: Final = Finding("internal", "error", "mockserver: it failed", blame="server")


def call(number: int, **more: Any) -> ReportedCall:
    plain: dict[str, Any] = {
        "operation": "responses.create",
        "line": "POST /v1/responses",
        "at": number / 4,
        "status": 200,
        "played": None,
        "retry_of": None,
        "problem": None,
        "violations": (),
        "delivery": "complete",
        "seconds": 0.5,
        "diagnosis": None,
    }
    return ReportedCall(number, **{**plain, **more})


def session(name: str, *findings: tuple[Finding, str | None], calls: tuple[ReportedCall, ...] = ()) -> ReportedSession:
    errors = sum(one.severity == "error" for one, _ in findings)
    counts = Counts(len(calls), 0, errors, len(findings) - errors)
    return ReportedSession(name, tuple(ReportedFinding(*one) for one in findings), calls, counts)


CALLS: Final = (
    call(1, played="w step 1", delivery="left"),
    call(2, status=400, problem="mock_no_match"),
    call(3, played="w step 1", retry_of=1, violations=("input: too long",)),
)
FAILED: Final = session(
    "a", (MISS, "call 2 (POST /v1/responses)"), (UNPLAYED, "w step 2"), (UNREAD, "w step 1"), calls=CALLS
)
PASSED: Final = session("b", calls=(call(1, played="w step 1"),))
REPORT: Final = Report((PASSED, FAILED))
EMPTY: Final = Report(())
