"""Items of ours that came back with other words."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from mockserver.session.calls import is_call
from mockserver.session.diagnosis.shown import shown_text, shown_value
from mockserver.session.exchange import Exchange
from mockserver.session.verification.evidence import Evidence
from mockserver.session.verification.finding import Note
from mockserver.session.verification.item_words import as_it_stands, words_in
from mockserver.values import Json, JsonObject


class _Said(NamedTuple):
    """An item as an answer gave it."""

    exchange: Exchange
    item: JsonObject
    words: Mapping[str, Json]


class _Edit(NamedTuple):
    """An item that came back changed: where it stands, under which id, what was said, and what came."""

    later: Exchange
    path: str
    its_id: str
    said: _Said
    item: JsonObject
    words: Mapping[str, Json]

    @property
    def keys(self) -> list[str]:
        """The parts that differ."""
        return _different(self.said.words, self.words)


def edited_history(evidence: Evidence) -> Iterator[Note]:
    """Find items that a client sends back under an id of ours and with other words, each of them once."""
    said, told = defaultdict[str, list[_Said]](list), set[str]()
    for exchange in evidence.exchanges if evidence.mentions.ids else ():
        for edit in _edits(exchange, said, evidence):
            if edit.its_id not in told:
                told.add(edit.its_id)
                yield _note(edit, evidence)
        for item in evidence.told(exchange).output:
            for its_id in evidence.mentions.ids.keys() & _known_by(item):
                said[its_id].append(_Said(exchange, item, words_in(item)))


def _edits(later: Exchange, said: Mapping[str, list[_Said]], evidence: Evidence) -> Iterator[_Edit]:
    for path, item in evidence.told(later).brought:
        its_id = next((one for one in _known_by(item) if one in said), None)
        if its_id is not None:
            edits = [_Edit(later, path, its_id, one, item, words_in(item)) for one in said[its_id]]
            if all(edit.keys and not _is_beginning(edit) for edit in edits):
                yield edits[-1]


def _known_by(item: JsonObject) -> list[str]:
    """Give the item's own id, and of a call the id of that."""
    own, call = item.get("id"), item.get("call_id")
    ids = [own] if isinstance(own, str) else []
    return [*ids, call] if isinstance(call, str) and isinstance(item.get("type"), str) and is_call(item) else ids


def _different(said: Mapping[str, Json], came: Mapping[str, Json]) -> list[str]:
    """Name the parts that differ; what is left out is no edit."""
    return [key for key, words in came.items() if key in said and said[key] != words]


def _is_beginning(edit: _Edit) -> bool:
    """Whether the client may have heard no more than it sends, since the answer did not come to its end."""
    if edit.said.exchange.delivery.outcome == "complete":
        return False
    return all(str(edit.said.words[key]).startswith(str(edit.words[key])) for key in edit.keys)


def _note(edit: _Edit, evidence: Evidence) -> Note:
    first = edit.said.exchange
    lines = (
        f"  {edit.path}.{key}: we said {_shown(edit.said.item, key)}, {_shown(edit.item, key)} came"
        for key in edit.keys
    )
    return Note(
        f"{evidence.name(edit.later)} sends {shown_text(edit.its_id)} back with other words",
        f"call {first.number} was answered something else under this id",
        "send items back as they came, leave them out, or leave their ids out",
        (*lines, *evidence.played(first)),
        edit.later.number,
        first.place,
    )


def _shown(item: JsonObject, part: str) -> str:
    return shown_value(as_it_stands(item, part))
