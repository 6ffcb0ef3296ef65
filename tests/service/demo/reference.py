"""GitHub's schema and graphql-core's own executor over the demo's objects: what the small executor is measured by."""

from datetime import date, datetime
from typing import Any

from graphql import ExecutionResult, GraphQLError, GraphQLResolveInfo, execute_sync, parse

from service.demo import DemoGitHub
from service.demo.cost import price_of
from service.demo.executor import Node
from service.demo.faults import Fault
from service.demo.plan import plan_for
from service.demo.tree.root import TYPES
from service.demo.tree.visit import Visit
from tests.github_stub.schema import github_schema


class Reference:
    """The same question, asked of graphql-core.

    Attributes:
        touched: every type and field that was resolved.
    """

    def __init__(self, github: DemoGitHub) -> None:
        self.github = github
        self.touched: set[tuple[str, str]] = set()

    def execute(self, text: str, variables: dict[str, Any]) -> ExecutionResult:
        price = price_of(plan_for(text, variables), variables)
        budget = self.github.budgets("graphql", self.github.clock())
        return execute_sync(
            github_schema(),
            parse(text),
            root_value=Node("Query", None),
            context_value=Visit(self.github.world, self.github.viewer, budget, price),
            variable_values=variables,
            field_resolver=self._resolve,
            type_resolver=lambda node, _info, _type: node.typename,
        )

    def _resolve(self, node: Node, info: GraphQLResolveInfo[Any], **arguments: object) -> object:
        self.touched.add((node.typename, info.field_name))
        kind = TYPES[node.typename]
        return _leaf(kind.value(info.field_name, node.source, lambda: arguments, info.context))


def _leaf(value: object) -> object:
    """Values as the executor writes them; a fault in a list is an error in that place."""
    if isinstance(value, Fault):
        return GraphQLError(value.message)
    if isinstance(value, list):
        return [_leaf(item) for item in value]
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%SZ}"
    return value.isoformat() if isinstance(value, date) else value
