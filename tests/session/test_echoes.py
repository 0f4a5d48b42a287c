"""Echoed parameters, written and kept."""

import orjson
import pytest

from mockserver.protocol.echo import echo
from mockserver.session.echoes import Echoes
from mockserver.session.reading import Reading
from mockserver.values import DIALECTS, Dialect, JsonObject

MANY = 300


def body(number: int = 0) -> JsonObject:
    return {"model": "m", "input": "Hi", "metadata": {"number": str(number)}}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_members_are_those_of_the_dialect(dialect: Dialect) -> None:
    assert orjson.dumps(echo(body(), dialect)) == b"{%b}" % Echoes(dialect).write(Reading(body()))


def test_equal_parameters_are_written_once() -> None:
    echoes = Echoes()

    assert echoes.write(Reading(body())) is echoes.write(Reading({**body(), "input": "Bye"}))


def test_many_parameters_are_told_apart() -> None:
    echoes = Echoes()

    assert MANY == len({echoes.write(Reading(body(number))) for number in range(MANY)})
