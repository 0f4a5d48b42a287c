"""An item as `response.output_item.added` shows it."""

from mockserver.protocol.item_types import row_of
from mockserver.protocol.statuses import StatusRow
from mockserver.values import JsonObject

_PLAIN = StatusRow()


def added(item: JsonObject, statuses: StatusRow | None) -> JsonObject:
    """Take what events still have to bring out of a finished item, and put its first status in."""
    fields = row_of(item["type"]).fields
    first = {name: field.first(item[name]) for name, field in fields.items() if name in item}
    status = (statuses or _PLAIN).first
    return {**item, **first, **({"status": status} if status and "status" in item else {})}
