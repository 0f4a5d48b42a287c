"""The explanation form of a schema: the same yes and no, but a union first asks which member is meant.

A plain `anyOf` can only say that no member fits. Here it becomes if/then on the JSON type, then on `type`, then on
`role`, so that the errors left over are those of the one member that the client had in mind.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mockserver.contract.facts import ALL_TYPES, Facts, Tag
from mockserver.contract.subschemas import map_children
from mockserver.values import Json, JsonObject

TAGS = ("type", "role")
DISTINCT_TYPES = ("null", "boolean", "number", "string", "array", "object")


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a union: as written, and in its explanation form."""

    written: Json
    form: Json


def discriminate(schema: JsonObject) -> JsonObject:
    """Return the explanation form of a cleaned, self-contained schema."""
    discriminated: JsonObject = _form(Facts(schema.get("$defs", {})), schema)
    return discriminated


def _form(facts: Facts, schema: Json) -> Json:
    if not isinstance(schema, dict):
        return schema
    rest = map_children(
        {key: value for key, value in schema.items() if key != "anyOf"}, lambda child: _form(facts, child)
    )
    if "anyOf" not in schema:
        return rest
    members = [Member(member, _form(facts, member)) for member in facts.members(schema["anyOf"])]
    union = _by_json_type(facts, members)
    return rest | {"allOf": [*rest.get("allOf", []), union]} if rest else union


def _by_json_type(facts: Facts, members: list[Member]) -> JsonObject:
    types = [facts.types(member.written) for member in members]
    groups = {
        name: [m for m, own in zip(members, types, strict=True) if _permits(own, name)] for name in DISTINCT_TYPES
    }
    cases = [{"if": {"type": name}, "then": _pick(facts, name, group)} for name, group in groups.items() if group]
    return _type_keyword(frozenset().union(*types)) | {"allOf": cases}


def _permits(types: frozenset[str], name: str) -> bool:
    return name in types or (name == "number" and "integer" in types)


def _type_keyword(types: frozenset[str]) -> JsonObject:
    if types == ALL_TYPES:
        return {}
    hidden = {"integer"} if "number" in types else set()
    return {"type": sorted(types - hidden)}


def _pick(facts: Facts, json_type: str, members: list[Member]) -> Json:
    return _by_tag(facts, members, TAGS) if json_type == "object" else _any_of(members)


def _any_of(members: list[Member]) -> Json:
    return members[0].form if len(members) == 1 else {"anyOf": [member.form for member in members]}


def _by_tag(facts: Facts, members: list[Member], tags: tuple[str, ...]) -> Json:
    if len(members) == 1 or not tags:
        return _any_of(members)
    name, later = tags[0], tags[1:]
    tagged = [(member, facts.tag(member.written, name)) for member in members]
    if all(tag.values is None for _, tag in tagged):
        return _by_tag(facts, members, later)
    known = list(dict.fromkeys(value for _, tag in tagged for value in tag.values or ()))
    return {
        "allOf": [
            *_present(facts, tagged, name, known, later),
            _absent(facts, tagged, name, later),
            _unknown(facts, tagged, name, known, later),
        ]
    }


def _present(
    facts: Facts, tagged: list[tuple[Member, Tag]], name: str, known: list[str | None], later: tuple[str, ...]
) -> Iterator[JsonObject]:
    """Yield one case for each set of members that a value of the tag leaves possible."""
    cases: dict[tuple[int, ...], list[str | None]] = {}
    for value in known:
        possible = tuple(i for i, (_, tag) in enumerate(tagged) if tag.values is None or value in tag.values)
        cases.setdefault(possible, []).append(value)
    for possible, values in cases.items():
        condition = {"required": [name], "properties": {name: {"enum": values}}}
        yield {"if": condition, "then": _by_tag(facts, [tagged[i][0] for i in possible], later)}


def _absent(facts: Facts, tagged: list[tuple[Member, Tag]], name: str, later: tuple[str, ...]) -> JsonObject:
    """Say what holds without the tag; without the last one every member is tried, for all may be meant."""
    possible = [member for member, tag in tagged if tag.optional]
    if not possible:
        return {"required": [name]}
    then = _by_tag(facts, possible, later) if later else _any_of([member for member, _ in tagged])
    return {"if": {"not": {"required": [name]}}, "then": then}


def _unknown(
    facts: Facts, tagged: list[tuple[Member, Tag]], name: str, known: list[str | None], later: tuple[str, ...]
) -> JsonObject:
    """Say what holds for any other value of the tag: members that leave it open, or a list of those supported."""
    possible = [member for member, tag in tagged if tag.values is None]
    if not possible:
        types = sorted({"null" if value is None else "string" for value in known})
        return {"properties": {name: {"type": types, "enum": known}}}
    condition = {"required": [name], "properties": {name: {"not": {"enum": known}}}}
    return {"if": condition, "then": _by_tag(facts, possible, later)}
