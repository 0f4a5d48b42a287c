"""YAML 1.2 text as plain JSON values with the place of each."""

from collections.abc import Iterator

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import Event
from ruamel.yaml.reader import ReaderError

from mockserver.scenario.document import DEEPEST, Document, too_deep
from mockserver.scenario.places import Places
from mockserver.scenario.yaml_reader import YamlReader, at_mark
from mockserver.values import Place, ScenarioError


def parse(text: str, file: str) -> Document:
    """Read one YAML document; raises ScenarioError for whatever is not JSON in YAML's clothes."""
    reader = YamlReader(file)
    for event in _events(text, file):
        reader.take(event)
    if too_deep(reader.root):
        raise ScenarioError(Place(file), f"nested deeper than {DEEPEST} levels through its aliases")
    return Document(reader.root, Places(file, reader.positions.copy))


def _events(text: str, file: str) -> Iterator[Event]:
    done = Place(file)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            done = at_mark(file, event.end_mark)
            yield event
    except MarkedYAMLError as error:
        raise ScenarioError(at_mark(file, error.problem_mark or error.context_mark), _syntax_message(error)) from None
    except ReaderError as error:
        raise _character_error(text, error.position, file) from None
    except (ValueError, OverflowError):
        # The library lets these out of chr() for an escape such as "\\U99999999".
        raise ScenarioError(done, "not valid YAML: no such character") from None


def _syntax_message(error: MarkedYAMLError) -> str:
    parts = [part for part in (error.context, error.problem) if part]
    return f"not valid YAML: {', '.join(' '.join(part.split()) for part in parts)}"


def _character_error(text: str, offset: int, file: str) -> ScenarioError:
    place = Place(file, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
    return ScenarioError(place, f"not valid YAML: the character U+{ord(text[offset]):04X} is not allowed")
