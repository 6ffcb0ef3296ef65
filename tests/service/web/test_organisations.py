"""The badge and the JSON of an organisation."""

import asyncio
import xml.etree.ElementTree as ET

import pytest
from httpx import AsyncClient, Response

from service.errors import Warming
from service.evidence import Login
from service.render.badge import Tone
from service.render.words import LOCALES, words
from service.score import Level
from service.web.app import create_app
from service.web.organisation_summary import summarise
from service.web.organisations import badge_of_summary
from tests.fakes import NOW, FakeClock, FakeSource
from tests.service.web.application import serving
from tests.service.web.demo_application import Running


async def until_known(visitor: AsyncClient, path: str) -> Response:
    for _ in range(500):
        answer = await visitor.get(path)
        if answer.status_code != 202 and answer.headers.get("x-badge-status") != "warming":
            return answer
        await asyncio.sleep(0.01)
    raise AssertionError("it never came")


async def test_the_first_badge_says_warming_and_lives_shortly(visitor: AsyncClient) -> None:
    answer = await visitor.get("/badge/org/harbour-works.svg")

    assert (answer.status_code, answer.headers["x-badge-status"]) == (200, "warming")
    assert "max-age=60," in answer.headers["cache-control"]
    assert "warming up" in answer.text


async def test_the_badge_says_how_many_and_names_nobody(visitor: AsyncClient) -> None:
    answer = await until_known(visitor, "/badge/org/harbour-works.svg?style=flat-square&label=crew")

    assert answer.headers["x-badge-status"] == "ok"
    assert ET.fromstring(answer.text).get("aria-label", "").startswith("harbour-works: hands-on, 8 of 14, as of ")  # noqa: S314
    assert "hands-on · 8 of 14" in answer.text
    assert "daily-dana" not in answer.text


async def test_a_known_version_is_not_sent_again(visitor: AsyncClient) -> None:
    first = await until_known(visitor, "/badge/org/harbour-works.svg")

    second = await visitor.get("/badge/org/harbour-works.svg", headers={"If-None-Match": first.headers["etag"]})

    assert second.status_code == 304


async def test_programs_get_counts(visitor: AsyncClient) -> None:
    first = await visitor.get("/api/v1/orgs/harbour-works")
    body = (await until_known(visitor, "/api/v1/orgs/harbour-works")).json()

    assert (first.status_code, int(first.headers["retry-after"]) > 0) == (202, True)
    assert body["levels"] == {"hands-on": 8, "in touch": 3, "others": 3}
    assert (body["members"], body["looked_at"], body["people"], body["hands_on"]) == (14, 14, 14, 8)
    assert body["status"] == "ok"


async def test_an_organisation_of_few_has_no_counts(visitor: AsyncClient) -> None:
    body = (await until_known(visitor, "/api/v1/orgs/orchard-labs")).json()
    image = await until_known(visitor, "/badge/org/orchard-labs.svg")

    assert (body["status"], body["people"], body["hands_on"], body["levels"]) == ("not-visible", None, None, None)
    assert image.headers["x-badge-status"] == "not-visible"


@pytest.mark.parametrize(
    ("name", "code", "status"), [("nowhere-at-all", 404, "not-found"), ("-no-name", 422, "bad-request")]
)
async def test_errors_are_an_image_for_readmes_and_a_problem_for_programs(
    visitor: AsyncClient, name: str, code: int, status: str
) -> None:
    image = await until_known(visitor, f"/badge/org/{name}.svg")
    answer = await until_known(visitor, f"/api/v1/orgs/{name}")

    assert (image.status_code, image.headers["x-badge-status"]) == (200, status)
    assert (answer.status_code, answer.json()["code"]) == (code, status)


async def test_a_bad_parameter_is_named_on_the_image(visitor: AsyncClient) -> None:
    answer = await visitor.get("/badge/org/harbour-works.svg?style=round")

    assert answer.headers["x-badge-status"] == "bad-request"
    assert "style" in answer.text


async def test_a_service_without_summaries_says_so(source: FakeSource, clock: FakeClock) -> None:
    async with serving(source, clock) as (client, _):
        image = await client.get("/badge/org/acme.svg")
        answer = await client.get("/api/v1/orgs/acme")

    assert (image.status_code, image.headers["x-badge-status"]) == (200, "upstream")
    assert answer.status_code == 503


async def test_what_is_under_way_stops_with_the_service(demo: Running) -> None:
    summaries = demo.services.organisations
    assert summaries
    app = create_app(demo.services)
    async with app.router.lifespan_context(app):
        demo.gate.clear()
        with pytest.raises(Warming):
            summaries.find(Login("harbour-works"))

    assert not summaries.is_busy


TONES = [(6, Tone.HANDS_ON), (3, Tone.HANDS_ON), (1, Tone.IN_TOUCH), (0, Tone.QUIET)]


@pytest.mark.parametrize(("hands_on", "tone"), TONES)
def test_the_colour_follows_the_share(hands_on: int, tone: Tone) -> None:
    levels = [Level.HANDS_ON] * hands_on + [Level.IN_TOUCH] * (6 - hands_on)

    badge = badge_of_summary(summarise("acme", 6, levels, NOW), words("en"), None)

    assert (badge.message, badge.tone) == (f"hands-on · {hands_on} of 6", tone)


PEOPLE = {
    "en": "8 of 14",
    "de": "8 von 14",
    "es": "8 de 14",
    "fr": "8 sur 14",
    "ja": "14人中8人",
    "zh-CN": "14 人中 8 人",
    "ar": "8 من 14",
}


@pytest.mark.parametrize("locale", LOCALES)
def test_people_are_counted_as_people_and_not_as_points(locale: str) -> None:
    levels = [Level.HANDS_ON] * 8 + [Level.QUIET] * 6

    badge = badge_of_summary(summarise("acme", 14, levels, NOW), words(locale), None)

    assert badge.message.endswith(f" · {PEOPLE[locale]}")


def test_other_languages_say_it_too() -> None:
    summary = summarise("acme", 6, [Level.HANDS_ON] * 6, NOW)

    german = badge_of_summary(summary, words("de"), "")
    none = badge_of_summary(summarise("acme", 6, [], NOW), words("de"), None)

    assert "6 von 6" in german.message
    assert "angesehen" in german.description
    assert german.label == ""
    assert none.label == words("de").label
