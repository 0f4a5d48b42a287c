"""Hold a server's admin API against its own document; run in an environment of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

document = os.environ["OPENAI_BASE_URL"].removesuffix("/v1") + "/__admin/openapi.json"
command = Path(sys.executable).with_name("schemathesis")
wishes = ("--checks", "all", "--mode", "all", "--max-examples", "10", "--generation-deterministic", "--no-color")
finished = subprocess.run([command, "run", document, *wishes], capture_output=True, text=True)
print(json.dumps({"code": finished.returncode, "told": finished.stdout + finished.stderr}))  # noqa: T201 - the result
