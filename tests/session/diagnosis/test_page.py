"""The page on diagnostics shows what is said."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mockserver.reports import FORMS
from mockserver.reports.as_json import report_json
from mockserver.reports.report import Report
from mockserver.scenario.load import loads
from mockserver.session.diagnosis import diagnosis_json
from mockserver.session.session import Session
from mockserver.values import Json
from mockserver.values.blame import BLAMES
from tests.reports.examples import REPORT
from tests.session.client import contract, send, start
from tests.session.diagnosis.misses import WEATHER, diagnosis, message

PAGE = (Path(__file__).parents[3] / "docs" / "diagnostics.md").read_text()


def blocks(language: str) -> list[str]:
    return re.findall(rf"(?ms)^```{language}\n(.*?)\n```$", PAGE)


def keys(value: Json) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from keys(one)


def test_its_example_is_what_a_client_reads() -> None:
    [scenario], [block] = blocks("yaml"), blocks("text")
    session = Session(contract(), [loads(scenario, "weather.yaml")])

    assert block == message(send(session, input="How is the weather in Paris?"))


@pytest.mark.parametrize("word", [*FORMS, *BLAMES])
def test_every_form_and_blame_has_a_row(word: str) -> None:
    assert f"\n| `{word}` |" in PAGE


def test_every_key_of_a_report_is_described() -> None:
    session = start(WEATHER)
    send(session, input="Hello")
    written = [report_json(REPORT), report_json(Report(())), diagnosis_json(diagnosis(session))]

    assert [] == [key for key in dict.fromkeys(keys(written)) if f"`{key}`" not in PAGE]
