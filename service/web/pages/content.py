"""Text with tables, told once and written as HTML and as Markdown: pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain sentences."""

    text: str
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Subtitle:
    """A title below that of the section."""

    text: str
    kind: str = "subtitle"


@dataclass(frozen=True, slots=True)
class Calculation:
    """A line of arithmetic."""

    text: str
    kind: str = "calculation"


@dataclass(frozen=True, slots=True)
class Points:
    """A list of sentences."""

    items: Sequence[str]
    kind: str = "points"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head.

    Attributes:
        numbers: the columns that hold numbers.
        people: the columns that hold logins.
    """

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()
    kind: str = "table"


Block = Paragraph | Subtitle | Calculation | Points | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A title and what stands under it; `anchor` is its name in addresses."""

    anchor: str
    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Article:
    """A whole text."""

    title: str
    lead: str
    sections: Sequence[Section]


def markdown(article: Article) -> str:
    """The article as GitHub Flavored Markdown: https://github.github.com/gfm/."""
    return "\n".join(_lines(article)) + "\n"


def _lines(article: Article) -> Iterator[str]:
    yield f"# {article.title}"
    yield ""
    yield article.lead
    for section in article.sections:
        yield from ("", f"## {section.title}")
        for block in section.blocks:
            yield ""
            yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Points):
        yield from (f"- {item}" for item in block.items)
    elif isinstance(block, Calculation):
        yield from ("```text", block.text, "```")
    elif isinstance(block, Subtitle):
        yield f"### {block.text}"
    else:
        yield block.text


def _table(table: Table) -> Iterator[str]:
    yield _row(table.head)
    yield _row("--:" if i in table.numbers else "---" for i in range(len(table.head)))
    yield from map(_row, table.rows)


def _row(cells: Sequence[str] | Iterator[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
