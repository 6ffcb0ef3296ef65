"""Reads our own pages as a browser would, as far as tests need it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "option"]
)


@dataclass(eq=False)
class Element:
    """One element with its attributes, the text in it, and what is in it."""

    tag: str
    attributes: dict[str, str]
    parent: "Element | None" = None
    children: list["Element"] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text in it and in what is in it, in document order of each, with single spaces."""
        return " ".join(" ".join([*self.pieces, *(child.text for child in self.children)]).split())

    def all(self, tag: str = "", **attributes: str) -> list["Element"]:
        """Every element in it with this tag and these attributes; `class_` stands for one of the classes."""
        found = [self] if (not tag or self.tag == tag) and self._has(attributes) else []
        return found + [element for child in self.children for element in child.all(tag, **attributes)]

    def one(self, tag: str = "", **attributes: str) -> "Element":
        """The only such element."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, (tag, attributes, len(found))
        return found[0]

    def _has(self, wanted: dict[str, str]) -> bool:
        for name, value in wanted.items():
            if name == "class_":
                if value not in self.attributes.get("class", "").split():
                    return False
            elif self.attributes.get(name) != value:
                return False
        return True


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self.inside = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.inside)
        self.inside.children.append(element)
        if tag not in _VOID:
            self.inside = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.inside)
        self.inside.children.append(element)

    def handle_endtag(self, tag: str) -> None:
        element: Element | None = self.inside
        while element and element.tag != tag:
            element = element.parent
        if element and element.parent:
            self.inside = element.parent

    def handle_data(self, data: str) -> None:
        self.inside.pieces.append(data)


def read(text: str) -> Element:
    """The page as a tree."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.root
