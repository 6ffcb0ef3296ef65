"""The badge as data: what shields.io's own schema takes, and nothing else.

The rules are those of https://github.com/badges/shields/blob/master/services/endpoint-common.js.
"""

from typing import Any

import pytest
from httpx import AsyncClient

from tests.service.web.demo_application import DOWN, LEVEL_ONLY

TYPES = {
    "schemaVersion": int,
    "label": str,
    "message": str,
    "color": str,
    "labelColor": str,
    "isError": bool,
    "namedLogo": str,
    "logoColor": str,
    "style": str,
    "cacheSeconds": int,
}
STYLES = {"flat", "flat-square", "plastic", "for-the-badge", "social"}


def is_accepted(body: dict[str, Any]) -> bool:
    """Whether shields.io draws this."""
    return (
        body.keys() <= TYPES.keys()
        and {"schemaVersion", "label", "message"} <= body.keys()
        and all(type(value) is TYPES[name] for name, value in body.items())
        and body["schemaVersion"] == 1
        and bool(body["message"])
        and ("logoColor" not in body or "namedLogo" in body)
        and body["cacheSeconds"] >= 0
        and body["style"] in STYLES
    )


@pytest.mark.parametrize(
    ("login", "status", "error", "seconds"),
    [
        ("daily-dana", "ok", False, 3600),
        ("newcomer-nils", "not-visible", False, 3600),
        ("harbour-works", "organisation", False, 3600),
        ("keel-bot[bot]", "bot", False, 3600),
        ("away-amara", "paused", False, 3600),
        ("optout-oona", "opted-out", False, 3600),
        ("nobody-at-all", "not-found", True, 300),
        ("-no-login", "bad-request", True, 300),
        ("a/b", "bad-request", True, 300),
        (DOWN, "upstream", True, 90),
    ],
)
async def test_every_status_is_something_that_shields_draws(
    visitor: AsyncClient, login: str, status: str, *, error: bool, seconds: int
) -> None:
    answer = await visitor.get(f"/badge/{login}.json")

    body = answer.json()
    assert answer.status_code == 200
    assert is_accepted(body)
    assert (answer.headers["x-badge-status"], body["isError"], body["cacheSeconds"]) == (status, error, seconds)
    assert f"max-age={seconds}," in answer.headers["cache-control"]


async def test_what_is_chosen_is_told_in_the_words_of_shields(visitor: AsyncClient) -> None:
    query = "style=plastic&label=code&color=teal&labelColor=000&logo=github&logoColor=fff&metric=score"

    body = (await visitor.get(f"/badge/daily-dana.json?{query}&cacheSeconds=7200")).json()

    assert is_accepted(body)
    assert body == {
        "schemaVersion": 1,
        "label": "code",
        "message": "100",
        "color": "#008080",
        "labelColor": "#000000",
        "isError": False,
        "style": "plastic",
        "cacheSeconds": 7200,
        "namedLogo": "github",
        "logoColor": "#ffffff",
    }


async def test_a_logo_without_a_colour_has_none(visitor: AsyncClient) -> None:
    body = (await visitor.get("/badge/daily-dana.json?logo=github&label=")).json()

    assert is_accepted(body)
    assert "logoColor" not in body
    assert body["label"] == ""


async def test_the_theme_s_colour_of_the_level_is_sent(visitor: AsyncClient) -> None:
    light = (await visitor.get("/badge/daily-dana.json")).json()
    nord = (await visitor.get("/badge/daily-dana.json?theme=nord")).json()

    assert (light["color"], nord["color"]) == ("#1a7f37", "#a3be8c")


async def test_a_bad_parameter_is_a_badge_that_says_so(visitor: AsyncClient) -> None:
    body = (await visitor.get("/badge/daily-dana.json?style=round")).json()

    assert (body["message"], body["isError"]) == ("invalid request", True)


@pytest.mark.parametrize(("metric", "said"), [("days", " private days"), ("streak", "hands-on")])
async def test_days_that_are_only_counted_are_no_zero(visitor: AsyncClient, metric: str, said: str) -> None:
    body = (await visitor.get(f"/badge/private-pat.json?metric={metric}")).json()

    assert body["message"].endswith(said)
    assert not body["message"].startswith("0")


async def test_why_there_is_no_score_is_said_in_the_language_and_look_that_are_asked_for(visitor: AsyncClient) -> None:
    body = (await visitor.get(f"/badge/{DOWN}.json?locale=de&style=plastic&label=code")).json()

    assert (body["label"], body["message"], body["style"]) == ("code", "bitte später wieder", "plastic")


async def test_who_shows_the_level_alone_has_no_number_in_it(visitor: AsyncClient) -> None:
    body = (await visitor.get(f"/badge/{LEVEL_ONLY}.json?metric=score")).json()

    assert body["message"] == "hands-on"


async def test_known_data_is_not_sent_again(visitor: AsyncClient) -> None:
    first = await visitor.get("/badge/daily-dana.json")
    second = await visitor.get("/badge/daily-dana.json", headers={"If-None-Match": first.headers["etag"]})
    image = await visitor.get("/badge/daily-dana.svg", headers={"If-None-Match": first.headers["etag"]})

    assert (second.status_code, image.status_code) == (304, 200)
