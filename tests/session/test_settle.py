from pathlib import Path

import pytest

from mockserver.scenario.configuration import Configuration, load_configuration
from mockserver.scenario.load import loads
from mockserver.scenario.model import Scenario
from mockserver.scenario.terms import Terms
from mockserver.session.settle import TermsError, check_dialect, chosen_contract, settle
from mockserver.values import ScenarioError
from tests.session.client import contract


def scenario(name: str, head: str = "") -> Scenario:
    return loads(f"{head}\nsteps: [{{reply: []}}]", f"{name}.yaml")


def test_nothing_said_is_openai_enforced_by_a_real_clock() -> None:
    expected = Configuration(dialect="openai", clock="real", contract=Terms(mode="enforce"))

    assert expected == settle([]) == settle([scenario("a"), scenario("b")])


def test_scenarios_are_joined() -> None:
    one = scenario("a", "contract: {mode: report, rules: {image_size: off}, models: [{match: m}]}")
    two = scenario(
        "b",
        "dialect: open-responses\nclock: manual\ncontract: {rules: {image_size: off, image_source: warn}, models: [{match: n}]}",
    )

    terms = Terms(
        mode="report", rules={"image_size": "off", "image_source": "warn"}, models=({"match": "m"}, {"match": "n"})
    )
    assert Configuration(dialect="open-responses", clock="manual", contract=terms) == settle([one, two])


def test_what_stands_above_comes_first() -> None:
    command = Configuration(clock="manual", contract=Terms(mode="off", rules={"image_size": "warn"}))
    file = Configuration(
        dialect="openai", contract=Terms(mode="report", rules={"image_size": "off", "image_source": "off"})
    )
    inside = scenario("a", "contract: {mode: enforce, rules: {image_source: error, file_source: warn}}")

    expected = Terms(mode="off", rules={"image_size": "warn", "image_source": "off", "file_source": "warn"})
    assert Configuration(dialect="openai", clock="manual", contract=expected) == settle([inside], command, file)


CONTRADICTIONS = [
    (
        "dialect: openai",
        "dialect: open-responses",
        "1:1: dialect 'open-responses' beside 'openai' of a: one session has one dialect",
    ),
    (
        "clock: manual",
        "clock: real",
        "1:1: clock 'real' beside 'manual' of a: one session has one clock",
    ),
    (
        "contract: {mode: off}",
        "contract: {mode: report}",
        "1:12: mode 'report' beside 'off' of a: one session has one contract",
    ),
    (
        "contract: {rules: {image_size: off}}",
        "contract: {rules: {image_size: warn}}",
        "1:20: image_size 'warn' beside 'off' of a: one session has one contract",
    ),
]


@pytest.mark.parametrize(("one", "other", "expected"), CONTRADICTIONS)
def test_scenarios_must_not_contradict_each_other(one: str, other: str, expected: str) -> None:
    with pytest.raises(ScenarioError) as error:
        settle([scenario("a", one), scenario("c"), scenario("b", other)])

    assert f"b.yaml:{expected}" == str(error.value)


def test_an_id_is_given_once() -> None:
    one, other = (
        scenario(name, f"given: {{conversations: [{{id: c}}], responses: [{{id: {name}}}, {{id: c}}]}}")
        for name in "ab"
    )

    with pytest.raises(ScenarioError) as error:
        settle([one, other])
    assert "b.yaml:1:57: the id 'c' is given by a too: one session has it once" == str(error.value)


def test_a_scenario_keeps_its_clock_whatever_is_said_above() -> None:
    patient = scenario("a", "clock: manual")

    with pytest.raises(ScenarioError) as error:
        settle([patient], Configuration(clock="real"))
    assert "a.yaml:1:1: clock 'manual', but the server's is real: one session has one clock" == str(error.value)


def test_a_scenario_keeps_its_dialect_whatever_is_said_above() -> None:
    strange = scenario("a", "dialect: open-responses")

    expected = "a.yaml:1:1: dialect 'open-responses', but the server speaks openai: one session has one dialect"
    with pytest.raises(ScenarioError) as error:
        settle([strange], Configuration(dialect="openai"))
    assert expected == str(error.value)
    check_dialect([strange, scenario("b")], "open-responses")


NONSENSE = [
    ("rules: {image_siz: off}", "1:20: there is no rule 'image_siz'; did you mean 'image_size'?"),
    ("models: [{match: a}, {}]", "1:33: a row of a model table needs a text `match`: {}"),
]


@pytest.mark.parametrize(("terms", "expected"), NONSENSE)
def test_terms_that_make_no_sense_are_said_with_their_place(terms: str, expected: str) -> None:
    with pytest.raises(ScenarioError) as error:
        settle([scenario("a", f"contract: {{{terms}}}")])

    assert f"a.yaml:{expected}" == str(error.value)


def test_a_configuration_file_that_makes_no_sense_is_said_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "mockserver.yaml"
    file.write_text("contract:\n  rules:\n    image_siz: off\n")

    with pytest.raises(ScenarioError, match=r"mockserver.yaml:3:5: there is no rule 'image_siz'; did you mean"):
        settle([], load_configuration(file))


@pytest.mark.parametrize("terms", [Terms(rules={"image_siz": "off"}), Terms(models=({},))])
def test_terms_above_the_scenarios_that_make_no_sense_are_one_line(terms: Terms) -> None:
    with pytest.raises(TermsError, match=r"image_siz|needs a text `match`"):
        chosen_contract(lambda dialect: contract(), settle([], Configuration(contract=terms)))
