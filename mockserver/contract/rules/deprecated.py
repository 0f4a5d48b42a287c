"""Parameters that have a successor."""

from collections.abc import Iterable

from mockserver.contract.rules.asked import Asked, as_object
from mockserver.contract.rules.history import History
from mockserver.contract.rules.rule import OPENAI, READS, Check, Rule
from mockserver.values import Violation


def _check(rule: str, path: tuple[str, ...], successor: str) -> Check:
    def check(asked: Asked, history: History | None) -> Iterable[Violation]:
        value = asked.body[path[0]]
        if len(path) > 1 and as_object(value).get(path[1]) is None:
            return ()
        param = ".".join(path)
        message = f"Deprecated parameter: '{param}'. Use {successor} instead."
        return (Violation(rule, message, param, "deprecated_parameter"),)

    return check


def _rule(rule: str, param: str, successor: str) -> Rule:
    path = tuple(param.split("."))
    return Rule(
        id=rule,
        statement=f"The deprecated parameter {param} is not sent.",
        severity="warn",
        source="X14",
        check=_check(rule, path, successor),
        constraints=("X14",),
        watches=path[:1],
        operations=READS,
        dialects=OPENAI,
        advice=f"The API still takes it, and will not for ever. Use {successor} instead.",
    )


DEPRECATED_RULES = (
    _rule("deprecated_user", "user", "'safety_identifier' and 'prompt_cache_key'"),
    _rule("deprecated_cache_retention", "prompt_cache_retention", "'prompt_cache_options.ttl'"),
    _rule("deprecated_truncation", "truncation", "'context_management'"),
    _rule("deprecated_generate_summary", "reasoning.generate_summary", "'reasoning.summary'"),
)
