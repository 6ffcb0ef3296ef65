"""With PUBLISH=enrolled no route tells more of anybody than they asked for."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from httpx import AsyncClient

import service.web
from service.evidence import Show
from service.web.state import Services
from tests.fakes import FakeClock, FakeSource, nobody_visible, somebody
from tests.service.web.application import serving

Web = tuple[AsyncClient, Services]
ENROLLED = {"PUBLISH": "enrolled", "PUBLIC_URL": "https://badges.example"}
SVG = ("/badge/{}.svg", "/badge/{}.svg?metric=score", "/badge/{}.svg?metric=days", "/card/{}.svg")
ROUTES = (*SVG, "/badge/{}.json", "/u/{}", "/?login={}", "/api/v1/users/{}", "/api/v1/users?login={}")
NUMBER = re.compile(r"\b94\b|of 100|[Ww]rote code on|quayside")
"""What only the details hold of somebody who works three days a week."""
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
LOW_WORDS = ("quiet", "dipping in", "little recent", "some recent code")


@pytest.fixture
async def web(source: FakeSource, clock: FakeClock) -> AsyncIterator[Web]:
    source.outcomes = {
        "ada": replace(somebody("ada"), enrolled=True),
        "shy": replace(somebody("shy"), enrolled=True, show=Show.LEVEL),
        "bob": replace(somebody("bob"), enrolled=False),
        "cleo": somebody("cleo"),
        "quinn": replace(somebody("quinn", days=0, reviews=1), enrolled=False),
        "grey": replace(nobody_visible("grey"), enrolled=False),
    }
    async with serving(source, clock, environ=ENROLLED) as running:
        yield running


async def test_who_enrolled_is_shown_in_full(web: Web) -> None:
    body = (await web[0].get("/api/v1/users/ada")).json()

    assert (body["score"], body["level"], body["message"]) == (94, "hands-on", None)
    assert "of 100" in (await web[0].get("/badge/ada.svg")).text


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("login", ["bob", "cleo", "shy"])
async def test_of_others_every_route_shows_the_level_alone(web: Web, login: str, route: str) -> None:
    text = (await web[0].get(route.format(login))).text

    assert "hands-on" in text
    assert NUMBER.search(text) is None


@pytest.mark.parametrize("route", ROUTES)
async def test_a_low_score_is_told_by_no_route(web: Web, route: str) -> None:
    quiet, hidden = [(await web[0].get(route.format(login))).text for login in ("quinn", "grey")]

    assert quiet.replace("quinn", "grey") == hidden
    assert not any(word in STYLE.sub("", quiet) for word in LOW_WORDS)


@pytest.mark.parametrize("route", ROUTES)
async def test_neither_its_age_nor_its_headers_tell_of_a_low_score(web: Web, clock: FakeClock, route: str) -> None:
    client = web[0]
    await client.get("/badge/grey.svg")
    clock.advance(minutes=45)
    await client.get("/badge/quinn.svg")
    clock.advance(hours=25)
    quiet, hidden = [await client.get(route.format(login)) for login in ("quinn", "grey")]

    assert quiet.text.replace("quinn", "grey") == hidden.text
    assert quiet.headers["cache-control"] == hidden.headers["cache-control"]
    assert quiet.headers.get("x-badge-status") == hidden.headers.get("x-badge-status")


async def test_a_neutral_answer_is_that_of_the_day(web: Web, clock: FakeClock) -> None:
    asked = [("GET", "/api/v1/users/quinn"), ("POST", "/api/v1/users/quinn/refresh")]
    bodies = [(await web[0].request(*each)).json() for each in asked]
    validator = (await web[0].get("/badge/quinn.svg")).headers["etag"]
    clock.advance(hours=3)
    await web[0].post("/api/v1/users/quinn/refresh")

    for body in bodies:
        assert (body["observed_at"], body["fresh_until"]) == ("2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z")
        assert (body["status"], body["stale"]) == ("not-visible", False)
    assert (await web[0].get("/badge/quinn.svg")).headers["etag"] == validator


@pytest.mark.parametrize("route", SVG)
async def test_the_image_of_a_low_score_says_not_visible(web: Web, route: str) -> None:
    answer = await web[0].get(route.format("quinn"))

    assert answer.headers["x-badge-status"] == "not-visible"
    assert "quinn has not enrolled here, so nothing more is shown." in answer.text


async def test_the_page_says_why_and_how_to_change_it(web: Web) -> None:
    level, neutral = [(await web[0].get(f"/u/{login}")).text for login in ("bob", "quinn")]

    assert "bob has not enrolled here, so the level alone is shown. A badge in their own profile README" in level
    assert "quinn has not enrolled here, so nothing more is shown." in neutral


async def test_a_refresh_publishes_no_more_than_an_answer(web: Web) -> None:
    body = (await web[0].post("/api/v1/users/bob/refresh")).json()

    assert (body["level"], body["score"], body["weeks"], body["why"]) == ("hands-on", None, None, None)


async def test_who_enrols_is_shown_after_the_next_look(web: Web, source: FakeSource, clock: FakeClock) -> None:
    await web[0].get("/badge/bob.svg")
    source.outcomes["bob"] = replace(somebody("bob"), enrolled=True)
    clock.advance(minutes=1)
    await web[0].post("/u/bob/refresh")

    assert "of 100" in (await web[0].get("/badge/bob.svg")).text


async def test_the_edge_sends_nothing_that_was_not_to_be_published(web: Web) -> None:
    for _ in range(2):
        assert "of 100" not in (await web[0].get("/badge/bob.svg")).text

    assert len(web[1].drawings) == 1


def test_only_the_answers_and_the_summaries_ask_the_scorer() -> None:
    folder = Path(service.web.__path__[0])
    asking = {
        path.name
        for path in folder.rglob("*.py")
        if re.search(r"scorer\.(answer|refresh|knows)\b", path.read_text(encoding="utf-8"))
    }

    assert asking == {"organisation_summaries.py"}
