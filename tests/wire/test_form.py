"""Forms, good and bad."""

from typing import Any
from urllib.parse import quote, urlencode

import pytest

from mockserver.values import JsonObject, Violation
from mockserver.wire.form import parse_form
from mockserver.wire.parse import Holder

HOLDER = Holder("The body of this request", "request body")
READ: dict[str, tuple[str, JsonObject]] = {
    "nothing": ("", {}),
    "texts": ("input=Hi&model=m", {"input": "Hi", "model": "m"}),
    "escapes": ("input=a+b%26c%20%C3%A9%0A", {"input": "a b&c é\n"}),
    "empty text": ("input=&model", {"input": ""}),
    "boolean": ("stream=true&store=false", {"stream": True, "store": False}),
    "number": ("temperature=0.5&max_output_tokens=16&top_p=1e-1", {"temperature": 0.5, "max_output_tokens": 16, "top_p": 0.1}),
    "null": ("previous_response_id=null&background=null", {"previous_response_id": "null", "background": None}),
    "no JSON": ("temperature=NaN&stream=True&top_p=.5", {"temperature": "NaN", "stream": "True", "top_p": ".5"}),
    "texts like JSON": ("model=4&input=5&instructions=true&user=[1]&service_tier={}", {"model": "4", "input": "5", "instructions": "true", "user": "[1]", "service_tier": "{}"}),
    "quoted text": ('tool_choice="auto"', {"tool_choice": '"auto"'}),
    "object": ('text={"verbosity":"low"}', {"text": {"verbosity": "low"}}),
    "items": ('input=[{"role":"user","content":"1"}]', {"input": [{"role": "user", "content": "1"}]}),
    "text in brackets": ("input=[sic]", {"input": "[sic]"}),
    "text in braces": ("input={}", {"input": "{}"}),
    "conversation": ("conversation=5", {"conversation": "5"}),
    "conversation as object": ('conversation={"id":"conv_1"}', {"conversation": {"id": "conv_1"}}),
    "mapping": ("metadata[a]=b&metadata[c]=d", {"metadata": {"a": "b", "c": "d"}}),
    "mapping of texts": ("metadata[a]=1&metadata[0]=true", {"metadata": {"a": "1", "0": "true"}}),
    "list": ("tools[1][type]=b&tools[0][type]=a", {"tools": [{"type": "a"}, {"type": "b"}]}),
    "deep": ("tools[0][type]=function&tools[0][name]=1&tools[0][strict]=false&tools[0][parameters]={}", {"tools": [{"type": "function", "name": "1", "strict": False, "parameters": {}}]}),
    "message": ("input[0][role]=user&input[0][content]=42", {"input": [{"role": "user", "content": "42"}]}),
    "parts": ('input[0][content]=[{"type":"input_text","text":"1"}]', {"input": [{"content": [{"type": "input_text", "text": "1"}]}]}),
    "appended": ("include[]=a&include[]=b", {"include": ["a", "b"]}),
    "appended once": ("include[]=a", {"include": ["a"]}),
    "again": ("include=a&include=b", {"include": ["a", "b"]}),
    "large index": ("a[1234567]=1", {"a": {"1234567": 1}}),
    "index of another script": ("a[٣]=1", {"a": {"٣": 1}}),
}  # fmt: skip


@pytest.mark.parametrize(("form", "body"), READ.values(), ids=READ.keys())
def test_a_form_is_read_as_an_object(form: str, body: JsonObject) -> None:
    assert _with_blanks(form, body) == parse_form(form.encode(), HOLDER)
    assert _with_blanks(form, body) == parse_form(quote(form, safe="=&+%").encode(), HOLDER)


def _with_blanks(form: str, body: JsonObject) -> JsonObject:
    return {**body, "model": ""} if form.endswith("&model") else body


WRONG = {
    "not UTF-8": (b"a=%ff", "in UTF-8."),
    "not UTF-8, unescaped": (b"a=\xff", "in UTF-8."),
    "too many": (b"a=1&" * 10_001, "at most 10000 values in UTF-8."),
    "no name": (b"[a]=1", "'[a]' is no name such as metadata[a] or tools[0][type]."),
    "empty name": (b"=1", "'' is no name such as metadata[a] or tools[0][type]."),
    "open bracket": (b"a[=1", "'a[' is no name such as metadata[a] or tools[0][type]."),
    "after a bracket": (b"a[b]c=1", "'a[b]c' is no name such as metadata[a] or tools[0][type]."),
    "many brackets": (b"a" + b"[b]" * 200 + b"=1", "is no name such as metadata[a] or tools[0][type]."),
    "value and parts": (b"a=1&a[b]=2", "'a[b]' is given a value of its own and parts."),
    "parts and value": (b"a[b]=1&a=2", "'a' is given a value of its own and parts."),
    "deeper": (b"a[b][c]=1&a[b]=2", "'a[b]' is given a value of its own and parts."),
    "index left out": (b"tools[][type]=function", "'tools[][type]' leaves an index out."),
    "with and without": (b"a[]=1&a[0]=2", "'a' has parts with and without an index."),
    "gap": (b"a[0]=1&a[2]=2", "the indices of 'a' are not 0, 1, 2 \u2026, each once."),
    "twice": (b"a[0]=1&a[00]=2", "the indices of 'a' are not 0, 1, 2 \u2026, each once."),
    "too deep": (b"a[b]=" + b"[" * 249 + b"]" * 249, "is nested deeper than 250 levels."),
}


@pytest.mark.parametrize(("form", "end"), WRONG.values(), ids=WRONG.keys())
def test_anything_else_is_explained(form: bytes, end: str) -> None:
    found = parse_form(form, HOLDER)

    assert isinstance(found, Violation)
    assert (400, end) == (found.status, found.message[-len(end) :])


def test_a_deep_value_is_read() -> None:
    deep: Any = 1
    for _ in range(240):
        deep = [deep]

    assert {"a": deep} == parse_form(urlencode({"a": f"{deep}"}).encode(), HOLDER)
