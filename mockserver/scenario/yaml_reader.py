"""From the events of a YAML parser to plain JSON values."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, NoReturn, TypeAlias

from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from mockserver.scenario.document import DEEPEST
from mockserver.scenario.problem import Path
from mockserver.scenario.words import describe
from mockserver.scenario.yaml_scalar import plain_value
from mockserver.values import Json, Place, ScenarioError

MOST_ALIASED: Final = 100_000
"""Values that the aliases of one file may stand for, all together."""

_Collection: TypeAlias = SequenceStartEvent | MappingStartEvent
_Node: TypeAlias = ScalarEvent | AliasEvent | _Collection

_CORE: Final = "tag:yaml.org,2002:"
_SCALARS: Final[dict[str, tuple[type, ...]]] = {
    "null": (type(None),),
    "bool": (bool,),
    "int": (int,),
    "float": (float, int),
}


def at_mark(file: str, mark: Any) -> Place:
    """Turn a position of the YAML library, which counts from 0, into a place."""
    return Place(file, mark.line + 1, mark.column + 1)


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is being read; `key` is the one whose value comes next."""

    container: Any
    path: Path
    anchor: str | None
    begun: int
    key: str | None = None


@dataclass(slots=True)
class _Anchored:
    """A value that aliases may repeat, and of how many values it consists."""

    value: Json
    size: int


@dataclass(slots=True)
class YamlReader:
    """Build the one document of a file, without recursion, and remember where everything stands."""

    file: str
    root: Json = None
    positions: dict[Path, tuple[int, int]] = field(default_factory=dict)
    _frames: list[_Frame] = field(default_factory=list)
    _anchors: dict[str, _Anchored] = field(default_factory=dict)
    _documents: int = 0
    _count: int = 0
    _aliased: int = 0

    def take(self, event: Event) -> None:
        """Go on with the next event of the parser."""
        handle = _HANDLERS.get(type(event))
        if handle:
            handle(self, event)

    def refuse(self, mark: Any, message: str) -> NoReturn:
        """Stop at a place of the text."""
        raise ScenarioError(at_mark(self.file, mark), message) from None

    def begin_document(self, event: DocumentStartEvent) -> None:
        """Allow one document."""
        self._documents += 1
        if self._documents > 1:
            self.refuse(event.start_mark, "a second document begins here; a file holds one scenario")

    def begin_mapping(self, event: MappingStartEvent) -> None:
        """Go into a mapping."""
        self._begin({}, event, "map")

    def begin_sequence(self, event: SequenceStartEvent) -> None:
        """Go into a list."""
        self._begin([], event, "seq")

    def end(self, event: Event) -> None:
        """Leave a list or mapping, which aliases may name from now on."""
        frame = self._frames.pop()
        if frame.anchor:
            self._anchors[frame.anchor] = _Anchored(frame.container, self._count - frame.begun)

    def scalar(self, event: ScalarEvent) -> None:
        """Read a key or a value."""
        value = self._scalar(event)
        if self._expects_key():
            self._key(value, event)
        else:
            self._put(value, event)
        if event.anchor:
            self._anchors[event.anchor] = _Anchored(value, 1)

    def alias(self, event: AliasEvent) -> None:
        """Repeat an anchored value."""
        found = self._anchors.get(event.anchor)
        if found is None:
            inside = any(frame.anchor == event.anchor for frame in self._frames)
            what = "stands for something that it is part of" if inside else "has no anchor before it"
            self.refuse(event.start_mark, f"the alias *{event.anchor} {what}")
        self._aliased += found.size
        if self._aliased > MOST_ALIASED:
            self.refuse(event.start_mark, f"aliases stand for more than {MOST_ALIASED:,} values")
        self._count += found.size - 1
        if self._expects_key():
            self._key(found.value, event)
        else:
            self._put(found.value, event)

    def _expects_key(self) -> bool:
        return bool(self._frames) and isinstance(self._frames[-1].container, dict) and self._frames[-1].key is None

    def _begin(self, container: Json, event: _Collection, kind: str) -> None:
        if self._expects_key():
            self.refuse(event.start_mark, f"a key must be a text, not {describe(container)}")
        if event.tag not in (None, "!", _CORE + kind):
            self._refuse_tag(event)
        if len(self._frames) >= DEEPEST:
            self.refuse(event.start_mark, f"nested deeper than {DEEPEST} levels")
        begun = self._count
        path = self._put(container, event)
        self._frames.append(_Frame(container, path, event.anchor, begun))

    def _put(self, value: Json, event: _Node) -> Path:
        self._count += 1
        if not self._frames:
            self.root = value
            return self._at((), event)
        frame = self._frames[-1]
        if frame.key is None:
            frame.container.append(value)
            return self._at((*frame.path, len(frame.container) - 1), event)
        frame.container[frame.key] = value
        path = (*frame.path, frame.key)
        frame.key = None
        return path

    def _at(self, path: Path, event: Event) -> Path:
        self.positions[path] = (event.start_mark.line + 1, event.start_mark.column + 1)
        return path

    def _key(self, key: Json, event: _Node) -> None:
        frame = self._frames[-1]
        if not isinstance(key, str):
            self.refuse(event.start_mark, f"a key must be a text, not {describe(key)}; put it in quotes")
        if key in frame.container:
            line, column = self.positions[(*frame.path, key)]
            self.refuse(event.start_mark, f"duplicate key {key!r}, first at line {line}, column {column}")
        if key == "<<" and isinstance(event, ScalarEvent) and event.style is None:
            self.refuse(event.start_mark, "YAML 1.2 has no merge key '<<'; write the keys out")
        frame.key = key
        self._at((*frame.path, key), event)

    def _scalar(self, event: ScalarEvent) -> Json:
        if event.tag is None:
            return self._plain(event) if event.implicit[0] else self._quoted(event)
        kind = event.tag.removeprefix(_CORE)
        if kind in ("!", "str"):
            return self._quoted(event)
        if kind not in _SCALARS:
            self._refuse_tag(event)
        value = self._plain(event)
        if type(value) not in _SCALARS[kind]:
            self.refuse(event.start_mark, f"{event.value!r} does not fit its tag !!{kind}")
        return value

    def _plain(self, event: ScalarEvent) -> Json:
        try:
            return plain_value(event.value)
        except ValueError:
            text = f"JSON has no number {event.value[:40]!r}; put it in quotes"
            self.refuse(event.start_mark, text)

    def _quoted(self, event: ScalarEvent) -> str:
        text: str = event.value
        if text.isascii():
            return text
        try:
            # JSON writes a character beyond the first plane as two escapes, which YAML takes for two characters.
            return text.encode("utf-16", "surrogatepass").decode("utf-16")
        except UnicodeDecodeError:
            self.refuse(event.start_mark, "half of a surrogate pair is not a character")

    def _refuse_tag(self, event: ScalarEvent | _Collection) -> NoReturn:
        tag = str(event.tag).replace(_CORE, "!!")
        self.refuse(event.start_mark, f"the tag {tag} does not belong here; a scenario holds plain JSON values")


_HANDLERS: Final[dict[type[Event], Callable[[YamlReader, Any], None]]] = {
    DocumentStartEvent: YamlReader.begin_document,
    MappingStartEvent: YamlReader.begin_mapping,
    SequenceStartEvent: YamlReader.begin_sequence,
    MappingEndEvent: YamlReader.end,
    SequenceEndEvent: YamlReader.end,
    ScalarEvent: YamlReader.scalar,
    AliasEvent: YamlReader.alias,
}
