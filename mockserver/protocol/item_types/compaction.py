"""What stands for the turns before it (seed 001, ResponseCompactionItem)."""

from mockserver.protocol.author import check_text
from mockserver.protocol.item_types.common import AGENT, CREATED_BY, sealed
from mockserver.protocol.item_types.row import Field, ItemType

COMPACTION = ItemType(
    "compaction",
    "cmp",
    {"encrypted_content": Field(check_text, make=sealed("cmp")), **CREATED_BY, **AGENT},
    text="encrypted_content",
)
