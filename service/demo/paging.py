"""Connections: pages of a list with cursors, and GitHub's rules about them.

https://docs.github.com/en/graphql/guides/using-pagination-in-the-graphql-api
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from service.demo.executor import Arguments, Node, Type
from service.demo.faults import InvalidDocument

MOST_PER_PAGE = 100
_BAD_CURSOR = {"type": "INVALID_CURSOR_ARGUMENTS"}


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of a list.

    Attributes:
        of: the type of the connection without `Connection`, such as `CommitHistory`.
        total: what `totalCount` says; some connections count other things than their nodes.
        bounded: `first` or `last` was given.
        roles: the members' roles, where the items are members.
    """

    of: str
    items: Sequence[Node]
    start: int
    length: int
    total: int
    bounded: bool
    roles: Sequence[str] = ()

    @property
    def has_next(self) -> bool:
        """Whether anything follows."""
        return self.start + len(self.items) < self.length

    @property
    def has_previous(self) -> bool:
        """Whether anything comes before."""
        return self.start > 0

    def nodes(self) -> list[Node]:
        """The items.

        Raises:
            InvalidDocument: nobody said how many.
        """
        if not self.bounded:
            message = f"You must provide a `first` or `last` value to properly paginate the `{self.of}` connection."
            raise InvalidDocument(message, {"type": "MISSING_PAGINATION_BOUNDARIES"})
        return list(self.items)

    def edges(self) -> list[Node]:
        """The items with their cursors."""
        roles = [*self.roles, *["MEMBER"] * len(self.items)]
        return [
            Node(f"{self.of}Edge", Edge(_cursor(self.start + i + 1), node, roles[i]))
            for i, node in enumerate(self.nodes())
        ]


@dataclass(frozen=True, slots=True)
class Edge:
    """An item, where it stands, and the role of a member."""

    cursor: str
    node: Node
    role: str


def connection(
    of: str, items: Sequence[Node], arguments: Arguments, *, total: int | None = None, roles: Sequence[str] = ()
) -> Node:
    """One page of the items, as `first`, `last`, `after` and `before` ask.

    Raises:
        InvalidDocument: a page is larger than GitHub gives.
    """
    first, last = (_page_size(of, name, arguments.get(name)) for name in ("first", "last"))
    start = _position(arguments.get("after"), 0)
    end = min(len(items), _position(arguments.get("before"), len(items) + 1) - 1)
    if first is not None:
        end = min(end, start + first)
    if last is not None:
        start = max(start, end - last)
    bounded = first is not None or last is not None
    count = len(items) if total is None else total
    page = Page(of, items[start:end], start, len(items), count, bounded, roles[start:end])
    return Node(f"{of}Connection", page)


CONNECTION: Type[Page, object] = Type(
    plain={"totalCount": "total"},
    derived={"nodes": Page.nodes, "edges": Page.edges, "pageInfo": lambda page: Node("PageInfo", page)},
)
EDGE: Type[Edge, object] = Type(plain={"cursor": "cursor", "node": "node", "role": "role"})
PAGE_INFO: Type[Page, object] = Type(
    plain={"hasNextPage": "has_next", "hasPreviousPage": "has_previous"},
    derived={
        "startCursor": lambda page: _cursor(page.start + 1) if page.items else None,
        "endCursor": lambda page: _cursor(page.start + len(page.items)) if page.items else None,
    },
)


def _cursor(position: int) -> str:
    return base64.b64encode(f"cursor:{position}".encode()).decode()


def _page_size(of: str, name: str, size: int | None) -> int | None:
    if size is not None and size > MOST_PER_PAGE:
        message = f"Requesting {size} records on the `{of}` connection exceeds the `{name}` limit of 100 records."
        raise InvalidDocument(message, {"type": "EXCESSIVE_PAGINATION"})
    return size


def _position(cursor: Any, default: int) -> int:  # noqa: ANN401 - whatever the caller sent
    if not isinstance(cursor, str):
        return default
    try:
        return int(base64.b64decode(cursor).decode().removeprefix("cursor:"))
    except ValueError as error:
        raise InvalidDocument(f"`{cursor}` does not appear to be a valid cursor.", _BAD_CURSOR) from error
