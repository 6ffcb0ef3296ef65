"""What a query costs by GitHub's published formula.

https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
"""

from collections.abc import Iterable
from dataclasses import dataclass

from graphql.language import FieldNode, SelectionSetNode

from service.demo.faults import InvalidDocument
from service.demo.plan import Asked, Plan, Variables

MOST_NODES = 500_000
_SIZES = ("first", "last", "maxRepositories")


@dataclass(frozen=True, slots=True)
class Price:
    """Points that are charged, and how many nodes the answer may hold."""

    points: int
    nodes: int


def price_of(plan: Plan, variables: Variables) -> Price:
    """Each connection of each object is a request; a hundred requests are a point.

    Raises:
        InvalidDocument: the answer might hold too many nodes.
    """
    requests, nodes = _count(plan, variables, (plan.operation.selection_set,), 1)
    if nodes > MOST_NODES:
        raise InvalidDocument(
            f"This query requests up to {nodes:,} possible nodes which exceeds the maximum limit of {MOST_NODES:,}.",
            {"type": "MAX_NODE_LIMIT_EXCEEDED"},
        )
    return Price(max(1, round(requests / 100)), nodes)


def _count(plan: Plan, variables: Variables, sets: Iterable[SelectionSetNode], objects: int) -> tuple[int, int]:
    requests = nodes = 0
    for selection in (each for one in sets for each in one.selections):
        inner = plan.opened(selection)
        if inner.selection_set is None:
            continue
        below = objects
        if isinstance(inner, FieldNode) and inner.arguments:
            size, ids = _size(inner, variables)
            requests += objects if size else 0
            nodes += objects * size
            below = objects * (size or ids or 1)
        more_requests, more_nodes = _count(plan, variables, (inner.selection_set,), below)
        requests, nodes = requests + more_requests, nodes + more_nodes
    return requests, nodes


def _size(node: FieldNode, variables: Variables) -> tuple[int, int]:
    """How many items a connection may give, and how many ids were asked for."""
    arguments = Asked("", node, ()).arguments(variables)
    size = next((arguments[name] for name in _SIZES if isinstance(arguments.get(name), int)), 0)
    ids = arguments.get("ids")
    return size, len(ids) if isinstance(ids, list) else 0
