"""An answer that nobody wrote."""

from collections.abc import Callable
from typing import NamedTuple

from mockserver.auto.answer import message
from mockserver.auto.budget import within_budget
from mockserver.auto.calls import CALLS, call_items
from mockserver.auto.choice import asked_tool, forced_tool
from mockserver.auto.compaction import compacts_first, wants_compaction
from mockserver.auto.mcp import approved_items
from mockserver.auto.proof import Fits
from mockserver.auto.request import Request, mapping, read_request
from mockserver.values import Dialect, Json, JsonObject


class Improvised(NamedTuple):
    """The items of a reply, `{type: body}` each, and how it ends, both as scenario files have them."""

    output: list[JsonObject]
    status: Json = "completed"


def improvise(body: JsonObject, dialect: Dialect, fits: Fits) -> Improvised:
    """Answer a request with anything plausible, the same for the same request.

    Raises `NoInstance` when a schema that the answer should fit cannot be met.
    """
    request = read_request(body, dialect, fits)
    if wants_compaction(request):
        return Improvised([{"compaction": None}])
    items = next(filter(None, (decide(request) for decide in _DECIDERS)))
    output, is_cut = within_budget([*_before(request), *items], request)
    return Improvised(output, {"incomplete": "max_output_tokens"} if is_cut else "completed")


def _forced(request: Request) -> list[JsonObject]:
    tool = forced_tool(request)
    return call_items(tool, request) if tool and tool.family in CALLS else []


def _answered(request: Request) -> list[JsonObject]:
    answers = any(output.item.get("type") != "tool_search_output" for output in request.outputs)
    return [message(request)] if answers else []


def _asked(request: Request) -> list[JsonObject]:
    tool = asked_tool(request)
    return call_items(tool, request) if tool and tool.family in CALLS else []


def _spoken(request: Request) -> list[JsonObject]:
    return [message(request)]


_DECIDERS: tuple[Callable[[Request], list[JsonObject]], ...] = (approved_items, _forced, _answered, _asked, _spoken)
"""Who is asked for the items, in order; the first that has any decides."""


def _before(request: Request) -> list[JsonObject]:
    compacted: list[JsonObject] = [{"compaction": None}] if compacts_first(request) else []
    return [*compacted, *_reasoning(request)]


def _reasoning(request: Request) -> list[JsonObject]:
    wanted = mapping(request.body.get("reasoning"))
    include = request.body.get("include")
    if wanted.get("summary") or wanted.get("generate_summary"):
        return [{"reasoning": {"summary": "Looking at what is asked, and for the shortest answer to it."}}]
    is_sealed = isinstance(include, list) and "reasoning.encrypted_content" in include
    return [{"reasoning": {"summary": []}}] if is_sealed else []
