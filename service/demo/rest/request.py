"""A REST question and its answer, and the rules of pages that all lists share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urlencode

from service.demo.budget import Budget
from service.demo.world import World

_Item = TypeVar("_Item")
Json = dict[str, Any]
DOCUMENTATION = "https://docs.github.com/rest"


@dataclass(frozen=True, slots=True)
class Request:
    """A GET.

    Attributes:
        parameters: the query string; repeated names are not used by GitHub.
        named: the parts of the path that its route names.
    """

    path: str
    parameters: Mapping[str, str]
    world: World
    viewer: str
    api_url: str
    budgets: Callable[[str, datetime], Budget]
    now: datetime
    named: Mapping[str, str] = field(default_factory=dict)

    def number(self, name: str, default: int) -> int:
        """A parameter as a number; anything else is the default."""
        text = self.parameters.get(name, "")
        return int(text) if text.isdecimal() and int(text) else default


@dataclass(frozen=True, slots=True)
class Response:
    """Status, body and the headers beyond the usual ones."""

    status: int
    body: object
    headers: Mapping[str, str] = field(default_factory=dict)


def not_found() -> Response:
    """GitHub's answer for what does not exist or may not be seen."""
    return Response(404, {"message": "Not Found", "documentation_url": DOCUMENTATION, "status": "404"})


def refused(message: str) -> Response:
    """GitHub's answer for a question it does not accept."""
    body = {"message": "Validation Failed", "errors": [{"message": message, "resource": "Search", "field": "q"}]}
    return Response(422, {**body, "documentation_url": DOCUMENTATION, "status": "422"})


def page(request: Request, items: Sequence[_Item], *, default: int = 30, most: int = 100) -> list[_Item]:
    """The asked page of a list.

    https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api
    """
    size, number = _size(request, default, most), request.number("page", 1)
    return list(items[(number - 1) * size : number * size])


def links(request: Request, length: int, *, default: int = 30, most: int = 100) -> dict[str, str]:
    """The `Link` header of a list of this length; none if everything fits on one page."""
    size, number = _size(request, default, most), request.number("page", 1)
    last = -(-length // size)
    targets = {"prev": number - 1, "next": number + 1, "last": last, "first": 1}
    wanted = [name for name, target in targets.items() if target != number and 1 <= target <= last]
    if number >= last:
        wanted = [name for name in wanted if name != "last"]
    found = ", ".join(f'<{_url(request, targets[name])}>; rel="{name}"' for name in wanted)
    return {"link": found} if found else {}


def listing(request: Request, items: Sequence[_Item], shape: Callable[[_Item], Json]) -> Response:
    """A page of a list, each item in its shape."""
    return Response(200, [shape(item) for item in page(request, items)], links(request, len(items)))


def _size(request: Request, default: int, most: int) -> int:
    return min(most, request.number("per_page", default))


def _url(request: Request, number: int) -> str:
    return f"{request.api_url}{request.path}?{urlencode({**request.parameters, 'page': number})}"
