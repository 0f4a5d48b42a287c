"""The tools that a request declares."""

import re
from collections.abc import Iterator

from mockserver.contract.rules.asked import Asked, as_list, as_object, as_text, numbered
from mockserver.contract.rules.history import History
from mockserver.contract.rules.rule import OPENAI, READS, Rule, at, invalid, missing
from mockserver.contract.words import quoted, type_of
from mockserver.values import Json, JsonObject, Violation

Path = tuple[str | int, ...]

NAMED = ("function", "custom")
MCP_TARGETS = ("server_url", "connector_id", "tunnel_id")
CONTAINERS = ("container", "environment")
SKILL_VERSION = re.compile(r"[1-9][0-9]*|latest")
COUNTRY = re.compile(r"[A-Za-z]{2}")
TIMEZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*")
MOST_FILTERS = 10_000


def tools_of(asked: Asked, *types: str) -> Iterator[tuple[int, JsonObject]]:
    """Yield the tools of the named types, with their index."""
    for index, tool in numbered(asked.body["tools"]):
        if tool.get("type") in types:
            yield index, tool


def functions(tools: Json) -> Iterator[tuple[Path, JsonObject]]:
    """Yield the tools that have a name of their own, those of namespaces too, with their place."""
    for path, tool in with_members(tools):
        if path[2:] or tool.get("type") in NAMED:
            yield path, tool


def with_members(tools: Json) -> Iterator[tuple[Path, JsonObject]]:
    """Yield all tools, and after a namespace the tools in it, with their place."""
    for index, tool in numbered(tools):
        yield ("tools", index), tool
        for inner, member in numbered(tool.get("tools")) if tool.get("type") == "namespace" else ():
            yield ("tools", index, "tools", inner), member


def duplicate_tool_name(asked: Asked, history: History | None) -> Iterator[Violation]:
    """Ask for a name of its own for every function and custom tool of one namespace."""
    seen: set[tuple[Path, str]] = set()
    for path, tool in functions(asked.body["tools"]):
        name = tool.get("name")
        if isinstance(name, str) and (path[:-1], name) in seen:
            yield invalid("duplicate_tool_name", at(*path, "name"), f"an earlier tool has the name {quoted(name)}.")
        seen.add((path[:-1], as_text(name)))


def duplicate_server_label(asked: Asked, history: History | None) -> Iterator[Violation]:
    """Ask for a label of its own for every MCP server."""
    seen: set[str] = set()
    for index, tool in tools_of(asked, "mcp"):
        label = as_text(tool.get("server_label"))
        if label in seen:
            problem = f"an earlier MCP server has the label {quoted(label)}."
            yield invalid("duplicate_server_label", at("tools", index, "server_label"), problem)
        seen.add(label)


def mcp_target(asked: Asked, history: History | None) -> Iterator[Violation]:
    """Ask where an MCP server is."""
    names = "'server_url', 'connector_id', or 'tunnel_id'"
    for index, tool in tools_of(asked, "mcp"):
        if all(tool.get(name) is None for name in MCP_TARGETS):
            yield missing("mcp_target", at("tools", index, "server_url"), f" An MCP server needs {names}.")


def filter_values(asked: Asked, history: History | None) -> Iterator[Violation]:
    """Ask for a list where a filter compares with several values, and for a single value elsewhere."""
    for index, tool in tools_of(asked, "file_search"):
        for path, one in _comparisons(("tools", index, "filters"), tool.get("filters")):
            several = one["type"] in ("in", "nin")
            if several != isinstance(one.get("value"), list):
                param, expected = at(*path, "value"), "an array" if several else "a single value"
                problem = (
                    f"Invalid type for '{param}': expected {expected}, but got {type_of(one.get('value'))} instead."
                )
                yield Violation("filter_values", problem, param, "invalid_type")


def _comparisons(path: Path, root: Json) -> Iterator[tuple[Path, JsonObject]]:
    waiting: list[tuple[Path, Json]] = [(path, root)]
    for _ in range(MOST_FILTERS):
        if not waiting:
            return
        path, one = waiting.pop()
        if isinstance(one, dict) and isinstance(one.get("filters"), list):
            waiting += [((*path, "filters", index), inner) for index, inner in enumerate(one["filters"])][::-1]
        elif isinstance(one, dict) and "type" in one:
            yield path, one


def secret_domains(asked: Asked, history: History | None) -> Iterator[Violation]:
    """Tell of secrets for domains that cannot be reached."""
    for index, tool in tools_of(asked, "code_interpreter", "shell"):
        for place in CONTAINERS:
            policy = as_object(as_object(tool.get(place)).get("network_policy"))
            allowed = {as_text(domain) for domain in as_list(policy.get("allowed_domains"))}
            for number, secret in numbered(policy.get("domain_secrets")):
                if as_text(secret.get("domain")) not in allowed:
                    param = at("tools", index, place, "network_policy", "domain_secrets", number, "domain")
                    yield invalid("secret_domains", param, "the domain is not among 'allowed_domains'.")


