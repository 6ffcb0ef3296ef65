"""Looking at GitHub again because somebody asks for it."""

from dataclasses import replace

import pytest
from httpx import AsyncClient

from service.errors import OptedOut
from service.evidence import Gap, GapCode, Login
from tests.fakes import FakeClock, FakeSource, somebody
from tests.service.web.application import serving
from tests.service.web.demo_application import DOWN, SLOW, client_of, running_demo

DANA = Login("dana")


async def test_the_button_looks_again_and_leads_back(source: FakeSource, clock: FakeClock) -> None:
    source.outcomes["dana"] = somebody("dana")
    async with serving(source, clock) as (client, _):
        await client.get("/u/dana")
        clock.advance(minutes=5)
        answer = await client.post("/u/dana/refresh")
        page = await client.get("/u/dana")

    assert (answer.status_code, answer.headers["location"]) == (303, "/u/dana")
    assert source.asked == ["dana", "dana"]
    assert "20 November 2026, 12:05 UTC" in page.text


async def test_a_change_of_mind_takes_effect_at_once(source: FakeSource, clock: FakeClock) -> None:
    source.outcomes["dana"] = somebody("dana")
    async with serving(source, clock) as (client, _):
        await client.get("/u/dana")
        source.outcomes["dana"] = OptedOut("dana asked not to be scored.")
        answer = await client.post("/u/dana/refresh")
        page = await client.get("/u/dana")
        image = await client.get("/badge/dana.svg")

    assert answer.status_code == 303
    assert "No score is computed, kept or shown." in page.text
    assert image.headers["x-badge-status"] == "opted-out"


async def test_programs_get_the_new_score(source: FakeSource, clock: FakeClock) -> None:
    source.outcomes["dana"] = somebody("dana", days=1, reviews=0)
    async with serving(source, clock) as (client, _):
        before = (await client.get("/api/v1/users/dana")).json()
        source.outcomes["dana"] = replace(somebody("dana"), user_id=1)
        answer = await client.post("/api/v1/users/dana/refresh")

    assert answer.status_code == 200
    assert answer.json()["score"] > before["score"]
    assert answer.headers["cache-control"] == "no-store"


async def test_programs_are_told_that_a_part_is_missing(source: FakeSource, clock: FakeClock) -> None:
    hole = Gap(GapCode.PARTIAL_ANSWER, "GitHub left 1 question unanswered.")
    source.outcomes["dana"] = replace(somebody("dana"), gaps=(hole,))
    async with serving(source, clock) as (client, _):
        body = (await client.post("/api/v1/users/dana/refresh")).json()

    assert (body["status"], body["stale"]) == ("stale", True)


@pytest.mark.parametrize(
    ("login", "status"),
    [
        ("nobody-at-all", 404),
        ("-no-login", 422),
        (DOWN, 503),
        ("away-amara", 200),
        ("harbour-works", 200),
        ("keel-bot[bot]", 200),
    ],
)
async def test_programs_are_told_the_truth(visitor: AsyncClient, login: str, status: int) -> None:
    answer = await visitor.post(f"/api/v1/users/{login}/refresh")

    assert answer.status_code == status


@pytest.mark.parametrize(("login", "status"), [("nobody-at-all", 303), ("-no-login", 422), (DOWN, 503)])
async def test_people_are_told_on_a_page(visitor: AsyncClient, login: str, status: int) -> None:
    answer = await visitor.post(f"/u/{login}/refresh")

    assert answer.status_code == status


async def test_the_button_of_a_machine_leads_back_too(visitor: AsyncClient) -> None:
    answer = await visitor.post("/u/keel-bot[bot]/refresh")

    assert (answer.status_code, answer.headers["location"]) == (303, "/u/keel-bot%5Bbot%5D")


async def test_a_look_that_takes_long_is_not_waited_for() -> None:
    async with running_demo(image_seconds=0.05) as running, client_of(running) as client:
        answer = await client.post(f"/u/{SLOW}/refresh")
        page = await client.get(f"/u/{SLOW}")

    assert (answer.status_code, page.status_code) == (303, 202)


@pytest.mark.parametrize("path", ["/u/daily-dana/refresh", "/api/v1/users/daily-dana/refresh"])
@pytest.mark.parametrize(("site", "status"), [("cross-site", 403), ("same-site", 403), ("same-origin", None)])
async def test_another_site_may_not_ask_for_it(visitor: AsyncClient, path: str, site: str, status: int | None) -> None:
    answer = await visitor.post(path, headers={"Sec-Fetch-Site": site})

    assert answer.status_code == (status or (303 if path.startswith("/u/") else 200))


async def test_it_is_not_a_thing_to_get(visitor: AsyncClient) -> None:
    assert (await visitor.get("/u/daily-dana/refresh")).status_code == 405
