"""The demo's GitHub: answers GraphQL documents and REST paths from the invented world, without a network."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from service.demo.budget import Budget, untouched
from service.demo.building import world_at
from service.demo.cast import CAST, Cast
from service.demo.cost import Price
from service.demo.executor import Executed, Types, execute
from service.demo.rest.request import Request
from service.demo.rest.routes import respond
from service.demo.tree.root import TYPES
from service.demo.tree.visit import Visit
from service.demo.world import World
from service.github_api.transport import Answer, Json

Budgets = Callable[[str, datetime], Budget]


@dataclass(frozen=True, slots=True)
class DemoGitHub:
    """A `Transport` to the invented GitHub.

    Attributes:
        clock: the histories end on its day.
        viewer: the login behind the token; members of an organisation see its concealed members.
        api_url: the address that answers name for further pages.
        budgets: resource and moment -> what is left of it.
        types: the GraphQL types that are answered with.
    """

    clock: Callable[[], datetime]
    cast: Cast = CAST
    viewer: str = CAST.visitor
    api_url: str = "https://api.github.com"
    budgets: Budgets = untouched
    types: Types = field(default_factory=lambda: TYPES)

    @property
    def world(self) -> World:
        """The world as of now."""
        return world_at(self.cast, self.clock())

    def execute(self, query: str, variables: Json) -> Executed:
        """Answer a GraphQL document and say what it cost."""
        world, budget = self.world, self.budgets("graphql", self.clock())

        def visit(price: Price) -> Visit:
            return Visit(world, self.viewer, budget, price)

        return execute(query, variables, self.types, visit)

    def graphql(self, query: str, variables: Json) -> Answer:
        """Answer a GraphQL document."""
        body = self.execute(query, variables).body
        return Answer(200, {**self.budgets("graphql", self.clock()).headers(), **_JSON}, body)

    def rest(self, path: str, parameters: Mapping[str, str | int] | None = None) -> Answer:
        """Answer a REST path."""
        texts = {name: str(value) for name, value in (parameters or {}).items()}
        response = respond(Request(path, texts, self.world, self.viewer, self.api_url, self.budgets, self.clock()))
        resource = "search" if path.startswith("/search/") else "core"
        headers = {**self.budgets(resource, self.clock()).headers(), **_JSON, **response.headers}
        return Answer(response.status, headers, response.body)


_JSON = {"content-type": "application/json; charset=utf-8"}
