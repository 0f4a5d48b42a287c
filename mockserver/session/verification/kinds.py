"""All kinds of findings."""

from collections.abc import Mapping

from mockserver.session.verification.accepted_truncated import accepted_truncated
from mockserver.session.verification.edited_history import edited_history
from mockserver.session.verification.kind import Kind
from mockserver.session.verification.refused import expectations, internal_errors, misses, scenario_errors
from mockserver.session.verification.retried_non_retryable import retried_non_retryable
from mockserver.session.verification.unanswered_calls import unanswered_calls
from mockserver.session.verification.unexpected_retry import unexpected_retries, unscripted_retries
from mockserver.session.verification.unplayed import unplayed, unplayed_shared
from mockserver.session.verification.unread_reply import unread_replies
from mockserver.session.verification.violations import errors, warnings
from mockserver.session.verification.waiting import ignored_retry_after, no_backoff, retry_storm

KINDS: Mapping[str, Kind] = {
    "unplayed": Kind("error", "A step was never played, or not all of its attempts were asked for.", unplayed),
    "miss": Kind("error", "No step or stub matched a call.", misses),
    "expectation": Kind("error", "A call was not what its step expects.", expectations),
    "scenario_error": Kind("error", "A step had no possible reply to the call that it matched.", scenario_errors),
    "violation": Kind("error", "A call broke a rule of the contract that refuses.", errors),
    "unexpected_retry": Kind(
        "error", "A call was retried without a reason, or more often than was written.", unexpected_retries
    ),
    "internal": Kind("error", "This server failed.", internal_errors),
    "unscripted_retry": Kind("warn", "An error was retried of which its author wrote only one.", unscripted_retries),
    "unplayed_shared": Kind("warn", "A scenario of the server was left alone.", unplayed_shared),
    "warned_violation": Kind("warn", "A call broke a rule of the contract that only warns.", warnings),
    "unread_reply": Kind(
        "warn", "A client hung up before its answer was over, and did not come back for it.", unread_replies
    ),
    "retried_non_retryable": Kind("warn", "A call was made again after an error that is final.", retried_non_retryable),
    "ignored_retry_after": Kind("warn", "A call came back sooner than it was told to.", ignored_retry_after),
    "no_backoff": Kind("warn", "A call was retried several times without a wait.", no_backoff),
    "retry_storm": Kind("warn", "A call was retried more than five times.", retry_storm),
    "accepted_truncated": Kind("warn", "A client went on from a stream that had broken off.", accepted_truncated),
    "unanswered_calls": Kind("warn", "A client left calls of its tools without an output.", unanswered_calls),
    "edited_history": Kind("warn", "A client sent an item back with other words.", edited_history),
}
"""What verification looks for, in the order in which it is told: what fails a run before what only warns."""
