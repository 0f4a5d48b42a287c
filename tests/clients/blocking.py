"""An asynchronous client that is used like a synchronous one, so that one test drives both."""

import asyncio
from collections.abc import Awaitable, Iterator
from inspect import isawaitable
from typing import Any

WRAPPED = ("openai.resources", "openai.lib", "openai._response")
"""Modules of the SDK whose objects have methods to be awaited."""

_END = object()


class Blocking:
    """Something asynchronous: what it gives to await is waited for, what it gives to iterate over is iterated."""

    def __init__(self, target: Any, runner: asyncio.Runner) -> None:
        self._target, self._runner = target, runner

    def __getattr__(self, name: str) -> Any:
        return self._wrapped(getattr(self._target, name))

    def __call__(self, *given: Any, **named: Any) -> Any:
        return self._wrapped(self._target(*given, **named))

    def __iter__(self) -> Iterator[Any]:
        each = aiter(self._target)
        while (one := self._wait(anext(each, _END))) is not _END:
            yield one

    def __enter__(self) -> Any:
        return self._wrapped(self._target.__aenter__())

    def __exit__(self, *error: Any) -> None:
        self._wait(self._target.__aexit__(*error))

    def _wait(self, awaited: Awaitable[Any]) -> Any:
        return self._runner.get_loop().run_until_complete(awaited)

    def _wrapped(self, value: Any) -> Any:
        done = self._wait(value) if isawaitable(value) else value
        return Blocking(done, self._runner) if _is_asynchronous(done) else done


def _is_asynchronous(value: Any) -> bool:
    if callable(value) or hasattr(value, "__aiter__") or hasattr(value, "__aenter__"):
        return True
    return type(value).__module__.startswith(WRAPPED)
