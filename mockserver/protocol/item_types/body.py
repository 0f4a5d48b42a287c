"""An author's body, held against the row of its type and made into an item."""

from collections.abc import Callable, Iterator, Mapping

from mockserver.protocol.author import (
    Check,
    Problem,
    check_fields,
    check_mapping,
    check_nullable,
    check_one_of,
    check_text,
    check_text_or,
    under,
)
from mockserver.protocol.courses import course_of
from mockserver.protocol.grammars import Course
from mockserver.protocol.item_types.row import Field, ItemType, Making
from mockserver.protocol.statuses import StatusRow, waiting
from mockserver.values import Json, JsonObject, listed


def body_check(row: ItemType, statuses: StatusRow | None) -> Check:
    """Make the check of such bodies; `statuses` is none where the type has no status."""
    check_written = _check_known if row.free else check_fields

    def check_keys(body: Json) -> Iterator[Problem]:
        yield from check_written(article(row.name), _checks(row, statuses and _waiting(statuses, row, body)))(body)
        if isinstance(body, dict):
            for name, field in row.fields.items():
                yield from _choices(article(row.name), body, name, field)
            yield from row.also(body)

    whole = check_text_or(dict, check_keys) if row.text else check_keys

    def check(body: Json) -> Iterator[Problem]:
        if isinstance(body, str) and row.text:
            yield from (((), message) for _, message in check_keys({row.text: body}))
        else:
            yield from whole({} if body is None else body)

    return check


def completed_item(
    row: ItemType, body: Json, making: Making, statuses: StatusRow | None, *, is_cut: bool = False
) -> JsonObject:
    """Make the API's item out of a body that has no problems; `is_cut` says that its response breaks off in it."""
    written = written_keys(row, body)
    known = statuses if statuses and (statuses.always or row.tells_status) else None
    course = _course(written, "cut" if is_cut and known and known.cut else "completed")
    status = written.get("status") or (_status(course, known) if known else None)
    return {
        "id": written.get("id") or making.id(row.prefix),
        "type": row.name,
        **({"status": status} if status else {}),
        **dict(_values(row, written, making._replace(course=course, written=written))),
    }


def written_keys(row: ItemType, body: Json) -> JsonObject:
    """Read the short forms of a whole body: nothing at all, or a plain text."""
    return body if isinstance(body, dict) else {} if body is None else {row.text: body}


def article(name: str) -> str:
    """Put `a` or `an` before the name of an item type."""
    return f"{'an' if name[0] in 'aeiou' or name.startswith('mcp') else 'a'} {name}"


def check_one(*keys: str) -> Check:
    """Demand exactly one of these keys."""
    return _check_count(keys, "exactly one", lambda count: count == 1)


def check_at_most_one(*keys: str) -> Check:
    """Refuse more than one of these keys."""
    return _check_count(keys, "only one", lambda count: count <= 1)


def _check_count(keys: tuple[str, ...], wanted: str, fits: Callable[[int], bool]) -> Check:
    def check(body: Json) -> Iterator[Problem]:
        given = [key for key in keys if key in body]
        if not fits(len(given)):
            yield (), f"expected {wanted} of {', '.join(keys)}, got {' and '.join(given) or 'none of them'}"

    return check


def _check_known(what: str, checks: Mapping[str, Check]) -> Check:
    def check(body: Json) -> Iterator[Problem]:
        yield from check_mapping(body)
        for key in (key for key in checks if isinstance(body, dict) and key in body):
            yield from under(key, checks[key](body[key]))

    return check


def _checks(row: ItemType, statuses: StatusRow | None) -> Mapping[str, Check]:
    own: dict[str, Check] = {}
    for name, field in row.fields.items():
        own |= {**field.shorts, name: field.check}
    status = {"status": _check_status(row, statuses)} if statuses else {}
    return {**own, **row.asides, **status, "id": check_text}


def _check_status(row: ItemType, statuses: StatusRow) -> Check:
    # Who adds a type may add statuses too (open-responses/NOTES.md I9).
    return check_nullable(check_text if row.free else check_one_of(*_allowed(statuses)))


def _waiting(statuses: StatusRow, row: ItemType, body: Json) -> StatusRow:
    return waiting(statuses, {"type": row.name, "caller": body.get("caller")}) if isinstance(body, dict) else statuses


def _allowed(statuses: StatusRow) -> list[str]:
    return [*dict.fromkeys([*statuses.final, *([statuses.cut] if statuses.cut else [])])]


def _choices(what: str, body: JsonObject, name: str, field: Field) -> Iterator[Problem]:
    beside = [short for short in field.shorts if short in body and short != name]
    if name in body and beside:
        yield (beside[0],), f"'{beside[0]}' stands for a part of '{name}'; write one of them"
    if field.needed and name not in body and not beside:
        quoted = [f"'{key}'" for key in dict.fromkeys([*field.shorts, name])]
        yield (), f"{what} needs {listed(quoted, 'or')}"


def _course(written: JsonObject, otherwise: Course) -> Course:
    says = written.get("status") is not None or written.get("error") is not None
    return course_of(written) if says else otherwise


def _status(course: Course, statuses: StatusRow) -> str | None:
    return statuses.cut if course == "cut" else course


def _values(row: ItemType, written: JsonObject, making: Making) -> Iterator[tuple[str, Json]]:
    for name, field in row.fields.items():
        shorts = {short: written[short] for short in field.shorts if short in written}
        if name in written:
            value = written[name]
            yield name, None if value is None else field.read(value, making)
        elif shorts:
            yield name, field.build(shorts, making)
        elif field.make:
            yield name, field.make(making)
    if row.free:
        yield from ((key, value) for key, value in written.items() if key not in ("id", "type", "status"))
