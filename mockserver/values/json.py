"""Type names for parsed JSON."""

from typing import Any, TypeAlias

Json: TypeAlias = Any
"""Any parsed JSON value: dict, list, str, int, float, bool or None."""

JsonObject: TypeAlias = dict[str, Any]
"""A parsed JSON object."""
