"""Which rules one operation is asked, sorted by what they look at, so that the others cost nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

import orjson

from mockserver.contract.limits import TOLD_VIOLATIONS
from mockserver.contract.rules.asked import Asked
from mockserver.contract.rules.history import History
from mockserver.contract.rules.model_table import ModelTable
from mockserver.contract.rules.reading import Aspect
from mockserver.contract.rules.rule import Check, Rule, at
from mockserver.values import Call, Json, Violation

REMEMBERED = 128
"""Verdicts kept for each parameter: clients send the same tools and formats again and again."""

MOST_REMEMBERED = 2_097_152
"""Bytes of all values of one parameter whose verdicts are kept."""

LARGEST_REMEMBERED = 65_536
"""Bytes of a value that is kept beside others."""

LARGEST_LATEST = 1_048_576
"""Bytes of a value that is kept until another comes."""

MOST_KEPT = 8
"""Violations of a verdict that is kept; a request with more of them will not come again and again."""


class Watch:
    """The rules that look at one parameter alone, and the verdicts of those whose verdict may be kept."""

    __slots__ = ("_held", "_latest", "_models", "_name", "_verdicts", "checks", "remembered")

    def __init__(self, name: str, rules: Iterable[Rule], models: ModelTable) -> None:
        mine = [rule for rule in rules if rule.watches[:1] == (name,)]
        self._name = name
        self._models = models
        self.remembered = tuple(rule.check for rule in mine if rule.remembered)
        self._verdicts: dict[bytes, tuple[Violation, ...]] = {}
        self._held = 0
        self._latest: tuple[bytes, tuple[Violation, ...]] = (b"", ())
        self.checks = tuple(rule.check for rule in mine if not rule.remembered)

    def verdict(self, value: Json) -> tuple[Violation, ...]:
        """Return how a value of the parameter breaks the rules whose verdict may be kept."""
        try:
            written = orjson.dumps(value)
        except orjson.JSONEncodeError:
            # Deeper, or with larger numbers, than can be written: judged, and not kept.
            return self._judge(value)
        # Comparing with the latest is cheaper than finding it by its hash.
        if written == self._latest[0]:
            return self._latest[1]
        verdict = self._verdicts.get(written)
        if verdict is None:
            verdict = self._judge(value)
            # The library leaves what it wrote in a buffer that is many times larger.
            self._keep(bytes(memoryview(written)), verdict)
        elif len(written) <= LARGEST_LATEST:
            self._latest = written, verdict
        return verdict

    def _keep(self, written: bytes, verdict: tuple[Violation, ...]) -> None:
        if len(verdict) > MOST_KEPT or len(written) > LARGEST_LATEST:
            return
        self._latest = written, verdict
        if len(written) <= LARGEST_REMEMBERED:
            if len(self._verdicts) == REMEMBERED or self._held + len(written) > MOST_REMEMBERED:
                self._verdicts.clear()
                self._held = 0
            self._verdicts[written] = verdict
            self._held += len(written)

    def _judge(self, value: Json) -> tuple[Violation, ...]:
        asked = Asked(Call("", {}, {self._name: value}), self._models)
        return tuple(broken for check in self.remembered for broken in islice(check(asked, None), TOLD_VIOLATIONS))


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
        """Return what breaks these rules, in no order; of one rule no more than are told of a call."""
        found: list[Violation] = []
        for check in self._always:
            if broken := check(asked, history):
                found += islice(broken, TOLD_VIOLATIONS)
        watches = self._watches
        for name, value in asked.body.items():
            if name in watches and value is not None:
                watch = watches[name]
                for check in watch.checks:
                    if broken := check(asked, history):
                        found += islice(broken, TOLD_VIOLATIONS)
                if watch.remembered:
                    found += watch.verdict(value)
        if not asked.is_plain:
            found += self._looked_at(asked, history)
        return found

    def _looked_at(self, asked: Asked, history: History | None) -> Iterator[Violation]:
        reading = asked.reading
        for aspect, checks in self._looking:
            if getattr(reading, aspect):
                for check in checks:
                    yield from islice(check(asked, history), TOLD_VIOLATIONS)
        if reading.others and "tools" in self._watches:
            yield from _few_of_each(self._added(asked))

    def _added(self, asked: Asked) -> Iterator[Violation]:
        """Hold the tools that items add to what is held of `tools`."""
        watch = self._watches["tools"]
        for seen in asked.reading.of("additional_tools"):
            for violation in watch.verdict(seen.item.get("tools")):
                yield _moved(violation, at("input", seen.position))


def _moved(violation: Violation, place: str) -> Violation:
    """Say of a part of a request what was said of the whole."""
    param = f"{place}.{violation.param}"
    message = violation.message.replace(f"'{violation.param}'", f"'{param}'", 1)
    return replace(violation, param=param, message=message)


def _few_of_each(violations: Iterable[Violation]) -> Iterator[Violation]:
    told: Counter[str] = Counter()
    for violation in violations:
        told[violation.rule] += 1
        if told[violation.rule] <= TOLD_VIOLATIONS:
            yield violation


def _looking_at(aspect: Aspect, rules: list[Rule]) -> tuple[Check, ...]:
    return tuple(rule.check for rule in rules if rule.looks_at == aspect)
