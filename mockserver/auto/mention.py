"""Which tool the user's words are about."""

from collections.abc import Iterable, Sequence
from itertools import islice

from mockserver.auto.limits import MOST_WORDS
from mockserver.auto.tools import Tool, as_text
from mockserver.auto.words import stem, words_of

_ENOUGH_OF_NAME = 0.5
_ENOUGH_OF_DESCRIPTION = 0.3
_FEWEST_OF_DESCRIPTION = 2

_STOPS = frozenset(
    word
    for line in (
        "a about all also am an and any are as at be but by can could did do does for from get give go had has have he",
        "her him his how i if in into is it its just let me more my need no not now of on one or our out over please",
        "set she so some tell than that the their them then there these they this to up us use user using want was we",
        "were what when where which who why will with would you your",
        "call data function given input output return tool value",
    )
    for word in line.split()
)
"""Words that say nothing of what is wanted."""

_WEAK = frozenset(
    word
    for line in (
        "add change check compute create delete fetch find list load look make new open put read remove run save",
        "search send show start stop update write",
    )
    for word in line.split()
)
"""What is done to any thing: of a name with other words these alone are no mention."""

_PHRASES: dict[str, tuple[str, ...]] = {
    "web_search": ("search web", "search internet", "search online", "browse", "latest news", "look up online"),
    "file_search": ("search file", "search document", "find document", "knowledge base", "my files"),
    "code_interpreter": ("python", "run code", "execute code", "code interpreter"),
    "image_generation": ("draw", "generate image", "create image", "make image", "generate picture", "make picture"),
    "computer": ("screenshot", "use computer", "click"),
    "shell": ("shell", "terminal", "run command"),
    "local_shell": ("shell", "terminal", "run command"),
    "apply_patch": ("patch", "edit file", "create file", "change file"),
    "tool_search": ("search tool", "find tool"),
}
"""What asks for a tool that has no name of its own: all the words of one phrase."""


def mentioned(tools: Iterable[Tool], said: str) -> Tool | None:
    """Find the tool that the user's words are about most clearly; None when they are about none."""
    heard = _stems(said.split())
    scored = [(score(tool, said, heard), tool) for tool in islice(tools, MOST_WORDS)]
    best, found = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return found if best > 0 else None


def score(tool: Tool, said: str, heard: frozenset[str]) -> float:
    """Say how clearly the words are about a tool: 0 for not at all; the whole name counts most."""
    if tool.family in _PHRASES:
        return 2.0 * any(_stems(phrase.split()) <= heard for phrase in _PHRASES[tool.family])
    if len(words_of(tool.name)) > 1 and tool.name.lower() in said.lower():
        return 3.0
    return _of_name(tool.name, heard) or _of_description(as_text(_described(tool)), heard)


def _described(tool: Tool) -> object:
    return tool.spec.get("server_description" if tool.family == "mcp" else "description")


def _of_name(name: str, heard: frozenset[str]) -> float:
    words = [word for word in words_of(name) if word not in _STOPS]
    telling = [word for word in words if word not in _WEAK]
    share = _share(telling, heard) if telling else float(_share(words, heard) == 1)
    # Words of the name that are weak decide between names of the same thing: send_mail, delete_mail.
    return 1 + share + _share(words, heard) / 10 if share >= _ENOUGH_OF_NAME else 0.0


def _of_description(text: str, heard: frozenset[str]) -> float:
    words = [word for word in words_of(text[: MOST_WORDS * 10]) if word not in _STOPS | _WEAK and len(word) > 2]
    share = _share(words, heard)
    return share if share >= _ENOUGH_OF_DESCRIPTION and share * len(set(words)) >= _FEWEST_OF_DESCRIPTION else 0.0


def _share(words: Sequence[str], heard: frozenset[str]) -> float:
    known = _stems(words)
    return len(known & heard) / len(known) if known else 0.0


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(stem(part) for word in words for part in words_of(word))
