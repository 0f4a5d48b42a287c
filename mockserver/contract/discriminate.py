"""The explanation form of a schema: the same yes and no, but a union first asks which member is meant.

A plain `anyOf` can only say that no member fits. Here it becomes if/then on the JSON type, then on `type`, then on
`role`, so that the errors left over are those of the one member that the client had in mind.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mockserver.contract.facts import ALL_TYPES, Facts, Tag
from mockserver.contract.subschemas import map_children, references
from mockserver.contract.unevaluated import mentions_unevaluated, watched
from mockserver.values import Json, JsonObject

TAGS = ("type", "role")
DISTINCT_TYPES = ("null", "boolean", "number", "string", "array", "object")


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a union: as written, and in its explanation form."""

    written: Json
    form: Json


@dataclass(frozen=True, slots=True)
class Forming:
    """What is known while forms are made: the schemas' facts, and the tags that occur in the value (None: any may).

    Schemas of which it matters what they looked at are `watched`, by identity: they stay as they are written.
    """

    facts: Facts
    tags: frozenset[str | None] | None
    watched: frozenset[int]


def discriminate(schema: JsonObject, tags: frozenset[str | None] | None = None) -> JsonObject:
    """Return the explanation form of a cleaned, self-contained schema.

    With `tags` (see `tags_of`) the form holds for values without any other, and is as much smaller as it is sooner
    compiled; only definitions that it needs are in it.
    """
    definitions: JsonObject = schema.get("$defs", {})
    written = {key: value for key, value in schema.items() if key != "$defs"}
    observed = watched(written, definitions) if mentions_unevaluated(schema) else frozenset()
    forming = Forming(Facts(definitions), tags, observed)
    root: JsonObject = _form(forming, written)
    forms: JsonObject = {}
    waiting = references(root)
    while waiting:
        name = waiting.pop()
        if name not in forms and name in definitions:
            forms[name] = _form(forming, definitions[name])
            waiting += references(forms[name])
    return root | {"$defs": forms}


def tags_of(value: Json) -> frozenset[str | None]:
    """Collect what stands under the names of tags anywhere in a value."""
    return frozenset(_tags_in(value))


def _tags_in(value: Json) -> Iterator[str | None]:
    waiting = [value]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, dict):
            yield from (inner[name] for name in TAGS if name in inner and isinstance(inner[name], str | None))
            waiting += inner.values()
        elif isinstance(inner, list):
            waiting += inner


def _form(forming: Forming, schema: Json) -> Json:
    if not isinstance(schema, dict):
        return schema
    kept = "anyOf" not in schema or id(schema) in forming.watched
    rest = map_children(
        {key: value for key, value in schema.items() if kept or key != "anyOf"}, lambda child: _form(forming, child)
    )
    if kept:
        return rest
    members = [Member(member, _form(forming, member)) for member in forming.facts.members(schema["anyOf"])]
    union = _by_json_type(forming, members)
    return rest | {"allOf": [*rest.get("allOf", []), union]} if rest else union


def _by_json_type(forming: Forming, members: list[Member]) -> JsonObject:
    """Write one case for all JSON types that leave the same members; one for each would multiply nested unions."""
    types = [forming.facts.types(member.written) for member in members]
    cases: list[tuple[list[str], Json]] = []
    for name in DISTINCT_TYPES:
        then = _pick(forming, name, [m for m, own in zip(members, types, strict=True) if _permits(own, name)])
        same = next((names for names, other in cases if other == then), None)
        if same is None:
            cases.append(([name], then))
        else:
            same.append(name)
    conditions = [{"if": {"type": names}, "then": then} for names, then in cases if then is not None]
    return _type_keyword(frozenset().union(*types)) | {"allOf": conditions}


def _permits(types: frozenset[str], name: str) -> bool:
    return name in types or (name == "number" and "integer" in types)


def _type_keyword(types: frozenset[str]) -> JsonObject:
    if types == ALL_TYPES:
        return {}
    hidden = {"integer"} if "number" in types else set()
    return {"type": sorted(types - hidden)}


