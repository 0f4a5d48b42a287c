"""The page on verification says what the code does."""

import re
from pathlib import Path

import pytest

from mockserver.scenario.load import loads
from mockserver.session.masking import masked_header
from mockserver.session.session import Session
from mockserver.session.verification import KINDS, verify
from tests.session.client import contract, send
from tests.session.verification.runs import Run

DOCS = Path(__file__).parents[3] / "docs"
PAGE = (DOCS / "verification.md").read_text()
_WEATHER = """
steps:
  - reply: [{function_call: {name: get_weather}}]
  - reply: [{message: "18 °C in Paris."}]
"""


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_row_under_its_severity(kind: str) -> None:
    fails, tells = PAGE.split("## What fails a run")[1].split("## What is told")
    part = fails if KINDS[kind].severity == "error" else tells
    assert f"\n| `{kind}` | {KINDS[kind].statement} |" in part


def test_its_example_is_what_is_said() -> None:
    session = Session(contract(), [loads(_WEATHER, "weather.yaml")])
    send(session, input="How is the weather?")
    [block] = re.findall(r"(?ms)^```text\n(.*?)\n```$", PAGE)
    assert block == verify(session)[0].message


def test_a_secret_is_masked_as_it_shows() -> None:
    shown = masked_header("authorization", "Bearer sk-proj-abcdEFGH1234567890wxyz")
    assert f"`{shown}`" in PAGE


def test_an_optional_step_is_left_out_as_the_page_on_scenarios_shows() -> None:
    [example] = re.findall(r"(?ms)^```yaml\n((?:(?!```).)*optional: true.*?)^```$", (DOCS / "scenarios.md").read_text())
    run = Run(example)
    run.ask("Paris", previous_response_id=run.ask("Weather?")["id"])
    assert [] == run.findings()
