"""A test command of a user: a process that finds the server by its environment and says things to it."""

import sys

_CODE = """
import json, os, sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

url, latest = os.environ["OPENAI_BASE_URL"], {}
for said in sys.argv[2:]:
    session, _, text = said.rpartition("/")
    base = url.removesuffix("/v1") + f"/s/{session}/v1" if session else url
    headers = {"authorization": "Bearer " + os.environ["OPENAI_API_KEY"], "content-type": "application/json"}
    body = json.dumps({"model": "gpt-5", "input": text, "previous_response_id": latest.get(session)}).encode()
    try:
        with urlopen(Request(base + "/responses", body, headers)) as answer:
            response = json.load(answer)
        latest[session] = response["id"]
        print(response["output"][0]["content"][0]["text"], flush=True)
    except HTTPError as error:
        print(error.code, flush=True)
sys.exit(int(sys.argv[1]))
"""


def saying(*texts: str, code: int = 0) -> list[str]:
    """Write a command that says these texts in turn, prints the answers, and exits with this code.

    A text after a slash is said to the session that is named before it; each goes on from the answer before.
    """
    return [sys.executable, "-c", _CODE, str(code), *texts]
