"""How grave a breach of a rule is."""

from typing import Literal, TypeAlias, get_args

Severity: TypeAlias = Literal["error", "warn", "off"]

SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""`error` refuses the call, `warn` only tells, `off` does not look."""
