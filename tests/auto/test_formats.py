import re

import pytest

from mockserver.auto.formats import FORMATS, formatted
from mockserver.auto.spot import Spot
from tests.auto.proving import FITS, errors

FORMS = {
    "date": r"20\d\d-\d\d-\d\d",
    "time": r"\d\d:\d\d:\d\dZ",
    "date-time": r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ",
    "duration": r"P\d+D",
    "email": r"[a-z]+\.\d{3}@example\.com",
    "hostname": r"[a-z]+\d{3}\.example\.com",
    "uri": r"https://example\.com/[a-z]+/\d+",
    "ipv4": r"192\.0\.2\.\d+",
    "ipv6": r"2001:db8::[0-9a-f]+",
    "uuid": r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}",
}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("turn", range(5))
def test_format_is_kept(name: str, turn: int) -> None:
    # In draft 7 formats are judged by our own library too.
    schema = {"$schema": "http://json-schema.org/draft-07/schema#", "type": "string", "format": name}
    text = formatted(name, Spot(b"chance", turn=turn))

    assert [] == errors(schema, text)
    assert FITS(schema, text)


@pytest.mark.parametrize("name", FORMS)
def test_format_has_its_form(name: str) -> None:
    assert re.fullmatch(FORMS[name], formatted(name, Spot(b"chance")) or "")


def test_unknown_format_has_no_form() -> None:
    assert formatted("colour", Spot(b"")) is None
