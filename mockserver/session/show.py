"""Exchanges as plain JSON, without secrets."""

from mockserver.session.diagnosis import diagnosis_json
from mockserver.session.exchange import Exchange
from mockserver.session.masking import masked_headers, masked_json, masked_text
from mockserver.session.spoken import headers_of
from mockserver.values import JsonObject, Violation


def exchange_json(exchange: Exchange) -> JsonObject:
    """Write an exchange down for programs: what was asked, what answered, what was said, and what was wrong with it.

    Secrets are masked in headers, bodies and messages; every key is always there, null where there is nothing to say.
    """
    asked, diagnosis = exchange.asked, exchange.diagnosis
    return {
        "number": exchange.number,
        "operation": asked.operation,
        "line": asked.line,
        "at": exchange.at,
        "path": {**asked.path},
        "query": masked_json({**asked.query}),
        "headers": masked_headers(asked.headers),
        "body": masked_json(asked.body),
        "played": exchange.played,
        "place": exchange.place.as_json() if exchange.place else None,
        "thread": exchange.thread,
        "parent": exchange.parent,
        "attempt": exchange.attempt,
        "retry_of": exchange.retry_of,
        "unexpected_retry": exchange.unexpected_retry,
        "problem": exchange.problem,
        "violations": [_violation_json(violation) for violation in exchange.violations],
        "diagnosis": diagnosis_json(diagnosis) if diagnosis else None,
        "reply": _reply_json(exchange),
        "delivery": {"outcome": exchange.delivery.outcome, "seconds": exchange.delivery.seconds},
    }


def _reply_json(exchange: Exchange) -> JsonObject:
    response = exchange.response
    return {
        "status": exchange.status,
        "headers": masked_headers(headers_of(exchange.reply)),
        "response_id": response.get("id"),
        "output": masked_json(exchange.output),
        "usage": response.get("usage"),
        "events": [event.get("type") for event in exchange.events],
        "faults": [*exchange.faults],
        "idle_faults": [*exchange.idle_faults],
    }


def _violation_json(violation: Violation) -> JsonObject:
    return {
        "rule": violation.rule,
        "message": masked_text(violation.message),
        "param": masked_text(violation.param) if violation.param else None,
        "code": violation.code,
        "status": violation.status,
    }
