"""The echoed parameters as bytes."""

import orjson

from mockserver.protocol.echo import echo
from mockserver.session.reading import Reading
from mockserver.values import Dialect

_LIMIT = 256


class Echoes:
    """Writes the members that a response repeats, and keeps the latest: clients change little but their input."""

    def __init__(self, dialect: Dialect = "openai") -> None:
        self._dialect = dialect
        self._written: dict[tuple[bytes, bytes], bytes] = {}

    def write(self, reading: Reading) -> bytes:
        """Write the members without braces; equal parameters and settings echo the same."""
        key = reading.parameters, reading.setting
        written = self._written.get(key)
        if written is None:
            if len(self._written) >= _LIMIT:
                self._written.clear()
            written = self._written[key] = orjson.dumps(echo(reading.body, self._dialect))[1:-1]
        return written