def skill_version(asked: Asked, history: History | None) -> Iterator[Violation]:
    """Tell of a version of a skill that cannot be one."""
    for index, tool in tools_of(asked, "shell"):
        for number, skill in numbered(as_object(tool.get("environment")).get("skills")):
            version = skill.get("version")
            if isinstance(version, str) and not SKILL_VERSION.fullmatch(version):
                param = at("tools", index, "environment", "skills", number, "version")
                yield invalid("skill_version", param, "expected a positive whole number or 'latest'.")


def tool_search_parameters(asked: Asked, history: History | None) -> Iterator[Violation]:
    """Tell of a description of a search that the server runs itself."""
    for index, tool in tools_of(asked, "tool_search"):
        for name in ("description", "parameters"):
            if tool.get(name) is not None and tool.get("execution") != "client":
                problem = "it describes only searches that the client runs (`execution: client`)."
                yield invalid("tool_search_parameters", at("tools", index, name), problem)


def user_location(asked: Asked, history: History | None) -> Iterator[Violation]:
    """Tell of a country or a time zone that is written in another form."""
    for index, tool in numbered(asked.body["tools"]):
        location = as_object(tool.get("user_location"))
        for name, form, words in (
            ("country", COUNTRY, "a two-letter ISO country code"),
            ("timezone", TIMEZONE, "an IANA time zone such as 'Europe/Paris'"),
        ):
            value = location.get(name)
            if isinstance(value, str) and not form.fullmatch(value):
                yield invalid("user_location", at("tools", index, "user_location", name), f"expected {words}.")


TOOL_RULES = (
    Rule(
        id="duplicate_tool_name",
        statement="Functions and custom tools of one namespace have different names.",
        severity="error",
        source="implied by X10",
        check=duplicate_tool_name,
        watches=("tools",),
        remembered=True,
        operations=READS,
        advice="A call names its tool, so two tools of one name cannot be told apart. Rename one.",
    ),
    Rule(
        id="duplicate_server_label",
        statement="MCP servers have different labels.",
        severity="error",
        source="implied by X10",
        check=duplicate_server_label,
        watches=("tools",),
        remembered=True,
        operations=READS,
        dialects=OPENAI,
        advice="Calls and lists of tools name their server by its label. Rename one.",
    ),
    Rule(
        id="mcp_target",
        statement="An MCP server has a server_url, a connector_id or a tunnel_id.",
        severity="error",
        source="X02",
        check=mcp_target,
        constraints=("X02",),
        watches=("tools",),
        remembered=True,
        operations=READS,
        dialects=OPENAI,
        advice="The tool names a server but not where it is. Set one of the three.",
    ),
    Rule(
        id="filter_values",
        statement="The filters in and nin compare with a list, all others with a single value.",
        severity="error",
        source="X16",
        check=filter_values,
        constraints=("X16",),
        watches=("tools",),
        remembered=True,
        operations=READS,
        dialects=OPENAI,
        advice="Write `value` as a list for `in` and `nin`, and as a text, number or boolean elsewhere.",
    ),
    Rule(
        id="secret_domains",
        statement="Secrets of a container are for domains that it may reach.",
        severity="warn",
        source="X11",
        check=secret_domains,
        constraints=("X11",),
        watches=("tools",),
        remembered=True,
        dialects=OPENAI,
        advice="Add the domain to `allowed_domains`, or drop the secret.",
    ),
    Rule(
        id="skill_version",
        statement="A skill has a positive whole number or `latest` as its version.",
        severity="warn",
        source="L15",
        check=skill_version,
        constraints=("L15",),
        watches=("tools",),
        remembered=True,
        dialects=OPENAI,
        advice="Write the number as a text, such as `2`, or leave the version out.",
    ),
    Rule(
        id="tool_search_parameters",
        statement="Only a tool search that the client runs has a description and parameters.",
        severity="warn",
        source="X08",
        check=tool_search_parameters,
        constraints=("X08",),
        watches=("tools",),
        remembered=True,
        dialects=OPENAI,
        advice="Set `execution: client`, or leave both out.",
    ),
    Rule(
        id="user_location",
        statement="A user's location has a two-letter country and an IANA time zone.",
        severity="warn",
        source="L21",
        check=user_location,
        constraints=("L21",),
        watches=("tools",),
        remembered=True,
        dialects=OPENAI,
        advice="Write `country` as in `FR` and `timezone` as in `Europe/Paris`.",
    ),
)
