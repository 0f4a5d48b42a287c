import pytest

from mockserver.scenario.condition import KEYS, problems
from mockserver.values import Json, JsonObject

GOOD: list[JsonObject] = [
    {},
    {"model": "gpt-5", "last_user": None, "instructions": {"$contains": "brief"}},
    {"input": "hello"},
    {"input": [{"role": "user", "content": "hello"}]},
    {"tools": {"$has": ["get_weather", {"type": "web_search"}]}},
    {"tools": [{"name": "get_weather"}]},
    {"tools": None},
    {"tool_output": "18"},
    {"tool_output": {"$regex": "^1"}},
    {"tool_output": {"of": "get_weather", "call_id": {"$any": True}, "text": "18", "json": 18}},
    {"tool_output": [{"of": "a"}, {"of": "b", "json": {"$type": "number"}}]},
    {"metadata": {"run": "1"}},
    {"headers": {"X-Trace": {"$any": True}, "accept": None}},
    {"headers": {"$has": "x-trace"}},
    {"previous_response_id": {"$absent": True}},
    {"conversation": "conv_1"},
    {"conversation": {"$absent": True}},
    {"path": None, "query": {"$has": "limit"}},
    {"path": {"response_id": "resp_1", "item_id": {"$regex": "^msg_"}, "model": None}},
    {"query": {"limit": "5", "after": {"$any": True}, "order": ["asc", "desc"]}},
    {"query": {"include[]": ["a", {"$any": True}], "x[]": {"$has": "b"}, "y[]": None}},
    {"$any": [{"model": "a"}, {"$not": {"model": "b"}}]},
    {"$any": True, "$not": {"model": "b"}},
]

BAD: list[tuple[JsonObject, tuple[str | int, ...], str]] = [
    ({"lastuser": "x"}, ("lastuser",), "unknown key 'lastuser' in a condition; did you mean 'last_user'? Known keys: "),
    ({"model": 5}, ("model",), "'model' must be a text or operators, not the number 5; put it in quotes: \"5\""),
    ({"last_user": True}, ("last_user",), "'last_user' must be a text or operators, not the boolean true; put it in"),
    ({"last_user": ["x"]}, ("last_user",), "'last_user' must be a text or operators, not a list"),
    ({"instructions": {"a": 1}}, ("instructions",), "'instructions' must be a text or operators, not a mapping"),
    ({"model": {"$contain": "x"}}, ("model", "$contain"), "unknown operator '$contain'; did you mean '$contains'?"),
    ({"model": {"$not": "x", "y": 1}}, ("model", "y"), "'y' stands beside an operator; a mapping holds only"),
    ({"input": [{"a": {"$type": "text"}}]}, ("input", 0, "a", "$type"), "unknown type 'text'. Known types: string, "),
    ({"tools": "x"}, ("tools",), "'tools' must be a list or operators such as {$has: name}, not the text \"x\""),
    ({"tools": [{"$has": []}]}, ("tools", 0, "$has"), "$has needs at least one element"),
    ({"tool_output": 18}, ("tool_output",), "'tool_output' must be a text or operators, not the number 18"),
    ({"tool_output": {"off": "x"}}, ("tool_output", "off"), "unknown key 'off' in 'tool_output'; did you mean 'of'?"),
    ({"tool_output": {"of": 5}}, ("tool_output", "of"), "'of' must be a text or operators, not the number 5"),
    ({"tool_output": {"of": "a", "$not": "b"}}, ("tool_output", "of"), "'of' stands beside an operator"),
    ({"tool_output": ["x"]}, ("tool_output", 0), "'tool_output[0]' must be a mapping, not the text \"x\""),
    ({"tool_output": [{}, {"txt": "x"}]}, ("tool_output", 1, "txt"), "unknown key 'txt' in 'tool_output'; did you"),
    ({"metadata": "x"}, ("metadata",), "'metadata' must be a mapping, not the text \"x\""),
    (
        {"metadata": {"a": {"$absent": 1}}},
        ("metadata", "a", "$absent"),
        "$absent must be true or false, not the number",
    ),
    ({"headers": ["x"]}, ("headers",), "'headers' must be a mapping, not a list"),
    ({"headers": {"x-try": 1}}, ("headers", "x-try"), "'x-try' must be a text or operators, not the number 1; put it"),
    ({"conversation": 5}, ("conversation",), "'conversation' must be a text or operators, not the number 5"),
    ({"path": "resp_1"}, ("path",), "'path' must be a mapping, not the text \"resp_1\""),
    ({"path": {"respons_id": "a"}}, ("path", "respons_id"), "unknown name 'respons_id' in 'path'; did you mean 'respo"),
    ({"path": {"model": 5}}, ("path", "model"), "'model' must be a text or operators, not the number 5; put it in"),
    ({"query": ["limit"]}, ("query",), "'query' must be a mapping, not a list"),
    ({"query": {"limit": 5}}, ("query", "limit"), "'limit' must be a text or operators, not the number 5; put it in"),
    ({"query": {"a": [{"$has": []}]}}, ("query", "a", 0, "$has"), "$has needs at least one element"),
    ({"query": {"a[]": "x"}}, ("query", "a[]"), "'a[]' must be a list or operators such as {$has: text}, not the text"),
    ({"operation": "models.list"}, ("operation",), "'operation' selects: it stands at the top of a 'when', beside"),
    ({"$not": {"operation": "x"}}, ("$not", "operation"), "'operation' selects: it stands at the top of a 'when'"),
    ({"model": "x", "$not": {}}, ("model",), "'model' stands beside an operator; a mapping holds only operators"),
    ({"$has": "x"}, ("$has",), "unknown operator '$has' in the place of a key. Known operators: $any, $not"),
    ({"$any": []}, ("$any",), "'$any' must be true or a list of at least one condition"),
    ({"$any": {"model": "x"}}, ("$any",), "'$any' must be true or a list of at least one condition"),
    ({"$any": ["x"]}, ("$any", 0), "'$any[0]' must be a condition, a mapping, not the text \"x\""),
    (
        {"$any": [{}, {"modell": "x"}]},
        ("$any", 1, "modell"),
        "unknown key 'modell' in a condition; did you mean 'model'",
    ),
    ({"$not": "x"}, ("$not",), "'$not' must be a condition, a mapping, not the text \"x\""),
    ({"$not": {"$not": {"model": 1}}}, ("$not", "$not", "model"), "'model' must be a text or operators, not the"),
]


@pytest.mark.parametrize("condition", GOOD, ids=str)
def test_good_conditions_have_no_problem(condition: JsonObject) -> None:
    assert [] == [*problems(condition)]


@pytest.mark.parametrize(("condition", "path", "message"), BAD, ids=str)
def test_every_defect_is_found_at_its_place(condition: JsonObject, path: Json, message: str) -> None:
    [problem] = problems(condition)

    assert path == problem.path
    assert problem.message.startswith(message)


def test_all_problems_are_found() -> None:
    condition = {"modell": "x", "model": 5, "input": [{"$has": []}, {"$type": "x"}]}

    assert [("modell",), ("model",), ("input", 0, "$has"), ("input", 1, "$type")] == [
        problem.path for problem in problems(condition)
    ]


def test_every_key_is_tried_by_a_good_condition() -> None:
    assert {*KEYS} <= {key for condition in GOOD for key in condition}
