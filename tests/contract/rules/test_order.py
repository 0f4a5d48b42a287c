"""What is told of a call, and in which order, does not depend on how Python hashes texts."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
PROGRAM = """
from mockserver.values import DIALECTS, Call
from tests.contract.corpus.cases import cases, contract

MISSPELT = {f"{name}{n}": 1 for n in range(20) for name in ("temprature", "max_output_tokens", "tool_choce")}
TOOLS = [{"type": "function", "name": name, "srict": 1, "nme": 2} for name in ("get_a", "get_b", "get_c", "get_d")]
WANTED = {"type": "allowed_tools", "mode": "auto", "tools": [{"type": "function", "name": "get_e"}]}
MORE = [MISSPELT, {"tools": TOOLS, "tool_choice": WANTED}, {"tools": TOOLS, "reasoning": MISSPELT}]

for dialect in DIALECTS:
    bodies = [(case["operation"], case["body"]) for case in cases("bad", dialect)]
    for operation, body in [*bodies, *(("responses.create", {"model": "m", "input": "a", **more}) for more in MORE)]:
        for one in contract(dialect).violations(Call(operation, {}, body), None):
            print(one.rule, one.param, one.message)
"""


def told(seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    ).stdout


def test_the_order_does_not_depend_on_hashes() -> None:
    first = told("1")

    assert len(first.splitlines()) > 150
    assert first == told("2")
