"""Parameters that have a successor."""

from collections.abc import Iterable

from mockserver.contract.rules.asked import Asked, as_object
from mockserver.contract.rules.history import History
from mockserver.contract.rules.rule import OPENAI, READS, Check, Rule
from mockserver.contract.words import quoted
from mockserver.values import Json, Violation


def _check(rule: str, path: tuple[str, ...], successor: str, default: Json) -> Check:
    def check(asked: Asked, history: History | None) -> Iterable[Violation]:
        value = asked.body[path[0]]
        if len(path) > 1:
            value = as_object(value).get(path[1])
        if value is None or value == default:
            return ()
        param = ".".join(path)
        message = f"Deprecated parameter: '{param}'.{_use(successor)}"
        return (Violation(rule, message, param, "deprecated_parameter"),)

    return check


def _use(successor: str) -> str:
    return f" Use {successor} instead." if successor else ""


def _rule(rule: str, param: str, successor: str = "", *, default: Json = None) -> Rule:
    path = tuple(param.split("."))
    exempt = "" if default is None else f", but for its default {quoted(default)}"
    return Rule(
        id=rule,
        statement=f"The deprecated parameter {param} is not sent{exempt}.",
        severity="warn",
        source="X14",
        check=_check(rule, path, successor, default),
        constraints=("X14",),
        watches=path[:1],
        operations=READS,
        dialects=OPENAI,
        advice=f"The API still takes it.{_use(successor) or ' No successor is named.'}",
    )


DEPRECATED_RULES = (
    _rule("deprecated_user", "user", "'safety_identifier' and 'prompt_cache_key'"),
    _rule("deprecated_cache_retention", "prompt_cache_retention", "'prompt_cache_options.ttl'"),
    _rule("deprecated_truncation", "truncation", default="disabled"),
    _rule("deprecated_generate_summary", "reasoning.generate_summary", "'reasoning.summary'"),
)
