"""Where each of the 69 numbered constraints is held, beside the rules of requests; see `surface/constraints.json`."""

from collections.abc import Mapping

KEYWORDS: Mapping[str, str] = {
    "L01": "metadata",
    "L02": "temperature, top_p, top_logprobs",
    "L03": "max_output_tokens",
    "L04": "safety_identifier, up to 128 characters",
    "L05": "prompt_cache_key of responses.compact",
    "L06": "context_management",
    "L07": "text.format.name",
    "L08": "name of a function tool",
    "L09": "name and namespace of a function call output",
    "L10": "call_id of items, caller_id",
    "L11": "max_num_results and score_threshold of file search",
    "L12": "partial_images and output_compression of the image tool",
    "L14": "tunnel_id, closed filter and approval objects",
    "L15": "file_ids, skills, skill_id",
    "L16": "sizes of texts, images, files and encrypted content",
    "L17": "lists and names that may not be empty",
    "L18": "limit, order and after of list operations",
    "L19": "items of conversations.create and conversations.items.create",
    "L20": "personality of responses.input_tokens",
    "L22": "stream_id of WebSocket messages",
    "L23": "role of additional_tools",
    "X04": "WebSocket messages: `stream_id` belongs to `response.create` on a socket only",
    "X05": "WebSocket messages: `response.steer`",
    "R06": "lists: `object`, `first_id`, `last_id`, `has_more`",
    "R07": "constants and times of emitted objects",
    "E01": "the body of an error",
}
"""Constraints that are schema keywords in the documents: what carries them."""

ELSEWHERE: Mapping[str, tuple[str, ...]] = {
    "R01": ("outcome_fields",),
    "R02": ("usage",),
    "R07": ("response_identity",),
    "T01": ("sequence",),
    "T02": ("first_event", "lifecycle_order", "terminal", "after_terminal"),
    "T03": ("item_added", "item_finished", "item_identity", "output_index", "item_done", "final_output"),
    "T04": (
        "delta_sum",
        "part_value",
        "item_value",
        "final_output",
        "starts_empty",
        "annotations",
        "command_sum",
        "command_output_sum",
        "command_value",
    ),
    "T05": ("part_open", "part_type", "text_done", "part_finished", "command_open", "command_output_open"),
    "T07": ("output_index", "part_index", "annotation_index", "annotations", "partial_image", "command_index"),
    "T09": ("stream_id", "after_terminal"),
}
"""Constraints on what is sent, held by rules of streams: the names of those rules."""

NOT_CHECKED: Mapping[str, str] = {
    "M03": "whether an input fits the context window depends on the tokenizer of the model, which is not known",
    "M04": "who has access to a programme is a matter of the account, and there are no accounts here",
    "S03": "the answer to `cancel` holds it: there is nothing else that a request could get wrong",
    "S04": "says what the server does with items of conversations, and demands nothing of a request",
    "S05": "says what the server does with instructions, and demands nothing of a request",
    "S07": "what a client sends back differs for good reasons too (ids and statuses dropped, arguments written anew)",
    "S08": "whether a response can be steered is for the answer to say, not for the shape of the request",
    "R03": "demands nothing of a request; protocol/inclusion.py shows what `include` asks for, and only that",
    "R04": "the author of a scenario decides which calls are made, also calls that a real model would not make",
    "R05": "the author of a scenario decides which tier was used",
    "T06": "obfuscation is padding, and any text will do; ours depends on nothing but the event",
    "T08": "only a server that fills encrypted content by and by could break it; ours is whole from the start",
    "T10": "the sender of WebSocket messages holds it: there is no other writer",
}
"""Constraints that are deliberately not checked, each with the reason."""

SHARED = frozenset({"L04", "L06", "L15", "L23", "R07", "X04"})
"""Constraints that are held in two places: a part of each is a keyword, and the rest a rule."""
