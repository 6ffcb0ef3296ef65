"""docs/walkthrough.md is followed: every name exists, and a request passes them in that order."""

import functools
import importlib
from dataclasses import replace
from datetime import UTC, datetime

import httpx
import pytest

from service.classify import kind_of
from service.settings import read_settings
from service.web.app import create_service
from service.web.server import build_services
from tests.docs.calls import recorded
from tests.docs.documents import quoted, section, tables, text_of
from tests.github_stub import GitHubStub

PAGE = text_of("docs/walkthrough.md")
FOLLOWED = ("To the route", "To an answer", "To the evidence", "To the score", "To the image")
Step = tuple[str, str]


def steps(text: str) -> list[Step]:
    """Path and name of everything that stands in the tables' first column."""
    cells = [quoted(row["where"]) for rows in tables(text) for row in rows]
    return [(path, name) for path, *names in cells for name in names]


@pytest.mark.parametrize(("path", "name"), dict.fromkeys(steps(PAGE)))
def test_every_name_exists(path: str, name: str) -> None:
    module = importlib.import_module(path.removesuffix(".py").replace("/", "."))

    assert functools.reduce(getattr, name.split("."), module) is not None


async def test_a_first_request_passes_every_step_in_this_order() -> None:
    kind_of.cache_clear()  # what other tests asked for would not be asked for again
    with GitHubStub(clock=lambda: datetime.now(UTC)) as github:
        github.rename("weekly-wanda", "octocat")
        settings = read_settings({"GITHUB_TOKEN": "x", "GITHUB_API_URL": github.url})
        services = replace(build_services(settings, demo=False), image_seconds=60.0)  # recording is slow
        service = create_service(services)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(service), base_url="http://service.test") as client:
            with recorded() as calls:
                answer = await client.get("/badge/octocat.svg")
            await services.scorer.close()

    told = [step for title in FOLLOWED for step in dict.fromkeys(steps(section(PAGE, title)))]
    assert answer.headers["x-badge-status"] == "ok"
    assert [step for step in told if step not in calls] == []
    assert told == sorted(told, key=calls.__getitem__)
