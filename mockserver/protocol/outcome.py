"""How a response ends."""

from dataclasses import dataclass

from mockserver.values import JsonObject


@dataclass(frozen=True, slots=True)
class Outcome:
    """The terminal status with what belongs to it: the reason when incomplete, code and message when failed."""

    status: str = "completed"
    reason: str | None = None
    code: str | None = None
    message: str | None = None

    @property
    def event(self) -> str:
        """The type of the terminal event; a cancelled response ends its stream as incomplete does."""
        return f"response.{'incomplete' if self.status == 'cancelled' else self.status}"

    @property
    def error(self) -> JsonObject | None:
        """The response's `error`."""
        return {"code": self.code, "message": self.message} if self.status == "failed" else None

    @property
    def incomplete_details(self) -> JsonObject | None:
        """The response's `incomplete_details`."""
        return {"reason": self.reason} if self.status == "incomplete" else None
