"""What a schema cannot say of a request: named rules in one table."""

from mockserver.contract.rules.asked import Asked
from mockserver.contract.rules.authorization import AUTHORIZATION
from mockserver.contract.rules.calls import CALL_RULES
from mockserver.contract.rules.capabilities import CAPABILITIES
from mockserver.contract.rules.deprecated import DEPRECATED_RULES
from mockserver.contract.rules.history import History
from mockserver.contract.rules.image_tool import IMAGE_TOOL_RULES
from mockserver.contract.rules.items import ITEM_RULES
from mockserver.contract.rules.json_schemas import JSON_SCHEMA_RULES
from mockserver.contract.rules.parameters import PARAMETER_RULES
from mockserver.contract.rules.reasoning import REASONING_RULES
from mockserver.contract.rules.required import REQUIRED
from mockserver.contract.rules.rule import Check, Rule
from mockserver.contract.rules.schema_rules import SCHEMA_RULES
from mockserver.contract.rules.stored import STORED_RULES
from mockserver.contract.rules.streamed_again import STREAMED_AGAIN
from mockserver.contract.rules.strict import STRICT_RULES
from mockserver.contract.rules.tool_choice import TOOL_CHOICE_RULES
from mockserver.contract.rules.tool_keys import TOOL_KEY_RULES
from mockserver.contract.rules.tools import TOOL_RULES

REQUEST_RULES: tuple[Rule, ...] = (
    *REQUIRED,
    *STORED_RULES,
    STREAMED_AGAIN,
    *PARAMETER_RULES,
    *DEPRECATED_RULES,
    *ITEM_RULES,
    *CALL_RULES,
    *REASONING_RULES,
    *TOOL_RULES,
    *TOOL_KEY_RULES,
    *IMAGE_TOOL_RULES,
    *STRICT_RULES,
    *JSON_SCHEMA_RULES,
    *TOOL_CHOICE_RULES,
    *CAPABILITIES,
)
"""The rules of a request, in the order in which they are told."""

RULES: tuple[Rule, ...] = (AUTHORIZATION, *SCHEMA_RULES, *REQUEST_RULES)
"""Every rule of a request, in the order in which they are asked."""

__all__ = [
    "AUTHORIZATION",
    "REQUEST_RULES",
    "RULES",
    "SCHEMA_RULES",
    "Asked",
    "Check",
    "History",
    "Rule",
]
