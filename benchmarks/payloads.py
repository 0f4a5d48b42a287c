"""The requests that are measured."""

from dataclasses import dataclass

import orjson

from mockserver.values import Json, JsonObject

OPENING = "play benchmark"
"""The user message that the benchmark scenario answers."""

PATH = "/v1/responses"

_SDK_HEADERS = {
    "host": "127.0.0.1:8080",
    "accept-encoding": "gzip, deflate",
    "connection": "keep-alive",
    "accept": "application/json",
    "content-type": "application/json",
    "user-agent": "OpenAI/Python 3.51.0",
    "x-stainless-lang": "python",
    "x-stainless-package-version": "3.51.0",
    "x-stainless-os": "Linux",
    "x-stainless-arch": "x64",
    "x-stainless-runtime": "CPython",
    "x-stainless-runtime-version": "3.11.7",
    "authorization": "Bearer sk-benchmark-0123456789abcdef0123456789abcdef",
    "x-stainless-async": "false",
    "x-stainless-retry-count": "0",
    "x-stainless-read-timeout": "600",
}


@dataclass(frozen=True, slots=True)
class Payload:
    """One row of the table: its key, its title, the request's body, and the ratio to stay under, if any is set."""

    key: str
    title: str
    body: JsonObject
    target: float | None = None

    @property
    def streams(self) -> bool:
        """Whether the answer is a stream."""
        return self.body.get("stream") is True

    def request(self, path: str) -> bytes:
        """Write the request as it goes over the wire, with the headers that the official SDK sends (clients.md §2)."""
        body = orjson.dumps(self.body)
        headers = {**_SDK_HEADERS, "content-length": str(len(body))}
        lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
        return "\r\n".join([*lines, "", ""]).encode() + body


def _message(role: str, text: str) -> JsonObject:
    kind = "output_text" if role == "assistant" else "input_text"
    return {"type": "message", "role": role, "content": [{"type": kind, "text": text}]}


def _tool_turn(number: int, city: str) -> list[JsonObject]:
    call_id = f"call_{number:02d}aZ9qLw3XcVbN5mKpTrYs7u"
    arguments = orjson.dumps({"city": city, "unit": "celsius"}).decode()
    output = orjson.dumps({"city": city, "temp": 11 + number, "wind": "west", "sky": "clear"}).decode()
    return [
        _message("user", f"What will the weather be like in {city} tomorrow afternoon?"),
        {"type": "function_call", "call_id": call_id, "name": "get_weather", "arguments": arguments},
        {"type": "function_call_output", "call_id": call_id, "output": output},
        _message("assistant", f"Tomorrow afternoon {city} has {11 + number} °C, a clear sky and wind from the west."),
    ]


def _tool(name: str, purpose: str) -> JsonObject:
    properties = {
        "city": {"type": "string", "description": "Name of the city, without the country."},
        "unit": {"type": "string", "enum": ["celsius", "fahrenheit"]},
    }
    return {"type": "function", "name": name, "description": purpose, "strict": True, "parameters": _closed(properties)}


def _closed(properties: JsonObject) -> JsonObject:
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


def _report_format() -> Json:
    day = _closed({"date": {"type": "string"}, "high": {"type": "number"}, "low": {"type": "number"}})
    schema = _closed({"title": {"type": "string"}, "days": {"type": "array", "items": day}})
    return {"type": "json_schema", "name": "weather_report", "strict": True, "schema": schema}


def _multi20() -> JsonObject:
    cities = ("Paris", "Lisbon", "Oslo", "Vienna")
    turns = [item for number, city in enumerate(cities) for item in _tool_turn(number, city)]
    start = [_message("developer", "Be brief."), _message("user", "Good morning!"), _message("assistant", "Hello.")]
    return {
        "model": "gpt-4.1",
        "instructions": "You are a careful weather assistant. Use the tools for every fact and never guess.",
        "input": [*start, *turns, _message("user", OPENING)],
        "tools": [
            _tool("get_weather", "Tell the weather of one city for the next day."),
            _tool("get_wind", "Tell direction and strength of the wind in one city."),
            _tool("get_tides", "Tell when the water is high and low on the coast near one city."),
            _tool("get_alerts", "List the official warnings that are in force for one city."),
            _tool("get_history", "Tell the averages of the last thirty years for one city."),
        ],
        "text": {"format": _report_format()},
        "metadata": {"suite": "benchmark"},
        "temperature": 0.2,
        "stream": True,
    }


_SMALL: JsonObject = {"model": "gpt-5", "input": OPENING}

PAYLOADS = (
    Payload("small-stream", "60-event stream, small request", {**_SMALL, "stream": True}, target=2.0),
    Payload("small-json", "JSON, small request", _SMALL),
    Payload("multi20-stream", "60-event stream, 20 items + 5 tools + schema", _multi20()),
)
"""The rows of the table."""
