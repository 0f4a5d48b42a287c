"""What a browser would make of a page."""

from html.parser import HTMLParser

VOID = frozenset({"meta"})
HARMLESS = frozenset(
    {"html", "head", "meta", "title", "style", "body", "h1", "h2", "details", "summary", "section", "pre"}
    | {"table", "caption", "thead", "tbody", "tr", "th", "td"}
)
ATTRIBUTES = frozenset({"lang", "charset", "http-equiv", "content", "name", "class", "open"})


class Page(HTMLParser):
    """A page, read: its tags, its texts by tag, and what is wrong with it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.wrong: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()
        self.wrong += [f"<{tag}> is not closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.wrong += [f"<{tag}>"] * (tag not in HARMLESS)
        self.wrong += [f"{tag}.{name}" for name, _ in attrs if name not in ATTRIBUTES]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self.open[-1] if self.open else "", data))

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.wrong += [decl] * (decl != "DOCTYPE html")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self.wrong.append(f"<![{data}]>")

    def of(self, tag: str) -> list[str]:
        """Give the texts in all elements of a name."""
        return [text for inside, text in self.texts if inside == tag]
