"""The official SDK's own types accept every event and response, and know every field."""

import pytest
from pydantic import ValidationError

from tests.laws.player import Exchange, Way, ways
from tests.laws.sdk import as_sent, read_event, read_response, unknown_fields


@pytest.fixture(scope="module", params=[way for way in ways() if way.part.dialect == "openai"], ids=str)
def way(request: pytest.FixtureRequest) -> Way:
    given: Way = request.param
    return given


def test_every_event_is_one_of_the_sdk(streams: list[Exchange]) -> None:
    for event in (event for exchange in streams for event in exchange.events):
        model = read_event(event)

        assert [] == unknown_fields(model)
        assert event == as_sent(model)


def test_every_response_is_one_of_the_sdk(as_json: list[Exchange]) -> None:
    for response in (exchange.response for exchange in as_json if exchange.response):
        model = read_response(response)

        assert [] == unknown_fields(model)
        assert response == as_sent(model)


@pytest.mark.parametrize("name", ["item_id", "delta", "sequence_number", "logprobs"])
def test_missing_field_would_be_found(name: str) -> None:
    event = {"type": "response.output_text.delta", "sequence_number": 4, "output_index": 0, "content_index": 0}
    whole = {**event, "item_id": "msg_1", "delta": "a", "logprobs": []}

    assert [] == unknown_fields(read_event(whole))
    with pytest.raises(ValidationError, match=name):
        read_event({key: value for key, value in whole.items() if key != name})


def test_unknown_field_would_be_found() -> None:
    event = {"type": "error", "sequence_number": 4, "code": None, "message": "m", "param": None, "status": 500}

    assert ["$.status"] == unknown_fields(read_event(event))
