"""The page of the documentation: its examples run."""

import re
from pathlib import Path

import pytest

from mockserver.plugin.options import DIALECTS, MODES
from tests.plugin.projects import QUIET, outcomes

pytest_plugins = ("pytester",)

PAGE = (Path(__file__).parents[2] / "docs" / "pytest.md").read_text()
EXAMPLES = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
SCENARIO = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_its_examples_run(pytester: pytest.Pytester, example: str) -> None:
    pytester.makefile(".yaml", weather=SCENARIO[0])
    pytester.makepyfile(test_it=example)
    result = outcomes(pytester.runpytest_inprocess(*QUIET))

    assert result
    assert {"passed", "xfailed"} >= {*result}


def test_every_option_is_described(pytester: pytest.Pytester) -> None:
    options = re.findall(r"--mockserver-\w+", pytester.runpytest_inprocess(*QUIET, "--help").stdout.str())

    assert options
    assert [] == [name for name in {*options} if f"`{name}" not in PAGE]
    assert [] == [name for name in (*MODES, *DIALECTS) if f"`{name}`" not in PAGE]
