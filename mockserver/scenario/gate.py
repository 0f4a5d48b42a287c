"""A place in a stream where it waits until a test opens it."""

from typing import Annotated, ClassVar, Final

from pydantic import Field

from mockserver.scenario.event_at import EventAt
from mockserver.scenario.form import Form

GATE_NAME: Final = r"^[A-Za-z0-9_.-]{1,64}$"
"""What a gate may be called; it stands in a path of the admin API."""


class Gate(Form):
    """A gate by its name, in front of an event."""

    noun: ClassVar[str] = "a gate"

    name: Annotated[str, Field(pattern=GATE_NAME)] = Field(description="The name under which it is opened.")
    before: EventAt = Field(default=0, description="The event that waits for it; the first when left out.")
