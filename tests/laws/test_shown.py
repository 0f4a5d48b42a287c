"""What fixtures are there to show is what a client sees."""

from itertools import pairwise

import pytest

from mockserver.session.session import Session
from mockserver.values import Call, Json, JsonObject, Reply
from tests.laws.player import Exchange, contract, opening, scenarios


def answer(name: str, *, streams: bool = False, **parameters: Json) -> Reply:
    session = Session(contract(), scenarios("openai"))
    body = {**opening(name, streams), **parameters}
    return session.handle(Call("responses.create", {"authorization": "Bearer test"}, body))


def response(name: str, **parameters: Json) -> JsonObject:
    found = Exchange({}, answer(name, **parameters)).response
    assert found
    return found


def part(name: str, **parameters: Json) -> JsonObject:
    first: JsonObject = response(name, **parameters)["output"][0]["content"][0]
    return first


def test_usage_is_the_author_s() -> None:
    assert {
        "input_tokens": 120,
        "input_tokens_details": {"cached_tokens": 64, "cache_write_tokens": 32},
        "output_tokens": 40,
        "output_tokens_details": {"reasoning_tokens": 24},
        "total_tokens": 160,
    } == response("usage")["usage"]


def test_annotations_are_of_all_kinds() -> None:
    assert ["url_citation", "file_citation", "container_file_citation", "file_path"] == [
        note["type"] for note in part("annotations")["annotations"]
    ]


def test_citations_span_their_words() -> None:
    shown = part("annotations")
    spans = [(note["start_index"], note["end_index"]) for note in shown["annotations"] if "start_index" in note]

    assert ["page", "table"] == [shown["text"][start:end] for start, end in spans]


def test_phases_follow_each_other() -> None:
    assert ["commentary", "final_answer"] == [item["phase"] for item in response("phases")["output"]]


@pytest.mark.parametrize(("include", "expected"), [([], []), (["message.output_text.logprobs"], ["Yes", "."])])
def test_logprobs_are_shown_when_included(include: Json, expected: list[str]) -> None:
    assert expected == [token["token"] for token in part("logprobs", include=include)["logprobs"]]


@pytest.mark.parametrize(("include", "expected"), [([], False), (["reasoning.encrypted_content"], True)])
def test_sealed_reasoning_is_shown_when_included(include: Json, expected: bool) -> None:
    assert expected == bool(response("reasoning", include=include)["output"][0].get("encrypted_content"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("cancelled", ("cancelled", ["incomplete"])),
        ("incomplete_function_call", ("incomplete", ["completed", "incomplete"])),
        ("incomplete_image", ("incomplete", ["generating"])),
        ("code_interpreter_failed", ("completed", ["failed", "completed"])),
        ("image_generation_failed", ("completed", ["failed", "completed"])),
        ("mcp_call_failed", ("completed", ["failed", "completed"])),
        ("web_search_failed", ("completed", ["failed", "completed"])),
        ("no_output", ("completed", [])),
    ],
)
def test_response_and_items_end_like_this(name: str, expected: tuple[str, list[str]]) -> None:
    found = response(name)

    assert expected == (found["status"], [item["status"] for item in found["output"]])


@pytest.mark.parametrize(
    ("name", "expected"),
    [("paced", [0.0, 0.005, 0.007, 0.009, 0.011]), ("timetable", [0.0, 0.001, 0.002, 0.005, 0.008])],
)
def test_bursts_leave_when_the_file_says(name: str, expected: list[float]) -> None:
    dues = [burst.due for burst in answer(name, streams=True).bursts]

    assert expected == pytest.approx(dues)


def test_tokens_come_at_their_pace_and_not_evenly() -> None:
    dues = [burst.due for burst in answer("tokens_per_second", streams=True).bursts]
    gaps = {round(later - earlier, 6) for earlier, later in pairwise(dues)}

    assert dues == sorted(dues)
    assert 3 <= len(gaps)


def test_gate_stands_before_the_first_delta() -> None:
    before, behind = answer("gated", streams=True).bursts

    assert ("", "go") == (before.gate, behind.gate)
    assert b"output_text.delta" not in before.data
    assert behind.data.startswith(b"event: response.output_text.delta")


def test_pasted_ids_are_kept() -> None:
    assert "msg_1" == response("pasted_response")["output"][0]["id"]
