"""The API's reference as a page, written from its own description: no script and nothing from other hosts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response

from service.drawing import Metric
from service.render.card import Section
from service.render.logos import logo_slugs
from service.render.look import LONGEST_LABEL, Shape
from service.render.themes import THEMES
from service.render.words import LOCALES
from service.web.pages.content import Table
from service.web.pages.people import example_of
from service.web.pages.respond import page
from service.web.state import services_of

router = APIRouter(include_in_schema=False)

Json = Mapping[str, Any]

ADDRESSES = Table(
    "Addresses",
    ("address", "what"),
    (
        ("/badge/LOGIN.svg", "the badge"),
        ("/card/LOGIN.svg", "the card"),
        (
            "/badge/LOGIN.png, /card/LOGIN.png",
            "the same as PNG; leads on to the SVG where PNG is not installed or not ready in time",
        ),
        ("/badge/LOGIN.json", "the badge for the endpoint badge of shields.io"),
        ("/badge/org/ORGANISATION.svg", "how many of the visible members are hands-on, in counts alone"),
    ),
)
PARAMETERS = Table(
    "Parameters",
    ("parameter", "of", "value"),
    (
        ("theme", "both", ", ".join(THEMES)),
        ("locale", "both", ", ".join(LOCALES)),
        ("color", "both", "instead of the level's colour: 1a7f37, brightgreen, teal"),
        ("style", "badge", ", ".join(Shape)),
        ("metric", "badge", ", ".join(Metric)),
        ("label", "badge", f"up to {LONGEST_LABEL} letters; empty: no label at all"),
        ("labelColor, logoColor", "badge", "a colour"),
        (
            "logo",
            "badge",
            f"one of {len(logo_slugs()):,} names or titles of simpleicons.org, such as github or Node.js",
        ),
        ("hide", "card", "a list of " + ", ".join(Section)),
        ("border", "card", "true, false"),
        ("background", "card", "a colour"),
        ("cacheSeconds", "both", "how long the image may be kept, from an hour to a day; never lengthens an error"),
    ),
)


@dataclass(frozen=True, slots=True)
class Operation:
    """One route: what it does, what it takes and what it answers."""

    verb: str
    path: str
    text: str
    parameters: Table
    answers: Table


@router.api_route("/docs", methods=["GET", "HEAD"])
async def reference(request: Request) -> Response:
    """The reference of the API."""
    app: FastAPI = request.app
    services = services_of(request)
    values = {
        "login": example_of(demo=services.demo),
        "operations": tuple(operations(app.openapi())),
        "addresses": ADDRESSES,
        "parameters": PARAMETERS,
        "base": services.pages.base(request),
    }
    return page(request, "reference", values, cache_control="public, max-age=3600")


def operations(description: Json) -> Iterator[Operation]:
    """The routes that an OpenAPI description has: https://spec.openapis.org/oas/v3.1.0."""
    for path, item in description["paths"].items():
        for verb, operation in item.items():
            parameters = [_parameter(each) for each in operation.get("parameters", ())]
            answers = [(status, _meaning(answer)) for status, answer in operation["responses"].items()]
            yield Operation(
                verb=verb.upper(),
                path=path,
                text=_plain(operation.get("description") or operation.get("summary", "")),
                parameters=Table(f"Parameters of {path}", ("name", "where", "meaning"), parameters),
                answers=Table(f"Answers of {verb.upper()} {path}", ("status", "meaning"), answers),
            )


def _parameter(found: Json) -> tuple[str, str, str]:
    place = f"{found['in']}, needed" if found.get("required") else str(found["in"])
    return found["name"], place, _plain(found.get("description") or found["schema"].get("description", ""))


def _meaning(answer: Json) -> str:
    # FastAPI says this of every route that says nothing else.
    return _plain(answer["description"]).replace("Successful Response", "The answer.")


def _plain(text: str) -> str:
    """The descriptions are Markdown; on this page its only marks, those of code, are left out."""
    return text.replace("`", "")
