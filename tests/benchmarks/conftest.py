"""Benchmarks are not installed; they are run from a checkout."""

import sys
from pathlib import Path

# At the end, so that the installed package is the one under test.
sys.path.append(str(Path(__file__).parents[2]))
