"""What is wrong with a contract document."""


class DocumentError(Exception):
    """The contract document cannot be read; the text is one clear line that names the file."""

    def __init__(self, message: str) -> None:
        # What is quoted from the file may hold characters that end a line.
        super().__init__(" ".join(message.split()))