def _pick(forming: Forming, json_type: str, members: list[Member]) -> Json:
    """Say what holds for values of one JSON type; None when no member permits it."""
    if not members:
        return None
    return _by_tag(forming, members, TAGS) if json_type == "object" else _any_of(members)


def _any_of(members: list[Member]) -> Json:
    return members[0].form if len(members) == 1 else {"anyOf": [member.form for member in members]}


def _untagged(forming: Forming, members: list[Member], asked: JsonObject | None) -> Json:
    """Say what holds for a value without any tag.

    When other members of the union need a tag, it is what is asked for, unless the value has no more than the names
    of a closed member.
    """
    union = _any_of(members)
    if asked is None:
        return union
    names = [forming.facts.closed_names(member.written) for member in members]
    closed = [member for member, own in zip(members, names, strict=True) if own]
    narrow = {"minProperties": 1, "propertyNames": {"enum": sorted(frozenset().union(*(own for own in names if own)))}}
    return {"if": union, "else": {"if": narrow, "then": _any_of(closed), "else": asked} if closed else asked}


def _by_tag(forming: Forming, members: list[Member], tags: tuple[str, ...], asked: JsonObject | None = None) -> Json:
    """Pick by the first tag that tells members apart; `asked` demands an earlier tag that the value lacks."""
    if len(members) == 1 or not tags:
        return _untagged(forming, members, asked)
    name, later = tags[0], tags[1:]
    tagged = [(member, forming.facts.tag(member.written, name)) for member in members]
    known = list(dict.fromkeys(value for _, tag in tagged for value in tag.values or ()))
    if not known:
        return _by_tag(forming, members, later, asked)
    return {
        "allOf": [
            *_present(forming, tagged, name, known, later),
            _absent(forming, tagged, name, later, asked),
            _unknown(forming, tagged, name, known, later),
        ]
    }


def _present(
    forming: Forming, tagged: list[tuple[Member, Tag]], name: str, known: list[str | None], later: tuple[str, ...]
) -> Iterator[JsonObject]:
    """Yield one case for each set of members that a value of the tag leaves possible."""
    cases: dict[tuple[int, ...], list[str | None]] = {}
    for value in known:
        if forming.tags is not None and value not in forming.tags:
            continue
        possible = tuple(i for i, (_, tag) in enumerate(tagged) if tag.values is None or value in tag.values)
        cases.setdefault(possible, []).append(value)
    others: JsonObject = {"properties": {name: {"enum": [value for value in known if value is not None]}}}
    for possible, values in cases.items():
        condition = {"required": [name], "properties": {name: {"enum": values}}}
        asked = others if values == [None] and len(possible) < len(tagged) else None
        yield {"if": condition, "then": _by_tag(forming, [tagged[i][0] for i in possible], later, asked)}


def _absent(
    forming: Forming, tagged: list[tuple[Member, Tag]], name: str, later: tuple[str, ...], asked: JsonObject | None
) -> JsonObject:
    """Say what holds without the tag; without the last one every member is tried, for all may be meant."""
    possible = [member for member, tag in tagged if tag.optional]
    demand = {"required": [name]}
    if not possible:
        return {"if": {"not": demand}, "then": asked} if asked else demand
    if later:
        then = _by_tag(forming, possible, later, demand if len(possible) < len(tagged) else asked)
    else:
        then = _untagged(forming, [member for member, _ in tagged], asked)
    return {"if": {"not": demand}, "then": then}


def _unknown(
    forming: Forming, tagged: list[tuple[Member, Tag]], name: str, known: list[str | None], later: tuple[str, ...]
) -> JsonObject:
    """Say what holds for any other value of the tag: members that leave it open, or a list of those supported."""
    possible = [member for member, tag in tagged if tag.values is None]
    if not possible:
        types = sorted({"null" if value is None else "string" for value in known})
        return {"properties": {name: {"type": types, "enum": known}}}
    condition = {"required": [name], "properties": {name: {"not": {"enum": known}}}}
    return {"if": condition, "then": _by_tag(forming, possible, later)}
