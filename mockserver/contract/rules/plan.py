"""Which rules one operation is asked, sorted by what they look at, so that the others cost nothing."""

from collections.abc import Iterable
from functools import lru_cache, partial

import orjson

from mockserver.contract.rules.asked import Asked
from mockserver.contract.rules.history import History
from mockserver.contract.rules.model_table import ModelTable
from mockserver.contract.rules.reading import Aspect
from mockserver.contract.rules.rule import Check, Rule
from mockserver.values import Call, Json, Violation

REMEMBERED = 128
"""Verdicts kept for each parameter: clients send the same tools and formats again and again."""

LARGEST_REMEMBERED = 65_536
"""Bytes of a parameter that is kept."""


class Watch:
    """The rules that look at one parameter alone, and the verdicts of those whose verdict may be kept."""

    __slots__ = ("_latest", "_name", "_remembered", "_verdict", "checks")

    def __init__(self, name: str, rules: Iterable[Rule], models: ModelTable) -> None:
        mine = [rule for rule in rules if rule.watches[:1] == (name,)]
        self._name = name
        self._remembered = tuple(rule.check for rule in mine if rule.remembered)
        self._verdict = lru_cache(REMEMBERED)(partial(_verdict, self._remembered, name, models))
        self._latest: tuple[bytes, tuple[Violation, ...]] = (b"", ())
        self.checks = tuple(rule.check for rule in mine if not rule.remembered)

    def remembered(self, asked: Asked) -> tuple[Violation, ...]:
        """Return what breaks the rules that may be kept."""
        if not self._remembered:
            return ()
        try:
            written = orjson.dumps(asked.body[self._name])
        except orjson.JSONEncodeError:
            # Deeper, or with larger numbers, than can be written: judged, and not kept.
            return _judge(self._remembered, asked)
        if len(written) > LARGEST_REMEMBERED:
            return _judge(self._remembered, asked)
        latest, verdict = self._latest
        if written != latest:
            verdict = self._verdict(written)
            # Comparing with the latest is cheaper than finding it by its hash.
            self._latest = written, verdict
        return verdict


class Plan:
    """The rules of one operation."""

    __slots__ = ("_always", "_looking", "_watches")

    def __init__(self, rules: list[Rule], models: ModelTable) -> None:
        self._always = tuple(rule.check for rule in rules if not rule.watches and not rule.looks_at)
        names = {rule.watches[0] for rule in rules if rule.watches}
        self._watches = {name: Watch(name, rules, models) for name in names}
        aspects = {rule.looks_at for rule in rules if rule.looks_at}
        self._looking = [(aspect, _looking_at(aspect, rules)) for aspect in sorted(aspects)]

    def found(self, asked: Asked, history: History | None) -> list[Violation]:
        """Return what breaks these rules, in no order."""
        found: list[Violation] = []
        for check in self._always:
            found += check(asked, history)
        watches = self._watches
        for name, value in asked.body.items():
            if name in watches and value is not None:
                watch = watches[name]
                for check in watch.checks:
                    found += check(asked, history)
                found += watch.remembered(asked)
        reading = asked.reading
        if not reading.plain or reading.unpaired:
            found += self._looked_at(asked, history)
        return found

    def _looked_at(self, asked: Asked, history: History | None) -> list[Violation]:
        reading = asked.reading
        checks = [check for aspect, checks in self._looking if getattr(reading, aspect) for check in checks]
        return [violation for check in checks for violation in check(asked, history)]


def _looking_at(aspect: Aspect, rules: list[Rule]) -> tuple[Check, ...]:
    return tuple(rule.check for rule in rules if rule.looks_at == aspect)


def _verdict(checks: tuple[Check, ...], name: str, models: ModelTable, written: bytes) -> tuple[Violation, ...]:
    body: dict[str, Json] = {name: orjson.loads(written)}
    return _judge(checks, Asked(Call("", {}, body), models))


def _judge(checks: tuple[Check, ...], asked: Asked) -> tuple[Violation, ...]:
    return tuple(violation for check in checks for violation in check(asked, None))
