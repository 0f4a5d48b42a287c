"""The variables that lead clients to a server."""

from collections.abc import Mapping
from typing import Final

API_KEY: Final = "sk-mockserver"
"""The key that clients are given: always this one, so that no real key is sent anywhere."""

_FIXED: Final[Mapping[str, str]] = {
    # A real key is sent nowhere, and clients refuse to begin without any.
    "OPENAI_API_KEY": API_KEY,
    # The client of langchain takes it whatever NO_PROXY says.
    "OPENAI_PROXY": "",
    # openai-agents uploads traces to a fixed address.
    "OPENAI_AGENTS_DISABLE_TRACING": "1",
    # langchain uploads what the test says where the author has switched that on; either of three names will do.
    "LANGSMITH_TRACING_V2": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",
    # litellm downloads a list of prices when it is imported, unless it shall take its own.
    "LITELLM_LOCAL_MODEL_COST_MAP": "True",
}

_HERE: Final = ("127.0.0.1", "localhost")
_EVERYWHERE: Final = "*"


def environment(url: str, base_url: str, before: Mapping[str, str]) -> dict[str, str]:
    """Say which variables to set so that clients call the server at `url`, and there the API at `base_url`.

    `url` is that of the server itself, `base_url` ends in `/v1` and may lead to a session; `before` are the variables
    as they are. Those who do not know `OPENAI_BASE_URL` read `OPENAI_API_BASE`; agents read the URL of the WebSocket.
    """
    without_proxy = _without_proxy(before)
    return {
        "OPENAI_BASE_URL": base_url,
        "OPENAI_API_BASE": base_url,
        "OPENAI_WEBSOCKET_BASE_URL": base_url.replace("http", "ws", 1),
        "MOCKSERVER_URL": url,
        "NO_PROXY": without_proxy,
        "no_proxy": without_proxy,
        **_FIXED,
    }


def _without_proxy(before: Mapping[str, str]) -> str:
    """Add this machine to the hosts that are reached without a proxy; to all of them there is nothing to add."""
    said = ",".join(before.get(name, "") for name in ("no_proxy", "NO_PROXY")).split(",")
    hosts = [host.strip() for host in said if host.strip()]
    return _EVERYWHERE if _EVERYWHERE in hosts else ",".join(dict.fromkeys([*hosts, *_HERE]))
