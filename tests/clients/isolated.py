"""Clients that cannot be installed beside ours, each in a virtual environment of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

SCRIPTS = Path(__file__).parent


@dataclass(frozen=True)
class IsolatedClient:
    """A client by what to install and what to run.

    The script finds the API's base URL in `OPENAI_BASE_URL` and ends its output with a line of JSON; `environment` is
    what the client itself wants to be told.
    """

    name: str
    requirements: tuple[str, ...]
    script: str
    environment: Mapping[str, str] = field(default_factory=dict)

    def talk(self, url: str, environments: Path) -> Any:
        """Run the script against a server; its environment is made in `environments` when it is not there yet."""
        python = self._python(environments)
        told = {**os.environ, "OPENAI_BASE_URL": f"{url}/v1", "OPENAI_API_KEY": "test", **self.environment}
        # -I: neither our own path nor what lies beside the script is for the client to import.
        command: list[str | Path] = [python, "-I", SCRIPTS / self.script]
        finished = subprocess.run(command, env=told, capture_output=True, text=True)
        assert 0 == finished.returncode, finished.stderr
        return json.loads(finished.stdout.splitlines()[-1])

    def _python(self, environments: Path) -> Path:
        wanted = repr((sys.version_info[:2], self.requirements))
        folder = environments / f"{self.name}-{sha256(wanted.encode()).hexdigest()[:8]}"
        python, complete = folder / "bin" / "python", folder / "complete"
        if not complete.exists():
            subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
            subprocess.run([python, "-I", "-m", "pip", "install", "--quiet", *self.requirements], check=True)
            complete.touch()
        return python
