"""What is wrong with an author's file."""

from mockserver.values.place import Place


class ScenarioError(Exception):
    """The scenario file is wrong; the text begins with `file:line:column` and is one clear line."""

    def __init__(self, place: Place, message: str) -> None:
        # What is quoted from the file may hold characters that end a line, such as U+2028.
        self.message = " ".join(message.splitlines())
        self.place = place
        super().__init__(f"{place}: {self.message}")
