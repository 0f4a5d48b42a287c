"""Scripted counts of input tokens."""

import orjson
import pytest

from mockserver import resources
from mockserver.contract.contract import Contract
from mockserver.replies.script import Effect, Filling
from mockserver.replies.sources import source_of
from mockserver.replies.tokens_script import TokensScript
from mockserver.scenario.model import Fault, TokensReply
from mockserver.values import DIALECTS, Dialect

FILLING = Filling("0f" * 23, 0, 1_767_225_603, 7, b"")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_count_is_what_the_api_sends(dialect: Dialect) -> None:
    source = source_of(TokensReply(input_tokens=41), dialect, 0)
    body = orjson.loads(source.script_for({}).reply(FILLING, streams=False).body)

    assert {"object": "response.input_tokens", "input_tokens": 41} == body
    contract = Contract.shipped(resources.contracts(), dialect)
    assert [] == contract.reply_violations("responses.input_tokens", body)


def test_it_has_the_usual_headers() -> None:
    reply = TokensScript(TokensReply(input_tokens=0)).reply(FILLING, streams=False)

    assert [b"content-type", b"content-length", b"x-request-id"] == [name for name, _ in reply.headers]


def test_faults_of_a_body_show() -> None:
    script = TokensScript(TokensReply(input_tokens=1, fault=Fault(malformed_json=0, drop_event=0)))

    with pytest.raises(orjson.JSONDecodeError):
        orjson.loads(script.reply(FILLING, streams=False).body)
    assert Effect(shown=("malformed_json",), idle=("drop_event",)) == script.effect(streams=False)
    assert script.invites_retry(streams=False)


def test_without_a_fault_nobody_tries_again() -> None:
    assert not TokensScript(TokensReply(input_tokens=1)).invites_retry(streams=False)
