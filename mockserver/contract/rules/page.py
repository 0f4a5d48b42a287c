"""The page of `docs/` that lists the rules."""

from collections.abc import Iterable, Iterator, Mapping
from textwrap import fill

from mockserver.contract.rules import REQUEST_RULES, RULES
from mockserver.contract.rules.constraints import ELSEWHERE, KEYWORDS, NOT_CHECKED
from mockserver.contract.rules.rule import Rule
from mockserver.values import DIALECTS

WIDTH = 120
HEAD = """\
# Rules

Every demand on a call has a name. A broken rule of severity `error` refuses the call as the API does, one of severity
`warn` is only journalled, and one that is `off` is not looked at. Each can be set, in the configuration and in a
scenario file. The first rules are what the schemas of the contract demand: one for each error code. Single letters in a
source are those of [the contracts](../contracts/README.md); a letter with a number is a constraint of the list below.

What event streams and responses have to hold besides, `mockserver rules` lists too; `mockserver check` asks it.

This page is written from the tables in `mockserver/contract/rules/`.
"""
CONSTRAINTS = """
## Numbered constraints

What the sources demand in prose or in keywords is numbered: L limits, X conditions between parameters, M models,
S state, R replies, T order of events, E errors. Each is held by a rule above or in one of these ways.
"""


def page() -> str:
    """Write the page."""
    return "".join((HEAD, *map(_section, RULES), CONSTRAINTS, *_constraints()))


def _section(rule: Rule) -> str:
    facts = [f"severity `{rule.severity}`", f"source: {rule.source}"]
    if set(rule.dialects) != set(DIALECTS):
        facts.append(f"dialect `{rule.dialects[0]}` only")
    if rule.constraints:
        facts.append(f"constraints {', '.join(rule.constraints)}")
    paragraphs = (f"## {rule.id}", f"{rule.statement} *({'; '.join(facts)})*", rule.advice)
    return "".join(f"\n{fill(text, WIDTH)}\n" for text in paragraphs)


def _constraints() -> Iterator[str]:
    by_rule: dict[str, list[str]] = {}
    for rule in REQUEST_RULES:
        for constraint in rule.constraints:
            by_rule.setdefault(constraint, []).append(f"`{rule.id}`")
    streams = {constraint: [f"`{name}`" for name in names] for constraint, names in ELSEWHERE.items()}
    yield from _table("rules", by_rule)
    yield from _table("keywords of the documents", {constraint: [where] for constraint, where in KEYWORDS.items()})
    yield from _table("rules of streams", streams)
    yield from _table("not checked, because", {constraint: [why] for constraint, why in NOT_CHECKED.items()})


def _table(title: str, rows: Mapping[str, Iterable[str]]) -> Iterator[str]:
    yield f"\n| constraint | {title} |\n|---|---|\n"
    for constraint in sorted(rows):
        yield f"| {constraint} | {', '.join(rows[constraint])} |\n"
