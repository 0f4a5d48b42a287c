"""What is wrong with a request to the admin API."""

from typing import Any

import pytest

from tests.http.admin.steering import HELLO, Steering, Told


@pytest.fixture(scope="module")
def steering() -> Steering:
    return Steering(HELLO)


def said(told: Told) -> tuple[int, str, str | None]:
    return told.status, told.code, told.body["error"]["param"]


@pytest.mark.parametrize(
    ("query", "param"),
    [
        ("limit=0", "limit"),
        ("limit=1001", "limit"),
        ("limit=", "limit"),
        ("limit=1.5", "limit"),
        ("limit=ten", "limit"),
        ("limit=1&limit=1", "limit"),
        ("limit=%D9%A1", "limit"),
        ("after=-1", "after"),
        ("after=99999999999999999999", "after"),
        ("aftr=1", "aftr"),
        ("limit=1&%00=", "\0"),
    ],
)
def test_a_wrong_parameter_is_named(steering: Steering, query: str, param: str) -> None:
    assert (400, "mock_wrong_parameter", param) == said(steering.ask("GET", f"sessions/default/journal?{query}"))


def test_a_misspelt_parameter_is_told_the_nearest(steering: Steering) -> None:
    assert "did you mean 'after'?" in steering.ask("GET", "sessions/default/journal?aftr=1").message


@pytest.mark.parametrize(
    ("path", "body", "param"),
    [
        ("sessions", {}, "$"),
        ("sessions", [], "$"),
        ("sessions", {"name": ""}, "$.name"),
        ("sessions", {"name": "x" * 201}, "$.name"),
        ("sessions", {"name": "a\nb"}, "$.name"),
        ("sessions", {"name": 1}, "$.name"),
        ("sessions", {"name": "a", "scenarios": {}}, "$.scenarios"),
        ("sessions", {"name": "a", "strict": True}, "$.strict"),
        ("sessions", {"name": "a", "scenarios": [{"stubs": []}, {"stpes": []}]}, "$.scenarios[0]"),
        ("sessions", {"name": "a", "scenarios": [{"stpes": []}]}, "$.scenarios[0].stpes"),
        ("sessions/default/journal/query", {"when": {"last_usr": ""}}, "$.when.last_usr"),
        ("sessions/default/clock", {"advance": "1d"}, "$.advance"),
        ("sessions/default/gates/go", {"open": "yes"}, "$.open"),
        ("sessions/default/journal/query", {"when": []}, "$.when"),
        ("sessions/default/journal/query", {}, "$"),
        ("sessions/default/faults", {"fault": {"html_eror": 500}}, "$.fault.html_eror"),
        ("sessions/default/faults", {"fault": {"html_error": 500}, "times": 0}, "$.times"),
        ("sessions/default/faults", {"fault": {}}, "$.fault"),
        ("sessions/default/scenarios", {"steps": []}, "$"),
        ("sessions/default/scenarios", {"steps": [{"repyl": []}]}, "$.steps[0].repyl"),
        ("sessions/default/scenarios", {"name": "x", "stubs": 1}, "$.stubs"),
        ("scenarios/validate", ["yaml"], "$"),
    ],
)
def test_a_wrong_body_is_told_the_place(steering: Steering, path: str, body: Any, param: str) -> None:
    told = steering.ask("POST", path, body)

    assert (400, "mock_wrong_body", param) == said(told)
    assert param in told.message


@pytest.mark.parametrize("raw", [b"{", b"\xff", b"{'name': 1}", b'{"name": NaN}', b'{"name": "\\ud800"}'])
def test_what_is_no_json_is_refused(steering: Steering, raw: bytes) -> None:
    told = steering.ask("POST", "sessions", raw=raw)

    assert (400, "mock_wrong_body", "$") == said(told)
    assert "not JSON" in told.message


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/jsonp",
        "",
        None,
    ],
)
def test_a_body_that_is_not_said_to_be_json_is_refused(steering: Steering, kind: str | None) -> None:
    told = steering.ask("POST", "sessions", {"name": "forged"}, content_type=kind)

    assert (415, "mock_not_json") == (told.status, told.code)
    assert 404 == steering.ask("GET", "sessions/forged").status


def test_a_body_that_is_needed_is_missed(steering: Steering) -> None:
    assert "A body is missing." == steering.ask("POST", "sessions").message


def test_a_body_that_nobody_reads_may_be_anything(steering: Steering) -> None:
    assert 200 == steering.ask("GET", "sessions", raw=b"x" * 100_000, content_type="text/plain").status
    assert 200 == steering.ask("POST", "sessions/default/reset", raw=b"x" * 100_000).status


@pytest.mark.parametrize("path", ["sessions/default/reset", "sessions/default/gates/go"])
def test_a_form_without_a_body_is_refused_too(steering: Steering, path: str) -> None:
    kind = "application/x-www-form-urlencoded"

    assert [415, 200] == [steering.ask("POST", path, content_type=given).status for given in (kind, None)]


@pytest.mark.parametrize("kind", ["application/json", "Application/JSON", "application/json; charset=utf-8"])
def test_json_is_taken(kind: str) -> None:
    assert 201 == Steering().ask("POST", "sessions", {"name": "a"}, content_type=kind).status


def test_a_body_may_have_so_many_bytes(steering: Steering) -> None:
    scenario = {"steps": [{"reply": [{"message": "x" * 100_000}]}]}

    assert 413 == steering.ask("POST", "clock", {"advance": 1, "for": "x" * 100_000}).status
    assert [200, 413] == [
        steering.ask("POST", "scenarios/validate", raw=(b" " * spaces) + b'{"yaml": ""}').status
        for spaces in (100_000, 5_000_000)
    ]
    assert 201 == steering.ask("POST", "sessions/default/scenarios", scenario).status


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("session", "/__admin/sessions"),
        ("clok", "/__admin/clock"),
        ("sessions/default/journals", "/__admin/sessions/{session}/journal"),
        ("gates/", "/__admin/gates/{name}"),
        ("sessions/default/reset/now", "/__admin/sessions/{session}/reset"),
        ("sessions%2Fdefault", "/__admin/sessions"),
        ("\xff", "/__admin/"),
    ],
)
def test_an_unknown_path_is_told_the_nearest(steering: Steering, path: str, nearest: str) -> None:
    told = steering.ask("GET", path)

    assert nearest in told.body["error"]["message"]
    assert told.status in {404, 405}


@pytest.mark.parametrize(
    ("path", "allow"),
    [
        ("health", "GET, HEAD, OPTIONS"),
        ("sessions", "GET, HEAD, OPTIONS, POST"),
        ("sessions/default/faults", "DELETE, GET, HEAD, OPTIONS, POST"),
        ("sessions/default/reset", "OPTIONS, POST"),
    ],
)
def test_another_method_is_told_what_there_is(steering: Steering, path: str, allow: str) -> None:
    refused, options = steering.ask("PATCH", path), steering.ask("OPTIONS", path)

    assert (405, "method_not_supported", allow) == (refused.status, refused.code, refused.headers["allow"])
    assert (204, allow, None) == (options.status, options.headers["allow"], options.body)


def test_head_is_get_without_a_body(steering: Steering) -> None:
    got, head = steering.ask("GET", "scenarios"), steering.ask("HEAD", "scenarios")

    assert (200, None, got.headers) == (head.status, head.body, head.headers)


def test_what_is_asked_is_no_call(steering: Steering) -> None:
    before = steering.ask("GET", "sessions/default").body["calls"]
    for path in ("sessions", "nothing", "gates"):
        steering.ask("GET", path)

    assert before == steering.ask("GET", "sessions/default").body["calls"]
