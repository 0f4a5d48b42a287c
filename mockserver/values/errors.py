"""What is wrong with an author's file."""

from mockserver.values.place import Place


class ScenarioError(Exception):
    """The scenario file is wrong; the text begins with `file:line:column` and is one clear line."""

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(f"{place}: {message}")
        self.place = place
        self.message = message
