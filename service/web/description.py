"""The API's own description, completed by what FastAPI cannot know: https://spec.openapis.org/oas/v3.1.0."""

from collections.abc import Callable, Iterator
from typing import Any

from fastapi import FastAPI

from service.web.problems import PROBLEM

Json = dict[str, Any]

_SCHEMA = {"$ref": "#/components/schemas/Problem"}
_LATER = {"202", "429", "503"}
_RETRY_AFTER: Json = {"description": "Seconds until it is worth asking again.", "schema": {"type": "integer"}}


def install(app: FastAPI) -> None:
    """Let the application describe itself truthfully."""
    app.openapi = _once(completed, app.openapi)  # type: ignore[method-assign]  # FastAPI's documented way


def _once(complete: Callable[[Json], Json], describe: Callable[[], Json]) -> Callable[[], Json]:
    made: list[Json] = []

    def description() -> Json:
        if not made:
            made.append(complete(describe()))
        return made[0]

    return description


def completed(description: Json) -> Json:
    """The same description, in which every problem has its media type, and its Retry-After where it has one."""
    for status, answer in _answers(description):
        content = answer.get("content", {})
        if content.get("application/json", {}).get("schema") == _SCHEMA:
            content[PROBLEM] = content.pop("application/json")
            if status in _LATER:
                answer.setdefault("headers", {})["Retry-After"] = _RETRY_AFTER
    return description


def _answers(description: Json) -> Iterator[tuple[str, Json]]:
    for item in description["paths"].values():
        for operation in item.values():
            yield from operation["responses"].items()
